"""Where everything stands: series by series in the order of the authority's page, with sidecars."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sample.blocks import Presentation
from sample.pdf.report import write_report
from sample.pdf.slides import write_placeholder, write_presentation
from sample.powerpoint.deck import write_deck
from sample.texts.checklist import CHECKLIST
from sample.texts.deck_leaver import RECEIVING_A_LEAVER
from sample.texts.deck_picture import PICTURE_OF_CRIME
from sample.texts.leavers import LEAVERS
from sample.texts.placeholders import SEMINAR_1, placeholder
from sample.texts.programme import PROGRAMME
from sample.texts.seminar_2 import MEDIA, PROSECUTION, SECRECY
from sample.texts.seminar_3 import CENTRE
from sample.texts.seminar_4 import BOUNCE, LECTURE_DESCRIPTION, LECTURE_LINK, MENTAL_HEALTH

Value = str | int | bool | list[str]
SEMINAR = "Material från {} i projektet Skånes Quatro Helix, 2017–2018. Filerna är exempelmaterial."


@dataclass(frozen=True)
class Item:
    """A file of a series: what writes it and what its sidecar says."""

    name: str
    write: Callable[[Path], None]
    sidecar: dict[str, Value] = field(default_factory=dict)
    described_by: str | None = None


@dataclass(frozen=True)
class Series:
    """A folder: the name and description of the series and its files in order."""

    name: str
    description: str
    items: tuple[Item, ...]


def write_shelf(folder: Path) -> set[Path]:
    """Write every series below the folder and return the paths written."""
    written = set()
    for position, series in enumerate(SHELF, start=1):
        place = folder / series.name
        place.mkdir(parents=True, exist_ok=True)
        written.add(_toml(place / "_serie.toml", _series_values(series, position)))
        for number, item in enumerate(series.items, start=1):
            item.write(place / item.name)
            written.add(place / item.name)
            written.add(_toml(place / f"{item.name}.toml", {"position": number, **item.sidecar}))
            if item.described_by is not None:
                text = (place / item.name).with_suffix(".txt")
                text.write_text(item.described_by, encoding="utf-8", newline="\n")
                written.add(text)
    return written


def _series_values(series: Series, position: int) -> dict[str, Value]:
    return {
        "name": series.name,
        "description": series.description,
        "position": position,
        "organisations": ["Exempel"],
        "language": "sv",
        "sample": True,
    }


def _toml(path: Path, values: dict[str, Value]) -> Path:
    """Write flat values as TOML, whose basic strings, lists and booleans are spelt as in JSON."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def _shortcut(link: str, path: Path) -> None:
    path.write_bytes(f"[InternetShortcut]\r\nURL={link}\r\n".encode())


def _presentation(presentation: Presentation, name: str) -> Item:
    return Item(f"{name}.pdf", partial(write_presentation, presentation))


def _speaker_only(speaker: str) -> Item:
    sentence = placeholder(speaker, "Kunskapsseminarium I")
    write = partial(write_placeholder, speaker, sentence)
    return Item(f"{speaker}.pdf", write, {"title": speaker, "speakers": [speaker]})


def _deck(presentation: Presentation, name: str, date: datetime.datetime) -> Item:
    write = partial(write_deck, presentation, made=date)
    return Item(f"{name}.pptx", write, {"date": f"{date:%Y-%m-%d}"})


_LOOW_TITLE = "Presentation av Helene Lööw"
_LOOW = Presentation(
    title=_LOOW_TITLE,
    subtitle=placeholder("Helene Lööw", "Kunskapsseminarium IV"),
    slides=(),
    embedded_title=_LOOW_TITLE,
)

SHELF = (
    Series(
        "Vägledning och program",
        "Regional programförklaring, checklista och vägledning för samverkan mellan kommun och polis. "
        "Filerna är exempelmaterial.",
        (
            Item(
                f"{PROGRAMME.title}.pdf",
                partial(write_report, PROGRAMME),
                {"date": "2018"},
            ),
            Item(
                "Checklista för överenskommelser om samverkan mellan kommun och polis.pdf",
                partial(write_report, CHECKLIST),
                {"date": "2019"},
            ),
            Item(
                "Vägledning till överenskommelse om samverkan gällande arbete med avhoppare.pdf",
                partial(write_report, LEAVERS),
                {"title": LEAVERS.title},
            ),
        ),
    ),
    Series(
        "Kunskapsseminarium I",
        SEMINAR.format("kunskapsseminarium I"),
        tuple(_speaker_only(speaker) for speaker in SEMINAR_1),
    ),
    Series(
        "Kunskapsseminarium II",
        SEMINAR.format("kunskapsseminarium II"),
        (
            _presentation(MEDIA, "Medier och terrorism"),
            _presentation(PROSECUTION, "Riksenheten för säkerhetsmål"),
            _presentation(SECRECY, "Sekretess i samverkan"),
        ),
    ),
    Series(
        "Kunskapsseminarium III",
        SEMINAR.format("kunskapsseminarium III"),
        (_presentation(CENTRE, "Center mot våldsbejakande extremism"),),
    ),
    Series(
        "Kunskapsseminarium IV",
        SEMINAR.format("kunskapsseminarium IV"),
        (
            Item(
                f"{_LOOW_TITLE}.pptx",
                partial(write_deck, _LOOW, made=datetime.datetime(2018, 1, 1)),
                {"title": _LOOW_TITLE, "speakers": ["Helene Lööw"]},
            ),
            Item(
                "Kampen om kulturen.url",
                partial(_shortcut, LECTURE_LINK),
                {
                    "title": "Kampen om kulturen – Mänskliga rättigheter för vem?",
                    "speakers": ["Helene Lööw"],
                },
                described_by=LECTURE_DESCRIPTION,
            ),
            _presentation(MENTAL_HEALTH, "Psykisk ohälsa"),
            _presentation(BOUNCE, "BOUNCE"),
        ),
    ),
    Series(
        "Exempelbildspel",
        "Två påhittade bildspel som visar vad arkivet läser: tabeller, diagram, grupper, SmartArt, bilder "
        "och anteckningar.",
        (
            _deck(
                PICTURE_OF_CRIME,
                "Lägesbild och orsaksanalys i den lokala samverkan",
                datetime.datetime(2024, 3, 14),
            ),
            _deck(
                RECEIVING_A_LEAVER,
                "Att ta emot en avhoppare – kommunens och polisens roller",
                datetime.datetime(2024, 11, 8),
            ),
        ),
    ),
)
"""Everything the authority's page lists, folder by folder, and the invented decks last."""
