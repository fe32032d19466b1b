"""From the HTML of a listing page to its items."""
