"""Documents that are one: likeness of texts, further versions under another id, other formats."""
