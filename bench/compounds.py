"""``python -m bench.compounds [FILE …]``: print how well compounds are cut, over files with known answers.

A FILE holds a word a line, with ``|`` between the parts of a compound (what joins two parts stands with
the first). Without any, the files that stand beside the project are taken, where they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search.language.compounds.splitting import Splitter
from search.language.lexicon.opening import lexicon
from search.language.tokens import exact_form
from tests.corpora import CORPORA


@dataclass(frozen=True, slots=True)
class Judged:
    """What was cut: boundaries between parts, and the words where they are not those wanted."""

    right: int
    wrong: int
    missed: int
    whole: int  # words that are no compounds
    cut: int  # of these, the words that were cut
    differing: tuple[tuple[str, str], ...]  # as wanted, as cut

    @property
    def precision(self) -> float:
        """The share of the boundaries found that are right; 1 where none was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of the boundaries wanted that were found; 1 where none was wanted."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def cut_share(self) -> float:
        """The share of the words that are no compounds that were cut."""
        return self.cut / self.whole if self.whole else 0.0


def judge(words: Iterable[str], splitter: Splitter) -> Judged:
    """Return how words with their parts known are cut."""
    right = wrong = missed = whole = cut = 0
    differing: list[tuple[str, str]] = []
    for wanted in words:
        plain = exact_form(wanted.replace("|", ""))
        starts = [atom.start for atom in splitter.split(plain)]
        ours = "|".join(plain[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True))
        expected, found = _boundaries(wanted), set(starts[1:])
        right += len(expected & found)
        wrong += len(found - expected)
        missed += len(expected - found)
        whole += not expected
        cut += bool(found) and not expected
        if expected != found:
            differing.append((wanted, ours))
    return Judged(right, wrong, missed, whole, cut, tuple(differing))


def _boundaries(wanted: str) -> set[int]:
    *parts, _ = wanted.split("|")
    return {sum(map(len, parts[: count + 1])) for count in range(len(parts))}


def main() -> None:
    """Judge the files."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.compounds", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    given = parser.parse_args().files
    splitter = Splitter(lexicon())
    found = given or sorted((CORPORA / "compounds").glob("*.txt"))
    for file in found:
        if not file.is_file():
            parser.error(f"{file}: no such file")
        judged = judge(file.read_text(encoding="utf-8").split(), splitter)
        print(f"\n{file.name}: {judged.right + judged.missed} boundaries, {judged.whole} words without")
        print(f"  precision {judged.precision:.3f}, recall {judged.recall:.3f}")
        print(f"  cut though no compounds: {judged.cut} ({judged.cut_share:.1%})")
        for wanted, ours in judged.differing:
            print(f"  {wanted:<32} {ours}")
    if not found:
        print("no file given, and none beside the project: nothing is judged")


if __name__ == "__main__":
    main()
