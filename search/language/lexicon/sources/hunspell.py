"""Every form of the Swedish hunspell dictionary, with what it may do in a compound.

The dictionary (PyPI `hunspell-sv`, LGPL-3.0-only; built on SFOL) is installed as two files of the
environment. It marks which entries and which forms may begin a compound, stand inside one and end
one, and has rules for the forms that do nothing else (*samverkans-*, *gatu-*).

Flags of its own: X begins, U stands inside, Y ends, Z lives in compounds alone, ¤ is not a word without
a suffix, % is a mistake to be refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

PACKAGE = "hunspell-sv"

SUMS = {
    "sv_SE.aff": "97fc1a3cd998f62ba48366ac13398b919a17e991cb69115fa60bb861093406b9",
    "sv_SE.dic": "16e3db3b96b17b6dbfdca2e26a2d93198196116dd6c2348cf52607c96729db7a",
}
"""SHA-256 of the two files. The package has had one release, so nothing else vouches for them."""

_NOUN = frozenset("BCEFGHJ")  # suffixes that nouns have, and few verbs and adjectives
_UTRUM = "D"  # -en of nouns; -nde of verbs, which end in -a
_NO_NOUN = frozenset("jO")  # supine of verbs, -t of adjectives

_BARE: tuple[frozenset[str], ...] = (frozenset(), frozenset("XY"))

_DEEPEST = 2  # suffixes upon suffixes


class DictionaryError(Exception):
    """The dictionary is not there, or is not the one that this program was tried with."""


@dataclass(frozen=True, slots=True)
class DictionaryForm:
    """A form: whether it may begin, and end, a compound, and whether it is a word by itself.

    `base` is the entry it was made from, `noun` that the entry is a noun, `bare` that the dictionary
    says nothing more of the entry than this (the form was put there as it is).
    """

    form: str
    base: str
    begins: bool
    ends: bool
    stands: bool
    noun: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class _Suffix:
    strip: str
    add: str
    flags: str
    condition: re.Pattern[str] | None


def read_dictionary() -> Iterator[DictionaryForm]:
    """Yield the forms of the installed dictionary; the same form may come more than once.

    Raises :class:`DictionaryError` where the files are missing or others than those known.
    """
    files = _installed()
    suffixes = _suffixes(files["sv_SE.aff"].splitlines())
    _, *entries = files["sv_SE.dic"].splitlines()
    for line in entries:
        yield from _expanded(line.strip(), suffixes)


def _installed() -> dict[str, str]:
    try:
        listed = distribution(PACKAGE).files or []
    except PackageNotFoundError:
        raise DictionaryError(f"the package {PACKAGE} is not installed; run `make env`") from None
    found: dict[str, str] = {}
    for file in listed:
        if file.name in SUMS:
            found[file.name] = _checked(Path(str(file.locate())))
    if missing := SUMS.keys() - found.keys():
        raise DictionaryError(f"the package {PACKAGE} holds no {' and no '.join(sorted(missing))}")
    return found


def _checked(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DictionaryError(f"{path} cannot be read: {error.strerror}") from None
    if sha256(content).hexdigest() != SUMS[path.name]:
        raise DictionaryError(
            f"{path} is not the dictionary this program was tried with (another SHA-256); "
            f"install {PACKAGE} in the version of requirements.lock"
        )
    return content.decode()


def _suffixes(lines: Iterable[str]) -> dict[str, list[_Suffix]]:
    rules: dict[str, list[_Suffix]] = defaultdict(list)
    for line in lines:
        match line.split():
            case ["SFX", flag, strip, added, condition, *_]:
                add, _, flags = added.partition("/")
                pattern = None if condition == "." else re.compile(f"(?:{condition})$")
                rules[flag].append(_Suffix(strip.strip("0"), "" if add == "0" else add, flags, pattern))
    return rules


def _expanded(line: str, suffixes: dict[str, list[_Suffix]]) -> Iterator[DictionaryForm]:
    base, _, rest = line.partition("/")
    flags = rest.split()[0] if rest else ""
    if not base or "%" in flags:
        return
    bare = frozenset(flags) in _BARE
    noun = _is_noun(base, set(flags))
    if "¤" not in flags:
        yield _form(base, base, flags, ends="Y" in flags, noun=noun, bare=bare)
    pending = [(base, flags, 0)]
    while pending:
        word, own, depth = pending.pop()
        for suffix in (suffix for flag in own for suffix in suffixes.get(flag, ())):
            if not word.endswith(suffix.strip) or (suffix.condition and not suffix.condition.search(word)):
                continue
            made = word[: len(word) - len(suffix.strip)] + suffix.add
            # The end of a compound has all forms of its word; a form for the beginning says so itself
            ends = "Y" in suffix.flags or ("Y" in flags and not set(suffix.flags) & set("XUZ"))
            yield _form(made, base, suffix.flags, ends=ends, noun=noun, bare=False)
            if suffix.flags and depth < _DEEPEST:
                pending.append((made, suffix.flags, depth + 1))


def _is_noun(base: str, flags: set[str]) -> bool:
    common = _UTRUM in flags and not base.endswith("a")
    return base[0].islower() and (common or bool(flags & _NOUN)) and not flags & _NO_NOUN


def _form(form: str, base: str, flags: str, *, ends: bool, noun: bool, bare: bool) -> DictionaryForm:
    begins = "X" in flags or "U" in flags
    return DictionaryForm(form, base, begins, ends, "Z" not in flags, noun, bare)
