"""Everything that can go wrong, as a tree.

    NewsweaveError
     ├── DocumentError      one document cannot be used; the run goes on without it
     │    ├── MissingError      the path names nothing
     │    ├── EmptyError        there is no text in it
     │    ├── BinaryError       it is no text (a picture, an archive, ...)
     │    ├── EncodingError     the bytes are not UTF-8
     │    ├── MetadataError     the front matter or sidecar says something that cannot be
     │    ├── FormatError       it is damaged, or not of the format that it says
     │    ├── LimitError        it is too large, or reading it takes too long or too much memory
     │    ├── ExtraError        its format needs a library that is not installed
     │    ├── FetchError        an address that the user gave does not give an article
     │    ├── LanguageError     it is in a language that the pipeline does not read
     │    └── CrashError        the process that extracted it died
     ├── ConfigError        a file of settings cannot be read, or says something that cannot be
     ├── ModelError         the spaCy pipeline is not installed or does not fit
     ├── WorkerError        the processes that should extract cannot be started
     ├── KnowledgeError     a knowledge base or a layer of one cannot be read
     ├── MissingPackageError  a library that only one command needs is not installed; names the extra
     ├── QueryError         a query in SPARQL is wrong, or would do more than read
     ├── RecordError        a records file is damaged or from another version
     ├── StoreError         a store cannot be opened, written or trusted
 │    └── BusyError         another process is writing to it
 ├── ServiceError       a service on the network does not answer, or not as it should; a run can go on without
     ├── UnknownNameError   no such format, predicate, entity ...; lists what exists
     └── WriteError         a file cannot be written

A message names the thing, the place in it, what is wrong and the cure, in one line.
"""

import difflib
from collections.abc import Iterable


class NewsweaveError(Exception):
    """The root: `except NewsweaveError` catches whatever this package raises on purpose.

    Args:
        thing: What it is about: a file's name, an option.
        problem: What is wrong, without a full stop.
        cure: What the user can do about it.
        place: Where in the thing: "line 3", "byte 512"; empty where there is none.
    """

    def __init__(self, thing: str, problem: str, cure: str, place: str = "") -> None:
        where = f"{thing}, {place}" if place else thing
        super().__init__(f"{where}: {problem}; {cure}")
        self.thing = thing
        self.problem = problem
        self.cure = cure
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        """Let errors travel between processes whole."""
        return type(self), (self.thing, self.problem, self.cure, self.place)


class DocumentError(NewsweaveError):
    """One document cannot be used; the others of a run still can."""


class MissingError(DocumentError):
    """The path names nothing."""


class EmptyError(DocumentError):
    """There is no text in it."""


class BinaryError(DocumentError):
    """It is not text."""


class EncodingError(DocumentError):
    """The bytes are not UTF-8."""


class MetadataError(DocumentError):
    """The front matter or sidecar file says something that cannot be."""


class FormatError(DocumentError):
    """It is damaged, or not of the format that its name or first bytes say."""


class LimitError(DocumentError):
    """It is too large, or reading it takes too long or too much memory."""


class ExtraError(DocumentError):
    """Its format needs a library that is not installed."""


class FetchError(DocumentError):
    """An address that the user gave does not give an article."""


class LanguageError(DocumentError):
    """It is in a language that the pipeline does not read."""


class CrashError(DocumentError):
    """The process that extracted it died."""


class ConfigError(NewsweaveError):
    """A file of settings cannot be read, or a value in it cannot be; the place is section -> key."""


class WorkerError(NewsweaveError):
    """The processes that should extract cannot be started."""


class ModelError(NewsweaveError):
    """The spaCy pipeline is not installed or does not fit."""


class KnowledgeError(NewsweaveError):
    """A knowledge base, or the file of a layer, is not there or says something that cannot be."""


class MissingPackageError(NewsweaveError):
    """A library that only one command needs is not installed.

    Args:
        library: Its name.
        extra: The extra of this package that brings it.
        command: What needs it.
    """

    def __init__(self, library: str, extra: str, command: str) -> None:
        super().__init__(command, f"it needs {library}, which is not installed", f"pip install 'newsweave[{extra}]'")
        self.arguments = library, extra, command

    def __reduce__(self) -> tuple[object, ...]:
        """Let errors travel between processes whole."""
        return type(self), self.arguments


class QueryError(NewsweaveError):
    """A query in SPARQL is wrong, or would do more than read."""


class RecordError(NewsweaveError):
    """A records file is damaged or was written by another version."""


class StoreError(NewsweaveError):
    """A store cannot be opened, written or trusted."""


class BusyError(StoreError):
    """Another process is writing to the store."""


class ServiceError(NewsweaveError):
    """A service on the network does not answer, or not as it should; a run can go on without it."""


class WriteError(NewsweaveError):
    """A file cannot be written."""


class UnknownNameError(NewsweaveError):
    """A name that does not exist; the message lists those that do, or those that come near.

    Args:
        thing: What was asked for: an option, "entity".
        name: The name that does not exist.
        available: The names that do; or, with `near`, those of too many to list that look like it.
        place: Where in the thing.
        near: Whether `available` is a choice of near names.
    """

    def __init__(self, thing: str, name: str, available: Iterable[str], place: str = "", *, near: bool = False) -> None:
        names = list(available) if near else sorted(available)
        meant = names if near else difflib.get_close_matches(name, names, n=3)
        parts = [f"did you mean {' or '.join(meant)}?"] if meant else []
        if not near:
            parts.append(f"available: {', '.join(names)}")
        super().__init__(thing, f"there is no {name!r}", " ".join(parts) or "nothing comes near it", place)
        self.name = name
        self.available = tuple(names)
        self.near = near

    def __reduce__(self) -> tuple[object, ...]:
        """Let errors travel between processes whole."""
        return _unknown_name, (self.thing, self.name, self.available, self.place, self.near)


def _unknown_name(thing: str, name: str, available: tuple[str, ...], place: str, near: bool) -> UnknownNameError:
    return UnknownNameError(thing, name, available, place, near=near)
