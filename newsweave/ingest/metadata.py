"""What a person writes about an article: front matter at its top, or a TOML file beside it.

    ---                                       title = "Fuel prices: what we know"
    title: Fuel prices: what we know          publisher = "RFE/RL"
    publisher: RFE/RL                         published = 2022-01-06
    published: 2022-01-06
    ---

Front matter is read by the few lines below and not by a YAML parser: YAML refuses the first headline with a colon in
it, reads `no` as false and `12:30` as 750, and expands aliases without bound, while all that is wanted here are six
one-line texts. Notes kept in Obsidian, Jekyll or Hugo carry other keys and lists: these are passed over, but for
`date`, `lang` and `authors`, which say what our `published`, `language` and `author` say. A key that is nearly one of
ours, a list where one line is wanted, or a date that is none are errors, because what they meant to say would be lost.
"""

import difflib
import logging
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from newsweave.errors import MetadataError
from newsweave.ingest.days import day

_FENCE = "---"
_ENDS = (_FENCE, "...")
_LINE = re.compile(r"([\w-]+)[ \t]*:(?:[ \t]+(.*))?")
_PART_OF_ANOTHER = re.compile(r"[ \t]|#|- |-$")  # an indented line, a comment, an item of a list
_NOT_ONE_LINE = re.compile(r"[|>][+-]?|\[.*\]|\{.*\}")  # YAML's blocks, lists and maps
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_TOML_PLACE = re.compile(r" \(at (?:(line \d+), column \d+|end of document)\)$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")  # TOML can write them as escapes
_NEAR = 0.8  # of difflib; "pubished" 0.94, "tilte" 0.80, "authors" 0.92, but "subtitle" 0.77
# What Jekyll and Hugo call ours; passed over where the value is not one for us.
_ALIASES = {"date": "published", "lang": "language", "authors": "author"}
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)")
# Jekyll's and Obsidian Publish's switch, which is no date: not an attempt at ours.
_SWITCHES = frozenset({"true", "false", "yes", "no"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of an article beside its text; None where nothing is said.

    Attributes:
        title: Headline.
        publisher: Who published it.
        author: Who wrote it.
        published: Day of publication, as written: a time of day and its zone are dropped.
        language: BCP 47 tag.
        url: Where it was published; http or https.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None


KEYS = tuple(field.name for field in fields(Metadata))


def front_matter(text: str, thing: str) -> tuple[Metadata, str]:
    r"""Part an article from the front matter at its top.

    Args:
        text: The whole file, with line feeds.
        thing: The file's name, for messages.

    Returns:
        What the front matter says, and the text after it without the blank lines between; of a text
        without front matter, nothing and the whole.

    Raises:
        MetadataError: A line of it cannot be used.

    >>> front_matter("---\npublisher: RFE/RL\n---\nRain fell.", "a.txt")[1]
    'Rain fell.'
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return Metadata(), text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in _ENDS), None)
    block = lines[1:end]
    if not _begins_with_key(block):  # a rule between paragraphs
        return Metadata(), text
    if end is None:
        return _unclosed(block, text, thing)
    return _fields(block, thing), "\n".join(lines[end + 1 :]).lstrip("\n")


def sidecar(text: str, thing: str) -> Metadata:
    """Read a TOML file that stands beside an article; every key in it must be one of ours.

    Raises:
        MetadataError: It is not TOML, or a key or value cannot be used.

    >>> sidecar("published = 2022-01-06T23:30:00Z", "a.toml").published
    datetime.date(2022, 1, 6)
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = _TOML_PLACE.search(message)
        place = (found and found[1]) or ""
        problem = f"is not TOML: {_TOML_PLACE.sub('', message)}"
        raise MetadataError(thing, problem, 'write lines such as publisher = "RFE/RL"', place) from error
    values = {}
    for key, value in table.items():
        place = _toml_place(text, key)
        if key not in KEYS:
            raise MetadataError(thing, f"there is no key {key!r}", _keys_cure(key), place)
        values[key] = _checked(key, _toml_text(key, value, thing, place), thing, place)
    return Metadata(**values)


def united(front: Metadata, beside: Metadata, thing: str) -> Metadata:
    """Join front matter and sidecar; where both speak they must agree.

    Raises:
        MetadataError: They say different things.
    """
    values = {}
    for key in KEYS:
        ours, theirs = getattr(front, key), getattr(beside, key)
        if None not in (ours, theirs) and ours != theirs:
            problem = f"{key} is {str(ours)!r} in the front matter and {str(theirs)!r} in the file beside it"
            raise MetadataError(thing, problem, "keep one of the two")
        values[key] = theirs if ours is None else ours
    return Metadata(**values)


def usable(key: str, words: str) -> bool:
    """Tell whether words can be the value of a key: a language tag, a web address.

    >>> usable("language", "en-GB"), usable("url", "ftp://example.org")
    (True, False)
    """
    return not _PROBLEMS.get(key, lambda _: "")(words)


def _begins_with_key(block: list[str]) -> bool:
    first = next((line for line in block if line.strip() and not line.startswith("#")), None)
    return bool(first is None or _LINE.fullmatch(first.rstrip()))


def _unclosed(block: list[str], text: str, thing: str) -> tuple[Metadata, str]:
    found = _LINE.fullmatch(block[0].rstrip()) if block else None
    if found and found[1].lower() in KEYS:
        problem = "the front matter has no end"
        raise MetadataError(thing, problem, f"put a line {_FENCE} after the metadata", "line 1")
    return Metadata(), text


def _fields(block: list[str], thing: str) -> Metadata:
    values: dict[str, Any] = {}
    for key, value, place in _pairs(block, thing):
        if key in values:
            raise MetadataError(thing, f"{key} is given twice", "keep one of the two", place)
        values[key] = _checked(key, value, thing, place)
    return Metadata(**_aliases(block) | values)


def _aliases(block: list[str]) -> dict[str, Any]:
    """Read what other tools call ours, where it is of the right form."""
    values: dict[str, Any] = {}
    for number, line in enumerate(block):
        found = _LINE.fullmatch(line.rstrip())
        key = _ALIASES.get(found[1].lower()) if found else None
        value = ", ".join(_listed((found[2] or "").strip(), block[number + 1 :])) if found else ""
        if key == "published":
            values[key] = day(value) or values.get(key)
        elif key and value and not _PROBLEMS.get(key, lambda _: "")(value):
            values[key] = _checked(key, value, "", "")
    return values


def _listed(value: str, below: list[str]) -> list[str]:
    """Read a value, or each of a list of them, in brackets or a line each below."""
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(each.strip()) for each in value[1:-1].split(",") if each.strip()]
    if value:
        return [_unquoted(value)]
    items = takewhile(bool, map(_ITEM.fullmatch, below))
    return [_unquoted(item[1].strip()) for item in items if item]


def _pairs(block: list[str], thing: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, value and place of the lines that are ours."""
    for number, line in enumerate(block):
        place = f"line {number + 2}"
        if not line.strip() or _PART_OF_ANOTHER.match(line):
            continue
        found = _LINE.fullmatch(line.rstrip())
        if not found:
            raise MetadataError(thing, f"{line.strip()[:40]!r} is not key: value", "mend the line", place)
        key, value = found[1].lower(), (found[2] or "").strip()
        if key in KEYS and _NOT_ONE_LINE.fullmatch(value or _continued(block, number)):
            raise MetadataError(thing, f"{key} is not one line", f"write {key}: and its text", place)
        if key in KEYS and not (key == "published" and value.lower() in _SWITCHES):
            yield key, _unquoted(value), place
        elif key not in KEYS:
            _pass_over(key, value, thing, place)


def _continued(block: list[str], number: int) -> str:
    """Return "|", as if for a block, where a key without a value goes on below; else nothing."""
    below = block[number + 1] if number + 1 < len(block) else ""
    return "|" if below.strip() and not below.startswith("#") and _PART_OF_ANOTHER.match(below) else ""


def _pass_over(key: str, value: str, thing: str, place: str) -> None:
    if (
        key not in _ALIASES
        and value.lower() not in _SWITCHES
        and difflib.get_close_matches(key, KEYS, n=1, cutoff=_NEAR)
    ):
        raise MetadataError(thing, f"there is no key {key!r}", _keys_cure(key), place)
    _log.debug("%s, %s: front matter key %r is not used", thing, place, key)


def _keys_cure(key: str) -> str:
    near = difflib.get_close_matches(key, KEYS, n=1)
    return f"{f'did you mean {near[0]}? ' if near else ''}the keys are {', '.join(KEYS)}"


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _toml_place(text: str, key: str) -> str:
    pattern = re.compile(rf"[ \t\[]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]")
    lines = enumerate(text.splitlines(), 1)
    return next((f"line {number}" for number, line in lines if pattern.match(line)), "")


def _toml_text(key: str, value: object, thing: str, place: str) -> str:
    if isinstance(value, str):
        return value
    if key == "published" and isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    raise MetadataError(thing, f"{key} is {value!r}, not text", f'write {key} = "..." on one line', place)


def _checked(key: str, value: str, thing: str, place: str) -> Any:
    words = " ".join(_CONTROL.sub(" ", value).split())
    if not words:
        return None
    problem = _PROBLEMS.get(key, lambda _: "")(words)
    if problem:
        raise MetadataError(thing, f"{key} is {words[:60]!r}, which is no {problem}", _CURES[key], place)
    if key == "published":
        return date.fromisoformat(words[:10])
    return words


def _date_problem(words: str) -> str:
    try:
        # Jekyll and Hugo put a space before the zone, ISO 8601 does not.
        datetime.fromisoformat(re.sub(r" (?=[+-]\d)", "", words))
    except ValueError:
        return "date"
    return "" if _DAY.match(words) else "date"


def _tag_problem(words: str) -> str:
    return "" if _TAG.fullmatch(words) else "language tag"


def _url_problem(words: str) -> str:
    try:
        parts = urlsplit(words)
    except ValueError:
        return "web address"
    whole = parts.scheme in {"http", "https"} and parts.netloc and " " not in words
    return "" if whole else "web address"


_PROBLEMS = {"published": _date_problem, "language": _tag_problem, "url": _url_problem}
_CURES = {
    "published": "write year, month and day: 2022-01-06",
    "language": "write a BCP 47 tag: en, pt-BR",
    "url": "write it whole: https://example.org/article",
}
