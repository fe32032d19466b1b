"""What a word becomes by one slip of the finger, and which of it the lexicon has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.language.lexicon.lexicon import Lexicon

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_LONGEST_WORD = 30  # letters; of each there are about 60 spellings
_LONGEST_PART, _SHORTEST_PART = 14, 3  # letters of the part of a compound with the slip in it
_MOST_COMPOUNDS = 8  # the likeliest


def edits(word: str) -> Iterator[str]:
    """Yield spellings with a letter taken out, put in or changed, or two neighbours swapped."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]


def words_near(exact: str, lexicon: Lexicon) -> list[str]:
    """Return the words of the language that are one edit away."""
    if len(exact) > _LONGEST_WORD:
        return []
    return [spelling for spelling in dict.fromkeys(edits(exact)) if lexicon.is_word(spelling)]


def compounds_near(exact: str, lexicon: Lexicon) -> list[str]:
    """Return the likeliest compounds that are one edit away: all of their parts but one are as typed."""
    if len(exact) > 2 * _LONGEST_WORD:
        return []
    found: dict[str, int] = {}
    for start in _ways_in(exact, lexicon):
        for end in _ways_out(exact, lexicon):
            whole = end - start == len(exact)
            if not whole and _SHORTEST_PART <= end - start <= _LONGEST_PART:
                for part, cost in _parts_near(exact[start:end], lexicon, last=end == len(exact)):
                    compound = exact[:start] + part + exact[end:]
                    found[compound] = min(cost, found.get(compound, cost))
    return sorted(found, key=lambda compound: (found[compound], compound))[:_MOST_COMPOUNDS]


def _ways_in(word: str, lexicon: Lexicon) -> list[int]:
    """Return where a word can be cut so that all before it may begin a compound."""
    reached = {0}
    for at in range(len(word)):
        if at in reached:
            for form, number in lexicon.starts(word[at:]):
                if lexicon.begins[number] and len(form) >= _SHORTEST_PART:
                    reached.add(at + len(form))
    return sorted(reached - {len(word)})


def _ways_out(word: str, lexicon: Lexicon) -> list[int]:
    """Return where a word can be cut so that all after it may end a compound."""
    length = len(word)
    reached = {length}
    for at in range(length - _SHORTEST_PART, 0, -1):
        for form, number in lexicon.starts(word[at:]):
            end = at + len(form)
            fits = lexicon.ends[number] if end == length else end in reached and lexicon.begins[number]
            if fits and len(form) >= _SHORTEST_PART:
                reached.add(at)
                break
    return sorted(reached)


def _parts_near(part: str, lexicon: Lexicon, *, last: bool) -> Iterable[tuple[str, int]]:
    """Yield what a part may have been meant to be, with its cost as one."""
    costs = lexicon.ends if last else lexicon.begins
    for spelling in dict.fromkeys(edits(part)):
        number = lexicon.number(spelling)
        if number >= 0 and costs[number] and len(spelling) >= _SHORTEST_PART:
            yield spelling, costs[number]
