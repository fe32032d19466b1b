"""What of a document readers see, decided by rules, warnings and staff; taking down."""
