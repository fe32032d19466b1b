"""Making one document of two: a newer version of one that vanished, or two formats of one talk.

Finding them is `ingest.folder.likeness`' work; here is what becomes of them once staff decide.
"""
