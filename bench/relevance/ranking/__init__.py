"""Collections with known answers: read, typed otherwise, ranked in several ways, measured."""
