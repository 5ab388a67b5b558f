"""A cleaned text can be found again in the text as it came."""

import json
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsweave.ingest.cleaning import CLEAN, TIDY, clean, tidy
from newsweave.ingest.offsets import Traced
from newsweave.ingest.readers import read
from newsweave.raw import Raw
from newsweave.types import Document
from tests.ingest import samples
from tests.ingest.samples import put

# All that is cleaned but ligatures: to take a part of one brings all of it.
_DIRT = "ab \n\r\t\x00\u00ad\u200b\u2003\u2028\u00a0\ud800\ufffe\ufeff"
_ANY = st.text(st.one_of(st.sampled_from(_DIRT), st.characters(exclude_categories=())))
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"


@given(_ANY, st.data())
def test_the_raw_stretch_of_a_span_gives_the_words_of_the_span_when_it_is_cleaned(
    text: str, data: st.DataObject
) -> None:
    for steps, cleaned in ((CLEAN, clean), (TIDY, tidy)):
        traced, start, end = _stretch(text, steps, data)
        first, last = _raw(traced).span(start, end)
        found, words = cleaned(text[first:last]), cleaned(traced.text[start:end])
        assert traced.text == cleaned(text)
        assert words in found
        assert words == found or set(_LIGATURES) & set(text)


def _stretch(text: str, steps: tuple[object, ...], data: st.DataObject) -> tuple[Traced, int, int]:
    traced = Traced(text).by(steps)  # type: ignore[arg-type]
    start = data.draw(st.integers(0, len(traced.text)))
    return traced, start, data.draw(st.integers(start, len(traced.text)))


def _raw(traced: Traced) -> Raw:
    raw = traced.raw()
    assert raw is not None
    return raw


@given(st.lists(st.text("ab \n\r\u00ad\ufb01", max_size=4), max_size=8), st.data())
def test_lines_that_are_left_out_belong_to_no_span_but_one_around_them(lines: list[str], data: st.DataObject) -> None:
    text = "|".join(lines)
    marks = [0, *(at + 1 for at, letter in enumerate(text) if letter == "|"), len(text) + 1]
    pieces = [(start, end - 1) for start, end in pairwise(marks) if data.draw(st.booleans())]
    traced = Traced(text).lines(pieces)
    assert traced.text == "\n".join(text[start:end] for start, end in pieces)
    raw = _raw(traced)
    at = 0
    for start, end in pieces:
        assert raw.span(at, at + end - start) == ((start, end) if end > start else raw.span(at, at))
        at += end - start + 1


@pytest.mark.parametrize(
    ("raw", "words", "found"),
    [
        ("Kazakh\u00adstan and Almaty", "Kazakhstan", "Kazakh\u00adstan"),
        ("one\r\ntwo\r\nAnna Berg", "Anna Berg", "Anna Berg"),
        ("\ufeff\ufeffO\ufb03ce of Anna Berg", "Office", "O\ufb03ce"),
        ("a new o\ufb03ce", "ice", "\ufb03ce"),
        ("Karl\x00Weber \ud800 met", "Karl Weber", "Karl\x00Weber"),
        ("\u00ad\u00adKarl\u00ad\u00ad", "Karl", "Karl"),
        ("plain", "plain", "plain"),
    ],
)
def test_words_are_found_again(raw: str, words: str, found: str) -> None:
    traced = Traced(raw).cleaned()
    start = traced.text.index(words)
    first, last = _raw(traced).span(start, start + len(words))
    assert raw[first:last] == found
    assert _raw(traced).span(start, start) == (first, first)


def test_a_map_names_changes_alone_and_that_of_a_clean_text_is_empty() -> None:
    assert _raw(Traced("Rain fell.").cleaned()) == Raw()
    assert _raw(Traced("Rain\tfell\x00 in Leeds.").cleaned()) == Raw()  # one for one
    assert _raw(Traced("one\r\ntwo").cleaned()).changes == ((3, 2, 1),)
    assert _raw(Traced("  one").tidied()) == Raw(start=2)


def test_a_map_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="runs forward"):
        Raw(changes=((1, -1, 0),))


@pytest.mark.parametrize(
    "text", ["\u00ada" * 1_000_000, " \n" * 1_000_000, "\u2003" * 2_000_000 + "a", "\r\n" * 500_000]
)
def test_a_map_that_would_be_endless_is_not_kept_and_takes_no_time(text: str) -> None:
    began = time.process_time()
    traced = Traced(text).tidied()
    assert traced.text == tidy(text)
    assert time.process_time() - began < 5
    raw = traced.raw()
    assert raw is None or len(raw.changes) <= 50_000


_MESSY = "Kazakh\u00adstan's o\ufb03ce\r\nopened  in Leeds.\r\n"


def _documents(path: Path, content: str | bytes) -> list[Document]:
    found = list(read(put(path, content)))
    assert all(isinstance(each, Document) for each in found), found
    return [each for each in found if isinstance(each, Document)]


def _words(document: Document, words: str, raw: str) -> str:
    """Return what stands in the raw text where the words of a document came from."""
    start = document.text.index(words)
    span = document.raw_span(start, start + len(words))
    assert span is not None
    return raw[slice(*span)]


def test_a_text_file_is_the_raw_text_with_its_front_matter(tmp_path: Path) -> None:
    raw = f"---\r\ntitle: Rain\r\n---\r\n\r\n{_MESSY}"
    (document,) = _documents(tmp_path / "a.txt", b"\xef\xbb\xbf" + raw.encode())
    assert _words(document, "office\nopened", raw) == "o\ufb03ce\r\nopened"
    assert _words(document, document.text, raw) == _MESSY
    assert document.raw is not None
    assert document.raw.start == len("---\r\ntitle: Rain\r\n---\r\n\r\n")
    assert not document.raw.extracted


def test_a_field_or_cell_is_the_raw_text_of_a_record(tmp_path: Path) -> None:
    files: dict[str, Callable[[], str | bytes]] = {
        "a.jsonl": lambda: json.dumps({"id": 1, "body": _MESSY}),
        "a.csv": lambda: f'id,body\n1,"{_MESSY}"\n',
    }
    for name, content in files.items():
        (document,) = _documents(tmp_path / name, content())
        assert document.raw is not None
        assert (document.raw.field, document.raw.extracted) == ("body", False)
        assert _words(document, "Kazakhstan", _MESSY) == "Kazakh\u00adstan"


def test_what_was_taken_out_of_markup_says_so(tmp_path: Path) -> None:
    files: dict[str, Callable[[], str | bytes]] = {
        "a.html": lambda: samples.PAGE,
        "a.pdf": lambda: samples.pdf([["Heavy rain fell in inter-", "national  waters."]]),
        "a.docx": lambda: samples.docx([samples.FIRST, samples.SECOND]),
        "a.eml": lambda: samples.mail(samples.TEXT),
        "a.rss": lambda: samples.RSS,
    }
    for name, content in files.items():
        for document in _documents(tmp_path / name, content()):
            assert document.raw is not None, name
            assert document.raw.extracted, name


def test_words_of_a_pdf_are_found_in_what_pypdf_gives(tmp_path: Path) -> None:
    from pypdf import PdfReader

    pages = [["The Daily Example", f"Heavy  rain {n} fell in inter-", f"national waters {n}."] for n in "abcd"]
    (document,) = _documents(tmp_path / "a.pdf", samples.pdf(pages))
    raw = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert "Daily" not in document.text
    assert _words(document, "rain c fell in international waters", raw) == "rain c fell in inter-\nnational waters"
    across = _words(document, "waters a.\nHeavy rain b", raw)
    assert across == "waters a.\n\nThe Daily Example\nHeavy  rain b"
