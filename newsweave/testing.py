"""What others who write a store can hold it against, and articles to do it with.

class TestMyStore(StoreConformance):
    def make(self, folder): return MyStore(folder / "my.store")
"""

import random
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from newsweave.errors import NewsweaveError, RecordError, UnknownNameError
from newsweave.graph import Graph
from newsweave.graph.store.protocol import Failed, Store
from newsweave.ids import content_id, make_document
from newsweave.raw import Raw
from newsweave.types import Entity, Evidence, Extraction, Form, Kind, Link, Mention, Span, Statement

# Names that meet, clash, stand for several bearers, or differ in spelling alone: kind, names, the fullest first.
NAMES: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.PERSON, ("John Smith", "Smith")),
    (Kind.PERSON, ("Jon Smith",)),
    (Kind.PERSON, ("J. Smith",)),
    (Kind.PERSON, ("Smith",)),
    (Kind.PERSON, ("George W. Bush", "Bush")),
    (Kind.PERSON, ("George H. W. Bush",)),
    (Kind.PERSON, ("George Bush",)),
    (Kind.PERSON, ("Qasym-Zhomart Toqaev", "Toqaev")),
    (Kind.PERSON, ("Kassym-Jomart Tokayev",)),
    (Kind.PERSON, ("Tokayev",)),
    (Kind.PERSON, ("Anna Berg",)),
    (Kind.PERSON, ("Ana Berg",)),
    (Kind.ORG, ("Interior Ministry",)),
    (Kind.ORG, ("Ministry of Internal Affairs of Kazakhstan",)),
    (Kind.ORG, ("Interior Ministry of Kyrgyzstan", "MVD")),
    (Kind.ORG, ("Northern Development Bank", "NDB")),
    (Kind.ORG, ("National Dairy Board", "NDB")),
    (Kind.ORG, ("NDB",)),
    (Kind.ORG, ("Norvik Group",)),
    (Kind.ORG, ("Group Norvik",)),
    (Kind.PLACE, ("Springfield",)),
    (Kind.PLACE, ("Norburg",)),
    (Kind.PLACE, ("Nor burg",)),
    (Kind.NORP, ("Italians",)),
    (Kind.NORP, ("Italian",)),
    (Kind.LAW, ("Criminal Code",)),
    (Kind.EVENT, ("Norburg Summit",)),
    (Kind.ORG, ("Norburg Summit",)),
    (Kind.WORK, ("Norvik Group",)),
    (Kind.PERSON, ("Maria Smith",)),
    (Kind.PERSON, ("John Smith Jr",)),
    (Kind.PERSON, ("John",)),
    (Kind.ORG, ("Ministry of Internal Affairs", "MIA")),
    (Kind.ORG, ("MIA",)),
    (Kind.ORG, ("Supreme Court",)),
    (Kind.ORG, ("Supreme Court of Kazakhstan",)),
)
_COUNTRIES = (None, None, None, "KZ", "KG")


def make_article(seed: int, *, names: int = 6, url: str | None = None) -> Extraction:
    """Make what an article says, the same for the same seed: things of `NAMES`, in text that fits.

    >>> make_article(3) == make_article(3)
    True
    """
    drawn = random.Random(seed)
    chosen = drawn.sample(NAMES, min(names, len(NAMES)))
    words = [name for _, listed in chosen for name in listed for _ in range(drawn.randint(1, 2))]
    text = f"Article {seed}: {', '.join(words)}."
    document = make_document(text, url=url, published=date(2022, 1, 1 + seed % 28), source=f"{seed}.txt")
    entities = [_entity(drawn, document.id, kind, listed, words) for kind, listed in chosen]
    whole = Span(document=document.id, start=0, end=len(text))
    mentions, place = [], text.index(words[0])
    owner = {name: entity for entity, (_, listed) in zip(entities, chosen, strict=True) for name in listed}
    for word in words:
        span = Span(document=document.id, start=text.index(word, place), end=text.index(word, place) + len(word))
        place = span.end
        entity = owner[word]
        mentions.append(
            Mention(
                span=span, text=word, kind=entity.kind, form=Form.NAMED, sentence=whole, head=span, entity=entity.id
            )
        )
    stated = (_statement(drawn, whole, *drawn.sample(entities, 2)) for _ in range(2))
    return Extraction(
        document=document,
        pipeline="by hand",
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        mentions=tuple(mentions),
        statements=tuple(sorted({said.id: said for said in stated}.values(), key=lambda said: said.id)),
    )


def _entity(drawn: random.Random, document: str, kind: Kind, names: tuple[str, ...], words: list[str]) -> Entity:
    counts = Counter(word for word in words if word in names)
    links: tuple[Link, ...] = ()
    if drawn.random() < 0.2:
        links = (Link(scheme="wikidata", id=f"Q{drawn.randint(1, 3)}", score=0.9),)
    return Entity(
        id=content_id("e", document, kind, names[0]),
        kind=kind,
        name=names[0],
        names=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        country=drawn.choice(_COUNTRIES),
        links=links,
    )


def _statement(drawn: random.Random, sentence: Span, subject: Entity, other: Entity) -> Statement:
    predicate, role = drawn.choice((("position_in", "minister"), ("based_in", None), ("member_of", None)))
    return Statement(
        id=content_id("s", subject.id, predicate, other.id, role),
        subject=subject.id,
        predicate=predicate,
        object=other.id,
        role=role,
        evidence=(Evidence(sentence=sentence, extractor="by hand@1", score=0.9),),
    )


class StoreConformance:
    """What every store keeps; a class of tests to be inherited, with `make` filled in."""

    def make(self, folder: Path) -> Store:
        """Make an empty store."""
        raise NotImplementedError

    def test_the_graph_is_that_of_what_is_there(self, tmp_path: Path) -> None:
        """Whatever came and went, the graph is the one built at once from what remains."""
        articles = [make_article(seed) for seed in range(8)]
        with closing(self.make(tmp_path)) as store:
            for article in articles:
                store.put(article, str(article.document.source))
            assert store.graph() == Graph.of(articles)
            assert store.graph(judged=False) == replace(Graph.of(articles), judgements=())
            store.remove(articles[2].document.id)
            store.remove(articles[5].document.id)
            store.resolve()
            left = [article for number, article in enumerate(articles) if number not in (2, 5)]
            assert store.graph() == Graph.of(left)
            assert sorted(store.recipes()) == sorted(article.document.id for article in left)
            assert not list(store.check())

    def test_to_put_an_article_twice_changes_nothing(self, tmp_path: Path) -> None:
        """It says so, and the graph is the same."""
        with closing(self.make(tmp_path)) as store:
            assert store.put(make_article(1), "1.txt", "recipe")
            before = store.graph()
            assert not store.put(make_article(1), "1.txt", "recipe")
            assert store.graph() == before

    def test_another_reading_of_an_article_replaces_the_first(self, tmp_path: Path) -> None:
        """Of one document there is one extraction, the last."""
        article = make_article(1)
        poorer = Extraction(document=article.document, pipeline="other", entities=article.entities)
        with closing(self.make(tmp_path)) as store:
            store.put(article, "1.txt", "old")
            assert store.put(poorer, "1.txt", "new")
            assert store.graph() == Graph.of([poorer])
            assert store.recipes() == {article.document.id: "new"}

    def test_of_two_articles_with_one_url_the_later_stays(self, tmp_path: Path) -> None:
        """A new version takes the place of the old, wherever it was read."""
        old, new = (make_article(seed, url="https://news.example/1") for seed in (1, 2))
        with closing(self.make(tmp_path)) as store:
            store.put(old, "1.txt")
            store.put(new, "2.txt")
            assert list(store.extractions()) == [new]
            assert store.at_url("https://news.example/1") == new.document.id

    def test_a_document_stays_while_it_is_read_anywhere(self, tmp_path: Path) -> None:
        """It goes with the last place where it was read, and is called by the first of its sources."""
        article = make_article(1)
        with closing(self.make(tmp_path)) as store:
            store.put(article, "b.txt")
            assert store.place(article.document.id, "a.txt", "0.txt")
            assert not store.place(article.document.id, "a.txt", "0.txt")
            assert not store.place("d0", "a.txt", "0.txt")
            assert store.extraction(article.document.id).document.source == "0.txt"
            assert store.keep("a.txt", ()) == ()
            assert store.extraction(article.document.id) == article
            assert store.keep("b.txt", {article.document.id}) == ()
            assert store.keep("b.txt", ()) == (article.document.id,)
            assert store.origins() == {}
            assert store.graph() == Graph.of([])

    def test_what_tells_of_a_place_goes_with_it(self, tmp_path: Path) -> None:
        """Hash of the bytes and the way back to them are those of the first source, whatever came first."""
        article = make_article(1)
        first = replace(article.document, source="a", digest="1" * 64, raw=Raw(start=3))
        second = replace(article.document, source="b", digest="2" * 64, raw=Raw(field="text", changes=((1, 2, 1),)))
        with closing(self.make(tmp_path)) as store:
            for document in (second, first):
                assert store.put(replace(article, document=document), str(document.source))
                assert not store.put(replace(article, document=document), str(document.source))
            assert store.extraction(first.id).document == first
            assert not store.place(second.id, "b", "b", digest=second.digest, raw=second.raw)
            assert store.place(second.id, "b", "b", digest=second.digest, raw=Raw())
            store.keep("a", ())
            assert store.extraction(first.id).document == replace(second, raw=Raw())

    def test_what_fails_within_writing_is_taken_back(self, tmp_path: Path) -> None:
        """All of it or nothing."""
        with closing(self.make(tmp_path)) as store:
            store.put(make_article(1), "1.txt")
            before = store.graph()
            try:
                with store.writing():
                    store.put(make_article(2), "2.txt")
                    store.remove(make_article(1).document.id)
                    store.correct("{}")
                    raise KeyError
            except KeyError:
                pass
            assert store.graph() == before
            assert store.corrections() == ()

    def test_failures_and_corrections_are_kept_in_order(self, tmp_path: Path) -> None:
        """Failures by origin, one each; corrections as they came."""
        first, again = (Failed(origin="b.txt", problem="EmptyError", message=said, given=".") for said in "xy")
        other = Failed(origin="a.txt", problem="EmptyError", message="z")
        with closing(self.make(tmp_path)) as store:
            for failed in (first, again, other):
                store.fail(failed)
            assert store.failures() == (other, again)
            store.forgive("b.txt")
            assert store.failures() == (other,)
            store.correct('{"do":"merge"}')
            store.correct('{"do":"undo"}')
            assert store.corrections() == ('{"do":"merge"}', '{"do":"undo"}')

    def test_names_are_found_whatever_their_case(self, tmp_path: Path) -> None:
        """As the graph's own look-up finds them."""
        articles = [make_article(seed) for seed in range(8)]
        with closing(self.make(tmp_path)) as store:
            for article in articles:
                store.put(article, str(article.document.source))
            graph = Graph.of(articles)
            for _, names in NAMES:
                for name in names:
                    found = [(known.id, known.kind, known.name, known.size) for known in store.find(name.upper())]
                    asked = graph.entities(name=name)
                    known = [(item.id, item.kind, item.name, len(item.members)) for item in asked]
                    assert found == sorted(known, key=lambda each: (-each[3], each[0]))
                    assert store.find(name, most=1) == store.find(name)[:1]

    def test_what_is_not_there_is_named_with_what_comes_near(self, tmp_path: Path) -> None:
        """And to remove it is no error."""
        with closing(self.make(tmp_path)) as store:
            store.put(make_article(1), "1.txt")
            assert not store.remove("d0")
            assert _raised(UnknownNameError, lambda: store.extraction("d0"))

    def test_an_extraction_that_refers_to_nothing_is_refused(self, tmp_path: Path) -> None:
        """And nothing of it stays."""
        article = make_article(1)
        broken = Extraction(document=article.document, pipeline="", mentions=article.mentions)
        with closing(self.make(tmp_path)) as store:
            assert _raised(RecordError, lambda: store.put(broken, "1.txt"))
            assert store.recipes() == {}


def _raised(error: type[NewsweaveError], work: object) -> bool:
    assert callable(work)
    try:
        work()
    except error:
        return True
    return False
