"""Help while asking and reading: suggestions, what helps where nothing is found, what else is alike."""
