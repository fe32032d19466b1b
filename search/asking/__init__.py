"""The steps of answering a question: its limits checked, the engine asked, what it counts named."""
