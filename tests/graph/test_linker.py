"""Which bases a run asks, in which order, and what happens when a service fails."""

import pytest

from newsweave.config import Config
from newsweave.errors import ServiceError
from newsweave.graph.link import linker
from newsweave.graph.link.linker import Linker
from newsweave.types import Extraction, Failure, Kind
from tests.graph.bases import WORLD, TinyBase, place
from tests.graph.test_link import entity, reading

OFFLINE = Config(embedded=False)


class Broken(TinyBase):
    """A service that does not answer, and counts how often it is asked."""

    times = 0

    def candidates_of(self, names):  # type: ignore[no-untyped-def]
        self.times += 1
        raise ServiceError("https://reconcile.example", "it does not answer", "try again later")


def linked(config: Config, *extractions: Extraction) -> tuple[list[Extraction], list[Failure]]:
    failures: list[Failure] = []
    return list(Linker(config, failures.append).all(extractions)), failures


def ids(extraction: Extraction, name: str) -> list[str]:
    return [link.id for link in entity(extraction, name).links if link.accepted]


def document(text: str = "Atlantis sank near Georgia.") -> Extraction:
    return reading(text, (Kind.PLACE, "Atlantis"), (Kind.PLACE, "Georgia"))


@pytest.fixture
def _bases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linker, "default_base", lambda: TinyBase(*WORLD))
    atlantis = place("Q1", "Atlantis", "country", "XX")
    monkeypatch.setattr(linker, "open_layer", lambda path: TinyBase(atlantis, name=str(path)))


def test_without_bases_nothing_changes() -> None:
    assert linked(OFFLINE, document()) == ([document()], [])


@pytest.mark.usefixtures("_bases")
def test_the_embedded_base_is_asked_unless_it_is_switched_off() -> None:
    ((found,), _) = linked(Config(), document())
    assert (ids(found, "Georgia"), ids(found, "Atlantis")) == (["Q230"], [])


@pytest.mark.usefixtures("_bases")
def test_a_layer_of_the_user_is_asked_beside_it() -> None:
    ((found,), _) = linked(Config(knowledge=("mine.jsonl",)), document())
    assert (ids(found, "Georgia"), ids(found, "Atlantis")) == (["Q230"], ["Q1"])
    ((other,), _) = linked(Config(knowledge=("other.jsonl",)), document())
    assert found.pipeline != other.pipeline


@pytest.mark.usefixtures("_bases")
def test_a_service_is_asked_only_for_what_is_not_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    service = TinyBase(place("Q1", "Atlantis", "country", "XX"), place("Q2", "Georgia", "country", "XX"), name="web")
    monkeypatch.setattr(linker, "open_service", lambda config: service)
    ((found,), failures) = linked(Config(link="wikidata"), document())
    assert (ids(found, "Georgia"), ids(found, "Atlantis")) == (["Q230"], ["Q1"])
    assert failures == []
    assert service.asked == ["Atlantis"]


@pytest.mark.usefixtures("_bases")
def test_a_service_that_fails_is_told_once_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Broken(name="web@1")
    monkeypatch.setattr(linker, "open_service", lambda config: service)
    found, failures = linked(Config(link="wikidata"), document(), document("Atlantis left Georgia."))
    assert [ids(each, "Georgia") for each in found] == [["Q230"], ["Q230"]]
    assert [str(failure) for failure in failures] == ["https://reconcile.example: it does not answer; try again later"]
    assert service.times == 1
