"""SPARQL over a graph: the same answers from records and from RDF, no connection, and errors that say where."""

import io
import json
import os
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from newsweave import exports
from newsweave.config import Config
from newsweave.errors import MissingError, QueryError, RecordError, WriteError
from newsweave.exports.sparql import answer, open_store, plain_cells, short_cells, store_of, write_json, write_tsv
from newsweave.exports.sparql.checks import check
from newsweave.exports.sparql.tokens import tokens
from newsweave.graph import Graph
from tests.factory import make_extraction, make_graph
from tests.happenings import make_happenings

NAMES = "SELECT ?name { ?x a nw:Person ; rdfs:label ?name } ORDER BY ?name"
PEOPLE = ["Anna Berg", "Carl Dahl", "Dosym Satpaev", "Qasym-Zhomart Toqaev"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(make_extraction(), make_happenings())


@pytest.fixture(scope="module")
def store(graph: Graph) -> Store:
    return store_of(graph)


def names(store: Store, query: str = NAMES) -> list[str]:
    return [row[0] for row in plain_cells(answer(store, query))]


def test_a_folder_its_records_and_its_rdf_answer_alike(graph: Graph, tmp_path: Path) -> None:
    exports.write(graph, tmp_path)
    for path in (tmp_path, *(tmp_path / name for name in ("records.jsonl", "graph.nt", "graph.ttl"))):
        assert names(open_store(path)) == PEOPLE


def test_rdf_older_than_the_records_is_not_taken(graph: Graph, tmp_path: Path) -> None:
    exports.write(make_graph(make_happenings()), tmp_path, ["ntriples"])
    exports.write(graph, tmp_path, ["records"])
    os.utime(tmp_path / "graph.nt", (1, 1))
    assert names(open_store(tmp_path)) == PEOPLE


def test_the_prefixes_are_those_of_the_base_in_use(graph: Graph, tmp_path: Path) -> None:
    ours = "https://news.example/kg/"
    exports.write(graph, tmp_path, config=Config(base=ours))
    (row,) = answer(open_store(tmp_path), "SELECT ?x { ?x rdfs:label 'CSTO'@en }").rows
    assert str(row[0]).startswith(f"<{ours}entity/org-csto-")
    (cells,) = short_cells(answer(open_store(tmp_path), "SELECT ?x { ?x rdfs:label 'CSTO'@en }"))
    assert names(open_store(tmp_path), f"SELECT ?n {{ {cells[0]} rdfs:label ?n }}") == ["CSTO"]
    (row,) = answer(open_store(tmp_path, "http://b.example/#"), "SELECT ?x { ?x rdfs:label 'CSTO'@en }").rows
    assert str(row[0]).startswith("<http://b.example/#entity/org-csto-")


def test_what_the_query_declares_goes_before(store: Store) -> None:
    assert (
        names(store, "PREFIX nw: <http://schema.org/> SELECT ?n { ?x a nw:Person ; rdfs:label ?n } ORDER BY ?n")
        == PEOPLE
    )


def test_named_graphs_count_as_part_of_the_whole(tmp_path: Path) -> None:
    (tmp_path / "g.nq").write_text('<http://a/a> <http://a/b> "x" <http://a/g> .\n')
    assert names(open_store(tmp_path / "g.nq"), "SELECT ?o { ?s ?p ?o }") == ["x"]


def test_ask_and_construct(store: Store) -> None:
    assert answer(store, "ASK { ?e a nw:Die }").truth is False  # no paper says so itself
    assert answer(store, "ASK { ?c nw:status nw:Reported }").truth is True
    made = answer(store, "CONSTRUCT { ?x nw:named ?n } WHERE { ?x a nw:Person ; rdfs:label ?n }")
    assert (made.triples, made.variables) == (True, ("subject", "predicate", "object"))
    assert {row[2] for row in plain_cells(made)} == set(PEOPLE)


def test_a_limit_cuts(store: Store) -> None:
    assert len(list(answer(store, NAMES, limit=2).rows)) == 2
    assert len(list(answer(store, "CONSTRUCT WHERE { ?s ?p ?o }", limit=3).rows)) == 3


_ODD = 'SELECT * { VALUES (?a ?b) { ("=1\\t\\"\\n\\u00e9" 1) (<http://a/b> UNDEF) ("x"@en-gb 1.5) } }'


@pytest.mark.parametrize(
    ("write", "form"), [(write_json, QueryResultsFormat.JSON), (write_tsv, QueryResultsFormat.TSV)]
)
@pytest.mark.parametrize("query", [NAMES, _ODD, "SELECT ?s ?o { ?s nw:speaker ?o }"])
def test_json_and_tsv_are_read_back_as_they_were(
    store: Store, write: object, form: QueryResultsFormat, query: str
) -> None:
    assert callable(write)
    stream = io.BytesIO()
    write(answer(store, query), stream)
    read = pyoxigraph.parse_query_results(stream.getvalue(), format=form)
    assert isinstance(read, QuerySolutions)
    asked = answer(store, query)
    assert tuple(each.value for each in read.variables) == asked.variables
    assert [tuple(row) for row in read] == list(asked.rows)


def test_yes_and_no_and_quoted_triples_are_json(store: Store) -> None:
    stream = io.BytesIO()
    write_json(answer(store, "ASK {}"), stream)
    assert json.loads(stream.getvalue()) == {"head": {}, "boolean": True}
    stream = io.BytesIO()
    write_json(answer(store, "SELECT ?t { BIND(<<( <http://a/a> <http://a/b> 1 )>> AS ?t) }"), stream)
    (row,) = json.loads(stream.getvalue())["results"]["bindings"]
    assert row["t"]["value"]["object"]["value"] == "1"


class Caller(BaseHTTPRequestHandler):
    """Notes who calls."""

    calls: list[str]

    def do_GET(self) -> None:
        self.calls.append(self.path)
        self.send_error(404)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Listen on the loopback; nobody may call."""
    Caller.calls = []
    server = HTTPServer(("127.0.0.1", 0), Caller)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
    assert Caller.calls == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ service silent <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE ?where {{ ?s ?p ?o }} VALUES ?where {{ <{0}> }} }}",
        "PREFIX x: <{0}> SELECT * {{ SERVICEx:y {{ ?s ?p ?o }} }}",
        "PREFIX service: <{0}> SELECT * {{ service:y {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?a ?b ?c.SERVICE<{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(true AS ?x)SERVICE<{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ OPTIONAL{{SERVICE<{0}> {{ ?s ?p ?o }}}} }}",
        "SELECT * {{ ?a ?b 'x' # it's\rSERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?a nw:x\\#y ?c SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ FILTER(?a<?b)SERVICE<{0}> {{ ?s ?p ?o }} }}",
        'SELECT * {{ ?a ?b "\\"" SERVICE<{0}> {{ ?s ?p ?o }} }}',
        "SELECT * {{ ?a ?b '''it's''' SERVICE<{0}> {{ ?s ?p ?o }} }}",
        "LOAD <{0}>",
        "LOAD SILENT <{0}> INTO GRAPH <http://a/g>",
        "INSERT DATA {{ <{0}> <http://a/b> 1 }}",
        "PREFIX x: <{0}> DELETE WHERE {{ ?s ?p ?o }}",
        "CLEAR ALL",
    ],
)
def test_no_query_opens_a_connection_or_changes_anything(graph: Graph, address: str, query: str) -> None:
    store = store_of(graph)
    before = len(store)
    with pytest.raises(QueryError, match=r"would open a connection|would change the graph"):
        answer(store, query.format(address))
    assert len(store) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
        "DESCRIBE <{0}>",
    ],
)
def test_from_finds_what_the_store_holds_and_fetches_nothing(store: Store, address: str, query: str) -> None:
    assert list(answer(store, query.format(address)).rows) == []


def test_json_ld_which_can_name_a_context_to_fetch_is_not_taken_for_rdf(address: str, tmp_path: Path) -> None:
    (tmp_path / "graph.jsonld").write_text(json.dumps({"@context": address, "@id": "a", "b": "c"}))
    with pytest.raises(RecordError, match="line 1"):
        open_store(tmp_path / "graph.jsonld")


def test_the_word_may_stand_where_it_does_nothing(store: Store) -> None:
    query = """# the SERVICE that is meant
        SELECT ?service { VALUES ?service { "SERVICE" <http://a/SERVICE> nw:serviceOf 'no service'@en } }"""
    assert len(list(answer(store, query).rows)) == 4


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "query: it is empty; begin with SELECT or ASK"),
        ("# nothing", "query: it is empty; "),
        ("PREFIX nw: <http://a/>", "query: it is empty; "),
        ("SELEC ?x { ?x ?y ?z }", "query, line 1, column 1: it begins with 'SELEC'; did you mean SELECT?"),
        ("hello world", "query, line 1, column 1: it begins with 'hello'; begin with SELECT"),
        (
            "SELECT * {\n ?a nv:b ?c }",
            "query, line 2, column 5: nobody says what the prefix nv: stands for; did you mean",
        ),
        (
            "SELECT * { ?a foo:b ?c }",
            "query, line 1, column 15: nobody says what the prefix foo: stands for; declare it",
        ),
        ("SELECT ?x WHERE { ?x a nw:Claim ", "query, line 1, column 17: { is never closed; add }"),
        ("SELECT ?x { ?x a nw:Claim }}", "query, line 1, column 28: } closes nothing; "),
        (
            "SELECT ?x { FILTER(?x = 1 }",
            "query, line 1, column 27: } stands where ) should; close the ( of line 1, column 19",
        ),
        (
            "SELECT ?x { ?x rdfs:label 'CSTO }",
            "query, line 1, column 27: a string begins here and does not end in its line",
        ),
        ("SELECT ?x { ?x <label> 'CSTO' }", "query, line 1, column 16: <label> is no whole IRI; "),
        ("SELECT ?x { ?x ?y }", "query, line 1, column 19: it cannot be understood at '}'"),
        ("SELECT (BOUND() AS ?x) {}", "query, line 1, column 9: it cannot be understood at 'BOUND'"),
        ("SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c } GROUP BY ?b", "the SELECT contains a variable that is unbound"),
        ("SELECT ?x { ?x ?y '\ud800' }", "query, line 1, column 20: it is not UTF-8"),
        ("SELECT " + "(" * 600, "query, line 1, column 108: more than 100 brackets are open; ask in parts"),
        (
            "ASK { FILTER(" + "!" * 30_000 + "1) }",
            "query, line 1, column 4011: it has more than 4,000 words and signs; ",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_cure(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError) as told:
        answer(store, query)
    assert message in str(told.value)


def test_a_check_of_a_long_query_is_quick() -> None:
    for query in (
        "SELECT * { " + "?a " * 200_000 + "}",
        "ASK { '" + "a" * 500_000,
        "<" * 100_000,
        "a:" + "." * 200_000,
    ):
        try:
            check(query)
        except QueryError:
            continue


def test_what_is_not_there_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"records\.jsonl: there is no such file; give a folder"):
        open_store(tmp_path)
    with pytest.raises(MissingError, match=r"gone\.nt: there is no such file"):
        open_store(tmp_path / "gone.nt")
    (tmp_path / "graph.nt").write_text("<a> broken")
    with pytest.raises(RecordError, match=r"graph\.nt: it is no sound RDF: .*; build it again"):
        open_store(tmp_path)


def test_a_base_that_is_none_is_told(graph: Graph, tmp_path: Path) -> None:
    exports.write(graph, tmp_path, ["records"])
    with pytest.raises(WriteError, match="it is no IRI that ends with / or #"):
        open_store(tmp_path, "kg")


def test_json_ld_of_triples_reads_back(store: Store) -> None:
    stream = io.BytesIO()
    write_json(answer(store, "CONSTRUCT WHERE { ?x a nw:Person }"), stream)
    assert len(list(pyoxigraph.parse(stream.getvalue(), RdfFormat.JSON_LD))) == len(PEOPLE)


def test_long_lists_of_values_are_no_matter(store: Store) -> None:
    values = " ".join(f'("a{number}" {number})' for number in range(20_000))
    assert len(list(answer(store, f"SELECT * {{ VALUES (?a ?b) {{ {values} }} }}").rows)) == 20_000


@given(st.text(alphabet="SERVICEservice ?$<>:.\"'#{}()a1_@-\\\n", max_size=40))
def test_tokens_leave_nothing_out_but_blanks_and_comments(query: str) -> None:
    found = list(tokens(query))
    assert all(query.startswith(token.text, token.start) for token in found)
    left = list(query)
    for token in found:
        left[token.start : token.start + len(token.text)] = [" "] * len(token.text)
    assert all(not line.strip() or line.lstrip().startswith("#") for line in "".join(left).splitlines())


def test_the_loopback_would_be_reached(address: str) -> None:
    host, _, port = address.rpartition(":")
    with socket.create_connection((host.rpartition("/")[2], int(port.strip("/"))), timeout=5):
        pass
