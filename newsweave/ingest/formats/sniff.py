"""Telling a format by the first bytes of a file, and by its name where they could be anything."""

import re
import zlib

from newsweave.ingest.formats.columns import known
from newsweave.ingest.formats.decoding import BOMS
from newsweave.ingest.formats.table import FORMATS, Format, by_suffix

HEAD = 4096  # bytes that are looked at
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location: |From: <Saved by )", re.M)
_PACKED = ((b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))
_NAME = 40  # letters of a column's name
_TAR = slice(257, 262)
_MESSAGE = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_MAILED = re.compile(rb"^(?:From|Date|Subject|Message-ID|Received|Return-Path|MIME-Version):", re.I | re.M)
_MBOX = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")
_PROLOGUE = re.compile(rb"(?:\s|<\?.{0,1000}?\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>)*", re.S | re.I)
_ROOT = re.compile(rb"<([A-Za-z:]{1,20})[\s>/]")
_ROOTS = {b"html": "html", b"head": "html", b"body": "html", b"rss": "feed", b"feed": "feed", b"rdf:rdf": "feed"}
_DOCTYPE = re.compile(rb"\s*<!doctype\s+html", re.I)


def told(head: bytes, name: str) -> Format | None:
    """Tell the format of a file by its first bytes and its name; None if nothing tells it.

    Bytes that only one format begins with decide; then the suffix; then what the text looks like. A file that is called
    .txt and begins as HTML does is HTML: read as text it would fill the graph with markup.

    >>> told(b"%PDF-1.7", "a.txt").name, told(b"<!doctype html>", "a.txt").name, told(b"{}", "a.jsonl").name
    ('pdf', 'html', 'jsonl')
    """
    sure = _by_magic(head, name)
    if sure:
        return FORMATS[sure]
    named = by_suffix(name)
    looks = _by_look(head)
    if named and named.name in {"zip", "tar", "gzip", "bzip2", "xz", "pdf", "docx", "parquet"}:
        return named  # its reader will say what is wrong
    if named and named.name == "html" and looks == "feed":
        return FORMATS["feed"]  # many servers say of a feed that it is HTML
    if named and not (named.name in {"text", "feed"} and looks == "html"):
        tabbed = named.name == "text" and _is_table(head, ("\t",))  # as Excel writes "Unicode text"
        return FORMATS["csv"] if tabbed else named
    if looks is None and _is_table(head, (",", ";", "\t", "|")):
        looks = "csv"
    return FORMATS[looks] if looks else named


def _by_magic(head: bytes, name: str) -> str | None:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        named = by_suffix(name)
        return "docx" if b"word/" in head or (named and named.name == "docx") else "zip"
    if head[_TAR] == b"ustar":
        return "tar"
    if head.startswith(b"\x1f\x8b"):
        inner = unpacked_head(head)
        return "warc" if inner.startswith(b"WARC/") else "tar" if inner[_TAR] == b"ustar" else "gzip"
    for magic, kind in _PACKED:
        if head.startswith(magic):
            named = by_suffix(name)
            return "tar" if named and named.name == "tar" else kind
    return None


def _by_look(head: bytes) -> str | None:
    text = head
    for mark, encoding in BOMS:
        if head.startswith(mark):
            text = head.removeprefix(mark).decode(encoding, "ignore").encode()
            break
    if _DOCTYPE.match(text):
        return "html"
    prologue = _PROLOGUE.match(text)
    root = _ROOT.match(text, prologue.end() if prologue else 0)
    if root:
        return _ROOTS.get(root[1].lower())
    if _MBOX.match(text):
        return "mbox"
    if _SAVED.search(text):
        return "saved"
    if text.startswith((b"{", b"[")) and b'"' in text[:200]:
        return _json(text)
    return "eml" if _MESSAGE.match(text) and len(_MAILED.findall(text)) > 1 else None


def _json(text: bytes) -> str:
    """Tell a file of one object or list from one with an object a line."""
    line, end, rest = text.partition(b"\n")
    if not text.startswith(b"{") or (end and not line.rstrip().endswith(b"}")):
        return "json"
    return "json" if rest.lstrip()[:1] not in {b"", b"{"} else "jsonl"


def _is_table(head: bytes, separators: tuple[str, ...]) -> bool:
    """Tell a table by its first line, if that names columns for the text and for one more thing that is known."""
    encoding, mark = next(((each, mark) for mark, each in BOMS if head.startswith(mark)), ("utf-8", b""))
    first = head.removeprefix(mark).decode(encoding, "replace").split("\n", 1)[0].strip("\r")
    rows = (first.replace('"', "").split(each) for each in separators)
    return any(len(names) > 1 and max(map(len, names)) < _NAME and known(names) > 1 for names in rows)


def unpacked_head(head: bytes) -> bytes:
    """Return the first bytes behind gzip."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return b""
