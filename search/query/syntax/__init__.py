"""The syntax of a question: what was typed as a tree, and a tree as what can be typed."""
