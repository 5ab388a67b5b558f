"""Values as literals: what stands between the quotes, and of which datatype it is.

RDF has no lone surrogates: U+FFFD stands for them, and for U+FFFE and U+FFFF, for which raptor refuses a whole file.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from math import isfinite

from pyoxigraph import Literal

# What N-Triples and Turtle cannot hold as it is, as pyoxigraph escapes it (RDF 1.2 N-Triples, canonical form).
_ESCAPES = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    **{"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"},
    **{'"': '\\"', "\\": "\\\\"},
}
_ODD = re.compile('["\\\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]')
_DATES = (
    (re.compile(r"\d{4}"), "%Y", "gYear"),
    (re.compile(r"\d{4}-\d\d"), "%Y-%m", "gYearMonth"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "%Y-%m-%d", "date"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), "%Y-%m-%dT%H:%M:%S", "dateTime"),
)
_HOUR = re.compile(r"\d{4}-\d\d-\d\dT\d\d(:\d\d)?")


def quoted(words: str) -> str:
    r"""Write words as a string of N-Triples or Turtle.

    >>> print(quoted('a "b"\n'))
    "a \"b\"\n"
    """
    return f'"{_ODD.sub(_escaped, words)}"'


def _escaped(odd: re.Match[str]) -> str:
    return _ESCAPES.get(odd[0], "\ufffd")


@lru_cache(maxsize=256)
def tag(language: str) -> str:
    """Write a language tag (BCP 47); nothing for what is none.

    >>> tag("de-AT"), tag("x y")
    ('@de-at', '')
    """
    try:
        return str(Literal("", language=language)).removeprefix('""') if language else ""
    except ValueError:
        return ""


def decimal(value: float) -> str:
    """Write a number to four places, without an exponent.

    >>> decimal(0.5)
    '0.5'
    """
    whole, _, rest = f"{value:.4f}".partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}"


def number(value: float | None) -> tuple[str, str] | None:
    """Write a count, and name its type: an integer where it is one; nothing for what is not known or has no end."""
    if value is None or not isfinite(value):
        return None
    return (str(int(value)), "integer") if value == int(value) else (decimal(value), "decimal")


@lru_cache(maxsize=4096)
def when(value: str | date | None) -> tuple[str, str] | None:
    """Write a date as exactly as it is known, and name its type; a plain text if it is none.

    >>> when("2022-01"), when("soon")
    (('2022-01', 'gYearMonth'), ('soon', 'string'))
    """
    if value is None or value == "":
        return None
    said = _with_seconds(str(value))
    for pattern, layout, datatype in _DATES:
        if pattern.fullmatch(said) and _is_date(said, layout):
            return said, datatype
    return str(value), "string"


def _with_seconds(said: str) -> str:
    """Fill up an hour or a minute: xsd:dateTime has seconds."""
    found = _HOUR.fullmatch(said)
    return f"{said}{'' if found[1] else ':00'}:00" if found else said


def _is_date(said: str, layout: str) -> bool:
    try:
        datetime.strptime(said, layout)
    except ValueError:
        return False
    return said.isascii()
