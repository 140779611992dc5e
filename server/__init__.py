"""A real Neo4j server without containers, for `make neo4j`, the tests and the benchmark. Not part of the wheel."""
