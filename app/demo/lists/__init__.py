"""How each office writes its lists down: columns, titles, formats and bad habits."""
