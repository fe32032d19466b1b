"""The head of a document's page: what it tells reference managers and search engines."""
