"""The columns of property-graph files: which fields of the rows are written as attributes, and their types.

No column is called type, start, end, id, pid or for: GEXF readers take those for their own.
"""

from dataclasses import dataclass
from enum import StrEnum

from newsweave.exports.event_rows import EventRow
from newsweave.exports.rows import EdgeRow, NodeRow

Row = NodeRow | EventRow | EdgeRow


class Type(StrEnum):
    """What a column holds, by the names that GraphML and GEXF share."""

    STRING = "string"
    BOOLEAN = "boolean"
    DOUBLE = "double"
    LONG = "long"
    DATE = "date"  # neither of the two has it; ISO 8601


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field of the row, and what it holds."""

    name: str
    type: Type = Type.STRING

    @property
    def xml_type(self) -> str:
        """Name the type in GraphML and GEXF."""
        return "string" if self.type is Type.DATE else self.type.value


LABEL, KIND, WEIGHT = Column("label"), Column("kind"), Column("weight", Type.DOUBLE)

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
    Column("first_date", Type.DATE),
)
# What events have as nodes, beside what they share with entities.
EVENT_COLUMNS = (
    Column("event", Type.BOOLEAN),
    Column("happened"),
    Column("first_day", Type.DATE),
    Column("last_day", Type.DATE),
    Column("agents"),
    Column("patients"),
    Column("recipients"),
    Column("places"),
    Column("numbers"),
    Column("asserted", Type.BOOLEAN),
    Column("status"),
    Column("claimants"),
    Column("evidence"),
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
    Column("first_date", Type.DATE),
    Column("last_date", Type.DATE),
    Column("score", Type.DOUBLE),
)
