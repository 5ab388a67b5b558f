"""Parquet, with pyarrow (extra `parquet`): typed columns for pandas, polars, DuckDB, Spark."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

import pyarrow
import pyarrow.parquet

from newsweave.config import Config
from newsweave.exports.columns import KIND, LABEL, WEIGHT, Column, Row, Type
from newsweave.exports.sheets import sheets
from newsweave.graph import Graph

_DEFAULT = Config()
_GROUP = 50_000  # rows in memory at a time
_SURROGATES = re.compile("[\ud800-\udfff]")  # UTF-8 cannot hold them
_ID, _SOURCE, _TARGET = Column("identifier"), Column("source"), Column("target")


def write_nodes(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write nodes.parquet: id, label, the columns of nodes, spells."""
    tables = sheets(graph, config)
    _write(stream, (_ID, LABEL, *tables.node_columns), tables.nodes)


def write_edges(graph: Graph, stream: BinaryIO, config: Config = _DEFAULT) -> None:
    """Write edges.parquet: id, source, target, kind, label, weight, the columns of edges, spells."""
    tables = sheets(graph, config)
    _write(stream, (_ID, _SOURCE, _TARGET, KIND, LABEL, WEIGHT, *tables.edge_columns), tables.edges)


def _write(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    schema = _schema(columns)
    with pyarrow.parquet.ParquetWriter(stream, schema) as writer:
        for group in _groups(rows):
            arrays = [
                pyarrow.array([_value(row, each) for row in group], schema.field(i).type)
                for i, each in enumerate(columns)
            ]
            arrays.append(pyarrow.array([_spells(row) for row in group], schema.field("spells").type))
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _schema(columns: Sequence[Column]) -> pyarrow.Schema:
    types = {
        Type.STRING: pyarrow.string(),
        Type.BOOLEAN: pyarrow.bool_(),
        Type.DOUBLE: pyarrow.float64(),
        Type.LONG: pyarrow.int64(),
        Type.DATE: pyarrow.date32(),
    }
    fields = [("id" if each is _ID else each.name, types[each.type]) for each in columns]
    spell = pyarrow.struct([("first_day", pyarrow.date32()), ("last_day", pyarrow.date32())])
    return pyarrow.schema([*fields, ("spells", pyarrow.list_(spell))])


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while group := list(islice(left, _GROUP)):
        yield group


def _value(row: Row, column: Column) -> Any:
    value = getattr(row, column.name, None)
    if isinstance(value, str):
        return date.fromisoformat(value) if column.type is Type.DATE else _SURROGATES.sub("\ufffd", value)
    return value


def _spells(row: Row) -> list[dict[str, date]]:
    return [{"first_day": first, "last_day": last} for first, last in row.spells]
