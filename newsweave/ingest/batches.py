"""Which documents are read together: as many as are fast, and no more than memory should hold."""

from collections.abc import Iterable, Iterator

from newsweave.types import Document

# Characters that spaCy reads together: it takes some 3 KB for each of them while it reads.
MOST_CHARACTERS = 40_000


def batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    """Gather documents, in order: so many at a time, or fewer if they are long."""
    batch: list[Document] = []
    characters = 0
    for document in documents:
        characters += len(document.text)
        if batch and (len(batch) == size or characters > MOST_CHARACTERS):
            yield batch
            batch, characters = [], len(document.text)
        batch.append(document)
    if batch:
        yield batch
