"""What the change of some cells did to their bands, for those who decide what rests on them."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Changes:
    """What the change of some cells did to their bands.

    Attributes:
        changed: Ids of bands that are new or other than they were.
        unsettled: Ids of bands that lost a member, or one of whose members may say something else.
        joined: By the ids of bands for whose context other members speak now, those of them who did not before.
        gone: Ids of bands that are no more.
        renamed: Ids of other bands whose members speak otherwise for the name of their cluster.
        emptied: Clusters that lost a band which is no more; what is left of them is decided again.
        bereft: Cells that lost a band, or one of whose bands may say something else.
        left: Keys that bands left, and how many did.
        shorts: By kind and acronym, how many more bands it stands for.
    """

    changed: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    unsettled: set[str] = field(default_factory=set)
    joined: dict[str, frozenset[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    bereft: set[int] = field(default_factory=set)
    left: Counter[str] = field(default_factory=Counter)
    shorts: Counter[tuple[str, str]] = field(default_factory=Counter)
