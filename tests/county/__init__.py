"""An unseen county: another than the sample one, made from the catalogue's words and not from the rules' queries."""
