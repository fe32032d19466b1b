"""Understanding a question: from its syntax to a query, with a word on each step to its reader.

Pure: takes text, the analyser and what is known of the archive's words. Words are asked for in every
language of the archive. Function words never restrict, unless the question has no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.language.analyser import Analyser
from search.query import composing, model
from search.query.meaning import Meaning
from search.query.minimum import is_sentence
from search.query.reading.words import WordReader
from search.query.syntax.parse import parse
from search.query.syntax.taking_back import taken_back
from search.query.syntax.tree import SyntaxNode
from search.query.syntax.writing import written
from search.query.vocabulary import Vocabulary
from search.query.wording import Told, spelled, told

_LONGEST_ECHO = 80  # characters of what was cut off that are shown again


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much of one question counts; what is cut off is said."""

    characters: int = 1000
    words: int = 64


def understand(
    text: str,
    analyser: Analyser,
    limits: QueryLimits | None = None,
    vocabulary: Vocabulary | None = None,
) -> model.UnderstoodQuery:
    """Return what a question means. Whatever is typed gives an answer; nothing is dropped unsaid.

    Without a vocabulary nothing is known of the archive, and words are taken as they were typed.
    """
    limits = limits or QueryLimits()
    counted = _cut(text, limits.characters)
    parsed = parse(counted)
    reader = WordReader(analyser, vocabulary, counted)
    meaning = Meaning(reader, limits.words, shouted=counted.isupper(), sentence=is_sentence(counted))
    root = meaning.node(parsed.root) if parsed.root is not None else None
    root = composing.meant(root) if root is not None else None
    notes = [*meaning.notes, *(model.Step("unused", unused.text, unused.why) for unused in parsed.unused)]
    if root is not None and composing.excludes(root):
        why = "det går inte att söka bara på vad som inte ska finnas"
        notes.append(model.Step("unused", spelled(root), why))
        root = None
    if reader.unchecked:
        why = "många okända ord i frågan; stavningen av dessa har inte prövats"
        notes.append(model.Step("limit", " ".join(reader.unchecked), why))
    if meaning.left_out:
        why = f"frågan har fler än {limits.words} ord; dessa räknas inte"
        notes.append(model.Step("limit", " ".join(meaning.left_out), why))
    if len(counted) < len(text):
        why = f"frågan är längre än {limits.characters} tecken; det här och det som följer räknas inte"
        notes.append(model.Step("limit", _echo(text[len(counted) :]), why))
    if root is None and not notes and counted.strip():
        notes.append(model.Step("unused", counted.strip(), "det finns inget ord att söka"))
    takes_back = _taking_back(counted, parsed.root, meaning)
    said = [(each, takes_back(each)) for each in _each_once(told(root))]
    return model.UnderstoodQuery(
        counted,
        root,
        (*(model.Step(each.kind, each.text, each.meaning, back) for each, back in said), *notes),
        tuple(model.Correction(each.typed, each.used, back) for each, back in said if each.used),
        meaning.loose if root is not None else (),
    )


def _each_once(tellings: Iterable[Told]) -> Iterator[Told]:
    """Yield what is told, what is told twice once and of both."""
    once: dict[tuple[str, str, str], Told] = {}
    for each in tellings:
        key = (each.kind, each.text, each.meaning)
        before = once.get(key)
        about = (*before.about, *each.about) if before else each.about
        once[key] = Told(each.kind, each.text, each.meaning, about, each.typed, each.used)
    yield from once.values()


def _taking_back(text: str, tree: SyntaxNode | None, meaning: Meaning) -> Callable[[Told], str]:
    """Return what tells how to ask the question without one thing that was understood."""

    def without(each: Told) -> str:
        paths = [path for node in each.about for path in meaning.places(node)]
        if not paths or tree is None:
            return ""
        asked = written(taken_back(tree, paths), shouted=text.isupper())
        still = is_sentence(asked) or not is_sentence(text) or () in paths  # the whole of it is taken back
        return asked if still else f"{asked}?"

    return without


def _cut(text: str, characters: int) -> str:
    """Return the beginning of a question, up to a space where one is near."""
    if len(text) <= characters:
        return text
    space = text.rfind(" ", characters - characters // 10, characters + 1)
    return text[: space if space > 0 else characters]


def _echo(text: str) -> str:
    cut = " ".join(text[: 2 * _LONGEST_ECHO].split())
    return cut if len(text) <= _LONGEST_ECHO else f"{cut[:_LONGEST_ECHO]}…"
