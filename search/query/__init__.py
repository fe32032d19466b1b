"""A question: its syntax, and how it is understood."""
