"""Legacy decks that are broken, locked, of another age, or made to hurt; and real ones."""

import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.folder.outcomes import Outcome
from archive.folder.reasons import in_swedish
from ingest.readers.kind import Kind, sniff
from ingest.readers.legacy_deck.stream.records import DEEPEST, Type
from ingest.readers.reading import Limits, Refused
from ingest.sandbox import wire
from ingest.sandbox.one import read_file
from tests.corpora import corpus
from tests.ingest.readers.legacy_deck.building import (
    ENCRYPTED_TOKEN,
    Deck,
    comment,
    group,
    holding,
    notes,
    ole,
    outline_reference,
    placeholder,
    read_deck,
    shape,
    slide,
    text,
    titled,
)


def refused(path, limits=None):
    """Return the outcome and reason of a deck that is refused; each reason is told in Swedish too."""
    with pytest.raises(Refused) as error:
        read_deck(path, limits)
    assert in_swedish(error.value.reason)
    return error.value.outcome, error.value.reason


def three():
    return Deck([titled("Ett"), titled("Två"), titled("Tre")])


@pytest.mark.parametrize(
    ("deck", "beside"),
    [
        (Deck([titled("x")], token=ENCRYPTED_TOKEN), {}),
        (Deck([titled("x")], edit_size=32), {}),
        (Deck([titled("x")]), {"EncryptedSummary": b"x"}),
    ],
)
def test_a_locked_deck_is_named(tmp_path, deck, beside):
    path = deck.save(tmp_path / "a.ppt", **beside)
    assert refused(path) == (Outcome.ENCRYPTED, "the file is encrypted with a password")


def test_a_locked_deck_whose_edits_are_gone_is_named(tmp_path):
    deck = Deck([titled("x")])
    deck.stream = lambda: (holding(Type.CRYPT_SESSION, b"") + titled("x"), 0)
    assert refused(deck.save(tmp_path / "a.ppt"))[0] is Outcome.ENCRYPTED


@pytest.mark.parametrize(
    "streams", [{"PP40": b"x"}, {"PowerPoint Document": b"x", "Text_Content": b"x", "Header": b"x"}]
)
def test_a_deck_of_powerpoint_95_or_4_is_named(tmp_path, streams):
    (tmp_path / "a.ppt").write_bytes(ole(streams))
    assert sniff(tmp_path / "a.ppt") is Kind.LEGACY_DECK
    outcome, reason = refused(tmp_path / "a.ppt")
    assert outcome is Outcome.NOT_WHAT_IT_CLAIMS
    assert "PowerPoint 95 or older" in reason


@pytest.mark.parametrize(
    "data",
    [
        ole({"PowerPoint Document": b"\xff" * 5000}),
        ole({"Current User": b"x"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_a_file_without_a_presentation_is_damaged(tmp_path, data):
    (tmp_path / "a.ppt").write_bytes(data)
    assert refused(tmp_path / "a.ppt")[0] is Outcome.DAMAGED


def test_a_deck_cut_off_is_damaged_and_known_by_its_name(tmp_path):
    path = three().save(tmp_path / "a.ppt")
    path.write_bytes(path.read_bytes()[:700])
    assert sniff(path) is Kind.LEGACY_DECK
    assert refused(path)[0] is Outcome.DAMAGED


def test_sectors_of_a_size_that_there_is_not_are_not_asked_for(tmp_path):
    path = three().save(tmp_path / "a.ppt")
    data = bytearray(path.read_bytes())
    struct.pack_into("<H", data, 30, 50)
    path.write_bytes(data)
    assert refused(path)[0] is Outcome.DAMAGED


def test_a_slide_that_is_missing_leaves_its_number_and_its_outline(tmp_path):
    deck = Deck(three().slides, {1: text("Ur dispositionen", 0)}, listed=[2, 99, 4, 98])
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [page.title for page in pages] == ["Ett", "Ur dispositionen", "Tre", ""]
    assert summary.left_out == (
        "slide 2: the slide is missing, its outline was read",
        "slide 4: the slide is missing",
    )


def test_a_broken_slide_costs_itself_alone(tmp_path):
    broken = bytearray(slide(shape(box=text("Kvar")), shape(box=text("Borta"))))
    at = broken.index(b"Borta") - 8
    struct.pack_into("<I", broken, at + 4, 0x7FFFFFFF)
    deck = Deck([titled("Ett"), bytes(broken), titled("Tre")])
    pages, _ = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [page.title for page in pages] == ["Ett", "Kvar", "Tre"]
    assert "Borta" in pages[1].text


@pytest.mark.parametrize("listed", [[90, 91], []])
def test_slides_are_found_without_their_list(tmp_path, listed):
    deck = Deck(three().slides, listed=listed)
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [page.title for page in pages] == ["Ett", "Två", "Tre"]
    assert summary.left_out == ("the order of the slides: their list is damaged",)
    assert in_swedish("left out: " + summary.left_out[0])


@pytest.mark.parametrize(("before", "reference"), [(-1, 1), (7, 1), (0, 5), (0, 77)])
def test_edits_that_lead_nowhere_or_round_in_a_circle(tmp_path, before, reference):
    deck = Deck(three().slides, before=before, reference=reference)
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [page.title for page in pages] == ["Ett", "Två", "Tre"]
    assert "history of its edits is damaged" in summary.left_out[0]
    assert in_swedish("left out: " + summary.left_out[0])


def test_slides_without_any_document_stand_as_they_do_in_the_file(tmp_path):
    deck = Deck()
    deck.stream = lambda: (titled("Ett") + titled("Två"), 0)
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [page.title for page in pages] == ["Ett", "Två"]
    assert len(summary.left_out) == 1


def test_a_directory_that_lies_about_how_much_it_holds(tmp_path):
    deck = three()
    made, last = deck.stream()
    at = made.rindex(struct.pack("<I", 4 << 20 | 1))
    lies = made[:at] + struct.pack("<I", 0xFFF << 20 | 1) + made[at + 4 :]
    deck.stream = lambda: (lies, last)
    pages, _ = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [page.title for page in pages] == ["Ett", "Två", "Tre"]


def test_a_deck_without_slides_is_no_fault(tmp_path):
    pages, summary = read_deck(Deck().save(tmp_path / "a.ppt"))
    assert (pages, summary.page_count, summary.left_out) == ([], 0, ())


def test_groups_within_groups_end_somewhere(tmp_path):
    inner = group(shape(box=text("För djupt")))
    for _ in range(3000):
        inner = group(nested=[inner])
    page = read_deck(Deck([slide(shape(box=text("Kvar")), inner)]).save(tmp_path / "a.ppt"))[0][0]
    assert page.text == "Kvar"
    assert page.remarks == ("groups of shapes deeper than 64",)


def test_records_within_records_end_somewhere(tmp_path):
    inner = comment("För djupt")
    for _ in range(20 * DEEPEST):
        inner = holding(Type.PROG_TAGS, inner)
    deck = Deck([slide(shape(box=text("Kvar")), more=inner + comment("Nära"))])
    page = read_deck(deck.save(tmp_path / "a.ppt"))[0][0]
    assert (page.text, page.comments) == ("Kvar", ("Nära",))


def test_a_cap_that_bites_is_told(tmp_path):
    many = slide(*(shape(box=text(f"Ruta {number}")) for number in range(50)))
    path = Deck([many, titled("Två"), titled("Tre")]).save(tmp_path / "a.ppt")
    pages, summary = read_deck(path, Limits(page_chars=100, pages=2))
    assert len(pages[0].text) <= 100
    assert pages[0].remarks == ("the text after the first 100 characters",)
    assert summary.left_out == (
        "slide 1: the text after the first 100 characters",
        "the slides after the first 2",
    )
    assert (len(pages), summary.page_count) == (2, 3)


def test_long_notes_are_cut_and_told(tmp_path):
    said = notes(256, shape(client=placeholder(0x0C), box=text("ord " * 100 + "\r" + "ord " * 5, 2)))
    pages, _ = read_deck(Deck([titled("Ett")], notes=[said]).save(tmp_path / "a.ppt"), Limits(page_chars=40))
    assert len(pages[0].notes) == 40
    assert pages[0].remarks == ("the text after the first 40 characters",)


def test_a_large_slide_that_is_listed_many_times_is_not_read_each_time(tmp_path):
    large = slide(shape(box=text("x" * 300_000)))
    deck = Deck([titled("Ett"), large], listed=[2, *([3] * 40)])
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"), Limits(page_chars=10**6, text_bytes=1 << 20))
    assert [bool(page.text) for page in pages] == [True] * 4 + [False] * 37
    assert summary.left_out[0] == "slide 5: the text after the first 1 MiB"


def test_large_notes_that_many_slides_share_are_not_read_each_time(tmp_path):
    shared = notes(0, shape(box=text("x" * 300_000, 2)))
    deck = Deck([slide(notes=900)] * 40, notes=[shared])
    pages, _ = read_deck(deck.save(tmp_path / "a.ppt"), Limits(page_chars=10**6, text_bytes=1 << 20))
    assert [bool(page.notes) for page in pages] == [True] * 3 + [False] * 37


def test_what_is_wrong_with_the_notes_is_told(tmp_path):
    broken = holding(Type.NOTES, holding(Type.DRAWING))
    deck = Deck([slide(shape(box=text("Kvar")), notes=900)], notes=[broken])
    page = read_deck(deck.save(tmp_path / "a.ppt"))[0][0]
    assert (page.text, page.remarks) == ("Kvar", ("the notes: its drawing cannot be read",))


def test_a_document_that_is_cut_off_says_so(tmp_path):
    deck = three()
    document = deck.document()
    longer = document[:4] + struct.pack("<I", 1 << 30) + document[8:]
    deck.stream = lambda: (titled("Ett") + longer, 0)
    assert read_deck(deck.save(tmp_path / "a.ppt"))[1].left_out


def test_a_text_that_many_shapes_refer_to_stands_once(tmp_path):
    shapes = [shape(box=outline_reference(0))] * 100
    deck = Deck([slide(*shapes)], {0: text("En gång", 1)})
    assert read_deck(deck.save(tmp_path / "a.ppt"))[0][0].text == "En gång"


def test_a_stream_larger_than_what_is_read_is_refused(tmp_path):
    path = three().save(tmp_path / "a.ppt")
    assert refused(path, Limits(text_bytes=1000))[0] is Outcome.TOO_LARGE


def test_the_sandbox_reads_a_legacy_deck(tmp_path):
    reading = read_file(three().save(tmp_path / "fel namn.pdf"), Limits())
    assert (reading.outcome, reading.format) == (Outcome.COMPLETE, "ppt")
    assert [page.title for page in reading.pages] == ["Ett", "Två", "Tre"]


FLIPS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=12)


def outcome_of(path):
    """Read a deck as the worker does; everything but an outcome is raised."""
    try:
        pages, summary = read_deck(path)
    except Refused as answer:
        return answer.outcome
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    for message in (*pages, summary):
        wire.decode(wire.encode(message))
    return Outcome.PARTIAL if summary.left_out else Outcome.COMPLETE


def whole():
    """Return a deck that has something of everything."""
    told = shape(client=placeholder(0x0D), box=text("Rubrik", 0, struct.pack("<IHIII", 7, 0, 0, 7, 0)))
    rich = slide(told, group(shape(box=text("Grupp ☃")), table=True), more=comment("Ja"), notes=900)
    return Deck([rich, titled("Två")], {0: text("Disposition", 1)}, [notes(256, shape(box=text("Sagt", 2)))])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    flips=FLIPS,
    cut=st.floats(0, 1),
)
def test_whatever_is_flipped_or_cut_is_an_outcome(tmp_path, flips, cut):
    path = whole().save(tmp_path / "a.ppt")
    data = bytearray(path.read_bytes())
    for place, written in flips:
        at = int(place * len(data))
        data[at : at + len(written)] = written
    path.write_bytes(data[: int(len(data) * cut)] if cut > 0.5 else data)
    assert outcome_of(path) in Outcome


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=FLIPS)
def test_whatever_is_flipped_among_the_records_is_an_outcome(tmp_path, flips):
    deck = whole()
    made, last = deck.stream()
    data = bytearray(made)
    for place, written in flips:
        at = int(place * len(data))
        data[at : at + len(written)] = written
    deck.stream = lambda: (bytes(data[: len(made)]), last)
    assert outcome_of(deck.save(tmp_path / "a.ppt")) in Outcome


def test_the_corpus_is_read():
    """What is refused is locked, older than 1997, or cut down to nothing: 8 of 66."""
    outcomes = {path.name: outcome_of(path) for path in corpus("ppt").glob("*.ppt")}
    read = [name for name, outcome in outcomes.items() if outcome.archived]
    assert len(read) >= 58, outcomes
