"""Blocks of text as PDF: A4 reports and landscape slides."""
