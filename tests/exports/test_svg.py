"""The picture: whole, readable, and honest about what it leaves out."""

import io
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsweave.exports.layout import layout
from newsweave.exports.selection import MOST
from newsweave.exports.svg import write_svg
from newsweave.graph import Graph
from newsweave.ids import make_document
from newsweave.types import Extraction, Kind
from tests.exports.strategies import graphs
from tests.factory import make_entity, make_evidence, make_extraction, make_graph, make_mention, make_statement
from tests.happenings import make_happenings

SVG = "{http://www.w3.org/2000/svg}"


def drawn(graph: Graph) -> ET.Element:
    stream = io.BytesIO()
    write_svg(graph, stream)
    return ET.fromstring(stream.getvalue())


def texts(graph: Graph) -> list[str]:
    return [element.text or "" for element in drawn(graph).iter(f"{SVG}text")]


def chain(length: int) -> Graph:
    """Tie so many towns to each other in a row, and leave one alone."""
    names = [f"Town {number}" for number in range(length + 1)]
    document = make_document("\n".join(names))
    towns = [make_entity(document, Kind.PLACE, name) for name in names]
    statements = (
        make_statement(one, "located_in", other, make_evidence(document, one.name))
        for one, other in pairwise(towns[:-1])
    )
    return make_graph(
        Extraction(
            document=document,
            pipeline="p",
            entities=tuple(towns),
            mentions=tuple(make_mention(document, town, town.name) for town in towns),
            statements=tuple(statements),
        )
    )


def test_the_picture_shows_names_predicates_posts_and_a_legend() -> None:
    shown = texts(make_graph(make_extraction()))
    assert {"Qasym-Zhomart Toqaev", "Kazakhstan", "located in", "person", "place"} <= set(shown)
    assert any("president" in text for text in shown)
    assert any("adviser (former)" in text for text in shown)


def test_what_nobody_asserts_is_dashed() -> None:
    lines = [path.get("class") for path in drawn(make_graph(make_extraction())).iter(f"{SVG}path")]
    assert lines.count("line") == 3
    assert lines.count("line unsure") == 2  # the denied membership, and the legend


def test_the_footer_says_what_is_left_out() -> None:
    assert texts(chain(3))[-1] == "3 entities, 2 edges; 1 more entity not drawn"
    shown = texts(chain(MOST + 5))
    assert shown[-1].startswith(f"{MOST} entities, ")
    assert shown[-1].endswith("; 6 more entities not drawn")


def test_an_empty_graph_is_a_picture_too() -> None:
    assert texts(make_graph()) == ["0 entities, 0 edges"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_any_text_can_be_drawn(graph: Graph) -> None:
    root = drawn(graph)
    assert len(root.findall(f"{SVG}circle")) >= len({statement.subject for statement in graph.statements()})


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 12), st.data())
def test_no_two_nodes_overlap(number: int, data: st.DataObject) -> None:
    nodes = [f"n{index}" for index in range(number)]
    ends = st.sampled_from(nodes)
    edges = data.draw(st.lists(st.tuples(ends, ends), max_size=14))
    places = layout(dict.fromkeys(nodes, (60.0, 40.0)), edges)
    assert set(places) == set(nodes)
    for one, other in combinations(places.values(), 2):
        assert abs(one[0] - other[0]) >= 60 or abs(one[1] - other[1]) >= 40


def test_an_event_is_drawn_with_its_verb() -> None:
    told = texts(make_graph(make_happenings()))
    assert {"Anna Berg", "Carl Dahl", "Council", "met", "asked"} <= set(told)
