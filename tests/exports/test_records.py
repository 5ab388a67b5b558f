"""Records: what is written is read back, and nothing else is read."""

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsweave.errors import RecordError
from newsweave.exports.records import (
    extraction_lines,
    extractions_from,
    header_line,
    lines,
    read_records,
    write_records,
)
from newsweave.graph import Graph
from newsweave.types import Extraction
from tests.exports.strategies import extractions, graphs
from tests.factory import TEXT, make_extraction, make_graph
from tests.happenings import make_happenings

relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def written(graph: Graph) -> bytes:
    stream = io.BytesIO()
    write_records(graph, stream)
    return stream.getvalue()


@relaxed
@given(graphs())
def test_what_is_written_is_read_back(graph: Graph) -> None:
    data = written(graph)
    again = read_records(io.BytesIO(data))
    assert again == graph
    assert written(again) == data


@relaxed
@given(st.lists(extractions(), max_size=2))
def test_extractions_are_streamed_one_at_a_time(items: list[Extraction]) -> None:
    piped = [header_line(), *(line for item in items for line in extraction_lines(item))]
    assert list(extractions_from(piped)) == items


def test_the_example_is_read_back_from_bytes_and_from_text() -> None:
    graph = make_graph(make_extraction(), make_extraction(TEXT + "It rained."))
    assert read_records(io.BytesIO(written(graph))) == graph
    assert read_records(io.StringIO(written(graph).decode(), newline="\n")) == graph
    assert read_records(lines(graph)) == graph


def test_what_each_claimant_counts_is_kept_with_the_claimant() -> None:
    (extraction,) = extractions_from([header_line(), *extraction_lines(make_happenings())])
    assert extraction == make_happenings()
    killed = next(json.loads(line) for line in extraction_lines(extraction) if '"DIE"' in line)
    told = [(each["claimant"]["text"], each["values"][0]["text"]) for each in killed["evidence"]]
    assert told == [("Interior Ministry", "At least 18"), ("police", "Dozens")]


def test_every_line_is_an_object_that_names_its_record() -> None:
    graph = make_graph(make_extraction(), make_extraction(TEXT + "It rained."))
    records = [json.loads(line)["record"] for line in lines(graph)]
    assert records[:2] == ["header", "document"]
    assert records[-1] == "cluster"
    assert set(records) == {
        *("header", "document", "entity", "mention", "statement", "event", "quote", "triple"),
        *("judgement", "cluster"),
    }


def test_what_says_nothing_is_left_out() -> None:
    (document, *_) = extraction_lines(make_extraction(publisher=None))
    assert {"author", "publisher", "language"}.isdisjoint(json.loads(document))


def test_spans_are_short_in_their_own_document() -> None:
    mention = next(line for line in extraction_lines(make_extraction()) if '"mention"' in line)
    assert json.loads(mention)["span"] == [0, len("Qasym-Zhomart Toqaev")]


def test_files_can_be_joined_end_to_end() -> None:
    one, two = make_extraction(), make_extraction(TEXT + "It rained.")
    joined = [header_line(), *extraction_lines(one), header_line(), *extraction_lines(two)]
    assert list(extractions_from(joined)) == [one, two]


def damaged() -> Iterator[tuple[int, str, str]]:
    """Give a line's number, what stands there instead, and what the error says of it."""
    yield 1, '{"record":"header","format":"newsweave-records","version":2}', "version"
    yield 1, '{"record":"cluster","id":"x","members":["y"]}', "no header"
    yield 2, '{"record":"docu', "it is no JSON at column 16"
    yield 2, "", "it is no JSON at column 1"
    yield 2, "[]", "it is no record"
    yield 2, '{"id":"d1"}', "it is no record"
    yield 2, '{"record":"unicorn"}', "no record 'unicorn'"
    yield 2, '{"record":"document","id":"d1","text":"a"}', "no 'pipeline'"
    yield 2, '{"record":"document","pipeline":"p","id":"d1"}', "no 'text'"
    yield 2, '{"record":"document","pipeline":"p","id":"d1","text":"a","colour":"red"}', "'colour'"
    yield 2, '{"record":"document","pipeline":"p","id":"d1","text":7}', "document.text: should be str, not 7"
    yield 2, '{"record":"document","pipeline":"p","id":"d","text":"","published":"soon"}', "published"
    yield 3, '{"record":"entity","document":"d1","id":"e1"}', "'d1', which does not stand before it"
    yield 3, '{"record":"judgement","left":"a","right":"b","verdict":"odd","score":1}', "'odd'"
    yield 3, '{"record":"judgement","left":"a","right":"b","verdict":"same","score":true}', "float"
    yield 3, '{"record":"judgement","left":"a","right":"b","verdict":"same","score":NaN}', "NaN"
    yield 3, '{"record":"cluster","id":"x","members":"y"}', "should be a list"
    yield 3, '{"record":"cluster","id":"x","members":[7]}', "cluster.members: should be str"
    yield 3, "[" * 100_000, "nested too deeply"


@pytest.mark.parametrize(("number", "line", "said"), list(damaged()))
def test_a_damaged_line_is_named(number: int, line: str, said: str) -> None:
    whole = list(lines(make_graph(make_extraction())))
    whole[number - 1] = line + "\n"
    with pytest.raises(RecordError) as caught:
        read_records(whole, "a.jsonl")
    assert str(caught.value).startswith(f"a.jsonl, line {number}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("span", ["[3]", "[4,3]", "[-1,3]", "[0,1,2]", '"0-3"'])
def test_a_span_runs_forward(span: str) -> None:
    whole = list(lines(make_graph(make_extraction())))
    at = next(number for number, line in enumerate(whole) if '"mention"' in line)
    whole[at] = whole[at].replace('"span":[0,20]', f'"span":{span}')
    with pytest.raises(RecordError, match=f"line {at + 1}: mention.span"):
        read_records(whole)


def test_bytes_that_are_not_utf8_are_named() -> None:
    data = written(make_graph(make_extraction())).replace(b"Toqaev", b"Toq\xe4v", 1)
    with pytest.raises(RecordError, match="line 2: it is not UTF-8 at byte"):
        read_records(io.BytesIO(data), "a.jsonl")
    with pytest.raises(RecordError, match="not UTF-8"):
        read_records(io.TextIOWrapper(io.BytesIO(data), "utf-8"), "a.jsonl")


@pytest.mark.parametrize("data", [b"", b"\n", b"hello\n"])
def test_a_file_of_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError, match=r"a\.txt, line 1"):
        read_records(io.BytesIO(data), "a.txt")


def test_records_that_do_not_fit_together_are_refused_with_the_name_of_the_file() -> None:
    whole = [line for line in lines(make_graph(make_extraction())) if '"cluster"' not in line]
    with pytest.raises(RecordError, match=r"^a\.jsonl.*cluster"):
        read_records(whole, "a.jsonl")


def test_a_span_of_another_document_keeps_it() -> None:
    line = next(line for line in extraction_lines(make_extraction()) if '"mention"' in line)
    start, *rest = extraction_lines(make_extraction())
    moved = [line.replace('"head":[0,20]', '"head":[0,20,"d2"]') for line in rest]
    (extraction,) = extractions_from([header_line(), start, *moved])
    assert line not in moved
    assert extraction.mentions[0].head.document == "d2"
    assert list(extraction_lines(extraction)) == [start, *moved]
