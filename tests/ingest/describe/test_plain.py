"""Descriptors as people write them: forgiving, never silent, and careful where they withhold."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.values import Origin, effective
from ingest.describe import keys, plain
from ingest.describe.descriptors import MOST_BYTES, DescriptorReader, is_descriptor

FULL = """Titel: Radikalisering i närmiljön: en översikt
Talare: Anna Ek, Bo Al
talare: Cia Ås
Organisation: Länsstyrelsen Skåne
Datum: 8 november 2017
Språk: Svenska
Ordning: 3
Publicera anteckningar: nej

Beskrivning: Om tidiga tecken.
Se även: kapitel 2.

Ett nytt stycke.
"""


def said(text: str, known: dict[str, keys.Key] = dict(keys.SIDECAR_KEYS)) -> dict[str, object]:  # noqa: B006
    return dict(reversed(plain.read(text, known).values))


def faults(text: str) -> tuple[tuple[int, str], ...]:
    return plain.read(text, keys.SIDECAR_KEYS).faults


def test_lines_say_what_toml_would() -> None:
    assert faults(FULL) == ()
    assert said(FULL) == {
        "title": "Radikalisering i närmiljön: en översikt",
        "speakers": ["Anna Ek", "Bo Al", "Cia Ås"],
        "organisations": ["Länsstyrelsen Skåne"],
        "date": "2017-11-08",
        "language": "sv",
        "position": 3,
        "publish_notes": False,
        "description": "Om tidiga tecken.\nSe även: kapitel 2.\n\nEtt nytt stycke.",
    }


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Talare: Anna Ek", ["Anna Ek"]),
        ("Talare: Anna Ek; Bo Al", ["Anna Ek", "Bo Al"]),
        ("Talare: Anna Ek, Bo Al", ["Anna Ek", "Bo Al"]),
        ("Talare: Ek, Anna", ["Ek, Anna"]),
        ('Föreläsare = ["Anna Ek", "Bo Al"]', ["Anna Ek", "Bo Al"]),
    ],
)
def test_names_are_parted_where_nothing_is_guessed(line: str, names: list[str]) -> None:
    assert said(line)["speakers"] == names


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Synlighet: dold", "visibility", "hidden"),
        ("SYNLIGHET : Publik", "visibility", "public"),
        ("Synlighet: dålld", "visibility", "hidden"),
        ("Synlihet: dold", "visibility", "hidden"),
        ("visibility: hidden", "visibility", "hidden"),
        ("Beskrivning: x\nSynlighett: dold", "visibility", "hidden"),
        ("Publiceras: 2027-01-01 08:00", "visibility", "embargoed"),
        ("Publiceras: snart", "visibility", "hidden"),
        ("Datum: november 2017", "date", "2017-11"),
        ("Datum: 2017", "date", "2017"),
        ('title = "Ett"', "title", "Ett"),
    ],
)
def test_what_a_line_says(text: str, field: str, value: str) -> None:
    assert dict(plain.read(text, keys.SIDECAR_KEYS).values[::-1])[field] == value


def test_lines_that_are_not_understood_are_told_with_their_number_and_cost_nothing_else() -> None:
    text = "Titell: Ett\nTalare: Anna Ek\nbara text\nOrdning: tre\n# en anmärkning\n"
    assert said(text) == {"speakers": ["Anna Ek"]}
    told = faults(text)
    assert [line for line, _ in told] == [1, 3, 4]
    assert "did you mean 'Titel:'?" in told[0][1]
    assert "'bara text'" in told[1][1]


def test_a_text_of_many_lines_is_told_in_few() -> None:
    assert len(faults("brödtext\n" * 5000)) == keys.MOST_UNKNOWN + 1


def test_a_series_has_a_name_however_it_is_called() -> None:
    for line in ("Titel: Kunskapsseminarium I", "Namn: Kunskapsseminarium I"):
        assert said(line, dict(keys.SERIES_KEYS)) == {"series_name": "Kunskapsseminarium I"}


@given(st.text(alphabet=st.sampled_from("Titel: Synlighet=dold\r\n;,#\"'åäö2017-\x00\u2028"), max_size=300))
def test_nothing_that_is_written_there_is_an_error(text: str) -> None:
    plain.read(text, keys.SIDECAR_KEYS)


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "windows-1252": lambda text: text.encode("cp1252"),
    "utf-16": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", ["a.pdf.txt", "a.pdf.toml.txt", "a.pdf.TXT"])
def test_a_sidecar_as_notepad_writes_it(tmp_path: Path, encoding: str, name: str) -> None:
    text = 'titel = "Åtgärd"\r\n' if "toml" not in name else 'title = "Åtgärd"\r\n'
    (tmp_path / name).write_bytes(ENCODINGS[encoding](text))
    found = DescriptorReader(tmp_path).find("a.pdf")
    assert found.problems == ()
    title = effective(found.statements)["title"]
    assert (title.value, title.origin, title.detail) == ("Åtgärd", Origin.SIDECAR, name)


def test_toml_counts_before_lines_and_both_are_heeded(tmp_path: Path) -> None:
    (tmp_path / "I").mkdir()
    (tmp_path / "I" / "a.pdf.toml").write_text('title = "TOML"\n')
    (tmp_path / "I" / "a.pdf.txt").write_text("Titel: rader\nTalare: Anna Ek\n")
    (tmp_path / "I" / "_serie.txt").write_text("Namn: Första\n")
    values = {f: s.value for f, s in effective(DescriptorReader(tmp_path).find("I/a.pdf").statements).items()}
    assert values == {"title": "TOML", "speakers": ["Anna Ek"], "series_name": "Första"}


@pytest.mark.parametrize(
    ("name", "siblings", "describes"),
    [
        ("a.pdf.txt", {"a.pdf"}, True),
        ("a.pdf.txt", set(), False),
        ("a.pdf.txt", {"A.pdf"}, False),
        ("a.txt.txt", {"a.txt"}, True),
        ("a.txt", {"a"}, False),
        ("Version 1.2.txt", {"Version 1.2"}, False),
        ("a.pdf.toml.txt", {"a.pdf"}, True),
        ("a.pdf.toml.txt", set(), False),
        ("\u00e5.pdf.txt", {"a\u030a.pdf"}, True),
        ("_serie.txt", set(), True),
        ("_Serie.toml.txt", set(), True),
        ("serie.txt", set(), False),
    ],
)
def test_a_text_is_a_sidecar_only_beside_its_document(name: str, siblings: set[str], describes: bool) -> None:
    assert is_descriptor(f"mapp/{name}", siblings | {name}) == describes


def test_the_text_of_a_whole_document_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.pdf.txt").write_text("Avskrift av hela dokumentet.\n" * MOST_BYTES)
    found = DescriptorReader(tmp_path).find("a.pdf")
    assert found.statements == ()
    assert any("what follows is not read" in problem.text for problem in found.problems)
