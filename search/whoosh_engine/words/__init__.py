"""The words of the index: how they are spelled, and on how many records they stand."""
