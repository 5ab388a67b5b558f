"""Which knowledge bases a run links with, and the linking of many documents."""

from collections.abc import Callable, Iterable, Iterator

from newsweave.clock import stage
from newsweave.config import Config
from newsweave.errors import ServiceError
from newsweave.graph.link.entities import link
from newsweave.knowledge.layers import open_layer
from newsweave.knowledge.places import default_base
from newsweave.knowledge.stack import stack
from newsweave.knowledge.types import KnowledgeBase
from newsweave.types import Extraction, Failure


class Linker:
    """Links documents with the bases that a configuration names.

    Files are asked first: what they say needs no network. A service is asked only for what is not linked by then,
    and no more in this run once it has failed.
    """

    def __init__(self, config: Config, on_failure: Callable[[Failure], object]) -> None:
        self._config = config
        self._on_failure = on_failure

    def all(self, extractions: Iterable[Extraction]) -> Iterator[Extraction]:
        """Link documents, in order; bases are opened with the first."""
        base: KnowledgeBase | None = None
        service: KnowledgeBase | None = None
        for number, extraction in enumerate(extractions):
            with stage("linking"):
                if not number:
                    base, service = open_bases(self._config), open_service(self._config)
                linked = link(extraction, base) if base else extraction
                if service:
                    try:
                        linked = link(linked, service)
                    except ServiceError as error:
                        self._on_failure(Failure(source=str(self._config.link), error=error))
                        service = None
            yield linked


def open_bases(config: Config) -> KnowledgeBase | None:
    """Open the files that a configuration names, the user's before our own; None if there are none.

    Raises:
        KnowledgeError: One of them cannot be used.
    """
    bases = [open_layer(path) for path in config.knowledge]
    if config.embedded:
        bases.append(default_base())
    return stack(bases) if bases else None


def open_service(config: Config) -> KnowledgeBase | None:
    """Open the service that a configuration names; nothing is asked of it yet."""
    if config.link is None:
        return None
    from newsweave.knowledge.online import open_service as opened  # noqa: PLC0415 - only who asks loads the network

    return opened(config.link)
