"""What a process has used: a small child of a large parent is small."""

import subprocess
import sys
import time

import pytest

from newsweave import usage

_MB = 1_000_000

_TELL = "from newsweave import usage; print(usage.peak())"
_LARGE = f"""
import subprocess, sys
from newsweave import usage
held = b"x" * {300 * _MB}
del held
child = subprocess.run([sys.executable, "-c", {_TELL!r}], capture_output=True, text=True, check=True)
print(usage.peak(), child.stdout.strip())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the figures are the system's own")
def test_the_peak_of_a_process_is_its_own_and_not_its_parents() -> None:
    done = subprocess.run([sys.executable, "-c", _LARGE], capture_output=True, text=True, check=True)
    parent, child = map(int, done.stdout.split())
    assert parent > 300 * _MB
    assert 5 * _MB < child < 200 * _MB


def test_time_grows() -> None:
    before, until = usage.seconds(), time.process_time() + 0.05
    while time.process_time() < until:
        pass
    assert usage.seconds() > before
