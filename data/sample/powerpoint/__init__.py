"""Blocks of text as PowerPoint decks."""
