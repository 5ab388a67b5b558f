"""What several tests of exports need."""

from pathlib import Path

import pytest

from tests.exports.foreign.programs import fetch_graphology


@pytest.fixture(scope="session")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fetch graphology and its two readers from npm, once a run."""
    return fetch_graphology(tmp_path_factory.mktemp("graphology"))
