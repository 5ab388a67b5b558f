"""A corpus grows and shrinks with its articles, goes on where it stopped, and tells what failed."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsweave
from newsweave import ingest
from newsweave.cli import main
from newsweave.config import Config
from newsweave.errors import StoreError, UnknownNameError
from newsweave.graph import Graph
from newsweave.types import Document, Extraction, Failure, Kind
from tests.factory import make_entity, make_mention

CONFIG = Config(embedded=False)


class Reader:
    """Stands in for the model: each word with a capital is a person; notes what it read, and can be stopped."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.stop_at = 1_000_000

    def extract_all(self, documents: Iterable[Document], *, config: Config) -> Iterator[Extraction | Failure]:
        for document in documents:
            if len(self.read) == self.stop_at:
                raise KeyboardInterrupt
            self.read.append(document.text)
            if "unreadable" in document.text:
                yield Failure(source=document.source or document.id, error=ValueError("it is unreadable"))
            else:
                yield _said(document)


def _said(document: Document) -> Extraction:
    names = sorted({word.strip(".") for word in document.text.split() if word.istitle()})
    entities = [make_entity(document, Kind.PERSON, f"{name} {name}son") for name in names]
    mentions = [make_mention(document, entity, name) for entity, name in zip(entities, names, strict=True)]
    return Extraction(
        document=document,
        pipeline="stand-in",
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        mentions=tuple(mentions),
    )


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Put the stand-in in the model's place."""
    reader = Reader()
    monkeypatch.setattr(ingest, "extract_all", reader.extract_all)
    return reader


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Write three articles, one of them in a folder of its own."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text("Anna met Boris.")
    (folder / "b.txt").write_text("Boris met Clara.")
    (folder / "more" / "c.txt").write_text("Clara met Dario.")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[newsweave.Corpus]:
    """Open a corpus beside the articles."""
    with newsweave.open(tmp_path / "news.db", config=CONFIG) as corpus:
        yield corpus


def test_the_way_back_to_a_file_is_kept_and_follows_it(
    corpus: newsweave.Corpus, reader: Reader, tmp_path: Path
) -> None:
    def words() -> tuple[str | None, bytes]:
        (document,) = corpus.documents()
        span = document.raw_span(0, 15)
        assert span is not None
        assert document.source is not None
        raw = (tmp_path / document.source).read_bytes()
        assert document.digest == sha256(raw).hexdigest()
        return document.source, raw[slice(*span)]

    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_bytes(b"---\r\ntitle: x\r\n---\r\nAnna met\r\nBoris.")
    second.write_bytes(b"---\ntitle: x\n---\nAnna met\nBoris.")
    assert corpus.add([second, first]).added == 1
    assert words() == ("a.txt", b"Anna met\r\nBoris.")
    first.write_bytes(b"---\r\ntitle: x\r\n---\r\n\r\n\r\nAnna met\r\nBoris.")
    assert corpus.update().unchanged == 1  # the article is what it was
    assert words() == ("a.txt", b"Anna met\r\nBoris.")
    first.unlink()
    corpus.update()
    assert words() == ("b.txt", b"Anna met\nBoris.")
    assert len(reader.read) == 1


def test_files_whose_names_are_no_text_are_found_again(
    corpus: newsweave.Corpus, reader: Reader, articles: Path, tmp_path: Path
) -> None:
    names = [b"caf\xe9.txt", b"a\x01b.txt", "so\u00adft \ufb01.txt".encode(), b"empty\xff.txt"]
    paths = [Path(os.fsdecode(os.fsencode(articles) + b"/" + name)) for name in names]
    for path, text in zip(paths, ("Emil met Anna.", "Emil met Boris.", "Emil met Clara.", ""), strict=True):
        path.write_text(text)
    assert corpus.add(articles).added == 6
    assert [failed.origin for failed in corpus.status().failures] == ["articles/empty\ufffd.txt"]
    report = corpus.update()
    assert (report.unchanged, report.removed) == (6, ())
    paths[0].write_text("Emil met Dario.")
    paths[3].write_text("Emil met Fritz.")
    assert corpus.update().added == 1
    assert corpus.add((), retry=True).added == 1
    assert len(corpus.remove(paths[1])) == 1
    paths[2].unlink()
    assert len(corpus.update().removed) == 1
    assert len(list(corpus.documents())) == 5
    assert reader.read.count("Emil met Dario.") == 1
    assert tmp_path.exists()


def _built(*paths: Path) -> Graph:
    return newsweave.build(paths, config=CONFIG)


@pytest.mark.usefixtures("reader")
def test_the_graph_is_the_one_that_build_makes(corpus: newsweave.Corpus, articles: Path) -> None:
    report = corpus.add(articles)
    assert (report.added, report.unchanged, report.removed, report.failures) == (3, 0, (), ())
    assert corpus.graph() == _built(articles)
    assert [document.source for document in corpus.documents()] == [
        document.source for document in _built(articles).documents()
    ]
    assert [known.name for known in corpus.find("BORIS BORISSON")] == ["Boris Borisson"]


def test_to_add_articles_twice_changes_nothing_and_reads_nothing(
    corpus: newsweave.Corpus, articles: Path, reader: Reader
) -> None:
    corpus.add(articles)
    before = corpus.graph()
    report = corpus.add([articles / "a.txt", articles])
    assert (report.added, report.unchanged, report.removed) == (0, 3, ())
    assert len(reader.read) == 3
    assert corpus.graph() == before


@pytest.mark.usefixtures("reader")
def test_a_changed_article_takes_the_place_of_its_old_self(corpus: newsweave.Corpus, articles: Path) -> None:
    corpus.add(articles)
    (articles / "a.txt").write_text("Anna met Emil.")
    report = corpus.add(articles)
    assert (report.added, report.unchanged, len(report.removed)) == (1, 2, 1)
    assert corpus.graph() == _built(articles)


@pytest.mark.usefixtures("reader")
def test_of_one_url_the_last_version_stays(corpus: newsweave.Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    for day, name in ((2, "a"), (1, "b")):
        head = f"---\nurl: https://news.example/1\npublished: 2022-01-0{day}\n---\n"
        (folder / f"{name}.txt").write_text(f"{head}Version{day} of Anna.")
    for _ in range(2):
        corpus.add(folder)
        assert [document.text for document in corpus.documents()] == ["Version2 of Anna."]
    (folder / "c.txt").write_text("---\nurl: https://news.example/1\npublished: 2022-01-03\n---\nThird of Anna.")
    assert len(corpus.add(folder / "c.txt").removed) == 1
    (last,) = corpus.documents()
    assert last.text == "Third of Anna."
    assert corpus.remove("https://news.example/1") == (last.id,)


@pytest.mark.usefixtures("reader")
def test_what_is_taken_out_takes_what_it_alone_supports(corpus: newsweave.Corpus, articles: Path) -> None:
    corpus.add(articles)
    (document,) = corpus.remove(articles / "b.txt")
    assert corpus.graph() == Graph.of(said for said in _built(articles).extractions if said.document.id != document)
    assert len(corpus.remove(articles)) == 2
    assert corpus.graph() == Graph.of([])
    with pytest.raises(UnknownNameError, match="there is no 'x\\.txt'"):
        corpus.remove("x.txt")


@pytest.mark.usefixtures("reader")
def test_the_same_words_at_two_places_are_one_document_until_both_are_gone(
    corpus: newsweave.Corpus, articles: Path
) -> None:
    (articles / "z.txt").write_text("Anna met Boris.")
    assert corpus.add(articles).added == 3
    assert corpus.remove(articles / "a.txt") == ()
    (articles / "a.txt").unlink()
    assert corpus.graph() == _built(articles)
    assert len(corpus.remove(articles / "z.txt")) == 1


@pytest.mark.usefixtures("reader")
def test_update_follows_the_files(corpus: newsweave.Corpus, articles: Path) -> None:
    corpus.add(articles)
    corpus.add(newsweave.make_document("Emil met Anna.", source="by hand"))
    (articles / "a.txt").write_text("Anna met Emil.")
    (articles / "more" / "c.txt").unlink()
    report = corpus.update()
    assert (report.added, len(report.removed)) == (1, 2)
    assert corpus.graph() == newsweave.build(
        [articles, newsweave.make_document("Emil met Anna.", source="by hand")], config=CONFIG
    )


def test_other_software_reads_again(corpus: newsweave.Corpus, articles: Path, reader: Reader) -> None:
    corpus.add(articles)
    corpus.config = replace(CONFIG, derived=False)
    report = corpus.add(articles)
    assert (report.added, report.read_again, report.unchanged) == (0, 3, 0)
    assert len(reader.read) == 6
    assert corpus.status().documents == 3


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(100):
        (folder / f"{number:03}.txt").write_text(f"Anna met Boris {number} times.")
    reader.stop_at = 50
    with newsweave.open(tmp_path / "news.db", config=CONFIG) as corpus, pytest.raises(KeyboardInterrupt):
        corpus.add(folder)
    reader.stop_at = 1_000_000
    with newsweave.open(tmp_path / "news.db", config=CONFIG) as corpus:
        kept = corpus.status().documents
        assert 30 < kept <= 50
        reader.read.clear()
        assert corpus.add(folder).added == 100 - kept == len(reader.read)
        assert corpus.graph() == _built(folder)


@pytest.mark.usefixtures("reader")
def test_what_failed_is_told_and_tried_again(corpus: newsweave.Corpus, articles: Path) -> None:
    (articles / "more" / "empty.txt").write_text("")
    (articles / "more" / "odd.txt").write_text("This is unreadable.")
    assert len(corpus.add(articles).failures) == 2
    told = {failed.origin: failed.problem for failed in corpus.status().failures}
    assert told == {"articles/more/empty.txt": "EmptyError", "articles/more/odd.txt": "ValueError"}
    (articles / "more" / "empty.txt").write_text("Emil met Anna.")
    (articles / "more" / "odd.txt").write_text("Frida met Anna.")
    report = corpus.add(retry=True)
    assert (report.added, report.failures, corpus.status().failures) == (2, (), ())
    assert corpus.graph() == _built(articles)


@pytest.mark.usefixtures("reader")
def test_extractions_made_before_can_be_added(corpus: newsweave.Corpus, articles: Path) -> None:
    said = _built(articles).extractions
    corpus.add(said)
    assert corpus.graph() == _built(articles)
    assert corpus.add(said).added == 0


def test_a_corpus_in_memory_does_the_same(articles: Path, reader: Reader) -> None:
    with newsweave.open(":memory:", config=CONFIG) as corpus:
        corpus.add(articles)
        assert corpus.graph() == _built(articles)
        corpus.remove(articles / "a.txt")
        assert corpus.status().documents == 2
        corpus.backup(articles / "copy.db")
        with newsweave.open(articles / "copy.db", read_only=True) as copy:
            assert copy.graph() == corpus.graph()
            with pytest.raises(StoreError, match="opened to be read"):
                copy.remove(*[document.id for document in copy.documents()])


# --- the command line


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.usefixtures("reader")
def test_the_commands_do_it(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    added = run("add", "articles", "--store", "news.db", "--no-kb")
    assert added.exit_code == 0
    assert ["documents", "added", "3"] in [line.split() for line in added.stdout.splitlines()]
    assert run("build", "--store", "news.db", "-o", "ours", "-q").exit_code == 0
    assert run("build", "articles", "-o", "theirs", "-q", "--no-kb").exit_code == 0
    for file in (tmp_path / "theirs").iterdir():
        assert file.read_bytes() == (tmp_path / "ours" / file.name).read_bytes()
    assert "Anna Annason" in run("explain", "news.db", "Anna Annason").stdout
    assert run("check", "--store", "news.db").stdout == "All is well: 3 documents.\n"
    assert run("backup", "copy.db", "--store", "news.db").exit_code == 0
    (articles / "a.txt").unlink()
    assert run("update", "--store", "news.db", "--no-kb").exit_code == 0
    assert len(run("remove", "articles/more", "--store", "news.db").stdout.splitlines()) == 1
    assert run("status", "--store", "news.db").stdout.split()[:2] == ["documents", "1"]
    assert run("status", "--store", "copy.db").stdout.split()[:2] == ["documents", "3"]


@pytest.mark.usefixtures("reader")
def test_the_commands_tell_what_is_wrong(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (articles / "empty.txt").write_text("")
    added = run("add", "articles", "--store", "news.db", "--no-kb")
    assert added.exit_code == 1
    assert "skipped: articles/empty.txt: holds no text" in added.stderr
    told = run("status", "--store", "news.db")
    assert "failed: articles/empty.txt: holds no text" in told.stdout
    assert "newsweave add --retry --store news.db" in told.stderr
    assert "there is no such store" in run("check", "--store", "none.db").stderr
    assert "there is no such store" in run("remove", "a", "--store", "none.db").stderr
    assert not (tmp_path / "none.db").exists()
    assert run("add", "--store", "news.db").exit_code == 2
    assert run("build", "-o", "out").exit_code == 2


@pytest.mark.model
def test_a_store_can_be_asked_in_sparql(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("German Chancellor Angela Merkel met Emmanuel Macron in Paris.", encoding="utf-8")
    store = str(tmp_path / "news.db")
    assert CliRunner().invoke(main, ["add", str(tmp_path / "a.txt"), "--store", store]).exit_code == 0
    asked = CliRunner().invoke(main, ["sparql", store, "ASK { ?who rdfs:label 'Angela Merkel'@en }"])
    assert asked.output == "yes\n"
