"""*Publicering*: what waits for staff, what of a document readers see, and taking it down at once."""
