"""Fetching what a listing page links to: from allowed hosts alone, checked, into the folder."""
