"""Each case of hostile input that we promise to stand has a test, and a text that is too long is refused at once."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsweave.config import Config, Intake
from newsweave.errors import LimitError
from newsweave.ids import make_document
from newsweave.ingest import extract_all, readers
from newsweave.types import Extraction, Failure
from tests.ingest.hostile import FILES
from tests.ingest.samples import put
from tests.test_hostile_text import TEXTS

# What is promised, and the files (a suffix) and texts that hold us to it.
PROMISED = {
    "empty": ["empty.txt", "empty.html", "empty.pdf", "empty.zip", "empty.csv", "blank.jsonl"],
    "one paragraph without end": ["paragraph.txt", "line.csv", "long-line.jsonl"],
    "one token of a million characters": ["one-token.txt", "one-token.html", "one token"],
    "NULs and control characters": ["nulls.txt", "controls.txt", "controls.html", "controls"],
    "lone surrogates": ["surrogates.txt", "surrogates.jsonl", "surrogates"],
    "mixed and wrong encodings": ["mixed-encodings.txt", "mixed-encodings.csv", "wrong-encoding.html", "codec.html"],
    "byte-order marks": ["marks.txt", "marks.csv"],
    "right-to-left overrides": ["overrides.txt", "overrides"],
    "zero-width and combining floods": ["zero-width.txt", "combining.txt", "zero width", "combining"],
    "deeply nested HTML": ["deep.html", "deep-tables.html", "unclosed.html"],
    "entity-expansion XML": ["laughs.rss", "laughs.html", "laughs.docx", "external.rss", "external.docx"],
    "zip bombs": ["bomb.zip", "bombs.zip", "bomb-inside.zip", "overlapping.zip", "lying.zip", "bomb.gz", "bomb.docx"],
    "path traversal in archives": ["traversal.zip", "traversal.tgz"],
    "encrypted and broken PDFs": ["encrypted.pdf", "broken.pdf", "cut-off.pdf", "looping.pdf", "bomb.pdf", "busy.pdf"],
    "endless feeds": ["wide.rss", "large.rss", "deep.rss"],
    "CSV with a million columns": ["columns.csv", "quote.csv"],
    "JSON nested 100k deep": ["deep.json", "deep.jsonl"],
    "WARC with lying lengths": ["long.warc", "short.warc", "negative.warc.gz", "header.warc"],
    "8,000 opening brackets without a space": ["brackets.txt", "brackets"],
    "one tag with 200,000 attributes": ["attributes.html", "attributes.rss"],
    "Turtle, SPARQL, XML, HTML scripts, formulas, Windows paths, IRIs with spaces": [
        "meant",
        "scripts.html",
        "formulas.csv",
        "object.json",
    ],
}
_WORDS = "Interior Minister Karl Weber and Anna Berg of the Acme Corporation met in Leeds and Paris on Tuesday and "


@pytest.mark.parametrize("promise", PROMISED)
def test_what_is_promised_has_cases(promise: str) -> None:
    assert [name for name in PROMISED[promise] if name not in FILES and name not in TEXTS] == []


_READ = """
import sys, time
from newsweave import usage
from newsweave.ids import make_document
from newsweave.ingest import extract_all, readers
list(extract_all([make_document("Rain fell.")]))  # the model is loaded by now
began = time.process_time()
(found,) = extract_all(readers.read(sys.argv[1]))
print(time.process_time() - began, usage.peak() / 1e6, type(found.error).__name__)
print(found)
"""


@pytest.mark.model
def test_twenty_megabytes_in_one_paragraph_are_refused_at_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", (_WORDS * (19_500_000 // len(_WORDS))).encode())
    done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
    figures, told = done.stdout.splitlines()
    seconds, megabytes, error = figures.split()
    assert error == LimitError.__name__
    assert "a.txt: has more than 40,000 words and punctuation marks; cut it" in told
    assert "--longest" in told
    assert float(seconds) < 10
    assert float(megabytes) < 1000


@pytest.mark.model
def test_the_limit_can_be_raised_and_counts_words() -> None:
    document = make_document(_WORDS * 20)
    (short,) = extract_all([document], config=Config(longest=19))
    assert isinstance(short, Failure)
    (read,) = extract_all([document], config=Config(longest=20 * len(_WORDS.split())))
    assert isinstance(read, Extraction)
    assert read.entities
    (blank,) = extract_all([make_document(" \n" * 50_000 + "Rain fell.")], config=Config(longest=3))
    assert isinstance(blank, Extraction)


@pytest.mark.model
@pytest.mark.slow
def test_the_longest_article_in_one_sentence_is_read_in_time() -> None:
    list(extract_all([make_document("Rain fell.")]))
    began = time.process_time()
    (found,) = extract_all([make_document(_WORDS * (40_000 // len(_WORDS.split())))])
    assert isinstance(found, Extraction)
    assert time.process_time() - began < 20  # twice what it takes on a core of its own


def test_a_stream_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_MOST_SPOOLED", 5_000_000)
    (found,) = readers.read("/dev/zero", intake=Intake())
    assert isinstance(found, Failure)
    assert "/dev/zero: is larger than 5 MB; save it to a file, and give that" in str(found)
