"""What office files have in common: a guarded ZIP file, parts that refer to each other, pieces of a page."""
