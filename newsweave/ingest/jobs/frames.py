"""What two processes of ours say to each other: pickled values over pipes, each after its length.

Pickle, because both ends are this package, and because it is faster than the JSON of `newsweave.codec`: of an article
of 480 tokens, which takes 75 ms to extract, 0.4 ms to write and 0.8 ms to read against 2.6 and 3.8.
"""

import pickle
import struct
from typing import IO, Any

from newsweave.packing import dumped

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], value: object) -> None:
    """Send a value.

    Raises:
        OSError: The other end is closed.
    """
    data = dumped(value)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Wait for a value, still packed; None if the other end is closed, amid a value or between two."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


def unpacked(data: bytes) -> Any:
    """Make the value of what was received."""
    return pickle.loads(data)


def portable(error: Exception) -> Exception:
    """Return an error that travels: itself, or one with its words if it cannot be packed and unpacked.

    >>> portable(ValueError("no"))
    ValueError('no')
    """
    try:
        pickle.loads(dumped(error))
    except Exception:  # whatever its class does when it is made again
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
