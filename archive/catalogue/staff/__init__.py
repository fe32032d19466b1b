"""What staff decide, ask for and are told; each a short transaction that any process may make."""
