"""Every syntax reads back as what was written, in readers that have nothing to do with each other."""

import io
import json
import shutil
import subprocess
import warnings
from collections.abc import Iterable
from typing import Any

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyld import jsonld as pyld

from newsweave.config import ONTOLOGY, Config, Provenance
from newsweave.errors import WriteError
from newsweave.exports.rdf import quads, to_rdflib, triples, write_rdf
from newsweave.exports.rdf.syntaxes import SYNTAXES
from newsweave.exports.rdf.writing import write
from newsweave.graph import Graph
from tests.exports.strategies import graphs
from tests.factory import TEXT, make_extraction, make_graph
from tests.happenings import make_happenings

Said = frozenset[tuple[str, ...]]
RDFLIB = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "rdfxml": "xml"}
RAPTOR = {"turtle": "turtle", "trig": "trig", "ntriples": "ntriples", "nquads": "nquads", "rdfxml": "rdfxml"}
WITH_GRAPHS = [name for name, each in SYNTAXES.items() if each.graphs]
BARE, GRAPHS, STATEMENTS = Provenance.NONE, Provenance.GRAPHS, Provenance.STATEMENTS
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(graph: Graph, name: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    write_rdf(graph, stream, Config(**options), SYNTAXES[name])
    return stream.getvalue()


def example() -> Graph:
    return make_graph(make_extraction(), make_extraction(TEXT + "It rained."), make_happenings())


def said(statements: Iterable[Any]) -> Said:
    return frozenset(_plain(each) for each in statements)


def _plain(statement: Any) -> tuple[str, ...]:
    parts = [statement.subject, statement.predicate, statement.object]
    graph = getattr(statement, "graph_name", None)
    if isinstance(graph, pyoxigraph.NamedNode):
        parts.append(graph)
    return tuple(_term(part) for part in parts)


def _term(part: Any) -> str:
    if isinstance(part, pyoxigraph.Literal) and part.language:
        return f'"{part.value}"@{part.language.lower()}'  # tags are compared without case
    return str(part)


def with_pyoxigraph(data: bytes, name: str) -> Said:
    return said(pyoxigraph.parse(data, SYNTAXES[name].format))


def with_rdflib(data: bytes, name: str) -> Said:
    """Read with rdflib, and let pyoxigraph read what rdflib then says in N-Quads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of itself
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=RDFLIB[name])
        lines = dataset.serialize(format="nquads", encoding="utf-8")
    return said(pyoxigraph.parse(lines.replace(b" <urn:x-rdflib:default> .", b" ."), pyoxigraph.RdfFormat.N_QUADS))


def with_pyld(data: bytes) -> Said:
    lines = pyld.to_rdf(json.loads(data), {"format": "application/n-quads"})
    return said(pyoxigraph.parse(lines.encode(), pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture(autouse=True)
def _literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@quick
@given(graphs())
def test_any_graph_comes_back_from_every_syntax_that_holds_all_characters(graph: Graph) -> None:
    whole = said(triples(graph))
    for name in ("turtle", "trig", "ntriples", "nquads", "jsonld"):
        assert with_pyoxigraph(written(graph, name, provenance=STATEMENTS), name) == whole, name
    shared = said(quads(graph))
    for name in WITH_GRAPHS:
        assert with_pyoxigraph(written(graph, name, provenance=GRAPHS), name) == shared, name


@quick
@given(graphs())
def test_another_reader_of_json_ld_says_the_same(graph: Graph) -> None:
    assert with_pyld(written(graph, "jsonld")) == said(triples(graph))


@settings(quick, max_examples=15)
@given(graphs())
def test_rdflib_says_the_same_of_named_graphs(graph: Graph) -> None:
    for name in ("trig", "nquads"):
        assert with_rdflib(written(graph, name, provenance=GRAPHS), name) == said(quads(graph))


@quick
@given(graphs())
def test_rdfxml_holds_all_but_what_xml_cannot(graph: Graph) -> None:
    from newsweave.exports.xml import _ILLEGAL

    try:
        data = written(graph, "rdfxml")
    except WriteError:  # a predicate that ends in no letter
        return
    whole = frozenset(tuple(_ILLEGAL.sub("\ufffd", part) for part in each) for each in _plain_texts(triples(graph)))
    read = frozenset(_plain_texts(pyoxigraph.parse(data, pyoxigraph.RdfFormat.RDF_XML)))
    assert read == whole
    assert with_rdflib(data, "rdfxml") == said(pyoxigraph.parse(data, pyoxigraph.RdfFormat.RDF_XML))


def _plain_texts(statements: Iterable[Any]) -> list[tuple[str, ...]]:
    return [
        (each.subject.value, each.predicate.value, each.object.value, getattr(each.object, "language", None) or "")
        for each in statements
    ]


@pytest.mark.store
@pytest.mark.parametrize("name", RAPTOR)
@pytest.mark.parametrize("level", [BARE, STATEMENTS, GRAPHS])
def test_raptor_reads_as_many_statements(name: str, level: Provenance) -> None:
    if level is GRAPHS and name not in WITH_GRAPHS:
        with pytest.raises(WriteError, match="it has no named graphs"):
            written(example(), name, provenance=level)
        return
    rapper = shutil.which("rapper")
    assert rapper, "apt-get install raptor2-utils"
    data = written(example(), name, provenance=level)
    command = [rapper, "-q", "-i", RAPTOR[name], "-o", "nquads", "-", "http://base.example/"]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    assert said(pyoxigraph.parse(done.stdout, pyoxigraph.RdfFormat.N_QUADS)) == with_pyoxigraph(data, name)


@quick
@given(graphs())
def test_what_the_documents_support_is_what_the_whole_says(graph: Graph) -> None:
    counts = {"http://rdfs.org/ns/void#triples"}
    whole = {each[:3] for each in said(triples(graph)) if each[1].strip("<>") not in counts}
    assert {each[:3] for each in said(quads(graph)) if each[1].strip("<>") not in counts} == whole


def test_a_document_s_graph_stands_by_itself() -> None:
    named: dict[str, set[tuple[str, ...]]] = {}
    for each in said(quads(example())):
        named.setdefault(each[3], set()).add(each[:3])
    base = "<https://newsweave.example/kg/"
    documents = {name for name in named if name.startswith(f"{base}doc/")}
    assert set(named) - documents == {f"{base}dataset/graph>"}
    assert len(documents) == 3
    for name in documents:
        described = {subject for subject, _, _ in named[name]}
        referred = {value for _, _, value in named[name] if value.startswith((f"{base}entity/", f"{base}group/"))}
        assert referred <= described
        assert {subject for subject in described if subject.startswith(f"{base}doc/") and "#" not in subject} == {name}


def test_without_provenance_nothing_is_said_that_no_source_asserts() -> None:
    bare = said(triples(example(), Config(provenance=BARE)))
    whole = said(triples(example()))
    text = "\n".join(" ".join(each) for each in bare)
    assert "Claim>" not in text
    assert "/doc/" not in text
    assert "#position_in" in text
    assert "#member_of" not in text  # which is denied
    statuses = {each[2] for each in bare if each[1] == f"<{ONTOLOGY}status>"}
    assert statuses == {f"<{ONTOLOGY}Asserted>"}
    away = ("void#triples", "void#entities", "/dataset/", f"{ONTOLOGY}status")
    assert {each for each in bare if not any(word in each[1] + each[0] for word in away)} <= whole


def test_rdf_1_2_says_the_same_of_the_same_claims() -> None:
    reifies = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
    for name in ("turtle", "trig", "ntriples", "nquads"):
        data = written(example(), name, provenance=STATEMENTS, triple_terms=True)
        claims = {
            (str(each.subject), *map(str, each.object))
            for each in pyoxigraph.parse(data, SYNTAXES[name].format)
            if each.predicate.value == reifies
        }
        parts = ("subject", "predicate", "object")
        old: dict[str, dict[str, str]] = {}
        for each in triples(example()):
            old.setdefault(str(each.subject), {})[each.predicate.value.rpartition("#")[2]] = str(each.object)
        assert claims == {
            (subject, *(row[part] for part in parts)) for subject, row in old.items() if "predicate" in row
        }


@pytest.mark.parametrize("name", ["rdfxml", "jsonld"])
def test_a_syntax_without_triple_terms_says_so(name: str) -> None:
    with pytest.raises(WriteError, match="take one of turtle, trig, ntriples, nquads"):
        written(example(), name, triple_terms=True)


def test_json_ld_reads_like_json() -> None:
    document = json.loads(written(example(), "jsonld"))
    by_id = {node["id"]: node for node in document["graph"]}
    (toqaev,) = [node for name, node in by_id.items() if name.startswith("entity:person-qasym-zhomart-toqaev")]
    assert toqaev["type"] == ["schema:Person", "nw:Person"]
    assert toqaev["label"] == {"en": "Qasym-Zhomart Toqaev"}
    assert by_id[toqaev["position_in"]]["label"] == {"en": "Kazakhstan"}
    claims = [node for node in by_id.values() if "nw:Claim" in node.get("type", ())]
    assert {claim["confidence"] for claim in claims} <= {"0.9", "0.5", "1.0"}


def test_json_ld_keeps_apart_a_scheme_and_a_prefix_of_one_name() -> None:
    node = pyoxigraph.NamedNode
    odd = pyoxigraph.Triple(node("entity:x"), node("http://schema.org/url"), node("doc:y"))
    kind = pyoxigraph.Triple(node("entity:x"), node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), node("wd:kind"))
    stream = io.BytesIO()
    prefixes = {"entity": "http://a.example/", "schema": "http://schema.org/", "doc": "http://b.example/"}
    write([odd, kind], stream, SYNTAXES["jsonld"], prefixes | {"wd": "http://c.example/"})
    assert with_pyld(stream.getvalue()) == said([odd, kind])
    assert with_pyoxigraph(stream.getvalue(), "jsonld") == said([odd, kind])


def test_rdflib_gets_the_same_triples_with_our_prefixes() -> None:
    graph = to_rdflib(example())
    lines = graph.serialize(format="nt", encoding="utf-8")
    assert said(pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES)) == said(triples(example()))
    assert dict(graph.namespaces())["schema"] == rdflib.URIRef("http://schema.org/")
    rows = list(graph.query("SELECT ?name { ?claim rdf:predicate nw:position_in ; rdf:subject/rdfs:label ?name }"))
    assert {str(row[0]) for row in rows} == {"Dosym Satpaev", "Qasym-Zhomart Toqaev"}  # type: ignore[index]
    with pytest.raises(WriteError, match="it has no triple terms"):
        to_rdflib(example(), Config(triple_terms=True))


def test_nothing_comes_out_as_a_whole_file_of_nothing() -> None:
    for name in SYNTAXES:
        stream = io.BytesIO()
        write([], stream, SYNTAXES[name], {})
        assert with_pyoxigraph(stream.getvalue(), name) == frozenset()
