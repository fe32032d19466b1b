"""Keys of descriptors: which values are taken, and what is told of the others."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.values import FIELDS
from ingest.describe.keys import SERIES_KEYS, SIDECAR_KEYS, read


def said(text: str) -> dict[str, Any]:
    """Read a sidecar without faults."""
    found = read(text, SIDECAR_KEYS)
    assert not found.faults
    return dict(found.values)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('title = "  Medier och\\tterrorism "', "title", "Medier och terrorism"),
        ('description = """\nFörsta.\n\n\n\nAndra.  \n"""', "description", "Första.\n\nAndra."),
        ('speakers = ["Anna Ek", "Bo Al", "Anna Ek"]', "speakers", ["Anna Ek", "Bo Al"]),
        ('speakers = "Anna Ek"', "speakers", ["Anna Ek"]),
        ("speakers = []", "speakers", []),
        ('organisations = ["Exempel"]', "organisations", ["Exempel"]),
        ('date = "2017-11"', "date", "2017-11"),
        ('date = "2017-11-08/2017-11-09"', "date", "2017-11-08/2017-11-09"),
        ("date = 2017", "date", "2017"),
        ("date = 2017-11-08", "date", "2017-11-08"),
        ("date = 2017-11-08T09:00:00", "date", "2017-11-08"),
        ('series = "Kunskapsseminarium IV"', "series", "Kunskapsseminarium IV"),
        ('language = "sv"', "language", "sv"),
        ('link = "https://exempel.se/f?v=1"', "link", "https://exempel.se/f?v=1"),
        ("position = 3", "position", 3),
        ("sample = true", "sample", True),
        ('visibility = "hidden"', "visibility", "hidden"),
        ("embargo_until = 2026-12-01T09:00:00", "embargo_until", "2026-12-01T08:00:00+00:00"),
        ("embargo_until = 2026-07-01", "embargo_until", "2026-06-30T22:00:00+00:00"),
        ('embargo_until = "2026-12-01 09:00+02:00"', "embargo_until", "2026-12-01T07:00:00+00:00"),
        ("publish_notes = true", "publish_notes", True),
        ("publish_hidden_slides = false", "publish_hidden_slides", False),
    ],
)
def test_a_value_fills_its_field(line: str, field: str, value: object) -> None:
    assert said(line)[field] == value


@pytest.mark.parametrize(
    "line",
    [
        "title = 3",
        'title = " "',
        "speakers = 3",
        'speakers = ["Anna Ek", 3]',
        'date = "8 november 2017"',
        'date = "2017-02-30"',
        'date = "2017-11-09/2017-11-08"',
        "date = true",
        "date = 17",
        'series = "../annat"',
        'series = "A/B"',
        'language = "svenska"',
        'link = "javascript:alert(1)"',
        'link = "https://"',
        'link = "https://anna:hemligt@exempel.se"',
        'link = "https://[exempel.se"',
        'position = "3"',
        "position = true",
        "position = -1",
        "sample = 1",
        'publish_notes = "ja"',
        'embargo_until = "snart"',
        "embargo_until = 0001-01-01T00:00:00+14:00",
    ],
)
def test_a_broken_value_costs_that_value_only(line: str) -> None:
    found = read(f'# en kommentar\ndescription = "Kvar"\n\n{line}\n', SIDECAR_KEYS)
    key = line.split(" = ")[0]
    [(number, text)] = found.faults
    assert number == 4
    assert text.startswith(f"{key}: ")
    assert ("description", "Kvar") in found.values
    assert key not in dict(found.values) or dict(found.values)[key] is False


def test_a_broken_value_never_publishes_what_was_to_be_withheld() -> None:
    for text in (
        'visibility = "hiden"',
        'embargo_until = "snart"',
        'visibility = "public"\nembargo_until = 1',
    ):
        assert read(text, SIDECAR_KEYS).values[0] == ("visibility", "hidden")
    for text in ('visibilty = "hidden"', 'Visibility = "hidden"', "visible = false"):
        found = read(text, SIDECAR_KEYS)
        assert found.values == (("visibility", "hidden"),)
        assert found.faults[0] == (1, f"unknown key {text.split()[0]!r}: did you mean 'visibility'?")
    assert ("publish_notes", False) in read('publish_notes = "nej"', SIDECAR_KEYS).values


def test_a_time_to_wait_for_means_waiting_unless_visibility_says_otherwise() -> None:
    assert said("embargo_until = 2026-12-01")["visibility"] == "embargoed"
    assert said('embargo_until = 2026-12-01\nvisibility = "hidden"')["visibility"] == "hidden"


def test_of_a_file_that_is_no_toml_only_what_withholds_is_heeded() -> None:
    found = read(
        'title = "Ny"\nvisibility = "embargoed"\nembargo_until = 2026-12-01\nspeakers = ["Anna\n',
        SIDECAR_KEYS,
    )
    assert [line for line, _ in found.faults] == [4]
    values = dict(found.values)
    assert values == {"visibility": "embargoed", "embargo_until": "2026-11-30T23:00:00+00:00"}
    assert read('visibility = "hidden\n', SIDECAR_KEYS).values == (("visibility", "hidden"),)
    assert read('visibility = "public"\ntitle = "Ny\n', SIDECAR_KEYS).values == (("visibility", "public"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title = "Ny\n', 1),
        ('title = "Ny"\nspeakers = ["Anna Ek",\n\n', 2),
        ('title = "Ny"\r\ntitle = "Nyare"\r\n', 2),
        ("a = " + "9" * 5000, 0),
        ("a = " + "[" * 20_000, 0),
        ("a" + ".a" * 32_000 + " = 1", 0),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int) -> None:
    [(number, told)] = read(text, SIDECAR_KEYS).faults
    assert told.startswith("not valid TOML: ")
    assert "(at " not in told
    assert number == line


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    found = read('\n"speaker" = "Anna Ek"\n[Titel]\nxyzzy.a = 1\n', SIDECAR_KEYS)
    assert found.faults == (
        (2, "unknown key 'speaker': did you mean 'speakers'?"),
        (3, "unknown key 'Titel': did you mean 'title'?"),
    )
    [(line, told)] = read("xyzzy = 1", SERIES_KEYS).faults
    assert line == 1
    assert "the keys are name, description, position, speakers" in told


def test_a_file_of_some_other_kind_is_told_in_a_few_lines() -> None:
    text = 'title = "Ny"\n' + "".join(f"k{number} = 1\n" for number in range(6000))
    found = read(text, SIDECAR_KEYS)
    assert found.values == (("title", "Ny"),)
    assert len(found.faults) == 21
    assert found.faults[0] == (0, "5980 more unknown keys")


def test_each_key_fills_a_field_of_the_catalogue() -> None:
    for keys in (SIDECAR_KEYS, SERIES_KEYS):
        assert {key.field for key in keys.values()} <= set(FIELDS)
    told = {key.field for keys in (SIDECAR_KEYS, SERIES_KEYS) for key in keys.values()}
    assert told == set(FIELDS) - {"source_url", "first_published"}  # those a listing page alone tells


TOML_VALUES = st.sampled_from(
    ["1", "-1", "2017", "1.5", "nan", "true", '""', '"2017-11-08"', '"sv"', '"a/b"', "[]", '["Anna"]',
     "[[1]]", "{}", "{a = 1}", "2017-11-08", "09:30:00", "9999-12-31T23:59:59-12:00", "0001-01-01", '"http://[::"',
     '"\\u0000"', '"', "'''", "[", "1979-13-01"]
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*SIDECAR_KEYS, "okänd"]), TOML_VALUES), st.text(max_size=20))
def test_any_file_is_read(values: dict[str, str], rest: str) -> None:
    text = "\n".join(f'"{key}" = {value}' for key, value in values.items()) + f"\n{rest}"
    found = read(text, SIDECAR_KEYS)
    for line, told in found.faults:
        assert 0 <= line <= text.count("\n") + 1
        assert told.isprintable()
    try:
        tomllib.loads(text)
    except ValueError:
        assert len(found.faults) == 1
