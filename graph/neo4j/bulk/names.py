"""The names of the files of an export that are no tables."""

from __future__ import annotations

ARGUMENTS = "import.args"
CONSTRAINTS = "constraints.cypher"
INSTRUCTIONS = "README.txt"
