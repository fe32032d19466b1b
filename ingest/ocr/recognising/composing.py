"""From what tesseract sees to the text of a page, with what points into it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.pages import Block, BlockKind, Box, Word
from ingest.ocr.recognising.table import Paragraph, Seen
from ingest.readers.language import page_language
from ingest.readers.pdf.repair import Joint, Vocabulary

LEAST_CONFIDENCE = 0.3
"""Of a word that is taken for one: below it stand shadows, signatures and the grain of photographs."""

LEAST_CONFIDENCE_OF_A_SIGN = 0.6
"""The same of what holds neither letter nor figure: rules and stains are read as | and ~."""

_LEAST_WORDS_IN_ENGLISH = 8  # of one paragraph, from which a page is taken to be in two languages


@dataclass(frozen=True, slots=True)
class Composed:
    """A page's text, read from its picture. `confidence` is the mean of its letters, 0 to 1."""

    text: str
    words: tuple[Word, ...]
    blocks: tuple[Block, ...]
    confidence: float
    remarks: tuple[str, ...]

    @property
    def holds_english(self) -> bool:
        """Tell whether the page, or one whole paragraph of it, is in English."""
        if page_language(self.text) == "en":
            return True
        spans = [self.text[block.start : block.end] for block in self.blocks]
        return any(
            len(span.split()) >= _LEAST_WORDS_IN_ENGLISH and page_language(span) == "en" for span in spans
        )


def compose(paragraphs: Sequence[Paragraph], max_chars: int) -> Composed:
    """Return the text of a page, with at most so many characters."""
    shown = [_legible(paragraph) for paragraph in paragraphs]
    left_out = sum(_count(paragraph) for paragraph in paragraphs) - sum(map(_count, shown))
    vocabulary = Vocabulary()
    vocabulary.learn(seen.text for paragraph in shown for line in paragraph for seen in line[:-1])
    writer = _Writer(vocabulary, max_chars)
    for paragraph in shown:
        writer.write(paragraph)
    remarks = []
    if not writer.words:
        remarks.append("OCR found nothing to read on this page.")
    if left_out:
        remarks.append(f"OCR left out {left_out} signs that it could not make out.")
    if writer.cut:
        remarks.append(f"The text is cut at {max_chars} characters.")
    return Composed(
        writer.text, tuple(writer.words), tuple(writer.blocks), _mean(writer.words), tuple(remarks)
    )


def _legible(paragraph: Paragraph) -> Paragraph:
    lines = (tuple(seen for seen in line if _is_legible(seen)) for line in paragraph)
    return tuple(line for line in lines if line)


def _is_legible(seen: Seen) -> bool:
    says_something = any(map(str.isalnum, seen.text))
    return seen.confidence >= (LEAST_CONFIDENCE if says_something else LEAST_CONFIDENCE_OF_A_SIGN)


def _count(paragraph: Paragraph) -> int:
    return sum(map(len, paragraph))


def _mean(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


@dataclass(slots=True)
class _Token:
    """A word being put together; one that a line end divides has a box on each line."""

    text: str
    boxes: tuple[Box, ...]
    confidence: float


class _Writer:
    """Writes paragraphs one after the other and keeps where each word and block came to stand."""

    def __init__(self, vocabulary: Vocabulary, max_chars: int) -> None:
        self.text = ""
        self.words: list[Word] = []
        self.blocks: list[Block] = []
        self.cut = False
        self._vocabulary = vocabulary
        self._room = max_chars

    def write(self, paragraph: Paragraph) -> None:
        """Write a paragraph as a block on a line of its own."""
        gap, start = "\n" if self.text else "", len(self.text) + bool(self.text)
        written: list[str] = []
        at = len(self.text)
        for token in self._tokens(paragraph):
            if at + len(gap) + len(token.text) > self._room:
                self.cut = True
                break
            written += gap, token.text
            first = at + len(gap)
            at = first + len(token.text)
            self.words.append(Word(token.text, first, at, token.boxes, token.confidence))
            gap = " "
        if written:
            self.text += "".join(written)
            self.blocks.append(Block(BlockKind.PARAGRAPH, start, at))

    def _tokens(self, paragraph: Paragraph) -> list[_Token]:
        """Return the words of a paragraph; what a hyphen at a line's end divides is one, or keeps it."""
        tokens: list[_Token] = []
        for line in paragraph:
            for index, seen in enumerate(line):
                last = tokens[-1] if index == 0 and tokens else None
                joint = self._vocabulary.joint(last.text, seen.text) if last else Joint.APART
                if last is None or joint is Joint.APART:
                    tokens.append(_Token(seen.text, (seen.box,), seen.confidence))
                    continue
                stem = last.text if joint is Joint.HYPHENATED else last.text[:-1]
                last.text, last.boxes = stem + seen.text, (*last.boxes, seen.box)
                last.confidence = min(last.confidence, seen.confidence)
        return tokens
