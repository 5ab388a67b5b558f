"""Files of every format, made by hand: the same two paragraphs in each."""

import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from pathlib import Path

FIRST = (
    "Heavy rain fell on Tuesday in Leeds and York, and it did not stop before the evening came to both of the cities."
)
SECOND = "Mayor Karl Weber said that the rivers would rise and that people should stay at home until Wednesday morning."
TEXT = f"{FIRST}\n\n{SECOND}"

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Rain in Leeds | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example"><link rel="canonical" href="https://daily.example/rain">
<meta property="article:published_time" content="2022-01-06T10:00:00Z"><meta name="author" content="Jane Doe"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Rain in Leeds</h1><p>{FIRST}</p><p>{SECOND}</p></article><footer>Imprint</footer></body></html>"""

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Daily Example</title><link>https://daily.example/</link><language>en-gb</language>
<item><title>Rain &amp; wind</title><link>https://daily.example/rain</link><dc:creator>Jane Doe</dc:creator>
<pubDate>Thu, 06 Jan 2022 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><script>alert(1)</script><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Snow</title><guid>https://daily.example/snow</guid><description>&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Daily Example</title>
<entry><title>Rain</title><link rel="self" href="https://daily.example/self"/><link href="https://daily.example/rain"/>
<author><name>Jane Doe</name></author><published>2022-01-06T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p><p>{SECOND}</p></div></content></entry></feed>"""


def put(path: Path, content: str | bytes) -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def pdf(pages: Iterable[Iterable[str]], title: str = "", *, stream: bytes | None = None) -> bytes:
    """Make a PDF file, a list of lines for each page; or one page with a stream that is packed already."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)
        packed = stream or zlib.compress(f"BT /F1 12 Tf 72 720 Td 14 TL {shown} ET".encode("cp1252"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed))
        resources = b"/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 612 792]"
        objects.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R %b >>" % (len(objects), resources))
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) >>".encode())
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(objects), start)
    return bytes(out)


def docx(paragraphs: Iterable[str], *, prologue: str = "") -> bytes:
    """Make a Word document; `prologue` stands before the root of its body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:r><w:t>{each}</w:t></w:r><w:del><w:r><w:t>old</w:t></w:r></w:del></w:p>" for each in paragraphs
    )
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dc = "http://purl.org/dc/elements/1.1/"
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'{prologue}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": f'<c:coreProperties xmlns:c="{core}" xmlns:d="{dc}"><d:title>Rain</d:title>'
            "<d:creator>Jane Doe</d:creator></c:coreProperties>",
        }
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Make a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tar(files: Mapping[str, str | bytes], *, link: str | None = None) -> bytes:
    """Make a packed tar archive; `link` is where a link in it leads."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        if link is not None:
            info = tarfile.TarInfo("link.txt")
            info.type, info.linkname = tarfile.SYMTYPE, link
            archive.addfile(info)
    return out.getvalue()


def mail(body: str = TEXT, html: str | None = None) -> bytes:
    """Make an e-mail."""
    message = EmailMessage()
    message["From"], message["To"] = "Jane Doe <jane@daily.example>", "desk@daily.example"
    message["Subject"], message["Date"] = "Rain in Leeds", "Thu, 06 Jan 2022 10:00:00 +0000"
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename="a.bin")
    return message.as_bytes()


def mbox(*messages: bytes) -> bytes:
    """Make a mailbox."""
    return b"\n".join(b"From jane@daily.example Thu Jan  6 10:00:00 2022\n" + each for each in messages)


def warc(pages: Mapping[str, str | bytes], *, length: int | None = None, kind: str = "text/html") -> bytes:
    """Make a web archive, packed record by record; `length` is a lie about each record's length."""
    out = b""
    for url, page in pages.items():
        body = page.encode() if isinstance(page, str) else page
        http = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        said = len(http) if length is None else length
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-06T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{len(out) % 10}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {said}\r\n\r\n"
        )
        out += gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)
    return out


def rows() -> list[dict[str, object]]:
    """Give the rows of a table."""
    return [
        {"id": 1, "Headline": "Rain", "Body": FIRST, "date": "2022-01-06", "source": "The Daily Example"},
        {"id": 2, "Headline": "Rivers", "Body": SECOND, "date": "2022-01-07", "source": "The Daily Example"},
    ]


def json_lines() -> str:
    """Make JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows())


def csv_table(separator: str = ",") -> str:
    """Make a table as text."""
    lines = [separator.join(rows()[0]), *(separator.join(f'"{value}"' for value in row.values()) for row in rows())]
    return "\n".join(lines) + "\n"


def parquet() -> bytes:
    """Make a Parquet table."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows()), out)
    return out.getvalue()
