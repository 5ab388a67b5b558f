"""The way from sources to files and back, with a reader of texts in the model's place."""

import io
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from newsweave import ingest, pipeline
from newsweave.config import Config
from newsweave.errors import DocumentError, EmptyError, MissingError, NewsweaveError, RecordError, ServiceError
from newsweave.graph import Graph, extractions
from newsweave.graph.link import linker
from newsweave.ids import make_document
from newsweave.types import Document, Extraction, Failure
from tests.factory import make_extraction
from tests.graph.bases import TinyBase


def extract_all(documents: Iterable[Document], *, config: Config) -> Iterator[Extraction | Failure]:
    """Stand in for the model: find nothing, and fail on storms."""
    for document in documents:
        if "Storm" in document.text:
            error = DocumentError(str(document.source), "is stormy", "wait")
            yield Failure(source=str(document.source), error=error)
        else:
            yield Extraction(document=document, pipeline=config.model)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "extract_all", extract_all)
    monkeypatch.setattr(linker, "default_base", TinyBase)


RAIN, SNOW, STORM = (make_document(f"{word} fell.", source=word) for word in ("Rain", "Snow", "Storm"))


def texts(graph: Graph) -> set[str]:
    return {document.text for document in graph.documents()}


def test_paths_documents_and_extractions_mix(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hail fell.")
    extraction = Extraction(document=SNOW, pipeline="")
    graph = pipeline.build([str(tmp_path), tmp_path / "a.txt", RAIN, extraction])
    assert texts(graph) == {"Hail fell.", "Rain fell.", "Snow fell."}


@pytest.mark.parametrize("source", [RAIN, Extraction(document=RAIN, pipeline="")])
def test_a_single_source_needs_no_list(source: Document | Extraction) -> None:
    assert texts(pipeline.build(source)) == {"Rain fell."}


def test_no_sources_make_an_empty_graph() -> None:
    assert pipeline.build(iter([])).documents() == ()


def test_the_config_reaches_the_model() -> None:
    graph = pipeline.build(RAIN, config=Config(model="mine", embedded=False))
    assert [extraction.pipeline for extraction in graph.extractions] == ["mine"]


def test_the_record_says_what_linked_it() -> None:
    graph = pipeline.build(RAIN, config=Config(model="mine"))
    assert [extraction.pipeline for extraction in graph.extractions] == ["mine link@1:tiny@1"]


def test_what_was_linked_before_is_not_linked_again() -> None:
    (linked,) = pipeline.build(RAIN).extractions
    assert pipeline.build(linked).extractions == (linked,)


def test_a_service_that_does_not_answer_is_told_and_the_graph_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    error = ServiceError("wikidata", "it does not answer", "try again later")

    class Silent(TinyBase):
        def candidates_of(self, names):  # type: ignore[no-untyped-def]
            raise error

    monkeypatch.setattr(linker, "open_service", lambda config: Silent(name="silent@1"))
    failures: list[Failure] = []
    graph = pipeline.build([RAIN, make_extraction()], config=Config(link="wikidata"), on_failure=failures.append)
    assert len(graph.documents()) == 2
    assert [failure.error for failure in failures] == [error]


def test_a_failure_is_logged_and_the_rest_goes_through(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "newsweave"):
        assert texts(pipeline.build(["no such.txt", RAIN, STORM])) == {"Rain fell."}
    assert len(caplog.messages) == 2
    assert caplog.messages[0].startswith("no such.txt: there is no such file or folder; ")
    assert caplog.messages[1] == "Storm: is stormy; wait"


def test_a_failure_is_handed_over_instead_of_logged(caplog: pytest.LogCaptureFixture) -> None:
    failures: list[Failure] = []
    pipeline.build([STORM, RAIN], on_failure=failures.append)
    assert [str(failure) for failure in failures] == ["Storm: is stormy; wait"]
    assert caplog.messages == []


def test_a_single_source_that_fails_raises_its_error(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        pipeline.build(tmp_path / "a.txt")
    (tmp_path / "a.txt").touch()
    with pytest.raises(EmptyError):
        pipeline.build(tmp_path / "a.txt", on_failure=lambda failure: None)


def test_where_nothing_can_be_used_the_error_counts_and_quotes() -> None:
    message = "^sources: none of the 2 can be used; the first failure: no.txt: there is no such file"
    with pytest.raises(DocumentError, match=message):
        pipeline.build(["no.txt", STORM])


def test_a_failure_that_is_no_error_of_ours_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    failure = Failure(source="Rain", error=ValueError("E1 in spaCy"))
    monkeypatch.setattr(ingest, "extract_all", lambda documents, config: (each for each in [failure]))
    with pytest.raises(DocumentError, match="the first failure: Rain: ValueError: E1 in spaCy") as caught:
        pipeline.build(RAIN)
    assert caught.value.__cause__ is failure.error


def test_progress_begins_at_nothing_and_ends_at_all() -> None:
    steps: list[tuple[int, int]] = []
    pipeline.build([RAIN, SNOW, STORM], on_progress=lambda done, total: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_graph_is_written_and_loaded_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = pipeline.build([RAIN, SNOW])
    (records,) = pipeline.write(graph, tmp_path / "new" / "out", ["records"])
    assert records == tmp_path / "new" / "out" / "records.jsonl"
    assert pipeline.load(records) == pipeline.load(str(records.parent)) == graph
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(records.read_bytes())))
    assert pipeline.load("-") == graph


def test_a_graph_on_disk_is_built_and_loaded_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractions, "MANY", 1)
    graph = pipeline.build([RAIN, make_extraction(), SNOW], on_disk=True)
    assert graph.on_disk
    assert graph == pipeline.build([SNOW, make_extraction(), RAIN])
    pipeline.write(graph, tmp_path)
    loaded = pipeline.load(tmp_path, on_disk=True)
    assert loaded.on_disk
    assert loaded == graph


def test_damaged_records_are_told_alike_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractions, "MANY", 1)
    pipeline.write(pipeline.build([make_extraction()]), tmp_path, ["records"])
    records = tmp_path / "records.jsonl"
    whole = records.read_text("utf-8")
    lost = "".join(line for line in whole.splitlines(keepends=True) if '"record":"entity"' not in line)
    for damaged in (lost, whole[:-9]):
        records.write_text(damaged, "utf-8")
        errors = []
        for on_disk in (False, True):
            with pytest.raises(RecordError) as caught:
                pipeline.load(tmp_path, on_disk=on_disk)
            errors.append((caught.value.thing, caught.value.cure))
        assert errors[0][0] == errors[1][0] == records.as_posix()


def test_the_model_is_let_go_of_where_a_graph_of_many_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten: list[bool] = []
    monkeypatch.setattr(ingest, "forget", lambda: forgotten.append(True))
    monkeypatch.setattr(pipeline, "MANY", 2)
    pipeline.build([RAIN], on_disk=True)
    pipeline.build([RAIN, SNOW])
    assert forgotten == []
    pipeline.build([RAIN, SNOW], on_disk=True)
    assert forgotten == [True]


@pytest.mark.model
def test_a_model_that_was_let_go_of_is_loaded_again() -> None:
    from newsweave.ingest import nlp

    model = Config().model
    before = nlp.load(model)
    ingest.forget()
    assert nlp.load.cache_info().currsize == 0
    assert nlp.load(model).pipe_names == before.pipe_names


def test_a_folder_without_records_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"records\.jsonl: there is no such file; give a folder that"):
        pipeline.load(tmp_path)


def test_a_file_that_is_no_records_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell.")
    with pytest.raises(RecordError, match=r"a\.txt, line 1"):
        pipeline.load(tmp_path / "a.txt")


def test_records_that_cannot_be_opened_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(NewsweaveError, match="cannot be read: permission denied"):
        pipeline.load(tmp_path / "records.jsonl")
