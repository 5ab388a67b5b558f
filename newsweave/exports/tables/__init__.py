"""A property graph as tables: for Gephi's spreadsheet import, Neo4j, data frames and Cytoscape.

spreadsheet.py  nodes.csv and edges.csv, safe to open in a spreadsheet
neo4j.py        CSV with types in the header, for neo4j-admin
parquet.py      typed columns, for pandas, polars, DuckDB and Spark
cytoscape.py    JSON for Cytoscape and Cytoscape.js
"""
