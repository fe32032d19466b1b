"""From a file in the folder to a catalogued document: watching, reading, describing, picturing.

Knows the archive alone; the search follows the catalogue, never the ingester.
"""
