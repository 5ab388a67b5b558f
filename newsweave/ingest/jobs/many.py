"""Extracting many documents, in this process or in several; what comes out is the same."""

from collections.abc import Generator, Iterable

from newsweave.config import Config
from newsweave.ingest.batches import batches
from newsweave.ingest.jobs.crew import Crew, cores
from newsweave.types import Document, Extraction, Failure

_DEFAULT = Config()


def extract_all(documents: Iterable[Document], *, config: Config = _DEFAULT) -> Generator[Extraction | Failure]:
    """Extract many documents, in order; one that cannot be read is a Failure, and the others go on.

    A document in another language than the pipeline's is one that cannot be read. Only some documents are held at a
    time. With `config.jobs` other than 1 they are read in so many processes.

    Raises:
        ModelError: The spaCy pipeline is not there.
        WorkerError: No further process can be started.
    """
    gathered = batches(documents, config.batch)
    jobs = config.jobs or cores()
    if jobs == 1:
        from newsweave.ingest.extraction import extract_batch  # noqa: PLC0415 - loads spaCy, which workers do else

        for batch in gathered:
            yield from extract_batch(batch, config=config)
        return
    crew = Crew(config, jobs)
    try:
        yield from crew.results(gathered)
    finally:
        crew.close()
