"""Write predictions for the accuracy scorers: one JSON object a line, as they read it.

    python benchmarks/predict.py IN.jsonl OUT.jsonl [--model NAME]

IN holds {"id", "text", "date": "YYYY-MM-DD" or null} a line. OUT gets {"id", "entities", "relations", "events",
"quotes", "triples"}, with offsets into "text".
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from newsweave.config import Config
from newsweave.graph.link.entities import link
from newsweave.graph.link.linker import open_bases
from newsweave.graph.ontology.terms import predicate
from newsweave.ids import make_document
from newsweave.ingest import extract_all
from newsweave.ingest.values.found import number
from newsweave.types import (
    Document,
    Event,
    Extraction,
    Failure,
    Form,
    Participant,
    Polarity,
    Precision,
    Quote,
    Role,
    Span,
    Statement,
    Triple,
    Value,
    ValueKind,
)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--model", default=Config().model)
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.input.read_text("utf-8").splitlines() if line.strip()]
    with arguments.output.open("w", encoding="utf-8") as out:
        for prediction in predict(rows, Config(model=arguments.model)):
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def predict(rows: list[dict[str, Any]], config: Config) -> Iterator[dict[str, Any]]:
    """Yield a prediction for each row, in order; an empty one for a text that cannot be read."""
    results = extract_all(map(_document, rows), config=config)
    base = open_bases(config)
    for row, result in zip(rows, results, strict=True):
        if isinstance(result, Failure):
            yield {"id": row["id"]}
        else:
            yield {"id": row["id"], **_prediction(link(result, base) if base else result)}


def _document(row: dict[str, Any]) -> Document:
    published = date.fromisoformat(row["date"]) if row.get("date") else None
    return make_document(row["text"], published=published)


def _prediction(extraction: Extraction) -> dict[str, Any]:
    named: dict[str, list[list[int]]] = {entity.id: [] for entity in extraction.entities}
    for mention in extraction.mentions:
        if mention.form is Form.NAMED:
            named[mention.entity].append(_offsets(mention.span))
    standing = _stand_ins(extraction, named)
    listed = {entity for entity, mentions in named.items() if mentions}
    entities = [
        {
            "id": entity.id,
            "type": entity.kind,
            "name": entity.name,
            "mentions": named[entity.id],
            "wikidata": next((link.id for link in entity.links if link.accepted and link.scheme == "wikidata"), None),
        }
        for entity in extraction.entities
        if named[entity.id]
    ]
    return {
        "entities": entities,
        "relations": [relation for statement in extraction.statements for relation in _relations(statement, standing)],
        "events": [row for event in extraction.events for row in _events(event, listed)],
        "quotes": [_quote(quote, named, standing) for quote in extraction.quotes],
        "triples": [_triple(triple) for triple in extraction.triples],
    }


def _stand_ins(extraction: Extraction, named: dict[str, list[list[int]]]) -> dict[str, str]:
    """Map a country that only an adjective names to the nationality: the format lists named entities alone."""
    at = {mention.span: mention.entity for mention in extraction.mentions if mention.form is Form.NAMED}
    return {
        mention.entity: at[mention.span]
        for mention in extraction.mentions
        if not named[mention.entity] and mention.span in at
    }


def _relations(statement: Statement, standing: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Write a fact, and what it is read from the other end: the scorers look facts up in one direction."""
    relation = _relation(statement, standing)
    yield relation
    known = predicate(statement.predicate)
    back = known.name if known.symmetric else known.inverse
    if back:
        yield relation | {"s": relation["o"], "p": back, "o": relation["s"], "derived": True}


def _relation(statement: Statement, standing: dict[str, str]) -> dict[str, Any]:
    evidence = statement.evidence[0]
    claimant = evidence.claimant
    return {
        "s": standing.get(statement.subject, statement.subject),
        "p": statement.predicate,
        "o": standing.get(statement.object, statement.object),
        "role": statement.role,
        "former": statement.former,
        "negated": evidence.polarity is Polarity.NEGATIVE,
        "attributed_to": (claimant.entity or _offsets(claimant.span)) if claimant else None,
        "evidence": _offsets(evidence.sentence),
        "derived": statement.derived,
    }


def _events(event: Event, listed: set[str]) -> Iterator[dict[str, Any]]:
    """Yield an event once for each place that tells it."""

    def who(participant: Participant | None) -> Any:
        if participant is None:
            return None
        return participant.entity if participant.entity in listed else _offsets(participant.span)

    roles: dict[Role, list[Any]] = {role: [] for role in Role}
    for filler in event.roles:
        roles[filler.role].append(who(filler.participant))
    for evidence in event.evidence:
        time = next((value for value in evidence.values if value.kind is ValueKind.DATE and value.start), event.time)
        told = [value for value in (*evidence.values, *event.quantities) if value.kind is not ValueKind.DATE]
        yield {
            "id": event.id,
            "type": event.type,
            "trigger": _offsets(evidence.trigger or event.trigger),
            "lemma": event.lemma,
            "agents": roles[Role.AGENT],
            "patients": roles[Role.PATIENT],
            "recipients": roles[Role.RECIPIENT],
            "place": roles[Role.PLACE][0] if roles[Role.PLACE] else None,
            "date": _date(time) if time else None,
            "quantity": _quantity(told[0]) if told else None,
            "negated": evidence.polarity is Polarity.NEGATIVE,
            "modality": evidence.modality,
            "attributed_to": who(evidence.claimant),
            "evidence": _offsets(evidence.sentence),
        }


def _date(value: Value) -> str | None:
    """Write a date as exact as the format can: it has no weeks, and a day would say too much."""
    return value.start[:7] if value.start and value.precision is Precision.WEEK else value.start


def _quantity(value: Value) -> dict[str, Any]:
    kind = "money" if value.kind is ValueKind.MONEY else value.role or "other"
    return {"number": number(value), "text": value.text, "of": value.unit, "kind": kind}


def _quote(quote: Quote, named: dict[str, list[list[int]]], standing: dict[str, str]) -> dict[str, Any]:
    speaker = quote.speaker
    entity = standing.get(speaker.entity, speaker.entity) if speaker and speaker.entity else None
    listed = entity if entity and named.get(entity) else None
    return {
        "speaker": (listed or _offsets(speaker.span)) if speaker else None,
        "kind": quote.kind,
        "cue": quote.cue,
        "content": _offsets(quote.content),
    }


def _triple(triple: Triple) -> dict[str, Any]:
    return {
        "s": triple.subject.text,
        "p": triple.relation,
        "o": triple.object.text,
        "evidence": _offsets(triple.evidence.sentence),
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


if __name__ == "__main__":
    main()
