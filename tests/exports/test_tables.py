"""Tables: what programs read is exactly what was written, and no spreadsheet runs what an article says."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import BinaryIO

import pyarrow
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsweave.config import Config, View
from newsweave.exports.columns import Type
from newsweave.exports.sheets import Sheets, sheets
from newsweave.exports.spells import Spell
from newsweave.exports.tables import cytoscape, neo4j, parquet, spreadsheet
from newsweave.exports.tables.spreadsheet import defuse, read_cell, timeset
from newsweave.graph import Graph
from tests.exports.strategies import broken, graphs
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings

VIEWS = [Config(view=view) for view in View]
relaxed = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
in_both_views = pytest.mark.parametrize("config", VIEWS, ids=lambda config: config.view)
Writer = Callable[[Graph, BinaryIO, Config], None]


def news() -> Graph:
    return make_graph(make_extraction(), make_happenings())


def written(write: Writer, graph: Graph, config: Config) -> bytes:
    stream = io.BytesIO()
    write(graph, stream, config)
    assert not stream.closed
    return stream.getvalue()


def rows(write: Writer, graph: Graph, config: Config) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(write, graph, config).decode("utf-8"), newline="")))


def whole(text: str) -> str:
    """Put U+FFFD for what CSV and UTF-8 cannot hold."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def drawn(graph: Graph, config: Config) -> Sheets:
    tables = sheets(graph, config)
    return Sheets(
        nodes=list(tables.nodes),
        edges=list(tables.edges),
        node_columns=tables.node_columns,
        edge_columns=tables.edge_columns,
    )


@relaxed
@given(graphs())
def test_spreadsheet_tables_give_back_every_word(graph: Graph) -> None:
    for config in VIEWS:
        tables = drawn(graph, config)
        nodes, edges = rows(spreadsheet.write_nodes, graph, config), rows(spreadsheet.write_edges, graph, config)
        assert [(row["Id"], read_cell(row["Label"])) for row in nodes] == [
            (node.identifier, whole(node.label)) for node in tables.nodes
        ]
        assert [(row["Source"], row["Target"], float(row["Weight"])) for row in edges] == [
            (edge.source, edge.target, edge.weight) for edge in tables.edges
        ]
        shown = [column for column in tables.edge_columns if column.type is not Type.DATE]
        for row, edge in zip(edges, tables.edges, strict=True):
            assert {column.name: read_cell(row[column.name]) for column in shown} == {
                column.name: _text(getattr(edge, column.name)) for column in shown
            }


@relaxed
@given(graphs())
def test_neo4j_tables_give_back_every_word(graph: Graph) -> None:
    for config in VIEWS:
        tables = drawn(graph, config)
        nodes = rows(neo4j.write_nodes, graph, config)
        ties = rows(neo4j.write_relationships, graph, config)
        assert [(row["id:ID"], row["name:string"]) for row in nodes] == [
            (node.identifier, whole(node.label)) for node in tables.nodes
        ]
        assert [(row[":START_ID"], row[":END_ID"], row["evidence:string"]) for row in ties] == [
            (edge.source, edge.target, whole(edge.evidence)) for edge in tables.edges
        ]
        assert all(re.fullmatch(r"\w+", row[":TYPE"]) for row in ties)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else whole(str(value))


@relaxed
@given(graphs())
def test_parquet_gives_back_every_value_with_its_type(graph: Graph) -> None:
    for config in VIEWS:
        tables = drawn(graph, config)
        nodes = pyarrow.parquet.read_table(pyarrow.BufferReader(written(parquet.write_nodes, graph, config)))
        edges = pyarrow.parquet.read_table(pyarrow.BufferReader(written(parquet.write_edges, graph, config)))
        assert nodes["id"].to_pylist() == [node.identifier for node in tables.nodes]
        assert nodes["label"].to_pylist() == [_unbroken(node.label) for node in tables.nodes]
        assert edges["weight"].to_pylist() == [edge.weight for edge in tables.edges]
        for column in tables.edge_columns:
            expected = [getattr(edge, column.name) for edge in tables.edges]
            found = edges[column.name].to_pylist()
            if column.type is Type.DATE:
                expected = [day and date.fromisoformat(day) for day in expected]
            elif column.type is Type.STRING:
                expected = [words if words is None else _unbroken(words) for words in expected]
            assert found == expected
        spells = [[(spell["first_day"], spell["last_day"]) for spell in found] for found in edges["spells"].to_pylist()]
        assert spells == [list(edge.spells) for edge in tables.edges]


def _unbroken(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@relaxed
@given(graphs())
def test_cytoscape_json_gives_back_every_character(graph: Graph) -> None:
    for config in VIEWS:
        tables = drawn(graph, config)
        elements = json.loads(written(cytoscape.write_cytoscape, graph, config))["elements"]
        assert [(node["data"]["id"], node["data"]["label"]) for node in elements["nodes"]] == [
            (node.identifier, node.label) for node in tables.nodes
        ]
        assert [edge["data"]["evidence"] for edge in elements["edges"]] == [edge.evidence for edge in tables.edges]
        assert all(None not in item["data"].values() for item in elements["nodes"] + elements["edges"])
        assert all({"x", "y"} == node["position"].keys() for node in elements["nodes"])


@in_both_views
def test_arrow_reads_the_spreadsheet_tables(config: Config) -> None:
    tables = drawn(news(), config)
    nodes = pyarrow.csv.read_csv(io.BytesIO(written(spreadsheet.write_nodes, news(), config)))
    edges = pyarrow.csv.read_csv(io.BytesIO(written(spreadsheet.write_edges, news(), config)))
    assert (nodes.num_rows, edges.num_rows) == (len(list(tables.nodes)), len(list(tables.edges)))
    assert nodes.column_names[:2] == ["Id", "Label"]
    assert edges.column_names[:7] == ["Source", "Target", "Type", "Id", "Kind", "Label", "Weight"]
    assert (nodes.schema.field("mentions").type, edges.schema.field("Weight").type) == (
        pyarrow.int64(),
        pyarrow.float64(),
    )
    assert edges.schema.field("asserted").type == pyarrow.bool_()
    assert set(edges["Type"].to_pylist()) == {"Directed"}


@given(broken | st.from_regex(r"['\s]{0,3}[=+\-@\uff1d]?.{0,3}"))
@example("=cmd|' /C calc'!A0")
@example("'=1+1")
@example("\t@SUM(A1)")
@example(" +1")
@example("-")
@example("'")
def test_no_cell_runs_and_each_can_be_read_back(text: str) -> None:
    shown = defuse(text)
    assert not shown.strip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not shown.startswith(("\t", "\r", "\n"))
    assert read_cell(shown) == text


def test_formulas_in_articles_are_defused_and_numbers_are_not() -> None:
    graph = make_graph(make_extraction(publisher="=HYPERLINK(A1)"))
    nodes = rows(spreadsheet.write_nodes, graph, Config())
    assert {row["sources"] for row in nodes} == {"'=HYPERLINK(A1)"}
    assert {row["sources:string"] for row in rows(neo4j.write_nodes, graph, Config())} == {"=HYPERLINK(A1)"}
    assert all(row["mentions"].isdigit() for row in nodes)


def test_no_column_is_taken_for_timestamps() -> None:
    edges = rows(spreadsheet.write_edges, news(), Config())
    assert {row["happened"] for row in edges} == {"'2022-01-05", ""}
    assert "first_date" not in edges[0]


def test_gephi_reads_days_from_a_timeset() -> None:
    one: Spell = (date(2022, 1, 5), date(2022, 1, 6))
    assert (
        timeset([one, (date(2022, 2, 1), date(2022, 2, 1))]) == "<[2022-01-05, 2022-01-06]; [2022-02-01, 2022-02-01]>"
    )
    assert timeset([]) is None


def test_neo4j_has_labels_types_and_typed_columns() -> None:
    nodes, config = rows(neo4j.write_nodes, news(), VIEWS[1]), VIEWS[1]
    assert {row[":LABEL"] for row in nodes} >= {"Entity;Person", "Event;Arrest"}
    assert {"mentions:long", "first_day:date", "event:boolean"} <= nodes[0].keys()
    assert {row[":TYPE"] for row in rows(neo4j.write_relationships, news(), config)} == {
        *("AGENT", "PATIENT", "RECIPIENT", "PLACE")
    }
