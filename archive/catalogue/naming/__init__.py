"""Series and persons, and names as they stand in addresses and in order."""
