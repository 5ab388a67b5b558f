"""The file of a store: one writes, others read; no room, no rights, damage and strangers are told apart."""

import os
import resource
import shutil
import signal
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsweave.cli import main
from newsweave.codec import encode, json_text
from newsweave.errors import BusyError, StoreError
from newsweave.graph import Graph
from newsweave.graph.resolution.resolve import resolve
from newsweave.graph.store.file import Lock, renew
from newsweave.graph.store.schema import VERSION
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.raw import Raw
from newsweave.testing import make_article

_NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a store with two articles."""
    path = tmp_path / "news.db"
    with closing(SqliteStore(path)) as store:
        for seed in (1, 2):
            store.put(make_article(seed), f"{seed}.txt")
        store.resolve()
    return path


def _in_child(work: Callable[[], str]) -> str:
    """Do work in a process of its own, and return what it says."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, work().encode())
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()


def _fill(store: SqliteStore) -> None:
    with store.writing():
        for seed in range(3, 60):
            store.put(make_article(seed, names=20), f"{seed}.txt")


def _is_whole(path: Path) -> bool:
    with closing(SqliteStore(path)) as store:
        same = store.graph() == Graph.of([make_article(1), make_article(2)])
        return same and not list(store.check())


def test_a_closed_store_is_one_file(path: Path) -> None:
    assert sorted(file.name for file in path.parent.iterdir()) == ["news.db", "news.db-lock"]
    path.with_name("news.db-lock").unlink()
    assert _is_whole(path)


def test_a_second_writer_is_told_who_writes(path: Path) -> None:
    with closing(SqliteStore(path)), pytest.raises(BusyError) as told:
        SqliteStore(path, wait=0)
    problem = f"another process is writing to it (process {os.getpid()})"
    assert str(told.value) == f"{path.as_posix()}: {problem}; wait until it is done, or stop it"


def test_a_second_writer_waits(path: Path) -> None:
    lock = Lock(path, 0)
    threading.Timer(0.2, lock.release).start()
    began = time.monotonic()
    SqliteStore(path, wait=20).close()
    assert time.monotonic() - began >= 0.1


def test_others_read_while_one_writes(path: Path) -> None:
    before = Graph.of([make_article(1), make_article(2)])
    with closing(SqliteStore(path)) as writer, closing(SqliteStore(path, read_only=True)) as reader:
        with writer.writing():
            writer.put(make_article(3), "3.txt")
            assert reader.graph() == before
        assert len(reader.recipes()) == 3
        assert reader.graph() == Graph.of(map(make_article, (1, 2, 3))), "not resolved yet, and the graph is right"
        with pytest.raises(StoreError, match="opened to be read"):
            reader.put(make_article(4), "4.txt")


def test_a_backup_is_a_store_even_while_it_is_written(path: Path) -> None:
    copy = path.with_name("copy.db")
    with closing(SqliteStore(path)) as writer, writer.writing():
        writer.put(make_article(3), "3.txt")
        with closing(SqliteStore(path, read_only=True)) as reader:
            reader.backup(copy)
    assert _is_whole(copy)


def test_no_more_room_is_told_and_nothing_is_lost(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match=r"news\.db: there is no more room for it .*; make room on the disk"):
            _fill(store)
    assert _is_whole(path)


def test_a_file_that_must_not_grow_is_told_and_nothing_is_lost(path: Path) -> None:
    def work() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = SqliteStore(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        _fill(store)
        return "filled"

    assert _in_child(work).startswith(f"StoreError: {path.as_posix()}: ")
    assert _is_whole(path)


@contextmanager
def _locked_away(path: Path, folder_too: bool) -> Iterator[None]:
    path.chmod(0o444)
    if folder_too:
        path.parent.chmod(0o555)
    try:
        yield
    finally:
        path.parent.chmod(0o755)
        path.chmod(0o644)


def _as_nobody(work: Callable[[], str]) -> Callable[[], str]:
    """Give up the rights of the administrator, who may write everywhere."""

    def humbly() -> str:
        if os.getuid() == 0:
            os.setuid(_NOBODY)
        return work()

    return humbly


@pytest.fixture
def open_path(path: Path) -> Iterator[Path]:
    """Put the store where everybody may look."""
    folder = Path("/tmp") / f"newsweave-test-{os.getpid()}"
    folder.mkdir()
    folder.chmod(0o755)
    try:
        yield Path(shutil.copy(path, folder))
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("folder_too", [False, True])
def test_what_must_not_be_written_can_be_read_and_is_told(open_path: Path, folder_too: bool) -> None:
    def read() -> str:
        with closing(SqliteStore(open_path, read_only=True)) as store:
            return str(len(store.recipes()))

    def write() -> str:
        with closing(SqliteStore(open_path)) as store:
            store.put(make_article(3), "3.txt")
        return "written"

    with _locked_away(open_path, folder_too):
        assert _in_child(_as_nobody(read)) == "2"
        told = _in_child(_as_nobody(write))
    assert told.startswith(f"StoreError: {open_path.as_posix()}: it cannot be ")
    assert "permissions" in told
    assert _is_whole(open_path)


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    for read_only in (False, True):
        with pytest.raises(StoreError, match=rf"it is of version {VERSION + 1}, .*; install a newer Newsweave"):
            SqliteStore(path, read_only=read_only)


def _age(path: Path) -> None:
    """Make a store of version 1 of a new one: places told nothing of their own, bands kept hashes of what they say."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            DROP INDEX band_cell;
            ALTER TABLE band DROP COLUMN said;
            ALTER TABLE band DROP COLUMN speaking;
            ALTER TABLE band ADD COLUMN digest BLOB NOT NULL DEFAULT x'00';
            ALTER TABLE band ADD COLUMN asked BLOB NOT NULL DEFAULT x'00';
            CREATE INDEX band_cell ON band (cell);
            """
        )
        connection.execute("ALTER TABLE origin DROP COLUMN digest")
        connection.execute("ALTER TABLE origin DROP COLUMN raw")
        connection.execute("PRAGMA user_version = 1")


def _tables(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_a_store_of_an_older_version_is_brought_up_to_date(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        graph = store.graph()
    tables = _tables(path)
    _age(path)
    with pytest.raises(StoreError, match=r"it is from an older version; bring it up to date: newsweave status --store"):
        SqliteStore(path, read_only=True)
    renew(path, wait=0)
    with closing(SqliteStore(path, read_only=True)) as store:
        assert store.graph() == graph
        assert not list(store.check())
    before = path.read_bytes()
    renew(path, wait=0)
    assert (path.read_bytes(), [name for _, name, _ in _tables(path)]) == (before, [name for _, name, _ in tables])


def test_what_an_older_version_resolved_is_resolved_again(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    articles = [make_article(seed, names=12) for seed in range(40)]
    with closing(SqliteStore(path)) as store:
        for article in articles[:30]:
            store.put(article, str(article.document.source))
        store.resolve()
    _age(path)
    with closing(SqliteStore(path)) as store:
        assert store.resolution() == resolve(articles[:30])
        for article in articles[30:]:
            store.put(article, str(article.document.source))
        assert store.remove(articles[0].document.id)
        assert store.resolution() == resolve(articles[1:])
        assert not list(store.check())


def test_status_brings_a_store_of_an_older_version_up_to_date(path: Path) -> None:
    _age(path)
    result = CliRunner().invoke(main, ["status", "--store", str(path)])
    assert (result.exit_code, "documents" in result.stdout) == (0, True)
    with closing(SqliteStore(path, read_only=True)) as store:
        assert len(store.recipes()) == 2


def test_a_record_of_an_older_version_keeps_its_digest(tmp_path: Path) -> None:
    article = make_article(1)
    said = replace(article, document=replace(article.document, digest="1" * 64))
    path = tmp_path / "old.db"
    with closing(SqliteStore(path)) as store:
        store.put(article, "1.txt")
    data = json_text(encode(said, said.document.id)).encode()
    with closing(sqlite3.connect(path)) as connection, connection:
        values = blake2b(data, digest_size=16).digest(), zlib.compress(data)
        connection.execute("UPDATE document SET digest = ?, record = ?", values)
    _age(path)
    renew(path, wait=0)
    with closing(SqliteStore(path)) as store:
        assert store.extraction(said.document.id).document.digest == "1" * 64
        assert store.place(said.document.id, "1.txt", said.document.source, digest="2" * 64, raw=Raw())
        document = store.extraction(said.document.id).document
        assert (document.digest, document.raw) == ("2" * 64, Raw())
        assert not list(store.check())


def test_strangers_are_refused_and_left_as_they_are(tmp_path: Path) -> None:
    other, text = tmp_path / "other.db", tmp_path / "text.txt"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (number)")
    text.write_text("Rain fell on the town. " * 100)
    before = other.read_bytes(), text.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="another program's database; choose another file"):
            SqliteStore(other, read_only=read_only)
        with pytest.raises(StoreError, match="it is no store"):
            SqliteStore(text, read_only=read_only)
    assert (other.read_bytes(), text.read_bytes()) == before
    with pytest.raises(StoreError, match="there is no such store; make one: newsweave add"):
        SqliteStore(tmp_path / "none.db", read_only=True)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE document SET record = x'00' WHERE number = 1", "is damaged: it cannot be unpacked"),
        ("UPDATE document SET digest = x'00' WHERE number = 1", "is damaged: it is not what was written"),
        ("DELETE FROM origin WHERE document = 1", "was read nowhere"),
        ("DELETE FROM entity WHERE document = 1", "are not those of its record"),
        ("UPDATE variant SET size = size + 1 WHERE number = 1", "is counted wrongly"),
        ("UPDATE band SET cluster = NULL", "are in no cluster"),
        ("UPDATE cluster SET id = 'x'", "is not the only one of its id"),
    ],
)
def test_check_finds_what_is_wrong(path: Path, harm: str, told: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(harm)
    with closing(SqliteStore(path)) as store:
        assert any(told in problem for problem in store.check())


def test_check_finds_broken_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 12 : 4096 * 14] = b"\x55" * 8192
    path.write_bytes(data)
    with closing(SqliteStore(path)) as store:
        try:
            assert list(store.check())
        except StoreError as error:
            assert "damaged" in str(error)  # noqa: PT017 - either is right
