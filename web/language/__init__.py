"""How things are said: the translated strings, the wording of facts, what templates may use."""
