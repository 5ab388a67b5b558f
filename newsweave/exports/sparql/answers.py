"""Ask a store: a table for SELECT, yes or no for ASK, triples for CONSTRUCT and DESCRIBE."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias, cast

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from newsweave.errors import QueryError
from newsweave.exports.sparql.checks import check, explained
from newsweave.exports.sparql.stores import prefixes_of
from newsweave.exports.sparql.tokens import tokens

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a store answers.

    Attributes:
        truth: For ASK: whether it is so; None for the others.
        variables: For SELECT: the columns, without question marks; for triples their three parts.
        rows: One for each solution or triple, in the order in which the store gives them; to be read once.
        triples: Whether the rows are triples.
        prefixes: What the query need not declare.
    """

    truth: bool | None = None
    variables: tuple[str, ...] = ()
    rows: Iterator[Row] = field(default_factory=lambda: iter(()))
    triples: bool = False
    prefixes: Mapping[str, str]


def answer(store: Store, query: str, *, limit: int | None = None) -> Answer:
    """Ask a store.

    Args:
        store: The store; named graphs count as part of the whole, unless the query has FROM.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE.
        limit: At most so many rows.

    Raises:
        QueryError: It is no SPARQL, or would do more than read: SERVICE, LOAD, INSERT and their like.
    """
    check(query)
    prefixes = dict(prefixes_of(store))
    whole = all(token.text.upper() != "FROM" for token in tokens(query))  # FROM says itself what counts
    try:
        found = store.query(query, prefixes=prefixes, use_default_graph_as_union=whole)
    except SyntaxError as error:
        raise explained(query, error, prefixes) from error
    if isinstance(found, QueryBoolean):
        return Answer(truth=bool(found), prefixes=prefixes)
    rows = islice(_rows(found), limit)
    if isinstance(found, QueryTriples):
        names = ("subject", "predicate", "object")
        return Answer(variables=names, rows=rows, triples=True, prefixes=prefixes)
    return Answer(variables=tuple(each.value for each in found.variables), rows=rows, prefixes=prefixes)


def _rows(found: QuerySolutions | QueryTriples) -> Iterator[Row]:
    try:
        for row in found:
            yield cast(Row, tuple(row))
    except OSError as error:
        raise QueryError("query", " ".join(str(error).split()), "ask for less") from error
