"""What is done by saying something: to announce help is to agree, to announce a boycott is to threaten.

Peru said it would release the prisoners        AGREE
The party said it will boycott the election     THREATEN
Peru said it would not release the prisoners    REJECT
The queen said that Peru must leave             REQUEST
"""

from spacy.tokens import Token

from newsweave.ingest.events.cues import event_cues
from newsweave.ingest.events.matching import has_marks, verb_pattern
from newsweave.ingest.grammar import clauses
from newsweave.ingest.grammar.inflection import lemma

_WILL = frozenset({"will", "would", "'ll", "’ll", "wo", "shall"})
_MUST = frozenset({"must", "should"})
_VOWING = frozenset({"vow", "swear", "pledge", "promise"})
_PROMISING = frozenset({"pledge", "promise"})
_CLAIMING = frozenset({"claim", "charge"})
_SAME = frozenset({"it", "they", "he", "she", "we", "i"})


def vowed_type(verb: Token) -> str:
    """Return the type of a vow: to vow to attack is to threaten."""
    below = [child for child in verb.children if child.dep_ == "xcomp" and clauses.is_verb(child)]
    patterns = (verb_pattern(child) for child in below[:1])
    types = {pattern.type for pattern in patterns if pattern is not None}
    if types <= {"MOBILIZE"} and lemma(verb) in _PROMISING:  # "promised to send soldiers" to those in need
        return "AGREE"
    return "THREATEN" if types & event_cues().hostile and lemma(verb) in _VOWING else "AGREE"


def spoken_type(verb: Token, usual: str) -> str:
    """Return the type of event that a verb of speaking is, by what is said: `usual` if it is nothing more."""
    for content in verb.children:
        if content.dep_ != "ccomp" or not clauses.is_verb(content):
            continue
        if has_marks(content.doc[content.left_edge.i : verb.i + 1]):
            continue
        auxiliaries = {child.lower_ for child in content.children if child.dep_ == "aux"}
        subject = [child for child in content.children if child.dep_ in {"nsubj", "nsubjpass"}]
        own = bool(subject) and subject[0].lower_ in _SAME
        pattern = verb_pattern(content)
        denied = any(child.dep_ == "neg" for child in content.children)
        if auxiliaries & _MUST and subject and not own:
            return "REQUEST"
        if lemma(verb) in _CLAIMING and not own and pattern is not None and pattern.type in event_cues().hostile:
            return "ACCUSE"
        if own and pattern is not None and pattern.words[0] == "be" and pattern.type == "AGREE":
            return usual if denied else "AGREE"
        if not (auxiliaries & _WILL) or not own or pattern is None:
            continue
        if denied and pattern.type in event_cues().friendly:
            return "REJECT"
        if pattern.type in event_cues().hostile and not denied:
            return "THREATEN"
        if pattern.type in event_cues().friendly and not denied:
            return "AGREE"
    return usual
