"""Extracting many documents, in this process or in several; what comes out is the same."""

from collections.abc import Generator, Iterable, Iterator

from newsweave.config import Config
from newsweave.ingest.jobs.crew import Crew, cores
from newsweave.types import Document, Extraction, Failure

_DEFAULT = Config()
MOST_CHARACTERS = 40_000  # together: spaCy takes some 3 KB for each of them while it reads


def extract_all(documents: Iterable[Document], *, config: Config = _DEFAULT) -> Generator[Extraction | Failure]:
    """Extract many documents, in order; one that cannot be read is a Failure, and the others go on.

    A document in another language than the pipeline's is one that cannot be read. Only some documents are held at a
    time. With `config.jobs` other than 1 they are read in so many processes.

    Raises:
        ModelError: The spaCy pipeline is not there.
        WorkerError: No further process can be started.
    """
    batches = _batches(documents, config.batch)
    jobs = config.jobs or cores()
    if jobs == 1:
        from newsweave.ingest.extraction import extract_batch  # noqa: PLC0415 - loads spaCy, which workers do else

        for batch in batches:
            yield from extract_batch(batch, config=config)
        return
    crew = Crew(config, jobs)
    try:
        yield from crew.results(batches)
    finally:
        crew.close()


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    """Gather documents: so many, or fewer if they are long."""
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
