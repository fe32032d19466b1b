"""Ids beside the originals, a small file for each: losing the catalogue must break no citation."""
