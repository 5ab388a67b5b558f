"""Killed at any moment, a store has lost nothing that was committed and holds no half article."""

import os
import random
import select
import signal
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from newsweave.graph.resolution.resolve import resolve
from newsweave.graph.store.sqlite import SqliteStore
from newsweave.testing import make_article

_KILLS = 120
_ARTICLES = 24


def _step(store: SqliteStore, number: int) -> None:
    """Do the step of a number in one transaction, and write the number down in it."""
    with store.writing():
        _act(store, number)
        store.correct(str(number))


def _act(store: SqliteStore, number: int) -> None:
    if number % 3 == 2:
        store.resolve()
        return
    for seed in _seeds(number):
        article = make_article(seed, names=9)
        if number % 3 == 0:
            store.put(article, str(article.document.source))
        else:
            store.remove(article.document.id)


def _seeds(number: int) -> list[int]:
    return random.Random(number).sample(range(_ARTICLES), 5 if number % 3 == 0 else 3)


def _expected(steps: int) -> set[int]:
    """Tell which articles are there after so many steps."""
    there: set[int] = set()
    for number in range(steps):
        if number % 3 == 0:
            there.update(_seeds(number))
        elif number % 3 == 1:
            there.difference_update(_seeds(number))
    return there


def _child(work: Callable[[int], None]) -> tuple[int, int]:
    """Do work in a process of its own; return its id, and where to read what it writes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        work(writing)
    finally:
        os._exit(0)


def _killed(path: Path, begun: int, after: float) -> int:
    """Let a process take steps and kill it some seconds after the first; return how many it knew to be done."""

    def work(writing: int) -> None:
        store = SqliteStore(path)
        os.write(writing, b"open\n")
        for number in count(begun):
            _step(store, number)
            os.write(writing, b"done\n")

    child, reading = _child(work)
    select.select([reading], [], [], 30)
    select.select([], [], [], after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return begun + pipe.read().count("done\n")


@pytest.mark.slow
def test_killed_at_any_moment_it_keeps_what_was_committed(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    drawn = random.Random(0)
    resolve(make_article(seed, names=9) for seed in range(_ARTICLES))  # loads tables, which children then need not
    done = 0
    for kill in range(_KILLS):
        known = _killed(path, done, drawn.random() * 0.15)
        with closing(SqliteStore(path)) as store:
            log = store.corrections()
            assert log == tuple(map(str, range(len(log))))
            assert known <= len(log) <= known + 1, "what was committed is there, and at most the step at hand"
            done = len(log)
            there = [make_article(seed, names=9) for seed in sorted(_expected(done))]
            assert sorted(store.recipes()) == sorted(article.document.id for article in there)
            assert not list(store.check())
            if kill % 10 == 9:
                assert sorted(store.extractions(), key=lambda said: said.document.id) == sorted(
                    there, key=lambda said: said.document.id
                )
                assert store.resolution() == resolve(there)
    assert done > _KILLS / 2
