"""Making a lexicon of its sources: everything that can be decided once, so that looking up is cheap."""
