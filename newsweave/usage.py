"""What a process has used of the machine: time of the processor, and memory at its most.

`getrusage` alone would mislead: on Linux the most of a process that another one started begins with what its parent
held at that moment (setmax_mm_hiwater_rss in fs/exec.c), so that a small worker of a large process would look large.
/proc/self/status counts anew with each program (VmHWM in proc(5)).
"""

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def seconds() -> float:
    """Return the seconds of processor time that this process has used; 0 on Windows."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0.0
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak() -> int:
    """Return the most memory that this process has held, in bytes; 0 on Windows."""
    lines = _STATUS.read_text("utf-8").splitlines() if _STATUS.exists() else []
    for line in lines:
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
