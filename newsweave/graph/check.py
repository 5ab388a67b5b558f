"""Hold that extractions and clusters fit together before anything is built on them."""

from collections.abc import Sequence

from newsweave.errors import RecordError
from newsweave.graph.extractions import ENTITIES, OnDisk, identifiers
from newsweave.graph.references import check_references
from newsweave.types import Cluster, Extraction


def check(extractions: Sequence[Extraction], clusters: Sequence[Cluster]) -> None:
    """Check that each local entity is in exactly one cluster and that nothing refers to an unknown one.

    Raises:
        RecordError: Names the first entity, cluster or document that does not fit.
    """
    _check_clusters(clusters, _owners(extractions))
    if not isinstance(extractions, OnDisk):  # which holds it of each that it takes
        for extraction in extractions:
            check_references(extraction)


def check_extraction(extraction: Extraction) -> None:
    """Check that what one document says refers to nothing but its own entities.

    Raises:
        RecordError: Names the first value that does not fit.
    """
    check([extraction], [Cluster(id=entity.id, members=(entity.id,)) for entity in extraction.entities])


def _owners(extractions: Sequence[Extraction]) -> dict[str, str]:
    """Tell which document each local entity is from."""
    owners: dict[str, str] = {}
    for document, entities in zip(identifiers(extractions), ENTITIES.of(extractions), strict=True):
        for entity in entities:
            if entity.id in owners:
                problem = f"it is in documents {owners[entity.id]} and {document}"
                raise RecordError(
                    f"entity {entity.id}", problem, "an entity's id hashes its document; extract both again"
                )
            owners[entity.id] = document
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
