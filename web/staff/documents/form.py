"""The form of a document's facts: what it shows, what was typed, and what that states.

Pure but for the form that came in. A field that is left as it was shown states nothing; an empty one
leaves the field to the files; that there is none is ticked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from archive import dates, stating
from archive.catalogue.staff.corrections.correcting import Given, Sources
from archive.stating import BadValue, Rule, paragraphs, tidy

NONE_LANGUAGE = "-"
"""The choice of a language that says that there is none."""

FOLDER = "mapp:"
"""Before the folder of a series that is chosen; the empty choice leaves the series to the files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one field: its texts as typed, and whether it is ticked that there is none."""

    texts: tuple[str, ...] = ()
    none: bool = False

    @property
    def mark(self) -> str:
        """Return a fingerprint, by which a form tells what it showed."""
        told = json.dumps([self.texts, self.none])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document in the form: what it is called there, and how texts and value are each other.

    `none` is the value that says that there is none; `ticked` whether the form has a box for that.
    """

    name: str
    control: str
    value: Callable[[Entry, Entry], Any]  # as typed, and as it was shown
    texts: Callable[[Any], tuple[str, ...]]
    none: Any = ""
    ticked: bool = True
    chosen: bool = False  # from a list, which shows what staff state and not what counts
    lines: bool = False  # of several lines


def _typed_names(typed: Entry, shown: Entry) -> list[str]:
    """Return names; what stood there is one name, whatever signs it has."""
    each = ([text] if text in shown.texts else stating.names_typed(text) for text in typed.texts)
    return stating.names([name for names in each for name in names])


def _typed_position(typed: Entry, _: Entry) -> int:
    text = typed.texts[0]
    if not (text.isascii() and text.isdecimal()):
        raise BadValue(Rule.POSITION)
    return stating.position(int(text[:9]))


def _chosen_language(typed: Entry, _: Entry) -> str:
    return "" if typed.texts[0] == NONE_LANGUAGE else stating.language(typed.texts[0])


def _chosen_series(typed: Entry, _: Entry) -> str:
    chosen = typed.texts[0]
    if not chosen.startswith(FOLDER):
        raise BadValue(Rule.SERIES)
    folder = chosen.removeprefix(FOLDER)
    return stating.series(folder) if folder else ""


FORM: tuple[Field, ...] = (
    Field("title", "titel", lambda typed, _: stating.text(typed.texts[0]), lambda v: (v,), ticked=False),
    Field("speakers", "talare", _typed_names, tuple, none=[]),
    Field(
        "date", "datum", lambda typed, _: stating.date(dates.typed(typed.texts[0])), lambda value: (value,)
    ),
    Field("series", "serie", _chosen_series, lambda folder: (FOLDER + folder,), ticked=False, chosen=True),
    Field("position", "ordning", _typed_position, lambda value: (str(value),), none=None),
    Field("organisations", "organisation", _typed_names, tuple, none=[]),
    Field(
        "language",
        "sprak",
        _chosen_language,
        lambda code: (code or NONE_LANGUAGE,),
        ticked=False,
        chosen=True,
    ),
    Field(
        "description",
        "beskrivning",
        lambda typed, _: stating.description(typed.texts[0]),
        lambda value: (value,),
        lines=True,
    ),
)
"""Every field, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: what stands in its fields, and the marks of what it had shown there.

    `theirs` names the fields that are to stay as somebody else has changed them meanwhile.
    """

    entries: Mapping[str, Entry]
    marks: Mapping[str, str]
    theirs: frozenset[str] = frozenset()


def entry(field: Field, sources: Sources) -> Entry:
    """Return what the form shows of a field."""
    given = sources.given
    if field.chosen:
        return _entry(field, field.texts(given.value)) if given else Entry()
    if given is not None and given.value == field.none:
        return Entry(none=True)
    holds = sources.holds
    return _entry(field, field.texts(holds.value)) if holds and holds.value != field.none else Entry()


def of_form(form: MultiDict[str, str], known: Mapping[str, str]) -> Sent:
    """Read a form that was sent; `known` has the folder of each series by its name, case-folded."""
    entries = {field.name: _typed(field, form) for field in FORM}
    if new := tidy(form.get("ny-serie", "")):
        entries["series"] = Entry((FOLDER + known.get(new.casefold(), new),))
    marks = {field.name: form.get(f"visat-{field.control}", "") for field in FORM}
    theirs = (field.name for field in FORM if form.get(f"val-{field.control}") == "deras")
    return Sent(entries, marks, frozenset(theirs))


def _typed(field: Field, form: MultiDict[str, str]) -> Entry:
    return _entry(field, form.getlist(field.control), none=f"ingen-{field.control}" in form)


def _entry(field: Field, texts: Any, *, none: bool = False) -> Entry:
    tidied = map(paragraphs if field.lines else tidy, texts)
    return Entry(tuple(text for text in tidied if text), none)


@dataclass(frozen=True, slots=True)
class Read:
    """What a form states, field by field.

    `wanted` is what changes; `wrong` the rules that are broken; `both` the fields that somebody else
    changed meanwhile and this form too, `others` those that only somebody else did. `entries` is what
    the form shows if it is to be shown again.
    """

    wanted: Mapping[str, Given | None]
    wrong: Mapping[str, Rule | None]  # None: both a value, and that there is none
    both: frozenset[str]
    others: frozenset[str]
    entries: Mapping[str, Entry]

    @property
    def stale(self) -> bool:
        """Tell whether the form showed what does not hold any more, and would change something."""
        return bool(self.both or (self.others and (self.wanted or self.wrong)))


def read(sent: Sent, sources: Mapping[str, Sources]) -> Read:
    """Return what a form states of a document of which this is said now."""
    wanted: dict[str, Given | None] = {}
    wrong: dict[str, Rule | None] = {}
    entries: dict[str, Entry] = {}
    both, others = set(), set()
    for field in FORM:
        typed, now, shown = (
            sent.entries[field.name],
            entry(field, sources[field.name]),
            sent.marks[field.name],
        )
        moved, mine = shown != now.mark, typed.mark != shown
        if moved and not mine:
            others.add(field.name)
        entries[field.name] = now if field.name in sent.theirs or (moved and not mine) else typed
        try:
            given = _given(field, entries[field.name], now, sources[field.name])
        except BadValue as error:
            wrong[field.name] = error.rule
        except _Both:
            wrong[field.name] = None
        else:
            if given == sources[field.name].given or _says_the_same(field, given, sources[field.name]):
                continue
            wanted[field.name] = given
        if moved and mine:
            both.add(field.name)
    return Read(wanted, wrong, frozenset(both), frozenset(others), entries)


class _Both(Exception):  # noqa: N818 - named for the mistake
    """A value was typed, and ticked that there is none."""


def _given(field: Field, typed: Entry, now: Entry, sources: Sources) -> Given | None:
    """Return what a field states; raise :class:`BadValue` and :class:`_Both`."""
    if typed == now:
        return sources.given
    if typed.none and not (now.none and typed.texts):  # a tick that stood there yields to what was typed
        if typed.texts and typed.texts != now.texts:
            raise _Both
        return Given(field.none)
    return Given(field.value(typed, now)) if typed.texts else None


def _says_the_same(field: Field, given: Given | None, sources: Sources) -> bool:
    """Tell whether what was shown is stated once more, in other words perhaps."""
    return (
        not field.chosen
        and given is not None
        and sources.holds is not None
        and given.value == sources.holds.value
    )
