"""The ways to write RDF: their names, suffixes and media types, and whether they hold named graphs."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, Triple, parse

from newsweave.errors import MissingError, RecordError, UnknownNameError


@dataclass(frozen=True, slots=True)
class Syntax:
    """One way to write RDF.

    Attributes:
        name: As in `newsweave.exports.FORMATS`.
        suffixes: How names of its files end, the usual one first.
        format: The same for pyoxigraph, which knows its media type.
    """

    name: str
    suffixes: tuple[str, ...]
    format: RdfFormat

    @property
    def graphs(self) -> bool:
        """Whether it holds named graphs."""
        return self.format.supports_datasets

    @property
    def graphs_by_default(self) -> bool:
        """Whether it is there for the sake of named graphs."""
        return self.format in (RdfFormat.TRIG, RdfFormat.N_QUADS)

    @property
    def text(self) -> bool:
        """Whether the pen writes it: the line formats and Turtle."""
        return self.format not in (RdfFormat.JSON_LD, RdfFormat.RDF_XML)

    @property
    def prefixed(self) -> bool:
        """Whether it is Turtle, or Turtle with named graphs."""
        return self.format in (RdfFormat.TURTLE, RdfFormat.TRIG)

    @property
    def triple_terms(self) -> bool:
        """Whether it holds the triple terms of RDF 1.2, as we write it."""
        return self.format not in (RdfFormat.JSON_LD, RdfFormat.RDF_XML)


SYNTAXES = {
    syntax.name: syntax
    for syntax in (
        Syntax("turtle", (".ttl",), RdfFormat.TURTLE),
        Syntax("trig", (".trig",), RdfFormat.TRIG),
        Syntax("ntriples", (".nt",), RdfFormat.N_TRIPLES),
        Syntax("nquads", (".nq",), RdfFormat.N_QUADS),
        Syntax("rdfxml", (".rdf", ".xml", ".owl"), RdfFormat.RDF_XML),
        Syntax("jsonld", (".jsonld", ".json"), RdfFormat.JSON_LD),
    )
}


def syntax(name: str, place: str = "--format") -> Syntax:
    """Return a syntax by its name.

    Raises:
        UnknownNameError: There is none; lists those there are.
    """
    if name not in SYNTAXES:
        raise UnknownNameError(place, name, SYNTAXES)
    return SYNTAXES[name]


def by_suffix(path: Path) -> Syntax:
    """Tell how a file is written by the end of its name, without .gz.

    >>> by_suffix(Path("kg.nq.gz")).name
    'nquads'

    Raises:
        UnknownNameError: No syntax has such files.
    """
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    for each in SYNTAXES.values():
        if suffix in each.suffixes:
            return each
    known = [suffix for each in SYNTAXES.values() for suffix in each.suffixes]
    raise UnknownNameError(path.as_posix(), suffix or path.name, known)


def read(path: Path) -> Iterator[Quad | Triple]:
    """Read a file of RDF, packed or not, one statement after another.

    Raises:
        MissingError: It is not there.
        RecordError: It cannot be read, or breaks the rules of its syntax.
    """
    how = by_suffix(path)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            yield from parse(cast(IO[bytes], stream), how.format)
    except FileNotFoundError as error:
        raise MissingError(path.as_posix(), "there is no such file", "give a file that newsweave wrote") from error
    except (OSError, EOFError) as error:
        raise RecordError(path.as_posix(), f"cannot be read: {error}", "look at it, or write it again") from error
    except SyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else ""
        problem = f"it is no {how.name}: {error.msg}"
        raise RecordError(path.as_posix(), problem, "correct it there, or write it again", place) from error
