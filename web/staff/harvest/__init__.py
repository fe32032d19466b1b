"""*Förteckning*: what the authority's own listing pages say, item by item, for staff to accept."""
