"""nodes.csv and edges.csv, as Gephi's spreadsheet import wants them, and safe to open in a spreadsheet.

Excel, LibreOffice and Google Sheets run a cell that begins with = + - or @, also after blanks or line ends: a name
in an article could call a program. Such words get one apostrophe before them, which spreadsheets take as "this is
text"; so do words that begin so after apostrophes, so that it can be taken away again without doubt: `read_cell`
gives the exact words. Words that begin with a date get one too: Excel makes "2022-01" a day of its own, and Gephi
takes a column of dates for timestamps, beside which it drops the Timeset. Columns of single days are left out for that
reason; the Timeset has the days. Numbers are never touched. Programs that want the words as they are, and typed
days, take Parquet.
"""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from newsweave.config import Config
from newsweave.exports.columns import Column, Row, Type
from newsweave.exports.sheets import sheets
from newsweave.exports.spells import Spell
from newsweave.exports.tables.lines import write_lines
from newsweave.graph import Graph

_DEFAULT = Config()
# OWASP, "CSV Injection": the four signs, also full-width, and the white space before which some programs skip.
_TAKEN = re.compile(r"['\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]|'*[0-9]{4}-[0-9W]")


def write_nodes(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write nodes.csv: Id, Label, the columns of nodes, Timeset."""
    tables = sheets(graph, config)
    columns = _shown(tables.node_columns)
    header = ["Id", "Label", *(column.name for column in columns), "Timeset"]
    rows = ([node.identifier, node.label, *_values(node, columns), timeset(node.spells)] for node in tables.nodes)
    write_lines(stream, header, _defused(rows))


def write_edges(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write edges.csv: Source, Target, Type, Id, Kind, Label, Weight, the columns of edges, Timeset."""
    tables = sheets(graph, config)
    columns = _shown(tables.edge_columns)
    header = ["Source", "Target", "Type", "Id", "Kind", "Label", "Weight"]
    rows = (
        [
            *(edge.source, edge.target, "Directed", edge.identifier, edge.kind, edge.label, edge.weight),
            *_values(edge, columns),
            timeset(edge.spells),
        ]
        for edge in tables.edges
    )
    write_lines(stream, [*header, *(column.name for column in columns), "Timeset"], _defused(rows))


def timeset(spells: Sequence[Spell]) -> str | None:
    """Write spells as Gephi reads them: "<[2022-01-05, 2022-01-06]>"."""
    return f"<{'; '.join(f'[{first}, {last}]' for first, last in spells)}>" if spells else None


def defuse(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run or make a date of.

    >>> defuse("=HYPERLINK(A1)"), defuse("RFE/RL"), defuse("'t Hooft")
    ("'=HYPERLINK(A1)", 'RFE/RL', "'t Hooft")
    """
    return f"'{text}" if _TAKEN.match(text) else text


def read_cell(text: str) -> str:
    """Take away the apostrophe that `defuse` put there.

    >>> read_cell("'=HYPERLINK(A1)"), read_cell("'t Hooft")
    ('=HYPERLINK(A1)', "'t Hooft")
    """
    return text[1:] if text.startswith("'") and _TAKEN.match(text) else text


def _shown(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.type is not Type.DATE]


def _values(row: Row, columns: Sequence[Column]) -> list[object]:
    return [getattr(row, column.name, None) for column in columns]


def _defused(rows: Iterator[list[object]]) -> Iterator[list[object]]:
    for row in rows:
        yield [defuse(value) if isinstance(value, str) else value for value in row]
