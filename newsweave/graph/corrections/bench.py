"""The workbench of a replay: which local entity is in which cluster, and which of them a target means."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from newsweave.graph.corrections.correction import Place, Target
from newsweave.graph.names.fold import plain
from newsweave.ids import canonical_id
from newsweave.types import Cluster, Entity, Extraction, Kind, Mention


class Bench:
    """Clusters that can be joined and parted; nothing outside sees it.

    Attributes:
        extractions: By document id.
        members: Local ids by cluster id.
        cluster_of: Cluster id by local id.
        owner: Document id by local id.
    """

    def __init__(self, extractions: Iterable[Extraction], clusters: Iterable[Cluster]) -> None:
        self.extractions = {each.document.id: each for each in extractions}
        self.members = {cluster.id: set(cluster.members) for cluster in clusters}
        self.cluster_of = {local: cluster for cluster, members in self.members.items() for local in members}
        self.owner: dict[str, str] = {}
        self._entities: dict[str, Entity] = {}
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._mentions: dict[str, list[Mention]] = {}
        for document in self.extractions:
            self.reindex(document)

    def reindex(self, document: str) -> None:
        """Take in the entities and mentions of a document whose extraction was changed."""
        extraction = self.extractions[document]
        self._entities.update((entity.id, entity) for entity in extraction.entities)
        self.owner.update((entity.id, document) for entity in extraction.entities)
        for entity in extraction.entities:
            for name in _names(entity):
                self._bearers[name].add(entity.id)
        self._mentions[document] = sorted(extraction.mentions, key=lambda each: each.span)

    def entity(self, local: str) -> Entity:
        """Return a local entity."""
        return self._entities[local]

    def mentioned(self, places: Iterable[Place]) -> Mapping[str, list[Mention]]:
        """List by local id the mentions at these places: just there, or where there are none, overlapping."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for place in places:
            near = [
                mention
                for mention in self._mentions.get(place.document, ())
                if mention.span.start < place.end and place.start < mention.span.end
            ]
            exact = [each for each in near if (each.span.start, each.span.end) == (place.start, place.end)]
            for mention in exact or near:
                found[mention.entity].append(mention)
        return found

    def find(self, target: Target) -> str | None:
        """Return the cluster that an entity target means: by its places, or where none is left by name and kind."""
        at_places = self.mentioned(target.places)
        if at_places:
            count = Counter(self.cluster_of[local] for local, listed in at_places.items() for _ in listed)
            best = max(count.values())
            named = self._called(target)
            return min((each for each in count if count[each] == best), key=lambda each: (each not in named, each))
        named = self._called(target)
        return min(named) if len(named) == 1 else None

    def _called(self, target: Target) -> set[str]:
        """List the clusters of which an entity has this name and kind."""
        return {
            self.cluster_of[local]
            for local in self._bearers.get(plain(target.name), ())
            if self._entities[local].kind.value == target.kind and called(self._entities[local], target)
        }

    def join(self, first: str, second: str) -> None:
        """Put the second cluster into the first, which keeps its id."""
        if first != second:
            moved = self.members.pop(second)
            self.members[first] |= moved
            self.cluster_of.update(dict.fromkeys(moved, first))

    def part(self, moved: set[str]) -> str:
        """Take local entities out of their cluster, and return the id of the new one that they make."""
        first = self._entities[min(moved)]
        identifier = self._free_id(first.kind, first.name, first.id)
        for local in moved:
            members = self.members.get(self.cluster_of.get(local, ""), set())
            members.discard(local)
            self.cluster_of[local] = identifier
        self.members[identifier] = set(moved)
        return identifier

    def _free_id(self, kind: Kind, name: str, local: str) -> str:
        identifier = canonical_id(kind, name, "parted", local)
        while identifier in self.members:
            local += "+"
            identifier = canonical_id(kind, name, "parted", local)
        return identifier

    def clusters(self) -> tuple[Cluster, ...]:
        """List the clusters as they are now, by id."""
        return tuple(
            Cluster(id=identifier, members=tuple(sorted(members)))
            for identifier, members in sorted(self.members.items())
            if members
        )


def called(entity: Entity, target: Target) -> bool:
    """Tell whether a local entity bears the name of a target."""
    return plain(target.name) in _names(entity)


def _names(entity: Entity) -> set[str]:
    return {plain(entity.name), *(plain(name) for name, _ in entity.names)}
