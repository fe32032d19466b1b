"""The concordance as people see it: a page of lines, and all of them as a file."""
