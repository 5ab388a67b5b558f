"""What persons correct: it holds on every rebuild, in any order, can be undone, and tells where it does not hold."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave.errors import NewsweaveError, RecordError
from newsweave.graph import Graph
from newsweave.graph.corrections.anchor import entity_target, item_target, mentions_target
from newsweave.graph.corrections.correction import (
    Action,
    Correction,
    Place,
    Target,
    identifier,
    in_force,
    in_order,
    make_correction,
)
from newsweave.graph.corrections.log import header, log_line, read_log, write_log
from newsweave.graph.corrections.replay import Conflict
from newsweave.ids import make_document
from newsweave.types import Event, Extraction, Form, Kind, Quote, Statement, Verdict
from tests.exports.test_records import written
from tests.factory import (
    OWN_END,
    TEXT,
    make_entity,
    make_evidence,
    make_extraction,
    make_mention,
    make_statement,
)
from tests.happenings import make_happenings

ARTICLES = (make_extraction(), make_extraction(TEXT + OWN_END, publisher="AFP"), make_happenings())
GRAPH = Graph.of(ARTICLES)
_ticks = count()


def say(
    action: Action, *targets: Target, value: str | None = None, by: str = "anna", tick: int | None = None
) -> Correction:
    moment = next(_ticks) if tick is None else tick
    at = f"2026-11-22T{moment // 3600 % 24:02}:{moment // 60 % 60:02}:{moment % 60:02}.000Z"
    return make_correction(action, *targets, at=at, by="anna", value=value)


def entity(name: str, graph: Graph = GRAPH) -> Target:
    return entity_target(graph, graph.find(name))


def corrected(*corrections: Correction) -> tuple[Graph, list[Conflict]]:
    conflicts: list[Conflict] = []
    return Graph.of(ARTICLES, corrections, on_conflict=conflicts.append), conflicts


# --- what each does


def test_merged_entities_are_one_with_the_id_of_the_first_and_a_judgement_that_says_who() -> None:
    graph, conflicts = corrected(say(Action.MERGE, entity("CSTO"), entity("Council")))
    one = graph.entity(GRAPH.find("CSTO").id)
    assert conflicts == []
    assert {"CSTO", "Council"} <= {name for name, _ in one.names}
    assert len(graph.entities()) == len(GRAPH.entities()) - 1
    (judged,) = (each for each in graph.judgements if each.judge.startswith("person"))
    assert (judged.verdict, judged.judge, judged.reasons) == (Verdict.SAME, "person:anna", ("anna says so.",))
    assert len(graph.events(one)) == len(GRAPH.events(GRAPH.find("Council")))


def report(text: str, name: str = "Anna Berg") -> Extraction:
    document = make_document(text)
    who = make_entity(document, Kind.PERSON, name)
    return Extraction(
        document=document, pipeline="factory@1", entities=(who,), mentions=(make_mention(document, who, name),)
    )


def test_what_is_not_the_same_is_parted_and_stays_so_with_new_articles() -> None:
    first, other, third = report("Anna Berg spoke."), report("Anna Berg sang."), report("Anna Berg sang again.")
    graph = Graph.of([first, other])
    (one,) = graph.entities()
    whole = entity_target(graph, one)
    left, right = (replace(whole, places=(place,)) for place in whole.places)
    apart = say(Action.NOT_SAME, left, right)
    assert len(Graph.of([first, other], [apart]).entities()) == 2
    assert sorted(len(each.members) for each in Graph.of([first, other, third], [apart]).entities()) == [1, 2]


def test_all_mentions_in_a_document_are_split_off_with_what_is_said_there() -> None:
    toqaev, document = GRAPH.find("Toqaev"), ARTICLES[1].document
    target = mentions_target(GRAPH, toqaev, [document.id])
    graph, conflicts = corrected(say(Action.SPLIT, entity("Toqaev"), target))
    assert conflicts == []
    both = graph.entities(name="Qasym-Zhomart Toqaev")
    assert [len({mention.span.document for mention in graph.mentions(each)}) for each in both] == [1, 1]
    assert {len(graph.quotes(each)) for each in both} == {1}


def test_one_mention_is_split_from_the_others_of_its_document() -> None:
    document = ARTICLES[0].document
    toqaev = GRAPH.find("Toqaev")
    quoted = next(each for each in GRAPH.quotes(toqaev) if each.content.document == document.id)
    assert quoted.speaker
    target = mentions_target(GRAPH, toqaev, [f"{document.id}:{quoted.speaker.span.start}"])
    graph, conflicts = corrected(say(Action.SPLIT, entity("Toqaev"), target))
    assert conflicts == []
    (other,) = (each for each in graph.entities(name="Toqaev") if each.id != toqaev.id)
    assert [graph.words(mention.span) for mention in graph.mentions(other)] == ["Toqaev"]
    assert [quote.id for quote in graph.quotes(other)] == [quoted.id]
    assert graph.statements(subject=other) == ()
    assert len(graph.mentions(toqaev)) == len(GRAPH.mentions(toqaev)) - 1


def test_a_statement_goes_with_the_mention_that_it_is_said_of() -> None:
    extraction = make_extraction()
    toqaev = next(each for each in extraction.entities if "Toqaev" in each.name)
    moved = tuple(
        replace(each, evidence=tuple(replace(one, subject=extraction.mentions[3].span) for one in each.evidence))
        if each.predicate == "member_of"
        else each
        for each in extraction.statements
    )
    extraction = replace(extraction, statements=moved)
    graph = Graph.of([extraction])
    whole = graph.find("Toqaev")
    place = f"{extraction.document.id}:{extraction.mentions[3].span.start}"
    target = mentions_target(graph, whole, [place])
    parted = Graph.of([extraction], [say(Action.SPLIT, entity("Toqaev", graph), target)])
    (member,) = parted.statements(predicate="member_of")
    assert member.subject != whole.id
    assert parted.statements(predicate="position_in", subject=whole.id)
    assert toqaev.id in parted.entity(whole.id).members


def test_kind_name_and_link_are_those_that_a_person_gives_and_the_id_stays() -> None:
    place = GRAPH.find("Kazakhstan")
    graph, conflicts = corrected(
        say(Action.RETYPE, entity("Kazakhstan"), value="ORG"),
        say(Action.RELABEL, entity("Kazakhstan"), value="Republic of Kazakhstan"),
        say(Action.LINK, entity("Kazakhstan"), value="wikidata:Q1"),
    )
    found = graph.entity(place.id)
    assert conflicts == []
    assert (found.kind, found.name) == (Kind.ORG, "Republic of Kazakhstan")
    assert [(each.id, each.accepted) for each in found.links] == [("Q1", True), ("Q232", False)]
    assert found.reasons[0].startswith("anna says so (2026-11-22)")
    assert {mention.kind for mention in graph.mentions(found)} == {Kind.ORG}
    assert graph.find("Kazakhstan") == graph.find("Republic of Kazakhstan") == found


def test_rejected_sentences_say_no_more_what_others_say_stays() -> None:
    (wrong,) = GRAPH.statements(predicate="member_of")
    graph, conflicts = corrected(say(Action.REJECT, item_target(GRAPH, wrong)))
    assert (graph.statements(predicate="member_of"), conflicts) == ((), [])
    assert len(graph.statements()) == len(GRAPH.statements()) - 1
    alone = Graph.of(ARTICLES[:1])
    (part,) = alone.statements(predicate="member_of")
    left, _ = corrected(say(Action.REJECT, item_target(alone, part)))
    assert [len(each.evidence) for each in left.statements(predicate="member_of")] == [1]


def test_an_event_and_a_quote_can_be_rejected() -> None:
    event, quote = GRAPH.events(type="DIE")[0], GRAPH.quotes(GRAPH.find("Anna Berg"))[0]
    graph, conflicts = corrected(*(say(Action.REJECT, item_target(GRAPH, each)) for each in (event, quote)))
    assert conflicts == []
    assert graph.events(type="DIE") == ()
    assert graph.quotes(graph.find("Anna Berg")) == ()
    assert len(graph.events()) == len(GRAPH.events()) - 1


# --- it survives


def test_it_survives_when_the_document_is_extracted_anew() -> None:
    """Other ids, another kind, another whole name: the words are where they were."""
    log = [
        say(Action.RELABEL, entity("Toqaev"), value="Kassym-Jomart Tokayev"),
        say(Action.MERGE, entity("CSTO"), entity("Nur Otan")),
        say(Action.REJECT, item_target(GRAPH, GRAPH.statements(predicate="member_of")[0])),
    ]
    anew = [_anew(each) for each in ARTICLES]
    conflicts: list[Conflict] = []
    graph = Graph.of(anew, log, on_conflict=conflicts.append)
    assert conflicts == []
    assert len(graph.entities(name="Kassym-Jomart Tokayev")) == 1
    assert graph.find("CSTO") == graph.find("Nur Otan")
    assert graph.statements(predicate="member_of") == ()


def _anew(extraction: Extraction) -> Extraction:
    fresh = {each.id: "e" + each.id[:0:-1] for each in extraction.entities}

    def swap(text: str) -> str:
        for old, new in fresh.items():
            text = text.replace(old, new)
        return text

    from newsweave.exports.records import extraction_lines, extractions_from, header_line

    (found,) = extractions_from([header_line(), *map(swap, extraction_lines(extraction))])
    return replace(found, pipeline="factory@2")


def test_in_a_changed_document_the_same_name_and_words_are_found() -> None:
    changed = make_extraction("It rained.\n" + TEXT, publisher="RFE/RL")
    reject = item_target(GRAPH, GRAPH.statements(predicate="member_of")[0])
    conflicts: list[Conflict] = []
    log = [say(Action.RELABEL, entity("CSTO"), value="Treaty Body"), say(Action.REJECT, reject)]
    graph = Graph.of([changed], log, on_conflict=conflicts.append)
    assert conflicts == []
    assert graph.find("CSTO").name == "Treaty Body"
    assert graph.statements(predicate="member_of") == ()


# --- conflicts


def test_a_merge_against_a_not_same_is_a_conflict_and_the_later_holds() -> None:
    csto, council = entity("CSTO"), entity("Council")
    merge, apart = say(Action.MERGE, csto, council), say(Action.NOT_SAME, csto, council)
    graph, (conflict,) = corrected(merge, apart)
    assert (conflict.correction, conflict.reason) == (merge, "another correction says that they are not one")
    assert len(graph.entities()) == len(GRAPH.entities())
    later = say(Action.MERGE, csto, council)
    graph, (conflict,) = corrected(apart, later)
    assert (conflict.correction, conflict.reason) == (apart, "another correction says that they are one")
    assert "not one" in str(Conflict(correction=apart, reason="x")) or str(conflict).startswith(
        "not-same CSTO | Council"
    )


def test_two_kinds_for_one_entity_are_a_conflict() -> None:
    first = say(Action.RETYPE, entity("CSTO"), value="PLACE")
    graph, (conflict,) = corrected(first, say(Action.RETYPE, entity("CSTO"), value="EVENT"))
    assert conflict.correction == first
    assert graph.find("CSTO").kind is Kind.EVENT


def test_what_is_not_found_any_more_is_a_conflict_and_the_rest_is_done() -> None:
    nobody = Target(
        what="entity", kind="PERSON", name="Nobody", places=(Place(document="d0", start=0, end=1, words="N"),)
    )
    lost = [
        say(Action.MERGE, entity("CSTO"), nobody),
        say(Action.RELABEL, nobody, value="Somebody"),
        say(Action.REJECT, Target(what="event", kind="DIE", name="", places=nobody.places)),
    ]
    graph, conflicts = corrected(*lost, say(Action.RELABEL, entity("CSTO"), value="Treaty Body"))
    assert [each.correction for each in conflicts] == lost
    assert {each.reason for each in conflicts} == {"what it is about is not found any more"}
    assert graph.find("CSTO").name == "Treaty Body"


# --- its algebra


_NAMES = ["Toqaev", "CSTO", "Nur Otan", "Kazakhstan", "Almaty", "Council", "Anna Berg", "Norburg"]
_ITEMS: list[Statement | Event | Quote] = [*GRAPH.statements(), *GRAPH.events(), *GRAPH.quotes()]
names = st.sampled_from(_NAMES)
made: st.SearchStrategy[Callable[[int], Correction]] = st.one_of(
    st.tuples(names, names)
    .filter(lambda pair: pair[0] != pair[1])
    .flatmap(
        lambda pair: st.sampled_from([Action.MERGE, Action.NOT_SAME]).map(
            lambda action: lambda tick: say(action, *map(entity, pair), tick=tick)
        )
    ),
    st.sampled_from(ARTICLES[:2]).map(
        lambda each: (
            lambda tick: say(
                Action.SPLIT,
                entity("Toqaev"),
                mentions_target(GRAPH, GRAPH.find("Toqaev"), [each.document.id]),
                tick=tick,
            )
        )
    ),
    st.tuples(names, st.sampled_from(Kind)).map(
        lambda pair: lambda tick: say(Action.RETYPE, entity(pair[0]), value=pair[1], tick=tick)
    ),
    st.tuples(names, st.text("abcé ", min_size=1).filter(str.strip)).map(
        lambda pair: lambda tick: say(Action.RELABEL, entity(pair[0]), value=pair[1], tick=tick)
    ),
    names.map(lambda name: lambda tick: say(Action.LINK, entity(name), value="wikidata:Q42", tick=tick)),
    st.sampled_from(_ITEMS).map(lambda item: lambda tick: say(Action.REJECT, item_target(GRAPH, item), tick=tick)),
)
logs = st.lists(made, max_size=6).map(lambda makers: [make(tick) for tick, make in enumerate(makers)])
relaxed = settings(max_examples=60, deadline=None)


@relaxed
@given(logs, st.randoms(use_true_random=False))
def test_replay_does_nothing_the_second_time_and_does_not_depend_on_any_order(
    log: list[Correction], order: random.Random
) -> None:
    graph = Graph.of(ARTICLES, log)
    documents, lines = [*ARTICLES], [*log, *log]
    order.shuffle(documents)
    order.shuffle(lines)
    assert written(Graph.of(documents, lines)) == written(graph)


@relaxed
@given(logs, made)
def test_undo_restores_byte_for_byte_and_undoing_that_brings_it_back(
    log: list[Correction], make: Callable[[int], Correction]
) -> None:
    last = make(10)
    undo = say(Action.UNDO, value=last.id, tick=11)
    redo = say(Action.UNDO, value=undo.id, tick=12)
    before, after = written(Graph.of(ARTICLES, log)), written(Graph.of(ARTICLES, [*log, last]))
    assert written(Graph.of(ARTICLES, [*log, last, undo])) == before
    assert written(Graph.of(ARTICLES, [*log, last, undo, redo])) == after


@relaxed
@given(logs)
def test_a_log_is_read_back_whole_and_joined_by_joining_its_lines(log: list[Correction]) -> None:
    text = write_log(log)
    assert read_log(text.splitlines()) == in_order(log)
    assert write_log(read_log(text.splitlines())) == text
    assert read_log((text + "\n# a remark\n" + text).splitlines()) == in_order(log)
    halves = header() + "".join(map(log_line, log[::2])), header() + "".join(map(log_line, log[1::2]))
    assert read_log("".join(reversed(halves)).splitlines()) == in_order(log)


def test_a_graph_that_is_there_is_corrected_as_one_that_is_built() -> None:
    log = [say(Action.MERGE, entity("CSTO"), entity("Council")), say(Action.RETYPE, entity("Almaty"), value="ORG")]
    assert written(GRAPH.corrected(log)) == written(Graph.of(ARTICLES, log))
    assert GRAPH.corrected([]) is GRAPH


def test_no_correction_leaves_the_graph_as_it_is() -> None:
    last = say(Action.RETYPE, entity("CSTO"), value="PLACE")
    undone = [last, say(Action.UNDO, value=last.id)]
    assert written(Graph.of(ARTICLES, undone)) == written(Graph.of(ARTICLES, [])) == written(GRAPH)
    assert in_force(undone) == ()


# --- what cannot be


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "Expecting"),
        ("[]", "it should be an object"),
        ('{"format":"newsweave-corrections","version":2}', "the header should be"),
        ('{"id":"c0","at":"x","by":"a","action":"undo","value":"c1"}', "'x' is no moment"),
        ('{"id":"c0","at":"2026-11-22T20:15:00.000Z","by":"a","action":"undo","value":"c1"}', "changed by hand"),
        ('{"id":"c0","at":"2026-11-22T20:15:00.000Z","by":" ","action":"undo","value":"c1"}', "does not say who"),
        ('{"id":"c0","at":"2026-11-22T20:15:00.000Z","by":"a","action":"burn"}', "is not a valid Action"),
        ('{"id":"c0","at":"2026-11-22T20:15:00.000Z","by":"a","action":"merge"}', "merge does not fit nothing"),
        ('{"id":1,"why":""}', "unknown field 'why'"),
        ('{"id":"c0","by":"a","action":"undo","value":"c1"}', "'at' should be text"),
    ],
)
def test_a_damaged_line_is_named(line: str, problem: str) -> None:
    with pytest.raises(RecordError, match=f"corrections, line 2: .*{problem}"):
        read_log([header(), line])


def test_a_log_without_its_header_is_none() -> None:
    with pytest.raises(RecordError, match="no header"):
        read_log([log_line(say(Action.RETYPE, entity("CSTO"), value="PLACE"))])


def test_values_are_checked() -> None:
    csto = entity("CSTO")
    for action, value, problem in (
        (Action.RETYPE, "THING", "there is no kind 'THING'"),
        (Action.RELABEL, " ", "relabel needs a value"),
        (Action.LINK, "Q 1", "is no identifier"),
    ):
        with pytest.raises(NewsweaveError, match=problem):
            say(action, csto, value=value)
    with pytest.raises(NewsweaveError, match="merge takes no value"):
        say(Action.MERGE, csto, csto, value="x")
    assert identifier("Q232") == "wikidata:Q232"


def test_a_mention_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(NewsweaveError, match=r"CSTO is not mentioned there; it is at kazakhstan\.txt:"):
        mentions_target(GRAPH, GRAPH.find("CSTO"), ["elsewhere.txt"])


def test_named_mentions_are_the_anchor() -> None:
    extraction = make_extraction()
    nominal = replace(extraction.mentions[0], form=Form.NOMINAL)
    graph = Graph.of([replace(extraction, mentions=(nominal, *extraction.mentions[1:]))])
    (place,) = entity_target(graph, graph.find("Toqaev")).places
    assert place.words == "Toqaev"


def test_two_facts_of_one_sentence_are_told_apart_by_their_ends() -> None:
    extraction = make_extraction()
    by_name = {each.name: each for each in extraction.entities}
    listed = [
        make_statement(by_name[name], "member_of", by_name["CSTO"], make_evidence(extraction.document, "president"))
        for name in ("Kazakhstan", "Qasym-Zhomart Toqaev")
    ]
    graph = Graph.of([replace(extraction, statements=tuple(sorted(listed, key=lambda each: each.id)))])
    (wrong,) = graph.statements(subject=graph.find("Toqaev"))
    left = Graph.of(graph.extractions, [say(Action.REJECT, item_target(graph, wrong))])
    assert [left.entity(each.subject).name for each in left.statements()] == ["Kazakhstan"]
