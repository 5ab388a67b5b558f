import subprocess
import sys
from pathlib import Path

import pytest

_GATES = Path(__file__).parent.parent / "benchmarks"


@pytest.mark.model
@pytest.mark.parametrize("gate", ["evaluate.py", "joining.py"])
def test_no_score_is_below_its_floor(gate: str) -> None:
    done = subprocess.run([sys.executable, str(_GATES / gate)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
