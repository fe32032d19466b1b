"""What PDFium tells of a file and its pages beside the letters that are drawn on them."""
