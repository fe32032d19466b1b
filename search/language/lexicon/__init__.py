"""The words of Swedish, and what each may do in a compound: built from a dictionary, read from one file."""
