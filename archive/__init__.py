"""The record: settings, the catalogue of documents and pages, the ledger of the folder, kept originals.

The lowest floor of the house. It imports none of the other three packages.
"""
