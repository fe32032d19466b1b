"""How well the search finds: collections with known answers, keywords with known pages, questions to read."""
