"""A SPARQL query as tokens with their places: enough to say what is wrong where, and to see what it would do.

After the terminals of SPARQL 1.1 (section 19.8). White space and comments are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPED = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = r"(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*"
_TOKEN = re.compile(
    rf"""
      (?P<blank>    \s+ | \#[^\n\r]* )
    | (?P<iri>      <(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPED})*> )
    | (?P<string>   \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<node>     _:[\w.-]* )
    | (?P<name>     (?:[^\W\d_][\w.-]{{0,200}})?:{_LOCAL} )
    | (?P<number>   \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
    | (?P<word>     [^\W\d]\w* )
    | (?P<sign>     . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query.

    Attributes:
        sort: "iri", "string", "variable", "language", "node", "name" (with a prefix), "number", "word" or "sign".
        text: As it stands there.
        start: Its place, from 0.
    """

    sort: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Split a query.

    >>> [token.text for token in tokens("ASK { ?s nw:role 'a' } # ?")]
    ['ASK', '{', '?s', 'nw:role', "'a'", '}']
    """
    for found in _TOKEN.finditer(query):
        sort = found.lastgroup or ""
        if sort != "blank":
            yield Token(sort, found.group(), found.start())


def place(query: str, start: int) -> str:
    """Name a place as people count: "line 2, column 5".

    >>> place("ASK {", 4)
    'line 1, column 5'
    """
    before = query[:start].splitlines(keepends=True)
    whole = not before or before[-1].endswith(("\n", "\r"))
    line, column = (len(before) + 1, 1) if whole else (len(before), len(before[-1]) + 1)
    return f"line {line}, column {column}"
