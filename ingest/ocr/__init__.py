"""Reading pages from their pictures (OCR): what is scanned, drawn or garbled, in the background.

A page is drawn by PDFium and read by tesseract, each in a process of its own under the sandbox's roof;
what comes of it is written in one short transaction. Nothing waits for it.
"""
