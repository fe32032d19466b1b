"""The steps of answering a question: limits checked, the engine asked, the best ranked anew, hits shown."""
