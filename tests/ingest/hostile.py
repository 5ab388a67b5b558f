"""Files made to do harm, by name. Each must come out as documents or as a clear error, in time."""

import bz2
import functools
import gzip
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.ingest import samples
from tests.ingest.samples import FIRST, PAGE, SECOND, TEXT

MB = 1_000_000


def _page(body: str) -> bytes:
    return f"<!doctype html><html><body><article><p>{FIRST}</p>{body}<p>{SECOND}</p></article></body></html>".encode()


def _lied_about(archive: bytes, size: int) -> bytes:
    """Say another unpacked size in both headers of a ZIP archive's one member."""
    data = bytearray(archive)
    data[22:26] = struct.pack("<I", size)
    central = data.find(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", size)
    return bytes(data)


def _overlapping(count: int) -> bytes:
    """Make a ZIP archive whose directory names one packed member many times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * 10 * MB)
        first = archive.infolist()[0]
        for number in range(count):
            again = zipfile.ZipInfo(f"b{number}.txt")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(again, field, getattr(first, field))
            archive.filelist.append(again)
    return out.getvalue()


def _laughs(root: str, levels: int = 12) -> str:
    """Declare entities that grow tenfold at each level."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e0 "ha">{lines}]>'


def _encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf([["Rain fell."]]))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _looping_pdf() -> bytes:
    """Let the tree of pages lead back to itself."""
    return samples.pdf([["Rain fell."]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def _multipart(depth: int) -> bytes:
    lines = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return ("From: a@b.example\nSubject: Rain\nDate: Thu, 06 Jan 2022 10:00:00 +0000\n" + "".join(lines)).encode()


def _answers(body: bytes, head: str) -> bytes:
    """Make a web archive of one answer."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n\r\n".encode() + body
    top = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2022-01-06T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return top.encode() + http + b"\r\n\r\n"


def _external(root: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


FILES: dict[str, Callable[[], bytes]] = {
    "empty.txt": bytes,
    "empty.html": bytes,
    "empty.pdf": bytes,
    "empty.zip": bytes,
    "empty.csv": bytes,
    "blank.jsonl": lambda: b"\n \n",
    "paragraph.txt": lambda: b"Rain fell on Leeds. " * (50 * MB // 20),
    "one-token.txt": lambda: b"a" * MB,
    "one-token.html": lambda: _page("<p>" + "a" * MB + "</p>"),
    "nulls.txt": lambda: b"Rain\0fell.",
    "controls.txt": lambda: bytes(range(1, 32)) + b"Rain fell." + b"\x7f",
    "controls.html": lambda: _page("<p>\x01\x02\x1b[2J\x00</p>"),
    "surrogates.txt": lambda: "Rain \ud800 fell.".encode("utf-8", "surrogatepass"),
    "surrogates.jsonl": lambda: b'{"text": "Rain \\ud800 fell, \\udfff."}',
    "mixed-encodings.txt": lambda: "Café ".encode() + "Café".encode("latin-1"),
    "mixed-encodings.csv": lambda: b"text\nRain fell.\nCaf\xe9 closed.\nSnow fell.\n",
    "wrong-encoding.html": lambda: PAGE.replace("<head>", '<head><meta charset="utf-16">').encode(),
    "codec.html": lambda: PAGE.replace("<head>", '<head><meta charset="zlib_codec">').encode(),
    "marks.txt": lambda: b"\xef\xbb\xbf\xef\xbb\xbfRain \xef\xbb\xbffell.",
    "marks.csv": lambda: b"\xef\xbb\xbftext\nRain fell.\n",
    "overrides.txt": "Rain \u202efell\u202c, \u2066he said\u2069.".encode,
    "zero-width.txt": ("\u200b\u200c\u200d\u2060" * 200_000 + "Rain fell.").encode,
    "combining.txt": ("Z" + "\u0301\u0323" * 200_000 + " fell.").encode,
    "deep.html": lambda: _page("<div>" * 100_000),
    "deep-tables.html": lambda: _page("<table><tr><td>" * 20_000),
    "unclosed.html": lambda: b"<!doctype html>" + b"<" * MB,
    "comments.html": lambda: b"<!doctype html><p>" + b"<!--" * 300_000,
    "attributes.html": lambda: _page("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">Rain</p>"),
    "attributes-short.html": lambda: _page(("<p " + " ".join(f"a{n}=1" for n in range(6_000)) + ">Rain</p>") * 40),
    "attributes.rss": lambda: b"<rss " + b" ".join(b"a%d='1'" % n for n in range(200_000)) + b"></rss>",
    "links.html": lambda: _page("".join(f'<a href="/{n}">Rain {n}</a> ' for n in range(100_000))),
    "scripts.html": lambda: _page("<script>alert(1)</script>" * 20_000),
    "json-ld.html": lambda: PAGE.replace(
        "</head>", f'<script type="application/ld+json">{"[" * 100_000}</script></head>'
    ).encode(),
    "context.html": lambda: PAGE.replace(
        "</head>",
        '<script type="application/ld+json">{"@context": "//127.0.0.1:9", "@type": "NewsArticle"}</script></head>',
    ).encode(),
    "laughs.rss": (_laughs("rss") + "<rss><channel><item><title>&e11;</title></item></channel></rss>").encode,
    "laughs.html": (_laughs("html") + "<html><body><p>&e11;</p></body></html>").encode,
    "laughs.docx": lambda: samples.docx([TEXT, "&e11;"], prologue=_laughs("w:document")),
    "external.rss": (_external("rss") + "<rss><channel><item><title>&x;</title></item></channel></rss>").encode,
    "external.docx": lambda: samples.docx([TEXT, "&x;"], prologue=_external("w:document")),
    "deep.rss": lambda: b"<rss>" + b"<a>" * 100_000,
    "wide.rss": lambda: b"<rss><channel>" + b"<item/>" * 500_000 + b"</channel></rss>",
    "large.rss": lambda: b"<rss><channel>" + b"<item><title>Rain</title></item>" * 700_000,
    "cut-off.rss": lambda: samples.RSS.encode()[:700],
    "bomb.zip": lambda: samples.packed({"a.txt": b"a" * 300 * MB}),
    "bombs.zip": lambda: samples.packed({f"{n}.txt": b"a" * 15 * MB for n in range(9)}),
    "bomb-inside.zip": lambda: samples.packed({"a.html": b"<!doctype html>" + b"<p>" * 6 * MB}),
    "lying.zip": lambda: _lied_about(samples.packed({"a.txt": b"Rain " * 30_000}), 100),
    "overlapping.zip": lambda: _overlapping(2_000),
    "traversal.zip": lambda: samples.packed({"../../../../etc/passwd.txt": b"Rain fell.", "/abs.txt": b"Snow fell."}),
    "traversal.tgz": lambda: samples.tar({"../../up.txt": b"Rain fell."}, link="/etc/passwd"),
    "damaged.zip": lambda: samples.packed({"a.txt": TEXT})[:-30],
    "damaged.tgz": lambda: samples.tar({"a.txt": TEXT * 1000})[:300],
    "many.zip": lambda: samples.packed({f"{n}.txt": b"" for n in range(3_000)}),
    "bomb.gz": lambda: gzip.compress(b"a" * 300 * MB, 9),
    "bomb.bz2": lambda: bz2.compress(b"a" * 300 * MB),
    "bomb.tar.xz": lambda: lzma.compress(gzip.decompress(samples.tar({"a.txt": b"a" * 300 * MB})), preset=0),
    "bombs-inside.zip": lambda: samples.packed({f"{n}.gz": gzip.compress(b"a" * 15 * MB) for n in range(20)}),
    "packed-deep.gz": lambda: functools.reduce(lambda data, _: gzip.compress(data), range(50), b"Rain fell."),
    "cut-off.xz": lambda: lzma.compress(TEXT.encode() * 1_000)[:-20],
    "inline.html": lambda: _page(("<span>Rain fell <b>in Leeds" * 80 + "</b></span>" * 80) * 400),
    "breaks.html": lambda: _page("Rain fell in the town of Leeds.<br><br>" * 40_000),
    "bare.html": lambda: _page("".join(f"Rain {n} fell in the town of Leeds.<p>Snow fell.</p>" for n in range(40_000))),
    "list.html": lambda: _page("<ul>" * 200 + "<li><a href='/a'>Rain</a></li>" * 30_000),
    "cells.html": lambda: _page("<table><tr><td><p>Rain fell.</p><p>Snow.</p>" * 200 + "<p>It fell.</p>" * 20_000),
    "bomb.docx": lambda: samples.packed({"word/document.xml": b"<a>" + b" " * 300 * MB}),
    "encrypted.pdf": _encrypted_pdf,
    "broken.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "cut-off.pdf": lambda: samples.pdf([["Rain fell."]] * 20)[:-900],
    "looping.pdf": _looping_pdf,
    "bomb.pdf": lambda: samples.pdf([["x"]], stream=zlib.compress(b"a" * 300 * MB, 9)),
    "busy.pdf": lambda: samples.pdf([["x"]], stream=zlib.compress(b"BT " + b"(a) Tj 1 0 Td " * 2 * MB, 9)),
    "scan.pdf": lambda: samples.pdf([[]]),
    "columns.csv": (",".join(f"c{n}" for n in range(MB)) + "\n" + "," * MB + "\n").encode,
    "quote.csv": lambda: b'id,text\n1,"' + b"Rain fell.\n" * 2 * MB,
    "line.csv": lambda: b"text\n" + b"a" * 25 * MB,
    "formulas.csv": lambda: b'text\n"=HYPERLINK(""http://127.0.0.1:9/"")"\n"@SUM(1)|cmd"\n',
    "deep.jsonl": lambda: b'{"text": ' + b"[" * 100_000 + b"\n" + b'{"text": "Rain fell."}\n',
    "deep.json": lambda: b"[" * 100_000,
    "long-line.jsonl": lambda: b'{"text": "' + b"a" * 25 * MB + b'"}\n{"text": "Rain fell."}\n',
    "numbers.jsonl": lambda: b'{"text": "Rain fell.", "date": 1e400, "url": ' + b"9" * 5_000 + b"}\n",
    "long.warc": lambda: gzip.decompress(samples.warc({"https://a.example/1": PAGE}, length=10**15)),
    "short.warc": lambda: gzip.decompress(
        samples.warc({"https://a.example/1": PAGE, "https://a.example/2": PAGE}, length=40)
    ),
    "negative.warc.gz": lambda: samples.warc({"https://a.example/1": PAGE}, length=-1),
    "header.warc": lambda: b"WARC/1.0\r\n" + b"X-A: " + b"a" * 10 * MB,
    "garbage.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\n\r\n" + bytes(10_000)),
    "file.warc": lambda: gzip.decompress(samples.warc({"file:///etc/passwd": PAGE})),
    "chunks.warc": lambda: _answers(b"1\r\na\r\n" * 2 * MB, "Transfer-Encoding: chunked"),
    "bomb.warc": lambda: _answers(gzip.compress(b"0" * 300 * MB), "Content-Encoding: gzip, gzip"),
    "saved.mhtml": lambda: b"From: <Saved by Blink>\n" + _multipart(3_000),
    "saved.webarchive": lambda: b"bplist00" + bytes(range(256)) * 1_000,
    "forwards.eml": lambda: b"From: a@b.example\nDate: x\nSubject: Fwd: x\n\n" + b"From: a\nTo: b\nTo: c\n\n" * 200_000,
    "lines.txt": lambda: b"Rain fell on the town of Leeds and on the\n" * 400_000,
    "names.rss": lambda: b"<rss><channel><item><title>" + b"&nbsp;" * MB + b"</title></item></channel></rss>",
    "multipart.eml": lambda: _multipart(3_000),
    "headers.eml": lambda: (
        b"From: a@b.example\nDate: x\nSubject: =?utf-8?q?=ZZ?= \n" + b"X: y\n" * 100_000 + b"\nRain fell."
    ),
    "charset.eml": lambda: (
        b'From: a@b.example\nDate: x\nSubject: s\nContent-Type: text/plain; charset="no\0ne"\n\nRain fell.'
    ),
    "froms.mbox": lambda: b"From a@b.example Thu Jan  6 10:00:00 2022\n\n" * 20_000,
    "damaged.parquet": lambda: b"PAR1" + bytes(1_000) + b"PAR1",
    "lying.parquet": lambda: b"PAR1" + bytes(100) + struct.pack("<I", 0x7FFFFFF0) + b"PAR1",
    "object.json": lambda: json.dumps({"__class__": "os.system", "text": "Rain fell.", "url": "javascript:x"}).encode(),
    "brackets.txt": lambda: b"(" * 8_000,
}
