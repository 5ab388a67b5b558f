"""Every format gives the same two paragraphs, with what it knows about them and where they came from."""

import bz2
import gzip
import hashlib
import json
import lzma
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from newsweave.config import Intake
from newsweave.errors import DocumentError, ExtraError, FormatError
from newsweave.ingest.days import day
from newsweave.ingest.formats import table
from newsweave.ingest.formats.columns import chosen
from newsweave.ingest.formats.found import Request
from newsweave.ingest.formats.json_ld import said
from newsweave.ingest.formats.markup import words
from newsweave.ingest.formats.sniff import told
from newsweave.ingest.readers import read
from newsweave.types import Document, Failure
from tests.ingest import samples
from tests.ingest.samples import FIRST, PAGE, SECOND, TEXT, put

JANE = "Jane Doe"
DAILY = "The Daily Example"
RAIN = "https://daily.example/rain"
SIXTH = date(2022, 1, 6)


def documents(path: Path, intake: Intake | None = None) -> list[Document]:
    found = list(read(path, intake=intake or Intake()))
    assert all(isinstance(item, Document) for item in found), [str(item) for item in found]
    return [item for item in found if isinstance(item, Document)]


def about(document: Document) -> tuple[object, ...]:
    return document.title, document.author, document.publisher, document.published, document.url, document.language


def test_the_table_of_formats_is_this() -> None:
    assert list(table.FORMATS) == [
        *(
            "text",
            "html",
            "saved",
            "pdf",
            "docx",
            "eml",
            "mbox",
            "feed",
            "jsonl",
            "json",
            "csv",
            "parquet",
            "warc",
            "zip",
        ),
        *("tar", "gzip", "bzip2", "xz"),
    ]
    for each in table.FORMATS.values():
        assert callable(each.reader("a"))


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    (page,) = documents(put(tmp_path / "rain.html", PAGE))
    assert page.text == f"Rain in Leeds\n\n{TEXT}"
    assert about(page) == ("Rain in Leeds", JANE, DAILY, SIXTH, RAIN, "en-GB")
    assert (page.source, page.digest) == ("rain.html", hashlib.sha256(PAGE.encode()).hexdigest())


def test_json_ld_speaks_first_and_sidecars_before_all(tmp_path: Path) -> None:
    block = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "X"},
            {
                "@type": ["NewsArticle"],
                "headline": "Floods",
                "author": [{"@type": "Person", "name": "A"}, {"name": "B"}],
                "datePublished": "2022-01-05T23:00:00-05:00",
                "publisher": {"@type": "Organization", "name": "Wire"},
                "inLanguage": "en_US",
            },
        ],
    }
    script = f'<script type="application/ld+json">{json.dumps(block)}</script></head>'
    put(tmp_path / "rain.toml", 'publisher = "Ours"')
    (page,) = documents(put(tmp_path / "rain.html", PAGE.replace("</head>", script)))
    assert about(page) == ("Floods", "A, B", "Ours", date(2022, 1, 5), RAIN, "en-US")
    assert said('<script type="application/ld+json">{"a":</script>') == {}


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "iso-8859-1", "koi8-r"])
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, charset: str) -> None:
    words_ = "Погода Leeds" if charset == "koi8-r" else "Café Leeds"
    page = PAGE.replace("<head>", f'<head><meta charset="{charset}">').replace("Mayor", words_)
    assert words_ in documents(put(tmp_path / "a.html", page.encode(charset)))[0].text


def test_a_text_that_is_html_is_read_as_html(tmp_path: Path) -> None:
    assert documents(put(tmp_path / "saved.txt", PAGE))[0].publisher == DAILY
    assert documents(put(tmp_path / "page", PAGE))[0].publisher == DAILY


def test_a_pdf_gives_its_words_without_hyphens_and_headers(tmp_path: Path) -> None:
    pages = [
        ["The Daily 12", "Heavy rain fell in inter-", "national waters."],
        ["The Daily 13", "Snow."],
        ["The Daily 14", "Ice."],
    ]
    (paper,) = documents(put(tmp_path / "a.pdf", samples.pdf(pages, "Rain")))
    assert paper.text == "Heavy rain fell in international waters.\nSnow.\nIce."
    assert (paper.title, paper.published) == ("Rain", None)


def test_a_word_document_gives_its_paragraphs(tmp_path: Path) -> None:
    (document,) = documents(put(tmp_path / "a.docx", samples.docx([FIRST, SECOND])))
    assert (document.text, document.title, document.author) == (TEXT, "Rain", JANE)


def test_an_email_gives_its_own_words(tmp_path: Path) -> None:
    body = f"{TEXT}\n\n> What you wrote.\n-- \nJane Doe, The Daily"
    (message,) = documents(put(tmp_path / "a.eml", samples.mail(body)))
    assert (message.text, message.title, message.author, message.published) == (TEXT, "Rain in Leeds", JANE, SIXTH)
    rich = samples.mail(" ", f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert documents(put(tmp_path / "b.eml", rich))[0].text == TEXT


def test_a_mailbox_gives_each_message(tmp_path: Path) -> None:
    box = samples.mbox(samples.mail(FIRST), samples.mail(SECOND))
    found = documents(put(tmp_path / "desk.mbox", box))
    assert [(each.text, each.source) for each in found] == [(FIRST, "desk.mbox#1"), (SECOND, "desk.mbox#2")]


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed"])
def test_a_feed_gives_its_entries(tmp_path: Path, name: str) -> None:
    rain, snow = documents(put(tmp_path / name, samples.RSS))
    assert (rain.text, rain.source) == (TEXT, f"{name}#1")
    assert about(rain) == ("Rain & wind", JANE, DAILY, SIXTH, RAIN, "en-gb")
    assert (snow.text, snow.url, snow.published) == (SECOND, "https://daily.example/snow", None)


def test_atom_is_a_feed_too(tmp_path: Path) -> None:
    (rain,) = documents(put(tmp_path / "a.atom", samples.ATOM))
    assert rain.text == TEXT
    assert about(rain) == ("Rain", JANE, DAILY, SIXTH, RAIN, "en")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv", "a.parquet", "a.json"])
def test_tables_give_their_rows_with_guessed_columns(tmp_path: Path, name: str) -> None:
    contents: dict[str, str | bytes] = {
        "a.jsonl": samples.json_lines(),
        "a.csv": samples.csv_table(),
        "a.tsv": samples.csv_table("\t"),
        "a.json": json.dumps({"status": "ok", "articles": samples.rows()}),
        "a.parquet": samples.parquet(),
    }
    first, second = documents(put(tmp_path / name, contents[name]))
    assert (first.text, first.title, first.publisher, first.published) == (FIRST, "Rain", DAILY, SIXTH)
    assert (second.text, second.source) == (SECOND, f"{name}#2")
    assert first.digest != second.digest


def test_columns_can_be_named_and_a_wrong_name_lists_what_there_is(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", f"id,lead\n1,{FIRST.replace(',', '')}\n")
    assert len(documents(path, Intake(columns=(("text", "lead"),)))) == 1
    (none,) = read(path)
    assert "no column can be told to be the articles' text; name it with --text-column; there are 'id', 'lead'" in str(
        none
    )
    (wrong,) = read(path, intake=Intake(columns=(("text", "body"),)))
    assert "there is no column 'body'; there are 'id', 'lead'" in str(wrong)


@pytest.mark.parametrize(
    ("key", "row"),
    tomllib.loads((Path(table.__file__).parents[1] / "data" / "columns.toml").read_text("utf-8")).items(),
)
def test_every_row_of_the_table_of_columns_gives_its_example(key: str, row: dict[str, str]) -> None:
    names = row["example"].split(",")
    assert chosen([*names, "text"] if key != "text" else names, Request(thing="a"))[key] == row["gives"]


def test_one_bad_record_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    lines = ['{"text": "Rain fell."}', "{", "", '{"text": ""}', "[1]", '{"text": "Snow fell."}']
    found = list(read(put(tmp_path / "a.jsonl", "\n".join(lines))))
    assert [item.source for item in found if isinstance(item, Document)] == ["a.jsonl#1", "a.jsonl#6"]
    told_ = [str(item) for item in found if isinstance(item, Failure)]
    assert "a.jsonl, line 2: is not JSON: " in told_[0]
    assert "a.jsonl, line 4: has no text in 'text'" in told_[1]
    assert "a.jsonl, line 5: is a list, not an object" in told_[2]


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    pages = {"https://a.example/1": PAGE, "https://a.example/2": "<p>x", "https://a.example/3": PAGE}
    first, bad, third = read(put(tmp_path / "crawl.warc.gz", samples.warc(pages)))
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert (first.source, first.url, first.publisher) == ("crawl.warc.gz#1", RAIN, DAILY)
    assert isinstance(bad, Document) or "crawl.warc.gz#2" in str(bad)


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tgz"])
def test_archives_give_what_is_in_them(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {
        "news/a.txt": "---\ntitle: Rain\n---\nRain fell.",
        "news/b.jsonl": samples.json_lines(),
        "__MACOSX/a.txt": "x",
        "news/.hidden.txt": "x",
        "README.md": "x",
        "picture.png": b"\x89PNG\0",
        "inner.zip": samples.packed({"a.txt": "Rain."}),
    }
    found = list(read(put(tmp_path / name, samples.packed(files) if name == "a.zip" else samples.tar(files))))
    good = [item for item in found if isinstance(item, Document)]
    places = ["news/a.txt", "news/b.jsonl#1", "news/b.jsonl#2", "inner.zip#a.txt"]
    assert [item.source for item in good] == [f"{name}#{place}" for place in places]
    assert good[0].title == "Rain"
    assert [item for item in found if isinstance(item, Failure)] == []


def test_archives_lie_three_deep_and_no_deeper(tmp_path: Path) -> None:
    data = samples.packed({"a.txt": "Rain fell."})
    for number in range(2):
        data = samples.packed({f"{number}.zip": data})
    (found,) = documents(put(tmp_path / "a.zip", data))
    assert found.source == "a.zip#1.zip#0.zip#a.txt"
    path = put(tmp_path / "b.zip", samples.packed({"2.zip": data}))
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert str(failure).endswith(
        "b.zip#2.zip#1.zip, 0.zip: is an archive in 3 others; unpack it, and give it by itself"
    )


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    put(tmp_path / "in" / f"a.jsonl.{suffix}", pack(samples.json_lines().encode()))
    put(tmp_path / "in" / f"b.log.{suffix}", pack(b"x"))
    packed = f"a.jsonl.{suffix}"
    assert [each.source for each in documents(tmp_path / "in" / packed)] == [f"{packed}#a.jsonl#{n}" for n in (1, 2)]
    assert [each.source for each in documents(tmp_path / "in")] == [f"{packed}#a.jsonl#{n}" for n in (1, 2)]


@pytest.mark.parametrize("name", ["a.tar.bz2", "a.tbz2", "a.tar.xz", "a.txz", "b.bz2"])
def test_a_tar_archive_is_packed_in_any_way(tmp_path: Path, name: str) -> None:
    tar = gzip.decompress(samples.tar({"a.txt": "Rain fell."}))
    pack = lzma.compress if name.endswith("xz") else bz2.compress
    place = "b#a.txt" if name == "b.bz2" else "a.txt"
    assert [each.source for each in documents(put(tmp_path / name, pack(tar)))] == [f"{name}#{place}"]


def test_offsets_point_into_the_text_and_ids_do_not_depend_on_the_format(tmp_path: Path) -> None:
    text = documents(put(tmp_path / "a.txt", TEXT))[0]
    line = documents(put(tmp_path / "a.jsonl", json.dumps({"text": TEXT})))[0]
    assert text.id == line.id
    assert text.digest != line.digest


def test_a_missing_library_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (found,) = read(put(tmp_path / "a.pdf", samples.pdf([["Rain."]])))
    assert isinstance(found, Failure)
    assert isinstance(found.error, ExtraError)
    assert str(found).endswith("is a PDF file, for which pypdf must be installed; pip install 'newsweave[pdf]'")


@pytest.mark.parametrize(
    ("head", "name", "format_"),
    [
        (b"%PDF-1.7", "a.txt", "pdf"),
        (b"PAR1", "a", "parquet"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"From jane@x.example Thu Jan  6 10:00:00 2022\n", "a", "mbox"),
        (b"From: a\nTo: b\nSubject: c\nDate: d\n\nx", "a", "eml"),
        (b'{"text": "x"}\n', "a", "jsonl"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><rss>", "a", "feed"),
        ("<!doctype html>".encode("utf-16"), "a", "html"),
        (b"<svg>", "a.xml", "feed"),
        (b"<b>Rain</b> fell.", "a.txt", "text"),
        (b"From the start it rained.", "a", None),
    ],
)
def test_formats_are_told_by_content_and_suffix(head: bytes, name: str, format_: str | None) -> None:
    found = told(head, name)
    assert (found.name if found else None) == format_


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2022-1-6", SIXTH),
        ("2022/01/06 10:00", SIXTH),
        ("Thu, 06 Jan 2022 23:30:00 -0500", SIXTH),
        (1641463200000, SIXTH),
        ("1641463200", SIXTH),
        ("20220106T100000Z", SIXTH),
        ("2022-13-06", None),
        ("soon", None),
        (float("nan"), None),
        (True, None),
        (None, None),
        (2022, None),
    ],
)
def test_days_are_read_as_machines_write_them(value: object, wanted: date | None) -> None:
    assert day(value) == wanted


def test_fragments_give_their_words() -> None:
    assert words("<div>One<br>two<style>p{}</style></div><ul><li>three</ul>&lt;four&gt; five") == (
        "One\ntwo\n\nthree\n\n<four> five"
    )
    assert words("<head><title>x</title><body>One") == "One"


def test_xml_that_is_no_feed_is_left_out_of_folders_and_refused_by_name(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xml", "<note>Rain</note>")
    put(tmp_path / "b.xml", samples.RSS)
    assert [item.source for item in read(tmp_path)] == ["b.xml#1", "b.xml#2"]
    (found,) = read(path)
    assert isinstance(found, Failure)
    assert isinstance(found.error, FormatError | DocumentError)
    assert "is XML whose root is 'note', which is no feed" in str(found)
