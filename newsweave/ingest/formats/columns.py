"""Which column or field holds what: named by the user, or guessed from its name by a table (`data/columns.toml`)."""

import html
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from newsweave.errors import EmptyError, FormatError
from newsweave.ingest.boilerplate import without_tail
from newsweave.ingest.cleaning import UNSEEN, clean
from newsweave.ingest.formats.found import Found, Request, digest
from newsweave.ingest.formats.markup import is_marked
from newsweave.ingest.formats.markup import traced as words_of
from newsweave.ingest.formats.wild import VALUES, lenient
from newsweave.ingest.offsets import Traced
from newsweave.ingest.wrapping import unwrapped

# HTML's names and numbers of letters, in texts whose other marks were taken out.
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,6}|#x[0-9a-f]{2,6});", re.I)
_PLAIN = re.compile(r"[\W_]+")
_MOST = 10_000
_DEEP = 5  # lists and objects in each other whose words are taken
_SHOWN = 12


@cache
def _table() -> dict[str, tuple[str, ...]]:
    data = resources.files("newsweave.ingest.data").joinpath("columns.toml").read_text("utf-8")
    return {key: tuple(row["names"]) for key, row in tomllib.loads(data).items()}


def chosen(names: Iterable[str], request: Request, place: str = "") -> dict[str, str]:
    """Choose the columns: our key to theirs.

    Args:
        names: The columns that there are.
        request: Its `columns` are those that the user named.
        place: Where, for messages.

    Raises:
        FormatError: A column that was named is not there, or none can be the text.

    >>> chosen(["id", "Body", "Date"], Request(thing="a.csv"))
    {'text': 'Body', 'published': 'Date'}
    """
    there = list(names)
    if len(there) > _MOST:
        problem = f"has {len(there):,} columns"
        raise FormatError(request.thing, problem, f"keep those that matter, {_MOST:,} at most", place)
    plain: dict[str, str] = {}
    for name in there:
        plain.setdefault(_PLAIN.sub("", name.lower()), name)
    for name in there:  # what lies deeper in an object comes after all that does not, and its name is its own
        if (last := _PLAIN.sub("", name.lower().rpartition(".")[2])) != "name":
            plain.setdefault(last, name)
    found = {}
    for key, candidates in _table().items():
        named = request.columns.get(key)
        if named is not None and named not in there:
            raise FormatError(request.thing, f"there is no column {named!r}", _have(there), place)
        guess = next((plain[name] for name in candidates if name in plain), None)
        if named or guess:
            found[key] = named or str(guess)
    if "text" not in found:
        problem = "no column can be told to be the articles' text"
        raise FormatError(request.thing, problem, f"name it with --text-column; {_have(there)}", place)
    return found


def known(names: Iterable[str]) -> int:
    """Count what names of columns tell: of an article's words and six more things; 0 if not the words.

    >>> known(["id", "Body", "Date"]), known(["Rain in Leeds", "2022"])
    (2, 0)
    """
    try:
        return len(chosen(names, Request(thing="")))
    except FormatError:
        return 0


def _have(names: list[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:_SHOWN])
    return f"there are {shown}{f' and {len(names) - _SHOWN} more' if len(names) > _SHOWN else ''}"


def article(
    row: Mapping[str, object], columns: Mapping[str, str], request: Request, place: str, line: bytes = b""
) -> Found:
    """Make an article of a row.

    Args:
        row: Its values by column.
        columns: Our key to theirs.
        request: Whose row it is.
        place: Which row, for messages.
        line: The bytes of the row; of none, its values as JSON are what is hashed.

    Raises:
        EmptyError: It has no text.
    """
    value = row.get(columns["text"])
    said = _words(value)
    marked = is_marked(said)
    traced = words_of(said) if marked else _plain_words(said)
    if not traced.text.strip(UNSEEN):
        raise EmptyError(request.thing, f"has no text in {columns['text']!r}", "fill it, or leave the row out", place)
    known = lenient({key: row.get(name) for key, name in columns.items() if key != "text"})
    hashed = line or json.dumps(row, sort_keys=True, default=str).encode()
    raw = traced.raw(extracted=marked, field=columns["text"])
    return Found(text=traced.text, metadata=known, digest=digest(hashed), raw=raw)


def _plain_words(said: str) -> Traced:
    return unwrapped(without_tail(Traced(said).cleaned().replaced(_REFERENCE, _referred)))


def _referred(found: re.Match[str]) -> str:
    """Return the letter that a reference stands for; what stands for none stays."""
    return clean(html.unescape(found[0]))


def _words(value: object, depth: int = 0) -> str:
    r"""Write the value of a text column: of a list all, a blank line between them; of an object its words.

    >>> _words(["Rain fell.", {"type": "p", "text": "It stopped."}])
    'Rain fell.\n\nIt stopped.'
    """
    if isinstance(value, list) and depth < _DEEP:
        return "\n\n".join(filter(None, (_words(each, depth + 1) for each in value)))
    if isinstance(value, Mapping) and depth < _DEEP:
        return _words(next((value[key] for key in VALUES if value.get(key)), None), depth + 1)
    return str(value) if isinstance(value, str | int | float) else ""
