"""What a band says to comparisons, as text in its row, so that comparing reads no members."""

import json
from dataclasses import dataclass

from newsweave.codec import json_text
from newsweave.graph.link.judgement import accepted_ids
from newsweave.graph.names.keys import is_acronym
from newsweave.graph.resolution.namesakes import Namesakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a band says to comparisons.

    Attributes:
        name: The fullest way to write the name.
        country: The country that its members are known to belong to.
        distinctions: How much beside kind and name it takes to tell who is meant.
        shorts: Keys of the acronyms that some member has beside its name.
        links: Scheme and identifier of what its members are linked to.
        is_acronym: Whether the name itself is one.
    """

    name: str
    country: str | None
    distinctions: int
    shorts: frozenset[str]
    links: frozenset[tuple[str, str]]
    is_acronym: bool

    @classmethod
    def read(cls, text: str) -> "Said":
        """Read the text of a band's row."""
        name, country, distinctions, shorts, links = json.loads(text)
        linked = frozenset((scheme, each) for scheme, each in links)
        return cls(
            name=name,
            country=country,
            distinctions=distinctions,
            shorts=frozenset(shorts),
            links=linked,
            is_acronym=is_acronym(name),
        )

    def is_plainly_other(self, other: "Said") -> bool:
        """Tell whether two bands have one acronym beside different names, which says that they are not one."""
        if self.is_acronym or other.is_acronym:
            return False
        return not self.shorts.isdisjoint(other.shorts) and self.links.isdisjoint(other.links)


def said_of(group: Namesakes) -> str:
    """Write all that comparisons by name read of a band."""
    links = sorted((scheme, each) for scheme, ids in accepted_ids(group.members).items() for each in ids)
    return json_text((group.name, group.country, group.distinctions, sorted(group.shorts), links))
