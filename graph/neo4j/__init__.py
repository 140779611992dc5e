"""Neo4j as the server engine: one graph for a team, fed from the kept records."""
