"""No file crashes, holds or floods the run, reads another file, opens a connection or runs code."""

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsweave.config import Intake
from newsweave.errors import DocumentError, LimitError
from newsweave.ids import document_id
from newsweave.ingest.cleaning import clean
from newsweave.ingest.readers import _Reading, read
from newsweave.types import Document, Failure
from tests.ingest import samples
from tests.ingest.hostile import FILES, MB
from tests.ingest.samples import TEXT, put

_SECONDS = 10
_MEGABYTES = 1000
_READ = {  # some of them hold an article, which must come out all the same
    "attributes.html",
    "codec.html",
    "context.html",
    "deep.html",
    "deep.jsonl",
    "formulas.csv",
    "json-ld.html",
    "long-line.jsonl",
    "long.warc",
    "marks.txt",
    "mixed-encodings.csv",
    "object.json",
    "overrides.txt",
    "scripts.html",
    "surrogates.jsonl",
    "traversal.tgz",
    "traversal.zip",
    "wrong-encoding.html",
}


@pytest.fixture(scope="module")
def reading() -> Iterator[_Reading]:
    """Give one worker for all: what harms it must not harm the next file."""
    reading = _Reading(Intake())
    yield reading
    reading.apart.close()


@pytest.mark.parametrize("name", FILES)
def test_every_hostile_file_gives_documents_or_a_clear_error(name: str, tmp_path: Path, reading: _Reading) -> None:
    path = put(tmp_path / name, FILES[name]())
    began = time.process_time()
    found = list(reading.file(path, name, name))
    assert time.process_time() - began < _SECONDS  # the worker's time is limited by the system, see below
    assert reading.apart.megabytes < _MEGABYTES
    assert reading.apart.refused == []
    for item in found:
        assert (item.source or "").startswith(name)
        if isinstance(item, Document):
            valid(item)
        else:
            assert isinstance(item.error, DocumentError)
            assert "\n" not in str(item)
            assert len(str(item)) < 700
    assert name not in _READ or any(isinstance(item, Document) for item in found), str(found[0])
    assert found or name == "blank.jsonl"


def valid(document: Document) -> None:
    assert document.text == clean(document.text) != ""
    document.text.encode()
    assert document.id == document_id(
        document.text,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        author=document.author,
        published=document.published,
        language=document.language,
    )
    assert document.url is None or document.url.startswith(("http://", "https://"))
    assert ".." not in (document.source or "").split("/")


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(tmp_path: Path) -> None:
    put(tmp_path / "a.html", FILES["attributes-short.html"]())
    put(tmp_path / "b.html", samples.PAGE)
    first, second = read(tmp_path, intake=Intake(seconds=1))
    assert isinstance(first, Failure)
    assert isinstance(first.error, LimitError)
    stopped = r"a\.html: took more than \d seconds (of computing )?to read and was stopped; leave it out"
    assert re.search(stopped, str(first))  # which of the two clocks rings first depends on what else the machine does
    assert isinstance(second, Document)


def test_a_member_that_takes_too_long_is_stopped_and_the_others_are_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.txt": TEXT, "b.html": FILES["attributes-short.html"](), "c.txt": "Snow fell."}
    first, second, third = read(put(tmp_path / "a.zip", samples.packed(files)), intake=Intake(seconds=1))
    assert isinstance(first, Document)
    assert isinstance(second, Failure)
    assert second.source.endswith("a.zip#b.html")
    assert isinstance(third, Document)
    assert third.source == "a.zip#c.txt"


def test_a_file_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    put(tmp_path / "a.json", "[" + ",".join(['{"text": "Rain fell."}'] * 500_000) + "]")
    (found,) = read(tmp_path / "a.json", intake=Intake(memory_mb=40))
    assert isinstance(found, Failure)
    assert isinstance(found.error, LimitError)
    assert "MB" in str(found)


def test_a_reader_that_is_left_early_leaves_nothing_behind(tmp_path: Path) -> None:
    put(tmp_path / "a.jsonl", samples.json_lines() * 5_000)
    reading = _Reading(Intake(detect=False))
    next(pieces := reading.folder(tmp_path))
    worker = reading.apart._worker
    pieces.close()  # type: ignore[attr-defined]
    assert worker is not None
    assert worker.poll() is not None
    assert [item.source for item in reading.file(put(tmp_path / "b.json", '{"text": "Snow."}'), "b", "b")] == ["b#1"]
    reading.apart.close()


def test_nothing_that_a_file_points_to_is_asked(tmp_path: Path) -> None:
    """A listener on this machine, to which every sort of reference points, hears nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard: list[object] = []

        def listen() -> None:
            try:
                while True:
                    heard.append(server.accept())
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        doctype = f'<!DOCTYPE rss SYSTEM "{url}">'
        links = (
            f'<link rel="stylesheet" href="{url}"><base href="{url}"><meta http-equiv="refresh" content="0;url={url}">'
        )
        body = f'<img src="{url}"><iframe src="{url}"></iframe><script src="{url}"></script>'
        put(tmp_path / "a.html", samples.PAGE.replace("<head>", f"<head>{links}").replace("<h1>", f"{body}<h1>"))
        put(tmp_path / "b.rss", samples.RSS.replace("<rss", f'<?xml-stylesheet href="{url}"?>{doctype}<rss', 1))
        put(tmp_path / "c.xhtml", f'<!DOCTYPE html SYSTEM "{url}">{samples.PAGE[15:]}')
        put(tmp_path / "d.docx", samples.docx([TEXT], prologue=f'<!DOCTYPE w SYSTEM "{url}">'))
        put(tmp_path / "e.jsonl", f'{{"@context": "{url}", "text": "Rain fell.", "url": "{url}"}}')
        put(tmp_path / "f.warc.gz", samples.warc({url: samples.PAGE}))
        put(tmp_path / "g.eml", samples.mail(" ", f"<p>{TEXT}</p>{body}"))
        found = list(read(tmp_path))
        assert len([item for item in found if isinstance(item, Document)]) >= 6, [str(item) for item in found]
        server.shutdown(socket.SHUT_RDWR)
    assert heard == []


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/hostname')",
        "open(sys.argv[1], 'a')",
        "open(sys.argv[1] + '.new', 'w')",
        "os.open(sys.argv[1], os.O_RDWR)",
        "pathlib.Path('/etc/hostname').read_text()",
        "os.system('true')",
        "subprocess.run(['true'])",
        "os.fork()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "urllib.request.urlopen('http://127.0.0.1:9/')",
        "urllib.request.urlopen('file:///etc/hostname')",
        "os.remove(sys.argv[1])",
        "os.mkdir(sys.argv[1] + '.d')",
        "shutil.rmtree('/tmp/none')",
        "sqlite3.connect(sys.argv[1])",
    ],
)
def test_a_worker_refuses_itself_all_but_its_input(attempt: str, tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "Rain fell.")
    program = f"""
import os, pathlib, shutil, socket, sqlite3, subprocess, sys, urllib.request
from newsweave.ingest.confine import Fence
fence = Fence()
fence.allowed = sys.argv[1]
fence.raise_()
assert open(sys.argv[1]).read() == "Rain fell."
try:
    {attempt}
except Exception as error:
    print(len(fence.refused), str(error))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True, timeout=60
    )
    assert "a reader may not" in done.stdout, done.stdout
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.slow
def test_fifty_megabytes_in_one_paragraph_are_refused_at_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", b"Rain fell on Leeds. " * (50 * MB // 20))
    for name in ("a.txt", "a.html"):
        (found,) = read(path.rename(tmp_path / name))
        path = tmp_path / name
        assert isinstance(found, Failure)
        assert "is larger than 20 MB" in str(found)
