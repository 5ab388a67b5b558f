"""What a store can do: keep what documents say, take a document out again, and tell the graph of what remains.

Two keep the promise: `MemoryStore` for as long as a program runs, `SqliteStore` in one file. Both pass
`newsweave.testing.StoreConformance`.
"""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsweave.graph.resolution.resolve import Resolution
from newsweave.graph.view import Graph
from newsweave.raw import Raw
from newsweave.types import Extraction, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A document that could not be used, until it can.

    Attributes:
        origin: Where it was to be read.
        problem: The name of the error's class.
        message: The error in one line.
        given: The path that was given when it was found: a folder that it is in, or itself.
    """

    origin: str
    problem: str
    message: str
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entity as a look-up by name finds it.

    Attributes:
        id: Its canonical id.
        kind: What sort of thing it is.
        name: Its fullest name.
        size: How many entities of single documents it unites.
    """

    id: str
    kind: Kind
    name: str
    size: int


class Store(Protocol):
    """Keeps extractions, and the graph that they make.

    A document belongs to the places where it was read, its origins; it stays as long as it has one. Its source, its
    digest and its way back to what was read are those of the first of them, by source. Of two documents with one URL
    the later put stays. What is kept does not depend on the order of the calls but for that.
    """

    def writing(self) -> AbstractContextManager[None]:
        """Do what is done within all at once: an error takes all of it back."""

    def put(self, extraction: Extraction, origin: str, recipe: str = "") -> bool:
        """Keep an extraction; that of an equal document is replaced.

        Args:
            extraction: What a document says.
            origin: Where the document was read.
            recipe: What read it: software, model and knowledge bases, so that a run can tell what to read again.

        Returns:
            Whether anything changed.

        Raises:
            RecordError: The extraction refers to what it does not hold.
        """

    def place(
        self, document: str, origin: str, source: str | None, *, digest: str | None = None, raw: Raw | None = None
    ) -> bool:
        """Note that a document that is there was read at an origin as well; tell whether that is new.

        Args:
            document: Its id.
            origin: Where it was read.
            source: What it is called there.
            digest: Hash of what was read there.
            raw: The way back to what was read there.
        """

    def keep(self, origin: str, documents: Collection[str]) -> tuple[str, ...]:
        """Forget that other documents than these were read at an origin; those without any go, and are listed."""

    def remove(self, document: str) -> bool:
        """Take a document out, wherever it was read; tell whether it was there."""

    def recipes(self) -> dict[str, str]:
        """Tell what read each document, by document id."""

    def origins(self) -> dict[str, dict[str, str]]:
        """Tell what was read at each origin: the ids of documents, and what they are called as sources."""

    def at_url(self, url: str) -> str | None:
        """Return the id of the document that was published at a URL."""

    def extraction(self, document: str) -> Extraction:
        """Return what a document says.

        Raises:
            UnknownNameError: It is not there.
        """

    def extractions(self) -> Iterator[Extraction]:
        """Give the extractions one at a time, by document id."""

    def fail(self, failed: Failed) -> None:
        """Note that a document cannot be used; a later note on the same origin replaces it."""

    def forgive(self, origin: str) -> None:
        """Forget a failure."""

    def failures(self) -> tuple[Failed, ...]:
        """List the documents that could not be used, by origin."""

    def correct(self, line: str) -> None:
        """Add a line to the log of corrections."""

    def corrections(self) -> tuple[str, ...]:
        """Give the log of corrections, in order."""

    def resolve(self) -> int:
        """Decide again who is one and the same where documents came or went.

        Returns:
            How many names were looked at.
        """

    def resolution(self) -> Resolution:
        """Tell who is one and the same: what `newsweave.graph.resolution.resolve` says of all extractions at once."""

    def graph(self, *, on_disk: bool = False) -> Graph:
        """Make the graph of everything that is there, in memory or, as `Graph.of` tells, on disk."""

    def find(self, name: str, *, most: int | None = None) -> tuple[Known, ...]:
        """List the entities that bear a name, the largest first, then by id; case and accents do not matter.

        Args:
            name: A whole name.
            most: List so many at most; of "Senate" there may be thousands.
        """

    def check(self) -> Iterator[str]:
        """List what is wrong with the store, a sentence each; nothing if all is well."""

    def backup(self, to: str | Path) -> None:
        """Copy the store as it is at this moment to a file that `SqliteStore` opens."""

    def close(self) -> None:
        """Let go of the store."""
