"""Damages files at random and reads them as the worker would, and takes texts through the pipeline; in this process."""

import io
import json
import random
from collections.abc import Iterator

from newsweave.errors import DocumentError
from newsweave.exports.records import lines, read_records
from newsweave.graph import Graph
from newsweave.ids import make_document
from newsweave.ingest.cleaning import clean
from newsweave.ingest.extraction import extract
from newsweave.ingest.formats.found import Found, Request
from newsweave.ingest.formats.sniff import HEAD, told
from newsweave.ingest.formats.table import FORMATS
from newsweave.ingest.offsets import Traced
from newsweave.types import Extraction, Span

_TOKENS = (
    *(b"\0", b"\xff", b"<", b">", b'"', b"\n", b"\r\n", b",", b"{", b"[", b"&", b";", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"]]>", b"<![CDATA[", b"--", b"/Length 99999", b"endstream", b"obj", b"<<"),
    *(
        b"Content-Length: 99999999\r\n",
        b"WARC/1.0\r\n",
        b"From a Thu Jan  6 10:00:00 2022\n",
        b"Content-Type: multipart/x",
    ),
    *(
        "é".encode(),
        "\u202e".encode(),
        "\U0001f600".encode(),
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"9" * 30,
        b"(" * 300,
        b"<p>" * 300,
    ),
)


def damaged(data: bytes, choose: random.Random) -> bytes:
    """Damage a file in some places: cut, double, swap, overwrite, insert."""
    out = bytearray(data)
    for _ in range(choose.randint(1, 6)):
        start = choose.randrange(len(out) + 1)
        end = min(len(out), start + choose.choice((1, 4, 40, 400)))
        what = choose.randrange(6)
        if what == 0:
            del out[start:end]
        elif what == 1:
            out[start:start] = out[start:end] * choose.choice((1, 2, 50))
        elif what == 2:
            out[start:start] = choose.choice(_TOKENS)
        elif what == 3:
            out[start:end] = bytes(choose.randrange(256) for _ in range(end - start))
        elif what == 4 and start < len(out):
            out[start] ^= 1 << choose.randrange(8)
        else:
            del out[start:]
    return bytes(out[:200_000])


def read(data: bytes, name: str) -> str:
    """Read a file in this process, and say how it went: "found", "refused", "nothing".

    Raises:
        Exception: Whatever is no DocumentError: a fault in a reader.
    """
    format_ = told(data[:HEAD], name) or FORMATS["text"]
    outcome = "nothing"
    try:
        for piece, _ in zip(
            format_.reader(name)(io.BytesIO(data), Request(thing=name, name=name)), range(200), strict=False
        ):
            try:
                check(piece.read())
                outcome = "found"
            except DocumentError as error:
                outcome = "refused" if outcome == "nothing" else outcome
                str(error).encode("utf-8", "backslashreplace")
    except (DocumentError, RecursionError, MemoryError):
        outcome = "refused" if outcome == "nothing" else outcome
    return outcome


def check(found: Found) -> None:
    """Hold what is found to what the rest of the pipeline relies on."""
    assert found.text.strip()
    assert found.text == clean(found.text)
    found.text.encode()
    for value in (found.metadata.title, found.metadata.author, found.metadata.publisher):
        assert value is None or ("\n" not in value and value.encode())
    assert found.metadata.url is None or found.metadata.url.startswith("http")


WORDS = (
    "Angela Merkel|President Karl Weber|the United States|Leeds|said|sacked|of|in March|18 people|who|minister"
    "|on Monday|killed|and|The police|Ms. Berg|Northern Bank Ltd.|will|not|that|to|he|her|former|visited"
    "|arrested|according to"
).split("|")
MARKS = (
    ",|.|\n\n|“|”|'s|(|)|\u202e|\u200b|\ufb01|\u00ad|\U0001f600|e\u0301|\t|<b>|—|\u2028|ß|İ|...|?|12.5%|$3m|\ufeff|\r\n"
    "|\x00|\ud800|2022-01-06|; |:|#|@|&amp;|\u0661\u0662|½|²|ǅ|\u1e9e|١٬٠٠٠|1e309|9999999999999999999999|-|/"
).split("|")


def text_of(choose: random.Random) -> str:
    """Make a text of words, marks and any letters."""
    between = choose.choice(("", " ", " ", " "))
    return between.join(_part(choose) for _ in range(choose.randrange(120)))


def _part(choose: random.Random) -> str:
    what = choose.randrange(10)
    if what < 7:
        return choose.choice(WORDS)
    return choose.choice(MARKS) * choose.choice((1, 1, 1, 3)) if what < 9 else chr(choose.randrange(0x110000))


def through(text: str) -> str:
    """Take a text through the pipeline, and hold that all spans reproduce words; say whether it said anything.

    Raises:
        Exception: Whatever goes wrong.
    """
    traced = Traced(text).cleaned()
    document = make_document(traced.text, raw=traced.raw())
    said = extract(document)
    for span, words in _spans(said):
        assert document.text[span.start : span.end] == words
        first, last = document.raw_span(span.start, span.end) or (0, 0)
        assert words in clean(text[first:last])
    graph = Graph.of([said])
    written = list(lines(graph))
    assert all(json.loads(line) for line in written)
    assert read_records(written) == graph
    return "something" if said.events or said.statements or said.quotes else "mentions" if said.mentions else "nothing"


def _spans(said: Extraction) -> Iterator[tuple[Span, str]]:
    for mention in said.mentions:
        yield mention.span, mention.text
        assert mention.sentence.start <= mention.span.start < mention.span.end <= mention.sentence.end
    for event in said.events:
        for role in event.roles:
            yield role.participant.span, role.participant.text
    for quote in said.quotes:
        assert 0 <= quote.content.start <= quote.content.end <= len(said.document.text)
    for triple in said.triples:
        for part in (triple.subject, triple.object):
            yield part.span, part.text
