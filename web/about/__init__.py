"""What the site tells of itself: how to search it, how accessible it and its documents are."""
