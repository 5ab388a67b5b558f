"""The word lists of `data/event_cues.toml`, read once."""

import functools
from dataclasses import dataclass

from newsweave.ingest.lists import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCues:
    """Words that tell what is an event, and how its participants stand; verbs in their dictionary form.

    Attributes:
        aspect: Verbs for how another goes on.
        stative: Verbs that tell a state.
        locative: Prepositions before where something happens.
        direction: Prepositions before where something goes.
        moving: Types of event whose direction is a place.
        armed: Types of event that are done with something.
        targeted: Types of event that concern somebody, who may be named far below.
        hostile: Types that are a threat if a speaker announces to do them.
        friendly: Types that are an agreement if a speaker announces to do them.
        undergone: Verbs that always have an object.
        striking: Types of event that strike a place.
        mute: Types that nobody does by speaking: with words in quotation marks beside it, the verb reports them.
        reported: Verbs of what others say or think of somebody, in the passive: "are believed to be trapped".
        spoken: Types of event that are done by saying something.
        fining: Types of event in which somebody is made to pay.
        setting: Nouns that tell when or how behind a preposition.
        said_in: Nouns for what is said or written.
        of_verbs: Verbs whose "of" is their own and not their object's.
    """

    aspect: frozenset[str]
    stative: frozenset[str]
    locative: frozenset[str]
    direction: frozenset[str]
    moving: frozenset[str]
    armed: frozenset[str]
    targeted: frozenset[str]
    hostile: frozenset[str]
    friendly: frozenset[str]
    undergone: frozenset[str]
    striking: frozenset[str]
    mute: frozenset[str]
    reported: frozenset[str]
    spoken: frozenset[str]
    of_verbs: frozenset[str]
    said_in: frozenset[str]
    fining: frozenset[str]
    setting: frozenset[str]


@functools.cache
def event_cues() -> EventCues:
    """Return the lists; read on first use."""
    data = read_table("event_cues")
    return EventCues(**{name: frozenset(words) for name, words in data.items()})
