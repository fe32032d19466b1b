"""What listing pages say: kept, matched to documents, set against the catalogue, accepted by staff."""
