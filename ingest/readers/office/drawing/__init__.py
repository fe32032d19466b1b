"""DrawingML: text bodies, charts, diagrams and alt texts, the same in decks and in documents."""
