"""How a word that was typed is read in an archive: as itself, otherwise written, misspelt, in parts."""
