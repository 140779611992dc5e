"""cluegraph: a graph-based clue and relationship analyzer for the inspection of public money."""

__version__ = "0.2.0"
