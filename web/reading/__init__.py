"""The pages of one document: the document itself, its pages, its original, its pictures."""
