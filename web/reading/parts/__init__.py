"""What a page of a document is shown with: its text, its marks, its picture, what stands around it."""
