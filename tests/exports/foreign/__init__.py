"""Readers that others wrote, for every format that we write: what each finds in a file, in one form to compare.

networks.py    GraphML, GEXF, tables: nodes with their labels, edges with their ends and labels
triples.py     RDF: how many statements
programs.py    programs of other languages: Node, Java, C
truth.py       what should be found
"""
