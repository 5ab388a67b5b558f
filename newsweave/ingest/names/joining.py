"""What the model split or cut short: names side by side joined, names extended.

Alia + Salem, Indonesian + navy         -> Alia Salem, Indonesian navy joined
Ministry + of Culture                   -> Ministry of Culture         extended
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.given import given_names
from newsweave.ingest.names.name import NAME_TAGS, Name, words
from newsweave.types import Kind

# Between a given name and a family name: "Joseph ole Tipanoi".
JOINING = frozenset(
    "ole ould ag bint bin ibn ben abu de da di do dos das del della von van der den ter ten zu la le e y".split()
)
# Between the hyphens of one name: "Tehreek-e-Insaf".
_LINKS = frozenset({"e", "i", "ul", "ud", "al", "el", "ur", "us", "az"})
_SPLIT_KINDS = (Kind.PERSON, Kind.PLACE, Kind.NORP)
# With a nationality before it, the name of a country's own.
_FORCES = frozenset({"navy", "army", "military", "team"})
_HEAD_REACH = 4  # words from a people or place to the head of the name that it begins
# Behind a town they make a club of it, whatever the article is about.
_CLUBS = frozenset({"FC", "AFC", "SC", "FK", "CF", "BK", "IF", "Rovers", "Wanderers", "Athletic", "Albion", "Hotspur"})
_CLUB_HEADS = frozenset({"fc", "united", "rovers", "wanderers", "rangers", "club", "dynamo", "parliament"})
_OF_PLACES = frozenset({"do", "da", "dos", "de", "del"})
_EPITHETS = frozenset("Great Terrible Conqueror Elder Younger Magnificent Wise Baptist Lionheart Bold Pious".split())


def joined(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Join what the model split: "Alia" and "Salem" side by side, "Indonesian" and "navy"."""
    at = 0
    while at < len(names):
        name = names[at]
        following = names[at + 1] if at + 1 < len(names) else None
        if following and _is_one_person(doc, name, following):
            yield Name(name.start, following.end, Kind.PERSON)
            at += 2
            continue
        force = name.kind is Kind.NORP and name.end < len(doc) and doc[name.end].text in _FORCES
        best = gazetteer().best(words(doc, name))
        force = force and not (name.end + 1 < len(doc) and doc[name.end + 1].lower_ in {"mate", "mates"})
        yield Name(name.start, name.end + 1, Kind.ORG) if force and best and best.kind is Kind.NORP else name
        at += 1


def _is_one_person(doc: Doc, first: Name, second: Name) -> bool:
    """Tell whether two names that the model took for two things are one: given and family name, side by side."""
    if doc[second.start].is_sent_start:
        return False
    if first.kind is Kind.NORP and second.kind is Kind.PERSON and first.end == second.start:
        lone = first.end - first.start == 1 and words(doc, first) not in gazetteer()  # taken for a people: "Bonomade"
        return lone and doc[first.start].dep_ == "compound" and doc[first.start].head.i == second.end - 1
    if second.end - second.start > 1:  # "Ursula | von der Leyen"
        particle = doc[second.start].text in JOINING and first.end == second.start
        return particle and first.kind is Kind.PERSON and second.kind is Kind.PERSON and first.end - first.start == 1
    apart = doc[first.end : second.start]
    if apart.text and not (len(apart) < 3 and all(token.text in JOINING for token in apart)):
        return False
    if not doc[second.start].text.istitle():
        return False
    if first.kind is Kind.PERSON and (first.end - first.start > 1 or apart.text):
        given = bool(apart.text) and doc[first.start].text in given_names() and doc[second.start].tag_ in NAME_TAGS
        return words(doc, second) not in gazetteer() and (given or _is_compound(doc, first, second))
    if first.end - first.start > 1 or apart.text:
        return False
    if second.kind is Kind.PERSON and first.kind is Kind.ORG and not doc[first.start].text.isupper():
        return words(doc, first) not in gazetteer() and _is_compound(doc, first, second)
    if first.kind is not second.kind or first.kind not in _SPLIT_KINDS:
        return False
    return words(doc, first) not in gazetteer() and doc[first.start].text.istitle()


def _is_compound(doc: Doc, first: Name, second: Name) -> bool:
    """Tell whether the parse makes one phrase of a person's name and the word behind it."""
    root = doc[first.start : first.end].root
    called = doc[first.start].text in given_names()
    tagged = (second.kind in (Kind.PERSON, Kind.PLACE) or called) and doc[second.start].tag_ in NAME_TAGS
    return tagged and root.dep_ in {"compound", "nmod"} and root.head.i == second.start


def extended(doc: Doc, name: Name) -> Name:
    """Take in what the model left off: "Ministry | of Culture", "Catherine | the Great", "Kim Myong|-chol"."""
    start, kind = _before(doc, name)
    name = Name(start, _hyphenated(doc, name.end), kind)
    end = name.end
    whole = _with_head(doc, name)
    if whole:
        return whole
    seat = end < len(doc) and doc[end].lower_ == "of" and doc[name.start].text in {"University", "College", "Institute"}
    if name.kind is Kind.ORG and (seat or doc[end - 1].lower_ in cues().heads[Kind.ORG]):
        end = _after_head(doc, end)
    elif name.kind is Kind.ORG and _is_pair(doc, name.start, end):
        end += 2
    elif (
        name.kind is Kind.PLACE
        and end + 1 < len(doc)
        and doc[end].text in _OF_PLACES
        and doc[end + 1].tag_ in NAME_TAGS
    ):
        end += 2  # "Sao Bernardo | do Campo"
    elif name.kind is Kind.PERSON and end - name.start == 1 and end < len(doc) and doc[end].text == "May":
        end += doc[end].tag_ in NAME_TAGS and not _is_day(doc, end + 1)  # "Theresa | May"
    elif name.kind is Kind.PERSON and _goes_on(doc, name.start, end):
        end += 1
    elif name.kind is Kind.PERSON and end + 1 < len(doc):
        if doc[end].text == "the" and doc[end + 1].text in _EPITHETS:
            end += 2
        elif doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
            end += 2 if doc[end + 1].text.islower() and doc[end + 1].tag_ in NAME_TAGS | {"NN"} else 0
    return Name(name.start, end, name.kind) if end != name.end else name


def _with_head(doc: Doc, name: Name) -> Name | None:
    """Return the body or event that a people or place begins: "Irish | Examiner", "Cusco | FC", "Kachin | State"."""
    if name.kind not in (Kind.NORP, Kind.PLACE) or name.end >= len(doc) or not doc[name.end - 1].whitespace_:
        return None
    end = name.end
    while end < len(doc) and end - name.end < _HEAD_REACH and doc[end].tag_ in NAME_TAGS and not doc[end].ent_type_:
        if not (doc[end].text.istitle() or doc[end].text in _CLUBS) or doc[end].is_sent_start:
            break
        end += 1
    if end == name.end:
        return None
    head = doc[end - 1]
    if head.text in _CLUBS:
        return Name(name.start, end, Kind.ORG)
    if name.kind is not Kind.NORP:
        return None
    if head.text == "State":
        return Name(name.start, end, Kind.PLACE)
    kinds = [kind for kind in (Kind.ORG, Kind.PLACE, Kind.EVENT) if head.lower_ in cues().heads[kind]]
    return Name(name.start, end, kinds[0]) if kinds else None


def _goes_on(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a family name follows that the model overlooked: "Luhut | Siregar", "Mary L | Landrieu"."""
    if end >= len(doc) or doc[end].ent_type_ or doc[end].tag_ != "NNP" or not doc[end].text.istitle():
        return False
    initial = end - start > 1 and len(doc[end - 1].text.rstrip(".")) == 1
    single = end - start == 1 and doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
    beside = (initial or single) and not doc[end].is_sent_start
    known = cues()
    return beside and doc[end].lower_ not in known.roles | known.titles and doc[end].text not in known.not_names


def _is_pair(doc: Doc, start: int, end: int) -> bool:
    """Tell "Party of Action | and Solidarity", two common words, from "Bank of England and Barclays"."""
    if end - start < 3 or end + 1 >= len(doc) or doc[start + 1].lower_ not in {"of", "for"} or doc[end].lower_ != "and":
        return False
    if doc[start].lower_ not in cues().heads[Kind.ORG]:
        return False
    first, second = doc[end - 1], doc[end + 1]
    common = all(doc.vocab[word.lower_].has_vector and not gazetteer().readings(word.text) for word in (first, second))
    closed = end + 2 >= len(doc) or doc[end + 2].tag_ not in NAME_TAGS
    return common and closed and second.text.istitle() and second.tag_ in NAME_TAGS and second.ent_type_ != "PERSON"


def _before(doc: Doc, name: Name) -> tuple[int, Kind | None]:
    """Return where a name begins and what it is: "Government of | National Accord", "Evercore | ISI"."""
    start = name.start
    if name.kind is Kind.PERSON and name.end - start == 1 and start and _is_given_part(doc, start):
        return start - 1, name.kind
    if name.kind in {Kind.PERSON, Kind.PLACE, Kind.NORP} or start < 2:
        return start, name.kind
    head, before = doc[start - 2], doc[start - 1]
    if before.lower_ == "of" and head.text == "Government" and head.tag_ in NAME_TAGS:
        return start - 2, Kind.ORG
    acronym = name.kind is Kind.ORG and name.end - start == 1 and doc[start].text.isupper()
    beside = before.tag_ in NAME_TAGS and before.text.istitle() and before.dep_ == "compound" and before.head.i == start
    if acronym and beside and before.text not in gazetteer() and not before.is_sent_start and not before.ent_type_:
        return start - 1, name.kind
    return start, name.kind


def _is_given_part(doc: Doc, start: int) -> bool:
    """Tell the first half of a name that the model overlooked: "said Amade | Sumail"."""
    before, known = doc[start - 1], cues()
    plain = before.tag_ == "NNP" and before.text.istitle() and not before.ent_type_ and not before.is_sent_start
    if not plain or before.dep_ != "compound" or before.head.i != start or before.text in gazetteer():
        return False
    words_of_trade = known.roles | known.titles | known.modifiers | known.plurals.keys() | known.before.keys()
    common = before.lower_ in words_of_trade or before.lower_ in known.relatives or before.text in known.not_names
    return not common and (doc[start - 2].tag_ not in NAME_TAGS if start > 1 else True)


def _hyphenated(doc: Doc, end: int) -> int:
    """Return where a name ends that goes on after hyphens: "Lashkar | -e-Jhangvi"."""
    at = end
    while at + 1 < len(doc) and doc[at].text == "-" and not (doc[at - 1].whitespace_ or doc[at].whitespace_):
        at += 2
        if doc[at - 1].text[:1].isupper() and (at - end > 2 or _is_shouted(doc, end)):
            end = at
        elif doc[at - 1].lower_ not in _LINKS:
            break
    return end


def _is_shouted(doc: Doc, end: int) -> bool:
    """Tell an acronym that a word is joined to: "CSP | -Conlutas"."""
    first, second = doc[end - 1], doc[end + 1]
    known = gazetteer()
    joined = first.text.isupper() and len(first) > 1 and second.text.istitle()
    return joined and first.text not in known and second.text not in known


def _is_day(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].like_num


def _after_head(doc: Doc, end: int) -> int:
    """Return where the name of a body ends that goes on after its head with "of" or "for"."""
    at = end
    if at >= len(doc) or doc[at].lower_ not in {"of", "for", "on"} or doc[at - 1].lower_ in _CLUB_HEADS:
        return end  # "Rivers United | of Nigeria"
    at += 1
    while at < len(doc) and doc[at].lower_ in {"the", "former"}:
        at += 1
    if at < len(doc) and doc[at].text in cues().not_names:  # "the Supreme Court | on Friday"
        return end
    while at < len(doc) and doc[at].text[:1].isupper() and doc[at].tag_ in NAME_TAGS and not doc[at].is_sent_start:
        end = at = at + 1
        if at + 1 < len(doc) and doc[at].lower_ in {"and", "&"} and doc[at + 1].tag_ in NAME_TAGS:
            at += 1
    return end
