"""Dataclasses to JSON values and back, driven by the type hints of `newsweave.types`.

A table of fields is made once for each class, so that a thousand items cost a thousand walks over short
tuples. A field at its default, None or empty is left out. Spans are written [start, end] where they lie in
the item's own document, which is nearly always, and [start, end, document] elsewhere. Reading is strict:
whatever a hint does not allow is a ValueError that names the field.
"""

import json
import re
import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from newsweave.types import Span

T = TypeVar("T")
Encode = Callable[[Any, str], Any]  # value, id of the document at hand -> JSON value
Decode = Callable[[Any, str], Any]  # JSON value, id of the document at hand -> value
Coder = tuple[Encode, Decode]

_ABSENT = object()
_NUMBERS = {float: (int, float), int: (int,)}


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field is written and read; `empty` is the value that stands for its absence."""

    name: str
    encode: Encode
    decode: Decode
    empty: Any


_TABLES: dict[type[Any], tuple[_Field, ...]] = {}
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_dumps_ascii = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(value: Any) -> str:
    """Write a JSON value on one line that UTF-8 can carry."""
    text = _dumps(value)
    if _SURROGATE.search(text):  # UTF-8 has no lone surrogates; JSON escapes do
        text = _dumps_ascii(value)  # but a high one before a low one is read as the letter that they make
    return text


def encode(item: Any, document: str = "") -> dict[str, Any]:
    """Write a dataclass as a JSON object, fields in their order.

    >>> encode(Span(document="d1", start=0, end=4))
    {'document': 'd1', 'start': 0, 'end': 4}
    """
    written = {}
    for field in _table(type(item)):
        value = getattr(item, field.name)
        if value != field.empty:
            written[field.name] = field.encode(value, document)
    return written


def decode(cls: type[T], data: Any, document: str = "") -> T:
    """Read a JSON object as a dataclass.

    Args:
        cls: The class.
        data: What `encode` wrote; nothing else is accepted.
        document: Id of the document that short spans lie in.

    Raises:
        ValueError: A field is unknown, missing or of the wrong type.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{_name(cls)} should be an object, not {data!r:.60}")
    values = {}
    table = _table(cls)
    for field in table:
        given = data.get(field.name, _ABSENT)
        values[field.name] = field.empty if given is _ABSENT else _read(cls, field, given, document)
        if values[field.name] is _ABSENT:
            raise ValueError(f"{_name(cls)} has no {field.name!r}")
    if unknown := data.keys() - values.keys():
        raise ValueError(f"{_name(cls)} has an unknown field {min(unknown)!r}")
    return cls(**values)


def _read(cls: type[Any], field: _Field, given: Any, document: str) -> Any:
    try:
        return field.decode(given, document)
    except ValueError as error:
        raise ValueError(f"{_name(cls)}.{field.name}: {error}") from error


def _name(cls: type[Any]) -> str:
    return cls.__name__.lower()


def _table(cls: type[Any]) -> tuple[_Field, ...]:
    if cls not in _TABLES:
        _TABLES[cls] = _make_table(cls)
    return _TABLES[cls]


def _make_table(cls: type[Any]) -> tuple[_Field, ...]:
    hints = get_type_hints(cls)
    return tuple(
        _Field(field.name, *_coder(hints[field.name]), _empty(field.default, hints[field.name]))
        for field in fields(cls)
    )


def _empty(default: Any, hint: Any) -> Any:
    """Choose what absence means: the default, else None or the empty tuple, else that the field is missing."""
    if default is not MISSING:
        return default
    if get_origin(hint) is tuple:
        return ()
    return None if type(None) in get_args(hint) else _ABSENT


def _coder(hint: Any) -> Coder:
    if get_origin(hint) in (types.UnionType, Union):
        return _optional(hint)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    if hint is Span:
        return _write_span, _read_span
    if hint is date:
        return (lambda value, _: value.isoformat()), (lambda data, _: date.fromisoformat(_text(data)))
    if issubclass(hint, Enum):
        return (lambda value, _: value.value), (lambda data, _: hint(data))
    if is_dataclass(hint):
        cls = cast(type[Any], hint)
        return encode, (lambda data, document: decode(cls, data, document))
    return _plain, _exactly(hint)


def _optional(hint: Any) -> Coder:
    """Code `X | None` as X: None is never written but inside a list."""
    (inner,) = (each for each in get_args(hint) if each is not type(None))
    write, read = _coder(inner)
    return (
        lambda value, document: None if value is None else write(value, document),
        lambda data, document: None if data is None else read(data, document),
    )


def _tuple(hints: tuple[Any, ...]) -> Coder:
    """Code `tuple[X, ...]` as a list of any length and `tuple[X, Y]` as one of exactly two."""
    if hints[-1] is Ellipsis:
        write, read = _coder(hints[0])
        return (
            lambda value, document: [write(each, document) for each in value],
            lambda data, document: tuple([read(each, document) for each in _list(data)]),
        )
    coders = [_coder(hint) for hint in hints]
    return (
        lambda value, document: [w(each, document) for (w, _), each in zip(coders, value, strict=True)],
        lambda data, document: tuple([r(each, document) for (_, r), each in zip(coders, _list(data), strict=True)]),
    )


def _plain(value: Any, _document: str) -> Any:
    return value


def _exactly(hint: type[Any]) -> Decode:
    allowed = _NUMBERS.get(hint, (hint,))  # a set of types, because a bool is an int to isinstance

    def read(data: Any, _document: str) -> Any:
        if type(data) in allowed:
            return data
        raise ValueError(f"should be {hint.__name__}, not {data!r:.60}")

    return read


def _text(data: Any) -> str:
    if isinstance(data, str):
        return data
    raise ValueError(f"should be text, not {data!r:.60}")


def _list(data: Any) -> list[Any]:
    if isinstance(data, list):
        return data
    raise ValueError(f"should be a list, not {data!r:.60}")


def _write_span(span: Span, document: str) -> list[Any]:
    place: list[Any] = [span.start, span.end]
    return place if span.document == document else [*place, span.document]


def _read_span(data: Any, document: str) -> Span:
    match data:
        case [int(start), int(end)]:
            elsewhere = document
        case [int(start), int(end), str(elsewhere)]:
            pass
        case _:
            raise ValueError(f"should be [start, end], not {data!r:.60}")
    if not 0 <= start <= end:
        raise ValueError(f"should run forward, not from {start} to {end}")
    return Span(document=elsewhere, start=start, end=end)
