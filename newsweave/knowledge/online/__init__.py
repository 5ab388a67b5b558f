"""Knowledge bases on the network: asked only when the user says so, politely, and remembered on disk.

    base = open_service("wikidata")
    base.candidates("Nursultan Nazarbayev", Kind.PERSON)

Importing this package loads httpx; nothing else in Newsweave does.
"""

from pathlib import Path

from newsweave.errors import ServiceError, UnknownNameError
from newsweave.knowledge.online.cache import Cache, default_path
from newsweave.knowledge.online.http import Client, Patience
from newsweave.knowledge.online.reconciliation import Reconciliation
from newsweave.knowledge.online.trouble import insecure
from newsweave.knowledge.online.wikidata import API, Wikidata

__all__ = ["Cache", "Client", "Patience", "Reconciliation", "Wikidata", "default_path", "open_service"]

WIKIDATA = "wikidata"


def open_service(
    spec: str,
    *,
    cache: str | Path | None = None,
    offline: bool = False,
    allow_http: bool = False,
    wikidata_api: str = API,
    patience: Patience | None = None,
) -> Wikidata | Reconciliation:
    """Open a knowledge base on the network. Nothing is asked yet.

    Args:
        spec: "wikidata", or the address of a service that speaks the Reconciliation API v0.2.
        cache: File that remembers answers; `default_path()` if not given.
        offline: Ask nothing: what the cache does not hold has no candidates.
        allow_http: Allow http:// beyond this machine.
        wikidata_api: Address of api.php, of Wikidata or a Wikibase with the same properties.
        patience: How long to wait, and how often to ask again.

    Returns:
        The base; its methods raise ServiceError while the service is in trouble.

    Raises:
        UnknownNameError: There is no such service.
        ServiceError: It may not be asked over http, or the cache cannot be used.
    """
    if spec != WIKIDATA and "://" not in spec:
        raise UnknownNameError("service", spec, (WIKIDATA, "the https:// address of a reconciliation service"))
    address = wikidata_api if spec == WIKIDATA else spec
    if trouble := insecure(address, allow_http):
        raise ServiceError(f"service {spec!r}", trouble.problem, trouble.cure)
    answers = Cache(Path(cache) if cache else None, offline=offline)
    client = Client(spec, patience=patience, allow_http=allow_http)
    return (
        Wikidata(client, answers, api=address) if spec == WIKIDATA else Reconciliation(client, answers, endpoint=spec)
    )
