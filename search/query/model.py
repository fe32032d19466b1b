"""An understood query: what an engine is asked, and what the reader is told about it.

Nothing here knows an engine. A node of the tree says which pages match; how a match scores is
the engine's business, as `search.whoosh_engine.scoring` has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """One word. A page matches where any of the keys (or, if `literal`, the exact form) stands.

    `keys` are index keys of the word in every language of the archive (see
    `search.language.analyser`); `exact` is the folded-case surface form. `scope` narrows where the
    word may stand: "" is the page's text and the document's about; "title", "speaker" and "series"
    are those parts of about alone ("title" also the title of the page). `related` are the keys of the
    word's own parts: they match nothing, and add to the score of a page that matches. With `by_parts` a
    page matches too that has but one of them.

    `of_compound` is "first" or "last" where compounds are asked for that begin or end with the word;
    `keys` are then those that stand for it there alone.
    """

    surface: str  # as typed
    exact: str
    keys: tuple[str, ...]
    literal: bool = False
    scope: str = ""
    weight: float = 1.0
    related: tuple[str, ...] = ()
    of_compound: str = ""
    by_parts: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so: polis*. Matches exact forms."""

    surface: str
    stem: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other, in one place. Matches keys, exact forms score higher."""

    terms: tuple[Term, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Two words at most `distance` words apart, in either order and in one place (NEAR/n).

    Side by side they are one word apart.
    """

    left: Term
    right: Term
    distance: int
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word asked for as something else than what was typed: `part` matches in its place.

    `kind` is "twin" (the archive writes it with other dots or without: valdsbejakande), "spelling"
    (it is misspelt) or "parts" (a compound that the archive lacks, as all of its parts).
    """

    typed: str
    kind: str
    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part matches; the parts that do add their scores."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many of the parts match; the parts that do add their scores."""

    parts: tuple[Node, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not match. Stands only inside an :class:`All` beside something that does."""

    part: Node


@dataclass(frozen=True, slots=True)
class Optional:
    """The part never restricts; where it matches it adds to the score (function words)."""

    part: Node


Node = Term | Prefix | Phrase | Near | Reading | All | AnyOf | AtLeast | Not | Optional


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was understood, for the reader: *samverkan* – also samverkans, samverkade.

    `kind` is one of word, phrase, prefix, near, compound, twin, spelling, parts, function-word, field,
    operator, least, unused, limit; `text` is what was typed; `meaning` a Swedish sentence or clause that
    can be shown. `without` is the question to ask instead to take this back, "" where there is nothing
    to take back: of a word, the same question with just this form.
    """

    kind: str
    text: str
    meaning: str
    without: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A spelling that was searched instead of the typed one, and how to ask for the typed one."""

    typed: str
    used: str
    original: str = ""  # the question with the word as it was typed


@dataclass(frozen=True, slots=True)
class UnderstoodQuery:
    """What was typed and what it was taken to mean. `root` is None where nothing can be searched.

    `loose` are the words of which fewer may be enough where nothing matches: those that were only typed
    one after the other (`search.query.relaxing`).
    """

    text: str
    root: Node | None
    steps: tuple[Step, ...] = ()
    corrections: tuple[Correction, ...] = field(default=())
    loose: tuple[Node, ...] = ()
