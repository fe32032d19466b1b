"""What staff state of documents and persons, and taking it back."""
