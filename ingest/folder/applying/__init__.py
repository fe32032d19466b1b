"""Carrying out a plan: known places first, then reading, one catalogue transaction for each file."""
