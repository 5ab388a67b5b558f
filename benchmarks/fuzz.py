"""Fuzzing of the readers: damaged files of every format must be found or refused, and nothing else.

python benchmarks/fuzz.py --seconds 60 --seed 1

Takes files of every format, damages them, and reads them in this process, as the worker would: what is found must be
clean, what is not must be a DocumentError. The tests run the same for a moment (tests/ingest/test_fuzz.py); this runs
as long as it is told, and writes the first case that fails to fuzz-case.bin.
"""

import argparse
import io
import logging
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsweave.errors import DocumentError
from newsweave.ingest.cleaning import clean
from newsweave.ingest.formats.found import Found, Request
from newsweave.ingest.formats.sniff import HEAD, told
from newsweave.ingest.formats.table import FORMATS
from tests.ingest.seeds import SEEDS

_TOKENS = (
    *(b"\0", b"\xff", b"<", b">", b'"', b"\n", b"\r\n", b",", b"{", b"[", b"&", b";", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"]]>", b"<![CDATA[", b"--", b"/Length 99999", b"endstream", b"obj", b"<<"),
    *(
        b"Content-Length: 99999999\r\n",
        b"WARC/1.0\r\n",
        b"From a Thu Jan  6 10:00:00 2022\n",
        b"Content-Type: multipart/x",
    ),
    *(
        "é".encode(),
        "\u202e".encode(),
        "\U0001f600".encode(),
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"9" * 30,
        b"(" * 300,
        b"<p>" * 300,
    ),
)


def damaged(data: bytes, choose: random.Random) -> bytes:
    """Damage a file in some places: cut, double, swap, overwrite, insert."""
    out = bytearray(data)
    for _ in range(choose.randint(1, 6)):
        start = choose.randrange(len(out) + 1)
        end = min(len(out), start + choose.choice((1, 4, 40, 400)))
        what = choose.randrange(6)
        if what == 0:
            del out[start:end]
        elif what == 1:
            out[start:start] = out[start:end] * choose.choice((1, 2, 50))
        elif what == 2:
            out[start:start] = choose.choice(_TOKENS)
        elif what == 3:
            out[start:end] = bytes(choose.randrange(256) for _ in range(end - start))
        elif what == 4 and start < len(out):
            out[start] ^= 1 << choose.randrange(8)
        else:
            del out[start:]
    return bytes(out[:200_000])


def read(data: bytes, name: str) -> str:
    """Read a file in this process, and say how it went: "found", "refused", "nothing".

    Raises:
        Exception: Whatever is no DocumentError: a fault in a reader.
    """
    format_ = told(data[:HEAD], name) or FORMATS["text"]
    outcome = "nothing"
    try:
        for piece, _ in zip(
            format_.reader(name)(io.BytesIO(data), Request(thing=name, name=name)), range(200), strict=False
        ):
            try:
                check(piece.read())
                outcome = "found"
            except DocumentError as error:
                outcome = "refused" if outcome == "nothing" else outcome
                str(error).encode("utf-8", "backslashreplace")
    except (DocumentError, RecursionError, MemoryError):
        outcome = "refused" if outcome == "nothing" else outcome
    return outcome


def check(found: Found) -> None:
    """Hold what is found to what the rest of the pipeline relies on."""
    assert found.text.strip()
    assert found.text == clean(found.text)
    found.text.encode()
    for value in (found.metadata.title, found.metadata.author, found.metadata.publisher):
        assert value is None or ("\n" not in value and value.encode())
    assert found.metadata.url is None or found.metadata.url.startswith("http")


def main() -> None:
    """Fuzz for a while."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    choose = random.Random(given.seed)
    logging.disable(logging.CRITICAL)
    files = [(name, make()) for name, make in SEEDS.items()]
    until, count, slowest = time.monotonic() + given.seconds, Counter[str](), (0.0, "")
    while time.monotonic() < until:
        name, whole = choose.choice(files)
        data = damaged(whole, choose)
        began = time.process_time()
        try:
            outcome = read(data, name)
        except Exception as error:
            Path("fuzz-case.bin").write_bytes(data)
            raise SystemExit(f"{name}: {type(error).__name__}: {error} (fuzz-case.bin)") from error
        slowest = max(slowest, (time.process_time() - began, name))
        count[f"{Path(name).suffix} {outcome}"] += 1
    for line, number in sorted(count.items()):
        print(f"{number:7} {line}")
    print(f"{count.total()} files; the slowest took {slowest[0]:.1f} s ({slowest[1]})")


if __name__ == "__main__":
    main()
