"""FollowTheMoney: every line names what it refers to, with the articles that prove it."""

import io
import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from newsweave.exports.ftm import write_ftm
from newsweave.graph import Graph
from newsweave.types import Kind, Modality
from tests.exports.strategies import graphs
from tests.factory import TEXT, make_entity, make_evidence, make_extraction, make_graph, make_statement
from tests.happenings import make_happenings

# Property -> the schemas that it may refer to, as the model has it.
REFERS = {
    "proof": {"Article"},
    "employee": {"Person"},
    "employer": {"Organization"},
    "member": {"Person", "Organization"},
    "organization": {"Organization"},
    "person": {"Person"},
    "relative": {"Person"},
    "predecessor": {"Person", "Organization"},
    "successor": {"Person", "Organization"},
    "involved": {"Person", "Organization"},
    "subject": {"Person", "Organization", "Address", "Event"},
    "object": {"Person", "Organization", "Address", "Event"},
}


def rows(graph: Graph) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    write_ftm(graph, stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def of(schema: str, graph: Graph) -> list[dict[str, list[str]]]:
    return [row["properties"] for row in rows(graph) if row["schema"] == schema]


def test_an_article_is_the_proof_and_stays_without_its_text() -> None:
    extraction = make_extraction()
    (article,) = of("Article", make_graph(extraction))
    assert article == {
        "fileName": ["kazakhstan.txt"],
        "language": ["eng"],
        "publishedAt": ["2022-01-06"],
        "publisher": ["RFE/RL"],
        "sourceUrl": ["https://news.example/2022/01/06/kazakhstan"],
        "title": ["Kazakhstan asks CSTO for help"],
    }
    (kazakhstan,) = [each for each in of("Address", make_graph(extraction)) if each["name"] == ["Kazakhstan"]]
    assert kazakhstan["wikidataId"] == ["Q232"]
    assert kazakhstan["proof"] == [extraction.document.id]


def test_a_post_in_a_body_is_an_employment_and_one_in_a_country_a_link() -> None:
    graph = make_graph(make_extraction())
    (link,) = [each for each in of("UnknownLink", graph) if each["role"] == ["president"]]
    assert link["summary"] == [TEXT.splitlines()[0]]
    extraction = make_extraction()
    document = extraction.document
    satpaev, csto = (each for each in extraction.entities if each.name in ("Dosym Satpaev", "CSTO"))
    satpaev, csto = sorted((satpaev, csto), key=lambda each: each.kind is Kind.ORG)
    post = make_statement(
        satpaev,
        "position_in",
        csto,
        make_evidence(document, "said"),
        role="adviser",
        since="2021-05-03T10",
        former=True,
    )
    (employment,) = of("Employment", make_graph(replace(extraction, statements=(post,))))
    assert employment["role"] == ["former adviser"]
    assert employment["startDate"] == ["2021-05-03"]


def test_what_nobody_asserts_is_left_out() -> None:
    extraction = make_extraction()
    document = extraction.document
    one, two = (make_entity(document, Kind.PERSON, name) for name in ("Ann", "Ben"))
    planned = make_evidence(document, "said", modality=Modality.PLANNED)
    wed = make_statement(one, "spouse_of", two, planned)
    graph = make_graph(
        replace(extraction, entities=(one, two), mentions=(), statements=(wed,), events=(), quotes=(), triples=())
    )
    assert of("Family", graph) == []
    wed = make_statement(one, "spouse_of", two, make_evidence(document, "said"))
    graph = make_graph(
        replace(extraction, entities=(one, two), mentions=(), statements=(wed,), events=(), quotes=(), triples=())
    )
    assert [each["relationship"] for each in of("Family", graph)] == [["spouse of"]]


def test_an_event_has_who_when_and_where() -> None:
    events = of("Event", make_graph(make_happenings()))
    (request,) = [each for each in events if each["name"][0].startswith("request: ")]
    assert request["date"] == ["2022-01-05"]
    assert len(request["involved"]) == 2
    assert request["summary"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_every_reference_of_any_graph_leads_to_a_line_of_a_fitting_schema(graph: Graph) -> None:
    lines = rows(graph)
    schemas = {row["id"]: row["schema"] for row in lines}
    for row in lines:
        for name, values in row["properties"].items():
            assert values, row
            assert len(set(values)) == len(values)
            if name in REFERS:
                assert {schemas[value] for value in values} <= REFERS[name], row
