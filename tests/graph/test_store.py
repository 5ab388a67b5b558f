"""A store keeps what it is given, whatever comes and goes; and its graph is the one built at once."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsweave import exports
from newsweave.graph import Graph
from newsweave.graph.resolution import context, matching, raising
from newsweave.graph.resolution.resolve import resolve
from newsweave.graph.store import bands as store_bands
from newsweave.graph.store import context as store_context
from newsweave.graph.store import meetings as store_meetings
from newsweave.graph.store import namesakes as store_namesakes
from newsweave.graph.store.memory import MemoryStore
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.testing import StoreConformance, make_article
from newsweave.types import Extraction
from tests.factory import make_extraction
from tests.happenings import make_happenings


class TestMemoryStore(StoreConformance):
    def make(self, folder: Path) -> MemoryStore:
        return MemoryStore()


class TestSqliteStore(StoreConformance):
    def make(self, folder: Path) -> SqliteStore:
        return SqliteStore(folder / "news.db")


@pytest.fixture(params=["as they are", "small"])
def limits(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the limits of resolution be reached by a few articles too."""
    small: dict[str, tuple[int, tuple[ModuleType, ...]]] = {
        "WINDOW": (2, (matching, store_meetings)),
        "RARE": (2, (context, store_context, store_namesakes)),
        "_MANY": (2, (store_namesakes,)),
        "ASKED": (2, (raising, store_bands)),
    }
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "small":
            for name, (value, modules) in small.items():
                for module in modules:
                    patch.setattr(module, name, value)
        yield


# What is done to a store: articles go in and out or are read by other software, some between two resolutions.
STEPS = ["put", "put", "put", "reread", "remove", "resolve"]
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30)), max_size=40)


def reread(article: Extraction) -> Extraction:
    """Let other software read an article: it overlooks an entity and finds no statements."""
    entities = article.entities[1:]
    found = {entity.id for entity in entities}
    mentions = tuple(mention for mention in article.mentions if mention.entity in found)
    return replace(article, entities=entities, mentions=mentions, statements=(), pipeline="other")


@pytest.mark.usefixtures("limits")
def test_any_order_of_steps_gives_the_graph_of_what_remains(tmp_path_factory: pytest.TempPathFactory) -> None:
    @settings(deadline=None, max_examples=60)
    @given(steps)
    def holds(taken: list[tuple[str, int]]) -> None:
        with closing(SqliteStore(tmp_path_factory.mktemp("store") / "news.db")) as store:
            there: dict[int, Extraction] = {}
            for step, seed in taken:
                article = make_article(seed, names=12)
                if step == "reread":
                    article = reread(article)
                if step in ("put", "reread"):
                    store.put(article, str(article.document.source))
                    there[seed] = article
                elif step == "remove":
                    assert store.remove(article.document.id) == (there.pop(seed, None) is not None)
                else:
                    store.resolve()
            assert store.resolution() == resolve(there.values())
            assert not list(store.check())

    holds()


@pytest.mark.usefixtures("limits")
def test_a_hundred_articles_one_by_one_and_out_again(tmp_path: Path) -> None:
    articles = [make_article(seed, names=12) for seed in range(60)]
    with closing(SqliteStore(tmp_path / "news.db")) as store:
        for article in articles:
            store.put(article, str(article.document.source))
            store.resolve()
        assert store.resolution() == resolve(articles)
        for number, article in enumerate(articles[:40]):
            store.remove(article.document.id)
            store.resolve()
            if number % 8 == 0:
                assert store.resolution() == resolve(articles[number + 1 :])
        assert store.resolution() == resolve(articles[40:])
        assert not list(store.check())


def test_the_files_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    kept = [make_extraction(), make_happenings(), make_article(1)]
    with closing(SqliteStore(tmp_path / "news.db")) as store:
        for said in (make_article(5), *kept, make_article(9)):
            store.put(said, str(said.document.source))
            store.resolve()
        store.remove(make_article(5).document.id)
        store.remove(make_article(9).document.id)
        formats = list(exports.FORMATS)
        ours = exports.write(store.graph(), tmp_path / "ours", formats)
    theirs = exports.write(Graph.of(kept), tmp_path / "theirs", formats)
    assert [file.read_bytes() for file in ours] == [file.read_bytes() for file in theirs]
