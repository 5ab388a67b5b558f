"""The embedded base, built once; the contract with rigour for those who have it, as its update needs a compiler."""

from importlib import util

import pytest

from newsweave.knowledge.places import default_base
from newsweave.knowledge.store import SqliteBase

collect_ignore = [] if util.find_spec("rigour") else ["test_rigour.py"]


@pytest.fixture(scope="session")
def places() -> SqliteBase:
    return default_base()
