"""Persons for staff: who there is, by which names, and who is the same as whom."""
