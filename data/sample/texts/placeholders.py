"""Items that the page names by speaker alone: a page in the place of the file."""

SEMINAR_1 = ("Anders Bergman", "Dan Erik Andersson", "Manne Gerell")
"""The speakers of seminar I in the order of the page."""


def placeholder(speaker: str, seminar: str) -> str:
    """Return the sentence that says which file belongs here, and nothing about what it holds."""
    return f"Här ska presentationen från {speaker} vid {seminar} ligga."
