"""Swedish and English: from text to tokens with the keys under which they are found."""
