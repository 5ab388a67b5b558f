"""The things of one document as records: entities and mentions, and participants for whoever fills a place."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from newsweave.ids import content_id
from newsweave.ingest.names.coreference import Group
from newsweave.ingest.names.gazetteer import gazetteer
from newsweave.ingest.names.styles import styled
from newsweave.ingest.reading import Reading, Reference, Referent
from newsweave.types import Document, Entity, Form, Kind, Mention, Participant, Span

_ACRONYM = 3  # letters; longer names of places in capitals are shouted


class Things:
    """The entities of one document, made from groups of names and from countries that adjectives name."""

    def __init__(self, reading: Reading, document: Document, referring: Iterable[Reference]) -> None:
        self._reading = reading
        self._referring = tuple(referring)
        self._text = document.text
        self._ids = [self._group_id(group) for group in reading.groups]
        self._implied: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._participants: dict[tuple[int, int], Participant] = {}
        self._said: dict[str, str] = {}

    def _group_id(self, group: Group) -> str:
        return content_id("e", self._reading.document, group.kind, *sorted(group.forms))

    def id(self, referent: Referent) -> str:
        """Return the entity id of a referent, and remember a country that only an adjective names."""
        if referent.group is not None:
            return self._ids[referent.group]
        code = str(referent.country)
        self._implied[code].add((referent.start, referent.end))
        return content_id("e", self._reading.document, Kind.PLACE, f"country:{code}")

    def participant(self, start: int, end: int) -> Participant:
        """Make a participant of a phrase, once; the thing named in it, if it is one."""
        known = self._participants.get((start, end))
        if known is None:
            span = self._reading.span(start, end)
            root = self._reading.doc[start:end].root
            referent = self._reading.refers(root.i)
            known = Participant(text=self._words(span), span=span, entity=self.id(referent) if referent else None)
            self._participants[start, end] = known
        return known

    def _words(self, span: Span) -> str:
        words = self._text[span.start : span.end]
        return self._said.setdefault(words, words)  # one object for the same words

    def entities(self) -> tuple[Entity, ...]:
        """Return all entities, by id."""
        found = [self._entity(i, group) for i, group in enumerate(self._reading.groups)]
        for code in self._implied:
            name = gazetteer().country_name(code)
            found.append(
                Entity(
                    id=content_id("e", self._reading.document, Kind.PLACE, f"country:{code}"),
                    kind=Kind.PLACE,
                    name=name,
                    names=(),
                    country=code,
                    reasons=("an adjective of nationality names it",),
                )
            )
        return tuple(sorted(found, key=lambda entity: entity.id))

    def _entity(self, index: int, group: Group) -> Entity:
        forms = Counter(self._reading.words(name.start, name.end) for name in group.names)
        if style := styled(self._reading.doc, group):
            forms.update(dict([style]))
        names = tuple(sorted(forms.items(), key=lambda item: (-item[1], item[0])))
        return Entity(
            id=self._ids[index],
            kind=group.kind,
            name=_fullest(group, names),
            names=names,
            country=group.country,
            reasons=group.reasons,
        )

    def mentions(self) -> tuple[Mention, ...]:
        """Return all mentions, in text order."""
        found = []
        for index, group in enumerate(self._reading.groups):
            for name in group.names:
                found.append(self._mention(name.start, name.end, group.kind, Form.NAMED, self._ids[index]))
        for reference in self._referring:
            kind = self._reading.groups[reference.group].kind
            entity = self._ids[reference.group]
            found.append(self._mention(reference.start, reference.end, kind, reference.form, entity))
        for code, places in self._implied.items():
            entity = content_id("e", self._reading.document, Kind.PLACE, f"country:{code}")
            for start, end in places:
                found.append(self._mention(start, end, Kind.PLACE, Form.NOMINAL, entity))
        return tuple(sorted(found, key=lambda mention: (mention.span, mention.entity)))

    def _mention(self, start: int, end: int, kind: Kind, form: Form, entity: str) -> Mention:
        span = self._reading.span(start, end)
        root = self._reading.doc[start:end].root
        return Mention(
            span=span,
            text=self._words(span),
            kind=kind,
            form=form,
            sentence=self._reading.sentence(start, end - 1),
            head=self._reading.span(root.i, root.i + 1),
            entity=entity,
        )


def _fullest(group: Group, names: tuple[tuple[str, int], ...]) -> str:
    """Return the name to show: a country's usual one, the longest for persons and bodies, else the most frequent."""
    if group.kind in (Kind.PERSON, Kind.ORG):
        return max(names, key=lambda item: (len(item[0].split()), len(item[0]), item[1], item[0]))[0]
    usual = gazetteer().country_name(group.country or "")
    small = [form for form, _ in names if not form.isupper()]  # "Mexico City" rather than "MEXICO CITY" of a dateline
    name = usual if usual in dict(names) else (small or [names[0][0]])[0]
    town = name.title()  # only the dateline names it: "ABUJA"
    return town if name.isupper() and len(name) > _ACRONYM and gazetteer().readings(town) else name
