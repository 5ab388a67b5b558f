"""Garbage looked for less often while a run goes on.

Python looks for objects that hold each other, and that nobody else holds, after every 700 new ones; a run makes
millions that stay, and next to none of that sort. Of 150 articles, from the file to the files, the search took 0.9 s of
10 at 700 and 0.2 s at 50,000.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two searches; some 5 MB.
OFTEN_ENOUGH = 50_000


@contextmanager
def seldom() -> Iterator[None]:
    """Look less often while something runs, unless the program looks less often still, or not at all.

    >>> with seldom():
    ...     gc.get_threshold()[0] >= OFTEN_ENOUGH
    True
    """
    before = gc.get_threshold()
    if 0 < before[0] < OFTEN_ENOUGH:
        gc.set_threshold(OFTEN_ENOUGH, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
