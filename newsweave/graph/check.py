"""Hold that extractions and clusters fit together before anything is built on them."""

from collections.abc import Iterable, Iterator, Sequence

from newsweave.errors import RecordError
from newsweave.types import Cluster, Evidence, Extraction, Participant


def check(extractions: Sequence[Extraction], clusters: Sequence[Cluster]) -> None:
    """Check that each local entity is in exactly one cluster and that nothing refers to an unknown one.

    Raises:
        RecordError: Names the first entity, cluster or document that does not fit.
    """
    known = _owners(extractions)
    _check_clusters(clusters, known)
    for extraction in extractions:
        for place, identifier in _references(extraction):
            if known.get(identifier) != extraction.document.id:
                raise RecordError(
                    f"document {extraction.document.id}",
                    f"{identifier!r} is none of its entities",
                    "extract the document again",
                    place,
                )


def check_extraction(extraction: Extraction) -> None:
    """Check that what one document says refers to nothing but its own entities.

    Raises:
        RecordError: Names the first value that does not fit.
    """
    check([extraction], [Cluster(id=entity.id, members=(entity.id,)) for entity in extraction.entities])


def _owners(extractions: Sequence[Extraction]) -> dict[str, str]:
    """Tell which document each local entity is from."""
    owners: dict[str, str] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            if entity.id in owners:
                raise RecordError(
                    f"entity {entity.id}",
                    f"it is in documents {owners[entity.id]} and {extraction.document.id}",
                    "an entity's id hashes its document; extract both again",
                )
            owners[entity.id] = extraction.document.id
    return owners


def _check_clusters(clusters: Sequence[Cluster], known: dict[str, str]) -> None:
    cure = "resolve the extractions again"
    cluster_of: dict[str, str] = {}
    for cluster in clusters:
        if not cluster.members:
            raise RecordError(f"cluster {cluster.id}", "it has no members", cure)
        for member in cluster.members:
            if member not in known:
                raise RecordError(f"cluster {cluster.id}", f"no document has its member {member}", cure)
            if member in cluster_of:
                where = f"clusters {cluster_of[member]} and {cluster.id}"
                raise RecordError(f"entity {member}", f"it is in {where}", cure)
            cluster_of[member] = cluster.id
    if len({cluster.id for cluster in clusters}) < len(clusters):
        raise RecordError("clusters", "two have the same id", cure)
    missing = sorted(known.keys() - cluster_of.keys())
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise RecordError("clusters", f"{', '.join(missing[:3])}{more} are in no cluster", cure)


def _references(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """List each local entity id that the extraction's values refer to, with the value that does."""
    for mention in extraction.mentions:
        yield f"mention {mention.text!r}", mention.entity
    for statement in extraction.statements:
        yield f"statement {statement.id}", statement.subject
        yield f"statement {statement.id}", statement.object
        yield from _named(f"statement {statement.id}", _claimants(statement.evidence))
    for event in extraction.events:
        yield from _named(f"event {event.id}", (filler.participant for filler in event.roles))
        yield from _named(f"event {event.id}", _claimants(event.evidence))
    for quote in extraction.quotes:
        yield from _named(f"quote {quote.id}", (quote.speaker, quote.addressee, quote.medium))
        yield from _named(f"quote {quote.id}", _claimants(quote.evidence))
    for triple in extraction.triples:
        ends = (triple.subject, triple.object, triple.evidence.claimant)
        yield from _named(f"triple {triple.id}", ends)


def _claimants(evidence: Iterable[Evidence]) -> Iterator[Participant | None]:
    return (item.claimant for item in evidence)


def _named(place: str, participants: Iterable[Participant | None]) -> Iterator[tuple[str, str]]:
    return ((place, who.entity) for who in participants if who is not None and who.entity is not None)
