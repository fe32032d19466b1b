"""What a reader is told of the limits of an answer that bit."""

from __future__ import annotations

from search.engine import Budget


def sentence(limit: str, budget: Budget) -> str:
    """Return what a reader is told of a limit that bit."""
    return {
        "expansions": (
            f"En ordbörjan med * står för fler än {_number(budget.expansions)} ord; "
            "bara de vanligaste av dem har sökts."
        ),
        "depth": f"Bara de {_number(budget.depth)} första dokumenten kan bläddras fram.",
        "older": "Sökregistret görs om efter en uppgradering. Tills det är klart kan några träffar saknas.",
        "time": "Sökningen tog för lång tid och avbröts; här är vad som hann hittas.",
    }[limit]


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
