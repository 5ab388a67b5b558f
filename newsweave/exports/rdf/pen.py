"""What RDF is written with: subjects, pairs of a predicate and an object, and blocks of both, as text.

    pen.block(pen.node("entity", "e1"), [*pen.is_a("schema:Person"), pen.text("rdfs:label", "Ann", "en")])

One pen writes N-Triples, or N-Quads where a graph is given, another Turtle. A triple takes a line in each. Text
instead of objects for each term makes a graph's bytes in a third of the time; tests hold that they are the bytes that
pyoxigraph writes.
"""

import re
from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from functools import cache, lru_cache

from newsweave.exports import iris
from newsweave.exports.rdf import literals
from newsweave.exports.rdf.terms import PREFIXES, ROOMS, full
from newsweave.types import Span

_LOCAL = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9_-]*"
)  # what may follow a prefix without escapes, and more readers than not take
_BETWEEN = " ;\n\t"
_BARE = frozenset({"integer", "decimal", "boolean"})  # literals that Turtle writes without quotes


class Pen:
    """Writes terms, pairs and blocks in one notation.

    Args:
        base: Where our IRIs begin.
        short: Whether to write Turtle, with prefixes; else N-Triples.
    """

    def __init__(self, base: str, *, short: bool = False) -> None:
        self.base = iris.checked_base(base)
        self.short = short
        self.outside = self  # the pen that writes into no graph; its terms and pairs are the same
        self.triples = 0  # of the pen outside: how many it has written, with those into graphs
        self._end = " .\n"
        self._mark = "/" if "#" in self.base else "#"  # an IRI has one fragment
        self.term: Callable[[str], str] = cache(self._term)
        self.node: Callable[..., str] = lru_cache(maxsize=16384)(self._node)
        self.is_a: Callable[..., list[str]] = cache(self._is_a)
        self.name: Callable[[str, str], str] = cache(self._name)
        self.often: Callable[..., str] = lru_cache(maxsize=4096)(self.text)
        self._document: Callable[[str], str] = lru_cache(maxsize=1024)(self._start)
        self._room: Callable[[str, str], str] = lru_cache(maxsize=1024)(self._begin)

    def inside(self, graph: str) -> "Pen":
        """Give a pen that writes into a named graph: quads, a line each; in TriG a graph's braces say it."""
        pen = copy(self)
        pen._end = self._end if self.short else f" {graph} .\n"
        return pen

    # --- terms

    def _term(self, name: str) -> str:
        """Write a prefixed name of one of the vocabularies."""
        if self.short and _LOCAL.fullmatch(name.partition(":")[2]):
            return name
        return f"<{full(name)}>"

    def _node(self, room: str, *parts: object) -> str:
        """Write the name of a thing: its room ("entity", "doc", "run") and what tells it apart there."""
        if self.short and room in ROOMS and len(parts) == 1 and _LOCAL.fullmatch(str(parts[0])):
            return f"{room}:{parts[0]}"
        return f"<{iris.iri(self.base, room, *parts)}>"

    def family(self, room: str, stem: str) -> tuple[str, str]:
        """Give what stands before and after the rest of names that begin alike: a hyphen, then letters and digits."""
        if self.short and room in ROOMS and _LOCAL.fullmatch(stem):
            return f"{room}:{stem}-", ""
        return f"<{self.base}{room}/{iris.encode(stem)}-", ">"

    def span(self, span: Span) -> str:
        """Write the name of a stretch of a document, as NIF 2.0 has it."""
        return self.stretch(span.document, span.start, span.end)

    def spot(self, room: str, span: Span) -> str:
        """Write the name of a thing that is told apart by where it stands: a group, a quantity."""
        return f"{self._room(room, span.document)}{span.start},{span.end}>"

    def stretch(self, document: str, start: int, end: int) -> str:
        """Write the same: doc#char=begin,end (NIF 2.0, RFC 5147)."""
        return f"{self._document(document)}{start},{end}>"

    def _start(self, document: str) -> str:
        return f"<{iris.iri(self.base, 'doc', document)}{self._mark}char="

    def _begin(self, room: str, document: str) -> str:
        return f"<{iris.iri(self.base, room, document)},"

    def iri(self, address: str) -> str:
        """Write an IRI of others, which is a valid one."""
        if self.short:
            for prefix in ("wd", "gn"):
                local = address.removeprefix(PREFIXES[prefix])
                if local != address and _LOCAL.fullmatch(local):
                    return f"{prefix}:{local}"
        return f"<{address}>"

    def literal(self, lexical: str, datatype: str) -> str:
        """Write a literal of a datatype of XML Schema."""
        if datatype == "string":
            return literals.quoted(lexical)
        if self.short and datatype in _BARE:
            return lexical
        return f"{literals.quoted(lexical)}^^{self.term(f'xsd:{datatype}')}"

    def words(self, words: str, language: str = "") -> str:
        """Write words, with a language tag where it is a valid one."""
        return f"{literals.quoted(words)}{literals.tag(language)}"

    # --- pairs: a predicate and an object, or nothing where there is none

    def pair(self, predicate: str, value: str | None) -> str:
        """Say something of a subject: the predicate's prefixed name, and the object as it is written."""
        return f"{self.term(predicate)} {value}" if value else ""

    def _is_a(self, *classes: str) -> list[str]:
        """Say what a subject is."""
        return self.each("rdf:type", map(self.term, classes))

    def _name(self, predicate: str, name: str) -> str:
        """Say something whose object is a term of a vocabulary."""
        return self.pair(predicate, self.term(name))

    def each(self, predicate: str, values: Iterable[str]) -> list[str]:
        """Say several things with one predicate."""
        said = "a" if self.short and predicate == "rdf:type" else self.term(predicate)
        if self.short:
            listed = ",\n\t\t".join(values)
            return [f"{said} {listed}"] if listed else []
        return [f"{said} {value}" for value in values]

    def text(self, predicate: str, words: str | None, language: str = "") -> str:
        """Say words, if there are any."""
        return f"{self.term(predicate)} {self.words(words, language)}" if words else ""

    def number(self, predicate: str, value: float | None) -> str:
        """Say a number, if there is one."""
        found = literals.number(value)
        return self.pair(predicate, found and self.literal(*found))

    def decimal(self, predicate: str, value: float) -> str:
        """Say a number that is a decimal though it may be whole."""
        return self.pair(predicate, self.literal(literals.decimal(value), "decimal"))

    def when(self, predicate: str, value: str | date | None) -> str:
        """Say a date, as exactly as it is known."""
        found = literals.when(value)
        return self.pair(predicate, found and self.literal(*found))

    def truth(self, predicate: str, value: bool) -> str:
        """Say whether."""
        return self.pair(predicate, self.literal(str(value).lower(), "boolean"))

    # --- blocks

    def block(self, subject: str, pairs: Iterable[str]) -> str:
        """Say all of this of a subject; each triple takes one line."""
        said = list(filter(None, pairs))
        return self.lines(subject, said) if said else ""

    def lines(self, subject: str, said: list[str]) -> str:
        """Write a block of which no pair is empty, one at least."""
        if not self.short:
            self.outside.triples += len(said)
            return f"{subject} {f'{self._end}{subject} '.join(said)}{self._end}"
        block = f"{subject} {_BETWEEN.join(said)}{self._end}"
        self.outside.triples += block.count("\n")
        return block
