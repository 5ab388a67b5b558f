"""Files and folders on this machine: which are read, and what is wrong with those that cannot be."""

import difflib
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from newsweave.errors import DocumentError, MissingError
from newsweave.ingest.formats.found import LIMIT_MB, too_large
from newsweave.ingest.formats.sniff import HEAD, told
from newsweave.ingest.formats.table import FORMATS, PACKED, UNSURE, by_suffix
from newsweave.types import Failure

SUFFIXES = tuple(end for each in FORMATS.values() for end in each.suffixes if end not in UNSURE)


def whole(path: Path, thing: str) -> bytes:
    """Read a file that is one article.

    Raises:
        MissingError: There is none.
        DocumentError: It cannot be read.
        LimitError: It is larger than an article.
    """
    data = _start(path, thing, LIMIT_MB * 1_000_000 + 1)
    if len(data) > LIMIT_MB * 1_000_000:
        raise too_large(thing)
    return data


def head(path: Path, thing: str) -> bytes:
    """Read the first bytes of a file, by which its format is told.

    Raises:
        MissingError: There is none.
        DocumentError: It cannot be read.
    """
    return _start(path, thing, HEAD)


def _start(path: Path, thing: str, size: int) -> bytes:
    try:
        with opened(path, thing) as file:
            return file.read(size)
    except OSError as error:
        raise unreadable(thing, error) from error


def opened(path: Path, thing: str) -> BinaryIO:
    """Open a file.

    Raises:
        MissingError: There is none.
        DocumentError: It cannot be opened.
    """
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        if path.is_symlink():
            problem = f"is a link to {path.readlink().as_posix()}, which is not there"
            raise MissingError(thing, problem, "mend the link, or take it away") from error
        raise MissingError(thing, "there is no such file or folder", _near(path)) from error
    except (OSError, ValueError) as error:
        raise unreadable(thing, error) from error


def walk(folder: Path, left_out: Counter[str], within: Path | None = None) -> Iterator[Path | Failure]:
    """Yield the files that are read by name, depth first; count what is left out by its suffix.

    Args:
        folder: Where to look.
        left_out: Counts.
        within: The folder that was named; what a link in it leads to outside of it is not what was named.
    """
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield Failure(source=folder.as_posix(), error=unreadable(folder.as_posix(), error))
        return
    stems = {path.stem for path in paths if by_suffix(path.name)}
    home = folder.resolve() if within is None else within
    for path in paths:
        if path.name.startswith((".", "~$")):  # hidden, or Word's and Excel's mark of a file that is open
            continue
        if is_folder(path):
            if path.is_symlink():
                left_out["linked folder"] += 1
            else:
                yield from walk(path, left_out, home)
        elif path.is_symlink() and path.exists() and not path.resolve().is_relative_to(home):
            left_out["link out of the folder"] += 1
        elif path.stem.lower() == "readme":
            left_out["README"] += 1
        elif _is_article(path) and _is_readable(path):
            yield path
        elif path.suffix != ".toml" or path.stem not in stems:
            left_out[path.suffix.lower() or "without a suffix"] += 1


def _is_article(path: Path) -> bool:
    """Tell the formats of the table; XML only if it is a feed, for it can be anything."""
    name = path.name.lower()
    inner = next((name.removesuffix(end) for end in PACKED if name.endswith(end)), name)
    if inner.endswith(SUFFIXES):
        return True
    if path.suffix.lower() not in {".xml", ".rdf"} or not path.is_file():
        return False
    try:
        found = told(head(path, name), "")
    except DocumentError:
        return False
    return found is not None and found.name == "feed"


def unreadable(thing: str, error: OSError | ValueError) -> DocumentError:
    """Say why a file or folder cannot be read."""
    reason = getattr(error, "strerror", None) or str(error)
    return DocumentError(thing, f"cannot be read: {reason.lower()}", "look at its owner and permissions")


def is_folder(path: Path) -> bool:
    """Tell folders, without an error for a name too long or a folder that is closed to us: reading it will say so."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Tell files, as `is_folder`."""
    return stat.S_ISREG(_mode(path))


def is_pipe(path: Path) -> bool:
    """Tell pipes, sockets and devices, which can be read only once."""
    return _mode(path) != 0 and not (is_file(path) or is_folder(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def _is_readable(path: Path) -> bool:
    """Tell files, and links to nothing, from pipes and devices, which would be waited for."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def _near(path: Path) -> str:
    """Say which files stand near a path that names nothing."""
    folder = path.parent
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return f"nor can the folder {folder.as_posix()} be read; check the spelling"
    near = difflib.get_close_matches(path.name, names, n=2)
    if not near:
        return "check the spelling"
    return f"did you mean {' or '.join((folder / name).as_posix() for name in near)}?"
