"""The archive for machines: the same results, documents and pages as JSON."""
