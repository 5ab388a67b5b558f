import subprocess
import sys
from pathlib import Path

import pytest

_GATE = Path(__file__).parent.parent / "benchmarks" / "evaluate.py"


@pytest.mark.model
def test_no_score_is_below_its_floor() -> None:
    done = subprocess.run([sys.executable, str(_GATE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
