"""The bulk way into Neo4j: the whole graph as CSV for `neo4j-admin database import full`."""
