"""The columns of property-graph files: which fields of the rows are written as attributes, and their types.

No column is called type, start, end, id, pid or for: GEXF readers take those for their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from newsweave.exports.rows import EdgeRow, NodeRow


class Type(StrEnum):
    """What a column holds, by the names that GraphML and GEXF share."""

    STRING = "string"
    BOOLEAN = "boolean"
    DOUBLE = "double"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field of the row, and what it holds."""

    name: str
    type: Type = Type.STRING


# What the writers give as attributes, besides identifier, source, target, label, weight and an edge's kind.
NODE_COLUMNS = (
    Column("kind"),
    Column("iri"),
    Column("names"),
    Column("mentions", Type.LONG),
    Column("documents", Type.LONG),
    Column("links", Type.LONG),
    Column("country"),
    Column("wikidata"),
    Column("geonames"),
    Column("sources"),
    Column("first_date"),
)
EDGE_COLUMNS = (
    Column("roles"),
    Column("happened"),
    Column("asserted", Type.BOOLEAN),
    Column("former", Type.BOOLEAN),
    Column("status"),
    Column("claimants"),
    Column("evidence"),
    Column("documents", Type.LONG),
    Column("sources"),
    Column("first_date"),
    Column("last_date"),
    Column("score", Type.DOUBLE),
)


def cells(row: NodeRow | EdgeRow, columns: Iterable[Column]) -> Iterator[tuple[int, Column, str]]:
    """Give a row's values as both formats write them, with the number of each column; None is left out."""
    for number, column in enumerate(columns):
        value = getattr(row, column.name)
        if value is not None:
            yield number, column, _cell(value)


def _cell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
