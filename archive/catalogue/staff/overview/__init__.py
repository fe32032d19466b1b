"""What staff are told: what waits, what came, what documents hold and lack."""
