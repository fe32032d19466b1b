"""One page from its picture: drawn, handed to tesseract, put together as text."""
