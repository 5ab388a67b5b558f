"""What pronouns and common nouns refer to: "he", "its", "the alliance", "the president", and "I" inside a quotation.

Salience after Lappin and Leass (1994, Computational Linguistics 20(4)), much reduced: a subject before an object, a
near sentence before a far one; number and, where it is known, gender must agree. What is not clear stays unresolved.
"""

import itertools
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from newsweave.ingest.facts.fact import Fact
from newsweave.ingest.facts.homes import is_party
from newsweave.ingest.grammar.control import SUBJECTS, first_of_list, grammatical, is_relative, own_subjects
from newsweave.ingest.names.cues import cues
from newsweave.ingest.names.furniture import furniture
from newsweave.ingest.names.given import pronoun_of
from newsweave.ingest.quotes.quotation import Quotation
from newsweave.ingest.quotes.speech import Speech, speeches
from newsweave.ingest.reading import Reading, Reference, Referent
from newsweave.types import Form, Kind

_WINDOW = 3  # sentences back in which an antecedent is looked for
_LONGEST = 6  # tokens of an apposition up to its noun
_REACH = 60  # mentions back, however long the sentences are
_SUBJECT, _OWNER, _OBJECT, _OTHER = 3.0, 2.5, 1.5, 1.0
_SAME_SENTENCE, _STEP = 1.5, 1.75
_KNOWN = 2.25  # for a person whose pronoun is known to be this one
_NEAR = 60  # tokens back in which something without a name may be "it"
_CLAUSAL = frozenset({"nsubj", "nsubjpass"})
_FAMILIAR, _FAMILIAR_SUBJECT, _ASIDE = 2.0, 0.5, 0.5
_MEANT = 6.0
_HIGHEST = 12  # words up from a pronoun
_MARGIN = 0.4  # by how much the best antecedent has to lead
# Any body may be called so; a ministry or a church is taken up only if its name or the text says that it is one.
_ANY_BODY = frozenset({"company", "firm", "group", "organization", "organisation", "agency", "alliance", "bloc"})
_COMPANIES = frozenset({"company", "firm", "startup", "start-up"})
_COUNTRIES = frozenset({"country", "nation", "republic", "kingdom"})
_DETERMINERS = frozenset({"the", "this", "that"})
# "It rained", "it is clear that": nothing is referred to.
_WEATHER = frozenset("is was seems appears remains became becomes 's ’s takes took rained will would".split())


def references(reading: Reading, found: list[Fact], said: Iterable[Quotation] = ()) -> list[Reference]:
    """Resolve the pronouns and definite common nouns of a document, in text order.

    Args:
        reading: The document with its named things.
        found: Facts so far: their roles tell who "the president" is.
        said: Quotations: their speakers are "I" in them, and are not "he".
    """
    resolver = _Resolver(reading, found, list(speeches(reading, said)))
    aside = furniture(reading.doc)
    return [reference for token in reading.doc if token.i not in aside and (reference := resolver.resolve(token))]


class _Resolver:
    """Goes through a document once and keeps what was named or referred to last."""

    def __init__(self, reading: Reading, found: list[Fact], spoken: list[Speech]) -> None:
        self._reading = reading
        self._speeches = {i: speech for speech in spoken for i in range(speech.start, speech.end)}
        self._told_by = _named_by(reading, spoken)
        self._gender = _genders(reading)
        self._roles = _roles(reading, found)
        self._sentences = {
            token: i for i, sentence in enumerate(reading.doc.sents) for token in range(sentence.start, sentence.end)
        }
        self._seen: list[tuple[int, Token]] = []  # groups with the token that referred to them, in text order
        tags = (i for i, group in enumerate(reading.groups) if any(form.startswith("#") for form in group.forms))
        self._described: dict[int, set[str]] = {i: {"hashtag"} for i in tags}
        self._unnamed: set[str] = set()  # nouns that brought somebody in who has no name: "a man"
        self._named = -1
        self._head_words: dict[int, frozenset[str]] = {}
        focus = reading.focus()
        self._focus = focus.group if focus else None

    def resolve(self, token: Token) -> Reference | None:
        """Resolve a token, if it is a pronoun or the noun of a definite phrase."""
        referent = self._reading.at(token.i)
        if referent is not None and referent.group is not None:
            if referent.start > self._named:
                self._named = referent.start
                root = self._reading.doc[referent.start : referent.end].root
                self._seen.append((referent.group, root))
                self._describe(referent, root)
            return None
        sort = cues().pronouns.get(token.lower_)
        if sort and token.tag_ in {"PRP", "PRP$"}:
            return self._pronoun(token, sort)
        if token.tag_ == "NN" and token.dep_ == "appos":
            return self._apposition(token)
        if token.lower_ in cues().persons and not self._is_definite(token):
            self._introduce(token)
            return None
        if token.tag_ in {"NN", "NNP"} and self._is_definite(token):
            return self._nominal(token)
        return None

    def _introduce(self, token: Token) -> None:
        """Remember who a noun brings in: "Anna Berg is a student" tells of her, "a student" of somebody else."""
        if token.dep_ == "attr":
            for child in token.head.children:
                named = self._reading.at(child.i) if child.dep_ == "nsubj" else None
                if named is not None and named.group is not None:
                    self._described.setdefault(named.group, set()).add(token.lower_)
        elif token.dep_ != "compound":
            self._unnamed.add(token.lower_)

    def _describe(self, referent: Referent, root: Token) -> None:
        """Remember the noun before a name: "the ship Freewinds", "the cruise ship, Freewinds"."""
        doc, at = self._reading.doc, referent.start - 1
        at -= at > 0 and doc[at].text == ","
        if at < 0 or doc[at].tag_ != "NN" or self._reading.at(at) is not None or referent.group is None:
            return
        word = doc[at].lower_
        if self._kind(referent.group) is Kind.PERSON and word not in cues().roles and word not in cues().relatives:
            return
        if root.head.i == at or doc[at].head.i == root.i:
            self._described.setdefault(referent.group, set()).add(doc[at].lower_)

    def _apposition(self, token: Token) -> Reference | None:
        """Take "a military alliance" after "the CSTO," as a mention of it, and remember that it is one."""
        named = self._reading.at(token.head.i)
        start = token.left_edge.i
        if (
            named is None
            or named.group is None
            or not named.end <= start <= named.end + 1
            or token.i - start > _LONGEST
        ):
            return None
        person = token.lower_ in cues().roles or token.lower_ in cues().relatives
        if person != (self._kind(named.group) is Kind.PERSON):
            return None
        self._described.setdefault(named.group, set()).add(token.lower_)
        return Reference(start=start, end=token.i + 1, form=Form.NOMINAL, group=named.group)

    def _pronoun(self, token: Token, sort: str) -> Reference | None:
        if sort == "it" and (not _may_refer(token) or self._has_other_subject(token)):
            return None
        if sort in {"he", "she"} and self._is_told_by_another(token):
            return None
        group = self._speaker(token) if sort == "first" else self._joined(token, sort)
        if token.lower_.endswith("self"):
            group = self._himself(token, sort)
        group = self._antecedent(token, sort) if group is None and sort != "first" else group
        if group is None:
            return None
        self._seen.append((group, token))
        if sort in {"he", "she"}:
            self._gender.setdefault(group, sort)
        return Reference(start=token.i, end=token.i + 1, form=Form.PRONOUN, group=group)

    def _joined(self, token: Token, sort: str) -> int | None:
        """Return the person of "Okafor and her husband"."""
        if token.tag_ != "PRP$" or token.head.dep_ != "conj":
            return None
        group = next((group for group, mention in reversed(self._seen) if mention.i == token.head.head.i), None)
        fits = group is not None and self._kind(group) is Kind.PERSON and self._agrees(group, sort)
        return group if fits else None

    def _is_told_by_another(self, token: Token) -> bool:
        """Tell whether "he" is likely somebody without a name who speaks: "the suspect said he had acted alone"."""
        verb = token.head
        if token.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or verb.head.lower_ not in cues().speaking:
            return False
        subject = next((child for child in verb.head.lefts if child.dep_ == "nsubj"), None)
        if subject is None or subject.tag_ != "NN" or self._reading.refers(subject.i) or self._is_seen(subject):
            return False
        known = subject.lower_ in cues().roles or subject.lower_ in cues().relatives
        owned = any(child.dep_ in {"appos", "poss"} for child in subject.children)  # "his lawyer said he was ill"
        return known and not owned and self._speech(token) is None

    def _himself(self, token: Token, sort: str) -> int | None:
        """Return who does to himself what a verb says: "his deputy, Ann Weber, ruled herself out"."""
        for subject in grammatical(token.head):
            same = {subject.i, *(child.i for child in subject.rights if child.dep_ == "appos")}
            found = next((group for group, mention in reversed(self._seen[-_REACH:]) if mention.i in same), None)
            if found is not None and self._agrees(found, sort):
                return found
        return None

    def _has_other_subject(self, token: Token) -> bool:
        """Tell whether "its" has a subject before it that is named nowhere: "the firm kept its promise"."""
        for verb in token.ancestors:
            for child in verb.children:
                if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i and child.tag_ in {"NN", "NNS"}:
                    return all(mention.i != child.i for _, mention in self._seen[-5:])
            if verb.tag_.startswith("VB") and any(c.dep_ == "nsubj" and c.i != token.i for c in verb.children):
                return False
        return False

    def _speaker(self, token: Token) -> int | None:
        speech = self._speech(token)
        return speech.speaker if speech and self._kind(speech.speaker) is Kind.PERSON else None

    def _speech(self, token: Token) -> Speech | None:
        return self._speeches.get(token.i)

    def _antecedent(self, token: Token, sort: str) -> int | None:
        kinds = (Kind.ORG, Kind.PLACE) if sort == "it" else (Kind.PERSON,)
        speech = self._speech(token)
        scores: dict[int, float] = {}
        for group, mention in reversed(self._seen[-_REACH:]):
            distance = self._sentences[token.i] - self._sentences[mention.i]
            if distance > _WINDOW:
                break
            if self._kind(group) not in kinds or not self._agrees(group, sort) or _same_clause(token, mention):
                continue
            if speech is not None and speech.speaker == group:  # nobody calls himself "he"
                continue
            if group in self._told_by.get(token.i, ()):  # ... nor by his name
                continue
            known = _KNOWN if distance < _WINDOW - 1 else _KNOWN / 2
            sure = known if sort in {"he", "she"} and self._gender.get(group) == sort else 0.0
            told = max(_salience(mention, distance), _told_of(mention, token) - _STEP * distance)
            rated = told + _parallel(token, mention, distance) + sure
            scores[group] = max(scores.get(group, 0.0), rated)
        best = _best(scores)
        if sort != "it" or best is None or token.tag_ == "PRP$" or not self._is_rivalled(token, scores[best]):
            return best
        return None

    def _is_rivalled(self, token: Token, score: float) -> bool:
        """Tell whether "it" may as well be something that has no name: "The deal is large. It was signed in May"."""
        doc, here = self._reading.doc, self._sentences[token.i]
        for other in reversed(doc[max(0, token.i - _NEAR) : token.i]):
            distance = here - self._sentences[other.i]
            if distance > 1:
                return False
            undergoing = token.dep_ == "nsubjpass" and other.dep_ == "dobj"  # "presented a bill. It was rejected"
            if not (undergoing or other.dep_ in _CLAUSAL) or other.tag_ != "NN" or _same_clause(token, other):
                continue
            if other.lower_ in cues().roles or other.lower_ in cues().relatives or self._is_seen(other):
                continue
            if any(child.dep_ == "appos" and self._is_seen(child) for child in other.rights):  # "the builder, Odebrand"
                continue
            if undergoing or _salience(other, distance) >= score:
                return True
        return False

    def _is_seen(self, noun: Token) -> bool:
        return any(mention.i == noun.i for _, mention in self._seen[-_REACH:])

    def _agrees(self, group: int, sort: str) -> bool:
        return sort in {"it", "person"} or self._gender.get(group, sort) == sort

    def _kind(self, group: int | None) -> Kind | None:
        return None if group is None else self._reading.groups[group].kind

    def _is_definite(self, token: Token) -> bool:
        """Tell "the alliance" from "the alliance of Russia", "the military alliance" and "an alliance"."""
        before = self._reading.doc[token.i - 1] if token.i else None
        if before is None or before.lower_ not in _DETERMINERS or token.dep_ in {"appos", "compound", "attr"}:
            return False
        return not any(
            child.dep_ in {"prep", "relcl", "acl", "appos"} and not _is_apart(child) for child in token.children
        )

    def _nominal(self, token: Token) -> Reference | None:
        word = token.lower_
        kind = cues().nominals.get(word)
        if word in self._roles:
            group = self._last(self._roles[word], token)
        elif kind is not None:
            subject = token.dep_ in {"nsubj", "nsubjpass"}
            group = self._last(self._of_sort(word, kind, subject=subject), token)
            group = self._most_named(word) if group is None and kind is Kind.ORG else group
            group = self._main_body() if group is None and word in _COMPANIES and token.dep_ == "poss" else group
        else:
            group = self._by_head(word)
            if group is None and word not in cues().persons:
                group = self._most_named(word)
            if group is None and word in cues().persons and word not in self._unnamed:
                group = self._antecedent(token, cues().gender.get(word, "person"))
        if group is None:
            return None
        self._seen.append((group, token))
        return Reference(start=token.i - 1, end=token.i + 1, form=Form.NOMINAL, group=group)

    def _by_head(self, word: str) -> int | None:
        """Return the one thing whose name ends in a noun, or is told by it: "the database" for "NEMISIS database"."""
        found = {
            group
            for group, _ in self._seen
            if word in self._described.get(group, ())
            or (self._kind(group) not in {Kind.PERSON, Kind.NORP} and word in self._heads(group))
        }
        return found.pop() if len(found) == 1 else None

    def _most_named(self, word: str) -> int | None:
        """Return the thing that is named most of those whose name ends in a noun: "the team", for "Afghan team"."""
        named = Counter(group for group, _ in self._seen if word in self._heads(group)).most_common(2)
        leads = len(named) == 1 or (len(named) == 2 and named[0][1] > named[1][1])
        return named[0][0] if leads else None

    def _main_body(self) -> int | None:
        """Return the body that is named most so far: "the company's head" is its head."""
        named = Counter(group for group, _ in self._seen if self._kind(group) is Kind.ORG).most_common(2)
        leads = bool(named) and named[0][1] > 1 and (len(named) == 1 or named[0][1] > named[1][1])
        return named[0][0] if leads else None

    def _heads(self, group: int) -> frozenset[str]:
        """Return the last words of the names of a thing, of those that have several."""
        known = self._head_words.get(group)
        if known is None:
            forms = (form.lower().split() for form in self._reading.groups[group].forms)
            ends = [(words[0], words[-1]) for words in forms if len(words) > 1]
            nouns = cues().heads[Kind.ORG]
            known = frozenset(last for _, last in ends) | {first for first, _ in ends if first in nouns}
            self._head_words[group] = known
        return known

    def _of_sort(self, word: str, kind: Kind, *, subject: bool) -> frozenset[int]:
        """Return the things that a common noun fits: by a word of their name, else by their kind."""
        groups = enumerate(self._reading.groups)
        fitting = [(i, group) for i, group in groups if group.kind is kind]
        if kind is Kind.PLACE:
            wanted = word in _COUNTRIES
            if wanted and self._focus is not None:
                return frozenset({self._focus})
            places = frozenset(i for i, group in fitting if (group.key or "").startswith("country:") == wanted)
            named = Counter(group for group, _ in self._seen if group in places).most_common(2)
            leads = len(named) > 1 and named[0][1] > 1 and named[0][1] > named[1][1]
            return frozenset({named[0][0]}) if leads and not wanted else places
        by_name = frozenset(
            i
            for i, group in fitting
            if word in self._described.get(i, ()) or any(word in form.lower().split() for form in group.forms)
        )
        lasts = cues().called.get(word, frozenset())
        by_sort = frozenset(i for i, _ in fitting if lasts and not lasts.isdisjoint(self._heads(i)))
        if word == "party":
            by_sort |= frozenset(i for i, _ in fitting if is_party(self._reading, i))
        anybody = subject and word in _ANY_BODY
        return by_name or by_sort or (frozenset(i for i, group in fitting) if anybody else frozenset())

    def _last(self, groups: frozenset[int], token: Token) -> int | None:
        """Return the last of some things to be mentioned, if that is not too long ago."""
        for group, mention in reversed(self._seen[-_REACH:]):
            if self._sentences[token.i] - self._sentences[mention.i] > _WINDOW:
                return None
            if group in groups:
                return group
        return None


def _is_apart(clause: Token) -> bool:
    """Tell "the group, led by Karl Weber, said" from "the group led by Karl Weber said"."""
    first = clause.left_edge.i
    return clause.dep_ in {"relcl", "acl"} and first > 0 and clause.doc[first - 1].text == ","


def _named_by(reading: Reading, spoken: list[Speech]) -> dict[int, frozenset[int]]:
    """Map pronouns that say something to the things that are named in what they say: '"Mr Volkov left," he said'."""
    found = {}
    for speech in spoken:
        named = {
            name.group for i in range(speech.start, speech.end) if (name := reading.at(i)) and name.group is not None
        }
        if speech.teller is not None and named:
            found[speech.teller] = frozenset(named)
    return found


def _may_refer(token: Token) -> bool:
    """Tell whether "it" can take up a body or place: as an owner or the subject of what only such things do."""
    if token.tag_ == "PRP$" or token.lower_ == "itself":
        return True
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.lower_ not in _WEATHER


def _salience(mention: Token, distance: int) -> float:
    stands = {"nsubj": _SUBJECT, "nsubjpass": _SUBJECT, "dobj": _OBJECT, "pobj": _OTHER}
    role = mention.head.dep_ if mention.dep_ == "appos" else mention.dep_  # "his deputy, Ann Weber, said she"
    score = stands.get(role, _OTHER)
    if distance and mention.dep_ in SUBJECTS and mention.head.dep_ == "relcl":  # told aside, and not gone on with
        score -= _ASIDE
    return score + _SAME_SENTENCE - _STEP * distance


def _told_of(mention: Token, pronoun: Token) -> float:
    """Rate whom a clause around a pronoun tells more of as a subject: "held Aydin, who was freed when he"."""
    for above in itertools.islice(pronoun.ancestors, _HIGHEST):
        if above.dep_ == "relcl" and above.head.i == mention.i:
            relative = any(child.dep_ in SUBJECTS and is_relative(child) for child in above.children)
            return _SUBJECT + _SAME_SENTENCE if relative else 0.0
        if above.dep_ == "ROOT":
            break
    if pronoun.dep_ == mention.dep_ == "dobj":
        first = first_of_list(pronoun.head)  # "phoned Aydin to thank him", "jailed Aydin and barred him from voting"
        if _is_purpose(pronoun.head, mention.head) or (first.i != pronoun.head.i and first.i == mention.head.i):
            return _MEANT
    if mention.dep_ in {"dobj", "pobj"} and _is_controlling(mention):  # "called on Aydin to go, saying he"
        return _OWNER + _SAME_SENTENCE
    owner = mention.dep_ == "poss" and mention.head.dep_ in SUBJECTS  # "Aydin's victory was praised by his rivals"
    return _OWNER + _SAME_SENTENCE if owner else 0.0


def _is_purpose(verb: Token, above: Token) -> bool:
    """Tell whether a verb says what for another is done: "to thank", of "phoned Aydin to thank him"."""
    infinite = verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.lefts)
    return infinite and verb.head.i == above.i and verb.dep_ in {"advcl", "xcomp"}


def _is_controlling(mention: Token) -> bool:
    """Tell whether somebody does what the clause beside him says: "urged Aydin to go"."""
    verb = mention.head.head if mention.dep_ == "pobj" else mention.head
    below = (child for child in verb.rights if child.dep_ == "xcomp" and child.tag_ == "VB")
    return any(subject.i == mention.i for clause in below for subject in grammatical(clause))


def _parallel(pronoun: Token, mention: Token, distance: int) -> float:
    """Rate "him" after "him" higher: who is spoken of by a pronoun is what the story is about, and goes on as such."""
    if mention.tag_ != "PRP" or pronoun.tag_ != "PRP":
        return 0.0
    if distance > 1:
        return 0.0
    return _FAMILIAR / (1 + distance) if pronoun.dep_ == "dobj" else _FAMILIAR_SUBJECT


def _best(scores: dict[int, float]) -> int | None:
    """Return the best antecedent if it clearly leads."""
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    return ranked[0][0]


def _same_clause(pronoun: Token, mention: Token) -> bool:
    """Tell whether both hang on one verb, where a plain pronoun never takes up its neighbour."""
    if pronoun.tag_ == "PRP$" or pronoun.lower_.endswith("self"):
        return False
    told = pronoun.head.head if _is_told_to(pronoun) else pronoun.head
    if mention.dep_ in SUBJECTS and pronoun.dep_ not in SUBJECTS and not own_subjects(told):
        told = first_of_list(told)  # "Berg thanked Weber and invited him"
        beside = {
            mention.i,
            mention.head.i if mention.dep_ == "appos" else mention.i,
        }  # "the fund Aker failed to save it"
        if any(subject.i in beside for subject in grammatical(told)):  # "Berg phoned Weber to thank him"
            return True
    return told.i == mention.head.i and pronoun.i != mention.i


def _is_told_to(pronoun: Token) -> bool:
    """Tell whether a pronoun is the object of the verb above its own: "ordered him to pay"."""
    verb = pronoun.head
    infinite = verb.tag_ == "VB" and verb.dep_ in {"ccomp", "xcomp"} and pronoun.dep_ == "nsubj"
    return infinite and any(word.lower_ == "to" for word in verb.lefts)


def _genders(reading: Reading) -> dict[int, str]:
    """Read the gender of persons off titles and nouns beside their names, else off their given names."""
    told: dict[int, str] = {}
    for person in reading.names(Kind.PERSON):
        doc = reading.doc
        beside = [*doc[max(0, person.start - 2) : person.start], *doc[person.end + 1 : person.end + 5]]
        for token in beside:
            sort = cues().gender.get(token.lower_)
            near = token.i < person.start or token.dep_ in {"appos", "attr"}
            if sort and near and person.group is not None:
                told.setdefault(person.group, sort)
    for index, group in enumerate(reading.groups):
        sort = next((sort for form in group.forms if (sort := pronoun_of(form))), None)
        if sort and group.kind is Kind.PERSON:
            told.setdefault(index, sort)
    return told


def _roles(reading: Reading, found: list[Fact]) -> dict[str, frozenset[int]]:
    """Map nouns for a post to the persons who hold it, in the document."""
    roles: dict[str, set[int]] = {}
    for fact in found:
        holder = fact.subject
        if fact.predicate != "position_in" or fact.former or not fact.role or reading.kind(holder) is not Kind.PERSON:
            continue
        if holder.group is not None:
            roles.setdefault(fact.role.lower().split()[-1], set()).add(holder.group)
    return {role: frozenset(groups) for role, groups in roles.items()}
