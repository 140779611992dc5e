"""Who is one person where the number is covered or missing: likelihood, judgements, and what the graph makes of it."""
