"""Keeps tests away from the user's own layers, and from how they are started; the embedded base is shared."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def no_layers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Put the folder of user layers elsewhere, for this process and those that it starts."""
    folder, before = tmp_path_factory.mktemp("data"), os.environ.get("NEWSWEAVE_DATA")
    os.environ["NEWSWEAVE_DATA"] = str(folder)
    yield folder
    os.environ.pop("NEWSWEAVE_DATA")
    if before is not None:
        os.environ["NEWSWEAVE_DATA"] = before


@pytest.fixture(autouse=True, scope="session")
def interrupts() -> None:
    """Let Ctrl-C through: what a shell starts in the background ignores it, and so would all that tests start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
