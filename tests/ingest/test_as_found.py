"""Files as other programs and people leave them: what surprises nobody comes out, or a line that says what to do."""

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from newsweave.ingest.formats.sniff import told
from newsweave.ingest.readers import read
from newsweave.types import Document, Failure
from tests.ingest.samples import FIRST, PAGE, SECOND, TEXT, pdf, put


def found(path: Path, content: str | bytes) -> list[Document]:
    documents = list(read(put(path, content)))
    assert all(isinstance(each, Document) for each in documents), list(map(str, documents))
    return [each for each in documents if isinstance(each, Document)]


def said(path: Path) -> list[str]:
    return [str(each) for each in read(path) if isinstance(each, Failure)]


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


# --- pages


def test_a_short_article_has_no_menu_in_it(tmp_path: Path) -> None:
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>'
    page = f"<html><body>{menu}<main><article><h1>Mayor</h1><p>Karl Weber resigned.</p></article></main></body></html>"
    (document,) = found(tmp_path / "a.html", page)
    assert document.text == "Mayor\n\nKarl Weber resigned."


def test_offers_and_notices_are_no_part_of_a_page(tmp_path: Path) -> None:
    extra = "<p>ADVERTISEMENT</p><p>Sign up for our newsletter here.</p><p>Follow us on Twitter @daily</p>"
    (document,) = found(tmp_path / "a.html", PAGE.replace("</article>", f"{extra}<p>{FIRST} So it was.</p></article>"))
    assert document.text == f"Rain in Leeds\n\n{TEXT}\n\n{FIRST} So it was."


@pytest.mark.parametrize(
    "block",
    [
        '{"name":"Rain &amp; wind","datePublished":"Jan 6, 2022 10:04 PM","author":"Jane Doe","@type":"Article",}',
        '//<![CDATA[\n{"@type":"Article","name":"Rain & wind","datePublished":"2022-01-06","author":"Jane Doe"}\n//]]>',
        '<!--{"@type":"Article","name":"Rain & wind","datePublished":"6 January 2022","author":{"name":"Jane Doe"}}-->',
    ],
)
def test_json_ld_as_it_is_written_by_hand(tmp_path: Path, block: str) -> None:
    head = f'<head><script type="application/ld+json">{block}</script></head>'
    page = f"<html>{head}<body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    (document,) = found(tmp_path / "a.html", page)
    assert (document.title, document.author, str(document.published)) == ("Rain & wind", "Jane Doe", "2022-01-06")


# --- rows


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_markup_in_a_row_is_read_as_markup(tmp_path: Path, name: str) -> None:
    words = f"<p>{FIRST}</p>\n<p>{SECOND}</p><script>alert(1)</script>"
    row = {"title": "Rain &amp; wind", "content": words}
    content = json.dumps(row) if name == "a.jsonl" else f'title,content\n"Rain &amp; wind","{words}"\n'
    (document,) = found(tmp_path / name, content)
    assert (document.title, document.text) == ("Rain & wind", TEXT)
    assert document.raw is not None
    assert (document.raw.field, document.raw.extracted) == ("content", True)


def test_names_of_letters_in_a_row_are_letters(tmp_path: Path) -> None:
    (document,) = found(
        tmp_path / "a.jsonl", json.dumps({"text": "Marks &amp; Berg &ldquo;met&rdquo; &amp;c; x < y &bogus; &#233;"})
    )
    assert document.text == "Marks & Berg “met” &c; x < y &bogus; é"
    span = document.raw_span(document.text.index("Berg"), document.text.index("met") + 3)
    assert span == (12, 27)


def test_what_an_interface_has_cut_off_is_no_word(tmp_path: Path) -> None:
    answer = {"status": "ok", "articles": [{"source": {"name": "The Daily"}, "content": f"{FIRST}… [+2000 chars]"}]}
    (document,) = found(tmp_path / "a.json", json.dumps(answer))
    assert (document.text, document.publisher) == (FIRST, "The Daily")


def test_fields_of_objects_in_an_object_are_found_and_can_be_named(tmp_path: Path) -> None:
    row = {
        "webTitle": "Rain",
        "webPublicationDate": "2022-01-06T10:00:00Z",
        "fields": {"bodyText": FIRST, "byline": "Jane Doe"},
    }
    (document,) = found(tmp_path / "a.json", json.dumps({"response": {"status": "ok", "results": [row]}}))
    assert (document.text, document.title, document.author) == (FIRST, "Rain", "Jane Doe")
    deep = {"a": {"b": {"body": FIRST}}}
    (document,) = found(tmp_path / "b.jsonl", json.dumps(deep))
    assert document.text == FIRST
    put(tmp_path / "c.jsonl", json.dumps({"a": {"x": 1}}))
    assert "there are 'a', 'a.x'" in said(tmp_path / "c.jsonl")[0]


def test_what_a_spreadsheet_writes_before_a_table_is_no_row(tmp_path: Path) -> None:
    for mark in ("", "\ufeff"):
        (document,) = found(tmp_path / "a.csv", f"{mark}sep=;\r\ntext;date;title\r\n{SECOND};06.01.2022;Rain, wind\r\n")
        assert (document.text, document.title, str(document.published)) == (SECOND, "Rain, wind", "2022-01-06")


# --- e-mails


def _mail(body: str, **parts: Any) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@b.example", "Rain", "Thu, 06 Jan 2022 10:00:00 +0000"
    message.set_content(body, **parts)
    return message.as_bytes()


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}\n\nOn Wed, 5 Jan 2022 at 10:00, Karl Weber <k@x.example> wrote:\n\n> What now?\n> Ok.\n",
        f"{FIRST}\n\nOn Wed, 5 Jan 2022 at 10:00, Karl Weber\n<k@x.example> wrote:\n> What now?\n",
        f"{FIRST}\n\n-----Original Message-----\nFrom: Karl\nSent: Wednesday\n\nWhat now?\n",
        f"---------- Forwarded message ---------\nFrom: Press <p@x.example>\nDate: Wed, 5 Jan\n\n{FIRST}\n",
        f"Begin forwarded message:\n\nFrom: Press <p@x.example>\nSubject: Rain\n\n{FIRST}\n",
        f"{FIRST}\n\nUnsubscribe | View in browser\n",
    ],
)
def test_what_is_quoted_and_heads_of_what_is_forwarded_are_left_out(tmp_path: Path, body: str) -> None:
    (document,) = found(tmp_path / "a.eml", _mail(body, cte="quoted-printable"))
    assert document.text == FIRST


def test_on_monday_the_minister_wrote_stays(tmp_path: Path) -> None:
    (document,) = found(tmp_path / "a.eml", _mail("On Monday the minister wrote:\n\n“We go.”\n\nRain fell."))
    assert document.text.startswith("On Monday the minister wrote:")


def test_lines_that_flow_are_joined(tmp_path: Path) -> None:
    head = b"From: a@b.c\nSubject: x\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    (document,) = found(
        tmp_path / "a.eml", head + b"Heavy rain fell in the \nevening.\n\nIt stopped.\nThen snow fell.\n"
    )
    assert document.text == "Heavy rain fell in the evening.\n\nIt stopped.\nThen snow fell."


def test_what_nobody_sees_of_a_newsletter_is_no_word(tmp_path: Path) -> None:
    html = f'<div style="display:none">Hidden <b>words<br></b></div><p hidden>x</p><p>{FIRST}<br>{SECOND}</p>'
    (document,) = found(tmp_path / "a.eml", _mail(html, subtype="html"))
    assert document.text == f"{FIRST}\n{SECOND}"


# --- other formats


def test_hidden_words_of_a_word_document_stay_hidden(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:p><w:r><w:t>Rain fell.</w:t></w:r>{hidden}</w:p>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    (document,) = found(tmp_path / "a.docx", out.getvalue())
    assert document.text == "Rain fell."


def test_marks_of_markdown_are_no_words(tmp_path: Path) -> None:
    text = (
        "# Rain\n\n**Heavy rain** fell in [Leeds](https://leeds.example).\n\n![A](a.jpg)\n\n> It *is* 2 * 3.\n\n- one\n"
    )
    (document,) = found(tmp_path / "a.md", text)
    assert [line for line in document.text.split("\n") if line] == [
        *("Rain", "Heavy rain fell in Leeds.", "It is 2 * 3.", "one")
    ]
    span = document.raw_span(document.text.index("Leeds"), document.text.index("Leeds") + 5)
    assert span is not None
    assert text[slice(*span)] == "[Leeds](https://leeds.example)"
    (plain,) = found(tmp_path / "a.txt", text)
    assert plain.text == text


def test_lines_of_a_narrow_column_are_joined_and_headings_stay(tmp_path: Path) -> None:
    column = [
        "Floods hit Leeds",
        "Heavy rain fell on Tuesday in",
        "Leeds and York, and it did not",
        "stop before the evening came to",
        "both of the cities.",
    ]
    (document,) = found(tmp_path / "a.pdf", pdf([column]))
    assert document.text == "Floods hit Leeds\n" + " ".join(column[1:])
    names = ["Interior Minister Karl Weber", "Foreign Minister Anna Berg", "Finance Minister Jane Holt"]
    (document,) = found(tmp_path / "b.pdf", pdf([names]))
    assert document.text.split("\n") == names


def _record(kind: str, address: str, block: bytes, said: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {said}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def test_what_another_program_wrote_about_itself_is_no_page(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    records = (
        _record("response", "<https://a.example/1>", answer, "application/http; msgtype=response"),
        _record("resource", "metadata://gnu.org/software/wget/warc/wget.log", b"wget -q a.example", "text/plain"),
    )
    (document,) = found(tmp_path / "a.warc.gz", b"".join(map(gzip.compress, records)))
    assert (document.title, document.source) == ("Rain in Leeds", "a.warc.gz#1")


@pytest.mark.parametrize(
    "suffix", ["html", "pdf", "docx", "eml", "mbox", "rss", "json", "jsonl", "csv", "parquet", "warc", "zip", "tar.gz"]
)
def test_an_empty_file_is_called_empty(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.{suffix}", "")
    assert said(path) == [f"{path.as_posix()}: is empty; copy or fetch it again, or leave it out"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", _zip("xl/workbook.xml"), "is an Excel workbook; save the sheet as CSV (.csv)"),
        ("a.pptx", _zip("ppt/presentation.xml"), "is a PowerPoint presentation; save its text"),
        ("a.odt", _zip("META-INF/manifest.xml", "content.xml"), "is an OpenDocument file; save it as a Word document"),
        ("a.epub", _zip("META-INF/container.xml"), "is an e-book (EPUB); save its text as plain text"),
        (
            "a.txt.zst",
            b"(\xb5/\xfd\x04\x00Q\x00\x00Rain fell.",
            "looks like a Zstandard archive; unpack it, or pack it as .zip or .tar.gz",
        ),
    ],
)
def test_files_of_other_programs_are_called_what_they_are(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = put(tmp_path / name, content)
    assert [line.startswith(f"{path.as_posix()}: {message}") for line in said(path)] == [True]


def test_links_to_nothing_marks_of_open_files_and_no_path(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", FIRST)
    put(tmp_path / "in" / "~$b.docx", "x")
    (tmp_path / "in" / "c.txt").symlink_to("gone.txt")
    assert [each.source for each in read(tmp_path / "in") if isinstance(each, Document)] == ["a.txt"]
    assert said(tmp_path / "in") == [
        f"{tmp_path.as_posix()}/in/c.txt: is a link to gone.txt, which is not there; mend the link, or take it away"
    ]
    (failure,) = read("")
    assert str(failure) == "'': is no path; name a file, a folder or an address"


# --- what services and data sets give


@pytest.mark.parametrize(
    "record",
    [
        {"maintext": TEXT, "text": None, "title": "Rain", "date_publish": "2022-01-06", "source_domain": "Daily"},
        {
            "body": TEXT,
            "title": "Rain",
            "dateTime": "2022-01-06T10:00:00Z",
            "lang": "eng",
            "source": {"title": "Daily"},
        },
        {
            "content": {"rendered": f"<p>{FIRST}</p><p>{SECOND}</p>"},
            "title": {"rendered": "Rain"},
            "date": "2022-01-06T10:00:00",
            "publisher": "Daily",
        },
        {
            "lead_paragraph": TEXT,
            "headline": {"main": "Rain"},
            "pub_date": "2022-01-06T10:00:00+0000",
            "source": "Daily",
        },
        {
            "article": [FIRST, {"type": "p", "text": SECOND}],
            "title": "Rain - The Daily",
            "date": "6 Jan 2022",
            "source": "Daily",
        },
        {"Titel": "Rain", "Inhalt": TEXT, "Datum": "06.01.2022", "Quelle": "Daily", "Sprache": "English"},
    ],
)
def test_records_of_services_are_understood(tmp_path: Path, record: dict[str, Any]) -> None:
    (document,) = found(tmp_path / "a.jsonl", json.dumps(record))
    assert (document.text, document.title, str(document.published)) == (TEXT, "Rain", "2022-01-06")
    assert (document.publisher, document.language) == ("Daily", "en")


def test_a_json_feed_is_a_feed(tmp_path: Path) -> None:
    item = {"url": "https://daily.example/1", "title": "Rain", "content_html": f"<p>{FIRST}</p><p>{SECOND}</p>"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Daily", "items": [item]}
    (document,) = found(tmp_path / "a.json", json.dumps(feed))
    assert (document.text, document.publisher, document.url) == (TEXT, "The Daily", item["url"])


def test_a_feed_may_name_letters_as_html_does(tmp_path: Path) -> None:
    entry = f"<item><title>A&eacute;</title><description>{FIRST}</description></item>"
    feed = f"<rss><channel><title>Rain&nbsp;&copy;</title>{entry}</channel></rss>"
    (document,) = found(tmp_path / "a.rss", feed)
    assert (document.title, document.publisher) == ("Aé", "Rain ©")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("By Ann Porter, Staff Writer", "Ann Porter"), ("ANN PORTER and BOB RAY, Reuters", "ANN PORTER and BOB RAY")],
)
def test_authors_are_names(tmp_path: Path, written: str, meant: str) -> None:
    (document,) = found(tmp_path / "a.jsonl", json.dumps({"text": TEXT, "author": written}))
    assert document.author == meant


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "secret.txt", FIRST)
    put(tmp_path / "in" / "sub" / "a.txt", FIRST)
    (tmp_path / "in" / "sub" / "inner.txt").symlink_to("a.txt")
    (tmp_path / "in" / "sub" / "up.txt").symlink_to("../../secret.txt")
    (tmp_path / "in" / "zero.txt").symlink_to("/dev/zero")
    assert [str(each.source) for each in read(tmp_path / "in") if isinstance(each, Document)] == [
        "sub/a.txt",
        "sub/inner.txt",
    ]
    assert said(tmp_path / "in") == []


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (b"id,title,text\n1,Rain,Rain fell.\n", "csv"),
        (b"\xef\xbb\xbfHeadline;Body;Date\nRain;It fell.;2022-01-06\n", "csv"),
        ("title\ttext\r\nRain\tIt fell.\r\n".encode("utf-16"), "csv"),
        (b"Rain, snow, text and title fell in Leeds, he said.\n", None),
        (b'[{"text": "Rain fell."}]', "json"),
        (b'{\n  "text": "Rain fell."\n}', "json"),
        (b'{"text": "Rain fell."}\n{"text": "Snow fell."}\n', "jsonl"),
        (b'{"text": "Rain fell."}', "jsonl"),
    ],
)
def test_a_pipe_is_told_by_its_first_line(content: bytes, format_: str | None) -> None:
    told_ = told(content, "")
    assert (told_.name if told_ else None) == format_


def test_a_table_that_excel_calls_text_is_one(tmp_path: Path) -> None:
    (document,) = found(tmp_path / "a.txt", "Headline\tBody\r\nRain\tRain fell in Leeds.\r\n".encode("utf-16"))
    assert (document.title, document.text) == ("Rain", "Rain fell in Leeds.")


def test_an_answer_on_one_line_gives_its_articles(tmp_path: Path) -> None:
    answer = json.dumps({"status": "ok", "articles": [{"content": FIRST}, {"content": SECOND}]})
    assert [each.text for each in found(tmp_path / "a.jsonl", answer)] == [FIRST, SECOND]
