"""A sound file of each format, to be damaged by the fuzzer."""

import bz2
import gzip
import json
import lzma
import plistlib
from collections.abc import Callable
from pathlib import Path

from tests.ingest import samples
from tests.ingest.samples import ATOM, FIRST, PAGE, RSS, SECOND, TEXT

SEEDS: dict[str, Callable[[], bytes]] = {
    "a.txt": f"---\ntitle: Rain\npublished: 2022-01-06\n---\n{TEXT}".encode,
    "a.html": PAGE.encode,
    "a.pdf": lambda: samples.pdf([["Heavy rain fell in inter-", "national waters."], ["Snow fell."]], "Rain"),
    "a.docx": lambda: samples.docx([FIRST, SECOND]),
    "a.eml": lambda: samples.mail(TEXT, f"<p>{FIRST}</p>"),
    "a.mbox": lambda: samples.mbox(samples.mail(FIRST), samples.mail(SECOND)),
    "a.rss": RSS.encode,
    "a.atom": ATOM.encode,
    "a.jsonl": lambda: samples.json_lines().encode(),
    "a.json": lambda: json.dumps(samples.rows()).encode(),
    "a.csv": lambda: samples.csv_table().encode(),
    "a.parquet": samples.parquet,
    "a.warc": lambda: gzip.decompress(samples.warc({"https://a.example/1": PAGE, "https://a.example/2": PAGE})),
    "a.warc.gz": lambda: samples.warc({"https://a.example/1": PAGE}),
    "a.zip": lambda: samples.packed({"a.txt": TEXT, "b.html": PAGE, "c.jsonl": samples.json_lines()}),
    "a.tar.gz": lambda: samples.tar({"a.txt": TEXT, "b.html": PAGE}),
    "a.mhtml": lambda: (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nContent-Type: text/html\n\n"
        + PAGE.encode()
    ),
    "a.webarchive": lambda: plistlib.dumps(
        {"WebMainResource": {"WebResourceData": PAGE.encode(), "WebResourceURL": "https://a.example/"}},
        fmt=plistlib.FMT_BINARY,
    ),
    "b.eml": lambda: samples.mail(
        f"Look!\n\n-----Original Message-----\nFrom: A <a@b.example>\nSent: 6 Jan 2022\n\n{TEXT}"
    ),
    "b.html": (Path(__file__).parent / "pages" / "table_layout.html").read_bytes,
    "a.tar.xz": lambda: lzma.compress(gzip.decompress(samples.tar({"a.txt": TEXT, "b.html": PAGE}))),
    "a.txt.bz2": lambda: bz2.compress(TEXT.encode()),
    "b.zip": lambda: samples.packed(
        {"a.zip": samples.packed({"a.txt": TEXT}), "b.txt.gz": gzip.compress(TEXT.encode())}
    ),
    "a.jsonl.gz": lambda: gzip.compress(samples.json_lines().encode()),
}
