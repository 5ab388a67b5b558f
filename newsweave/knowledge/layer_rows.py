"""One row of a layer, from JSONL or CSV, as an item: generous in how it is written, strict in what it says."""

import difflib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from newsweave.knowledge.types import Item
from newsweave.types import Kind

Row: TypeAlias = Mapping[str, Any]

SCHEMES = ("wikidata", "geonames", "dbpedia", "viaf", "lei", "isni", "gnd")
FIELDS = (
    "id kind sort name aliases weak people description country parent acts_for latitude longitude "
    "population popularity start end links source"
).split()
_SYNONYMS = {"type": "kind", "label": "name", "lat": "latitude", "lon": "longitude", "xrefs": "links"}
_LISTS = ("aliases", "weak", "people")
_TEXTS = ("sort", "description", "source")
_DATE = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_FORMS = {"wikidata": (re.compile(r"Q[1-9]\d*"), "Q232"), "geonames": (re.compile(r"[1-9]\d*"), "1522867")}
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


class RowError(ValueError):
    """What is wrong with a row, and the cure; the reader adds the file and line."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(f"{problem}; {cure}")
        self.problem = problem
        self.cure = cure


def to_item(row: Row, source: str) -> Item:
    """Make an item from a row.

    Args:
        row: Field names, or their synonyms (type, label, lat, lon, xrefs), and values; a field named like a scheme
            of identifiers is one of `links`; empty values are as if they were not there.
        source: Said of the item unless the row says it.

    Raises:
        RowError: The row says something that cannot be.
    """
    values, links = _sorted_out(row)
    read = {name: parse(values[name], name) for name, parse in _PARSERS.items() if name in values}
    for name in ("id", "kind", "name"):
        if name not in read:
            raise RowError(f"it has no {name}", f"say {name}")
    if ("latitude" in read) != ("longitude" in read):
        raise RowError("it has one coordinate without the other", "give latitude and longitude")
    return Item(**({"source": source} | read), links=dict(_links(links)))


def _sorted_out(row: Row) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part a row into fields by their own names, and identifiers elsewhere."""
    values: dict[str, Any] = {}
    links: dict[str, Any] = {}
    for said, value in row.items():
        name = _SYNONYMS.get(said, said)
        if value is None or value in ("", [], {}):
            continue
        if name == "links":
            links |= _mapping(value)
        elif name in SCHEMES:
            links[name] = value
        elif name in FIELDS:
            values[name] = value
        else:
            raise _unknown(said)
    return values, links


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise RowError("links are no object", 'write them as {"wikidata": "Q232"}')
    return dict(value)


def _unknown(name: str) -> RowError:
    known = [*FIELDS, *SCHEMES, *_SYNONYMS]
    near = difflib.get_close_matches(name, known, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    return RowError(f"there is no field {name!r}", f"{meant}fields: {', '.join([*FIELDS, *SCHEMES])}")


def _links(links: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for scheme, value in sorted(links.items()):
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value, scheme)
        form, example = _FORMS.get(scheme, (None, ""))
        if form and not form.fullmatch(text):
            raise RowError(f"{scheme} {text!r} is no identifier of it", f"write it like {example}")
        yield _text(scheme, "scheme"), text


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise RowError(f"{name} is no text: {value!r}", "put it between quotation marks")
    if _UNFIT.search(value):
        raise RowError(f"{name} holds control characters or lone surrogates", "take them out")
    return " ".join(value.split())


def _needed(value: Any, name: str) -> str:
    if not (text := _text(value, name)):
        raise RowError(f"{name} is empty", f"say {name}")
    return text


def _id(value: Any, name: str) -> str:
    text = _needed(value, name)
    if " " in text:
        raise RowError(f"{name} {text!r} has a space", 'write ids like "acme:42"')
    return text


def _kind(value: Any, name: str) -> Kind:
    text = _text(value, name).upper()
    if text not in Kind.__members__:
        raise RowError(f"there is no {name} {value!r}", f"available: {', '.join(Kind)}")
    return Kind(text)


def _names(value: Any, name: str) -> tuple[str, ...]:
    parts = value.split("|") if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise RowError(f"{name} are no list", 'write them as ["one", "two"], in CSV as one|two')
    return tuple(sorted({text for part in parts if (text := _text(part, name))}))


def _country(value: Any, name: str) -> str:
    text = _text(value, name).upper()
    if not re.fullmatch("[A-Z]{2}", text):
        raise RowError(f"{name} {value!r} is no code of two letters", "write ISO 3166-1: KZ")
    return text


def _number(value: Any, name: str, low: float, high: float) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not low <= number <= high:
        raise RowError(f"{name} {value!r} is no number from {low:g} to {high:g}", "correct it or leave it out")
    return number


def _latitude(value: Any, name: str) -> float:
    return _number(value, name, -90, 90)


def _longitude(value: Any, name: str) -> float:
    return _number(value, name, -180, 180)


def _popularity(value: Any, name: str) -> float:
    return _number(value, name, 0, 1e12)


def _population(value: Any, name: str) -> int:
    number = _number(value, name, 0, 1e11)
    if number != int(number):
        raise RowError(f"{name} {value!r} is no whole number", "count whole inhabitants")
    return int(number)


def _date(value: Any, name: str) -> str:
    text = _text(str(value) if isinstance(value, int) else value, name)
    if not _DATE.fullmatch(text):
        raise RowError(f"{name} {value!r} is no date", "write ISO 8601: 1991, 1991-12 or 1991-12-16")
    return text


_PARSERS: Mapping[str, Callable[[Any, str], Any]] = (
    {"id": _id, "kind": _kind, "name": _needed, "country": _country, "parent": _id, "acts_for": _id}
    | dict.fromkeys(_LISTS, _names)
    | dict.fromkeys(_TEXTS, _text)
    | {"latitude": _latitude, "longitude": _longitude, "population": _population, "popularity": _popularity}
    | {"start": _date, "end": _date}
)
