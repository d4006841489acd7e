"""From rows to triples: reads and checks the curated tables, makes claims, writes the bundle.

Imports the ontology only; never graph. The face calls `immunokg.build.pipeline.build_bundle`; nothing is imported here,
because every start of the program looks into this package for its input files.
"""
