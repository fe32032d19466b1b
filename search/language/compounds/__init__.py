"""The parts of Swedish compounds: where they are, and under which keys they are found."""
