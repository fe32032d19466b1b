"""What the catalogue knows of the folder: the ledger, the events, what holds the service up."""
