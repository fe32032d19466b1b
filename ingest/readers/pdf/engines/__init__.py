"""Two engines that find the words of a PDF page and where they stand: PDFium and pdfminer.six."""
