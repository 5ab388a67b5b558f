import tomllib
from collections.abc import Callable
from importlib import resources

import pytest

import newsweave.ingest
from newsweave.config import Config
from newsweave.graph.ontology.terms import predicates
from newsweave.ids import make_document
from newsweave.ingest.extraction import extract
from newsweave.ingest.facts.ranks import Rank, derivations, ranks, rows
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.types import Extraction

pytestmark = pytest.mark.model
Facts = Callable[[str], set[tuple[str, str, str]]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{', '.join(row.gives)}: {row.example}")
def test_every_row_gives_what_its_example_says(row: Rank, facts: Facts) -> None:
    assert set(row.facts) <= facts(row.example)


def test_the_table_gives_only_predicates_of_the_ontology() -> None:
    known = {predicate.name for predicate in predicates()}
    assert {given for row in rows() for given in row.gives} <= known


def test_every_body_of_the_table_is_in_the_gazetteer() -> None:
    path = resources.files(newsweave.ingest).joinpath("data/gazetteer.toml")
    known = tomllib.loads(path.read_text("utf-8"))["organisations"]
    tables = derivations()
    named = {key for table in ("state", "parties", "homes") for keys in tables[table].values() for key in keys}
    unions = {key for union, organs in tables["unions"].items() for key in (union, *organs)}
    assert named | unions <= known.keys()


def test_every_country_of_the_tables_is_known() -> None:
    leaders = tomllib.loads(resources.files(newsweave.ingest).joinpath("data/leaders.toml").read_text("utf-8"))
    tables = [*leaders.values(), *(derivations()[name] for name in ("state", "parties", "homes"))]
    assert all(gazetteer().country_name(code) != code for table in tables for code in table)


@pytest.mark.parametrize(
    ("role", "of", "given"),
    [
        ("Vice President", "country", {"agent_of", "citizen_of"}),
        ("Deputy Foreign Minister", "country", {"minister_of", "agent_of", "citizen_of"}),
        ("research director", "body", {"member_of"}),
        ("executive director", "body", {"head_of", "member_of"}),
        ("opposition leader", "country", {"citizen_of"}),
    ],
)
def test_the_longest_ending_of_a_role_tells_the_rank(role: str, of: str, given: set[str]) -> None:
    assert {predicate for predicate, _, _ in ranks(role, of)} == given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Almaty is in flames, and Kazakhstan calls for help.", ("Almaty", "located_in", "Kazakhstan")),
        ("The Bank of Italy left Italy.", ("Bank of Italy", "based_in", "Italy")),
        ("The CDU lost, and Germany was stunned.", ("CDU", "based_in", "Germany")),
        ("The FBI left the United States.", ("FBI", "agency_of", "United States")),
        ("Maria Lopez, a CDU lawmaker, left Germany.", ("Maria Lopez", "citizen_of", "Germany")),
        ("Norway votes. In Norway, the Supreme Court agreed.", ("Supreme Court", "agency_of", "Norway")),
        (
            "The European Commission asked the European Union.",
            ("European Commission", "institution_of", "European Union"),
        ),
        ("Siemens is based in Munich, and Germany is proud.", ("Siemens", "based_in", "Germany")),
    ],
)
def test_finds_what_follows(text: str, expected: tuple[str, str, str], facts: Facts) -> None:
    assert expected in facts(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Karl Weber, the German ambassador to France, left France.", ("Karl Weber", "citizen_of", "France")),
        ("Karl Weber is not the president of France.", ("Karl Weber", "head_of_state", "France")),
        ("Norway votes. In Norway, the European Court agreed.", ("European Court", "agency_of", "Norway")),
        ("Salman Khan left Pakistan's Punjab province for India.", ("Punjab", "located_in", "India")),
    ],
)
def test_nothing_follows_where_it_would_be_wrong(text: str, wrong: tuple[str, str, str], facts: Facts) -> None:
    assert wrong not in facts(text)


def test_what_follows_is_marked_and_rests_on_a_sentence(extracted: Callable[[str], Extraction]) -> None:
    extraction = extracted("Russian President Vladimir Putin left Russia.")
    found = {statement.predicate: statement for statement in extraction.statements}
    assert {name for name, statement in found.items() if not statement.derived} == {"position_in"}
    evidence = found["head_of_state"].evidence[0]
    assert evidence.sentence == found["position_in"].evidence[0].sentence
    assert evidence.extractor == "derived.head_of_state@1"
    assert evidence.score < found["position_in"].evidence[0].score


def test_a_former_president_is_still_a_citizen(extracted: Callable[[str], Extraction]) -> None:
    extraction = extracted("Former US President Jimmy Carter left the US.")
    former = {statement.predicate: statement.former for statement in extraction.statements}
    assert former == {"position_in": True, "head_of_state": True, "agent_of": True, "citizen_of": False}


def test_what_follows_can_be_left_out() -> None:
    document = make_document("Russian President Vladimir Putin left Russia.")
    found = extract(document, config=Config(derived=False)).statements
    assert [statement.predicate for statement in found] == ["position_in"]
