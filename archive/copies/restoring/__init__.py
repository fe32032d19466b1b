"""Taking a backup or an export back into an empty data folder."""
