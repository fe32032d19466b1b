"""The parts of a word that can be found by themselves: atoms, and every run of atoms.

*Ordningsvaktsutbildning* has ordning, vakt, utbildning, ordningsvakt and vaktsutbildning. A hyphen joins
atoms like any joint. What a part means is its base: the word without what joins it to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.language.compounds.splitting import Atom, Splitter
from search.language.lexicon.lexicon import Lexicon
from search.language.tokens import exact_form, pieces, places, without_ending

_MOST_ATOMS = 6  # of which every run counts; of a longer word, the atoms alone


@dataclass(frozen=True, slots=True)
class Stretch:
    """``surface[start:end]`` of a word, and the exact form of the word that it means there.

    `first` and `last` tell whether it begins and ends the word.
    """

    start: int
    end: int
    base: str
    first: bool
    last: bool


class Parts:
    """Finds the parts of Swedish words."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Find them by this lexicon."""
        self._lexicon = lexicon
        self._splitter = Splitter(lexicon)

    def is_compound(self, exact: str) -> bool:
        """Tell whether a word without a hyphen is made of parts that may stand so."""
        return len(self._splitter.split(exact)) > 1

    def last_start(self, exact: str) -> int:
        """Return where the last part of a word without a hyphen begins; 0 where it has no parts."""
        return self._splitter.split(exact)[-1].start

    def stretches(self, surface: str) -> tuple[Stretch, ...]:
        """Return all parts of a word: atoms, and runs of atoms shorter than the whole, in order."""
        found = self._atoms(surface)
        count = len(found)
        longest = count - 1 if count <= _MOST_ATOMS else 1
        return tuple(
            self._run(surface, found, start, end)
            for start in range(count)
            for end in range(start + 1, min(start + longest, count) + 1)
        )

    def _atoms(self, surface: str) -> list[Atom]:
        """Return the atoms with their places in the surface; nothing where there is but one."""
        cut = pieces(surface)
        if not cut:
            whole = surface[: len(without_ending(surface))]
            return self._of_piece(whole, 0) if len(self._splitter.split(exact_form(whole))) > 1 else []
        return [atom for start, end in cut for atom in self._of_piece(surface[start:end], start)]

    def _of_piece(self, piece: str, start: int) -> list[Atom]:
        at = places(piece)
        atoms = self._splitter.split(exact_form(piece))
        return [Atom(start + at[atom.start], start + at[atom.end], atom.base) for atom in atoms]

    def _run(self, surface: str, atoms: list[Atom], start: int, end: int) -> Stretch:
        first, final = atoms[start], atoms[end - 1]
        last = end == len(atoms)
        base = exact_form(surface[first.start : final.start]) + final.base
        if not last:
            base = self._lexicon.base(exact_form(surface[first.start : final.end])) or base
        return Stretch(first.start, final.end, base, start == 0, last)
