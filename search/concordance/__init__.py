"""The concordance: every occurrence of what a question asks for, one line each, in its context."""
