"""RDF as text: what the pen writes is what pyoxigraph would write, byte for byte, and reads as what was meant."""

import io
import re
from datetime import date

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsweave.config import Config, Provenance
from newsweave.errors import WriteError
from newsweave.exports import iris
from newsweave.exports.rdf import write_rdf
from newsweave.exports.rdf.literals import decimal, quoted, tag
from newsweave.exports.rdf.pen import Pen
from newsweave.exports.rdf.syntaxes import SYNTAXES
from newsweave.exports.rdf.terms import PREFIXES, prefixes
from newsweave.graph import Graph
from newsweave.types import Span
from tests.exports.strategies import broken, graphs

ILL = {*range(0xD800, 0xE000), 0xFFFE, 0xFFFF}  # halves of characters, and what raptor refuses
BASE = "https://kg.example/"
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(graph: Graph, name: str, level: Provenance) -> bytes:
    stream = io.BytesIO()
    write_rdf(graph, stream, Config(provenance=level), SYNTAXES[name])
    return stream.getvalue()


@given(st.text())
def test_words_are_escaped_as_pyoxigraph_does(words: str) -> None:
    assert quoted(words) == str(pyoxigraph.Literal(re.sub("[\ufffe\uffff]", "\ufffd", words)))


def test_every_character_is_escaped_as_pyoxigraph_does() -> None:
    everything = "".join(chr(code) for code in range(0x110000) if code not in ILL)
    assert quoted(everything) == str(pyoxigraph.Literal(everything))
    assert {quoted(chr(code)) for code in ILL} == {'"\ufffd"'}


@quick
@given(graphs())
def test_lines_are_those_of_pyoxigraph(graph: Graph) -> None:
    for name, level in (
        ("ntriples", Provenance.STATEMENTS),
        ("ntriples", Provenance.NONE),
        ("nquads", Provenance.GRAPHS),
    ):
        ours, how = written(graph, name, level), SYNTAXES[name].format
        assert pyoxigraph.serialize(pyoxigraph.parse(ours, how), format=how) == ours


@quick
@given(graphs())
def test_turtle_says_what_n_triples_say(graph: Graph) -> None:
    for short, long, level in (("turtle", "ntriples", Provenance.STATEMENTS), ("trig", "nquads", Provenance.GRAPHS)):
        one, other = (pyoxigraph.parse(written(graph, name, level), SYNTAXES[name].format) for name in (short, long))
        assert list(one) == list(other)


@quick
@given(graphs())
def test_the_dataset_knows_how_many_triples_stand_before_it(graph: Graph) -> None:
    for name, level in (("turtle", Provenance.STATEMENTS), ("ntriples", Provenance.NONE), ("trig", Provenance.GRAPHS)):
        said = list(pyoxigraph.parse(written(graph, name, level), SYNTAXES[name].format))
        about = next(number for number, each in enumerate(said) if each.object.value == f"{PREFIXES['void']}Dataset")
        (told,) = [int(each.object.value) for each in said if each.predicate.value == f"{PREFIXES['void']}triples"]
        assert told == about


@given(st.sampled_from(["entity", "doc", "publisher"]), st.lists(broken | st.integers(), min_size=1, max_size=3))
def test_every_name_is_the_same_iri_in_both_notations(room: str, parts: list[object]) -> None:
    whole = f"<{iris.iri(BASE, room, *parts)}>"
    assert Pen(BASE).node(room, *parts) == whole
    assert read_turtle(Pen(BASE, short=True).node(room, *parts)) == whole


@given(broken, st.integers(0, 99), st.sampled_from([BASE, "https://kg.example/#"]))
def test_names_by_place_and_by_stem_are_those_of_nodes(words: str, start: int, base: str) -> None:
    span = Span(document=words, start=start, end=start + 1)
    mark = "/" if "#" in base else "#"  # an IRI has one fragment
    for pen in (Pen(base), Pen(base, short=True)):
        assert pen.span(span) == f"<{iris.iri(base, 'doc', words)}{mark}char={start},{start + 1}>"
        assert pen.spot("group", span) == pen.node("group", words, start, start + 1)
        before, after = pen.family("statement", words)
        assert read_turtle(f"{before}0f{after}", base) == f"<{iris.iri(base, 'statement', f'{words}-0f')}>"


def read_turtle(name: str, base: str = BASE) -> str:
    """Let pyoxigraph say which IRI a name in Turtle is."""
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in prefixes(base).items())
    (quad,) = pyoxigraph.parse(f"{head}{name} a {name} .".encode(), pyoxigraph.RdfFormat.TURTLE)
    return str(quad.subject)


def test_literals_have_their_datatypes() -> None:
    long, short = Pen(BASE), Pen(BASE, short=True)
    xsd = PREFIXES["xsd"]
    assert long.number("nw:count", 18.0).endswith(f'"18"^^<{xsd}integer>')
    assert short.number("nw:count", 18.0) == "nw:count 18"
    assert short.number("nw:count", float("inf")) == short.number("nw:count", None) == ""
    assert short.decimal("nw:confidence", 1) == "nw:confidence 1.0"
    assert short.when("nw:since", date(2022, 1, 5)) == 'nw:since "2022-01-05"^^xsd:date'
    assert short.when("nw:since", "soon") == 'nw:since "soon"'
    assert short.text("rdfs:label", "Ann", "de-AT") == 'rdfs:label "Ann"@de-at'
    assert tag("not a tag") == ""


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_decimals_have_no_exponent(value: float) -> None:
    assert pyoxigraph.Literal(decimal(value), datatype=pyoxigraph.NamedNode(f"{PREFIXES['xsd']}decimal"))
    assert abs(float(decimal(value)) - value) <= 0.00005 + abs(value) * 1e-15


def test_a_base_that_is_no_iri_is_refused_before_anything_is_written() -> None:
    with pytest.raises(WriteError, match="it is no IRI that ends with / or #"):
        Pen("here")
