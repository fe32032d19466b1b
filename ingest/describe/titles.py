"""Titles: which text is a title that says something, and what a file name says once it is cleaned.

Programs fill in titles nobody chose ("PowerPoint-presentation", "Microsoft Word - rapport.docx"):
of the embedded titles in a sample of Swedish PDFs, 38 % said nothing. The patterns are those seen
there and in Swedish and English Office programs.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

from archive.stating import tidy

LONGEST = 160  # characters of a title; what is longer is cut at a word
LEAST_LETTERS = 4  # of a headline
UNNAMED = "Utan titel"

_EXTENSION = re.compile(
    r"\.(?:pdf|p[po]t[xm]?|pps[xm]?|doc[xm]?|dotx?|xlsx?|odt|odp|rtf|txt|url|webloc|html?|key|pages"
    r"|indd|qxd|tex|dvi|e?ps|pub|toml)\Z",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"""
    (?:
      (?:powerpoint|power\ point|microsoft|office|namnlös|blank|tom|empty|ny|new)?[\s-]*
          (?:presentation|präsentation|bildspel|diabild|slideshow|dokument|document|doc)
    | powerpoint(?:\ [^\W\da-zåäö_]{1,12})?            # "PowerPoint 演示文稿"
    | bild|slide|sida|page|layout|diapositive|folie|слайд|bok|book|arbetsbok|blad|sheet|image
    | title|titel|rubrik|underrubrik|subtitle|heading|untitled|namnlös|utan\ (?:titel|namn)
    | no\ slide\ title|ingen\ bildrubrik|no\ title|ingen\ (?:titel|rubrik)
    | (?:klicka|click)\ (?:här|to|here)\b.*             # the prompts of empty placeholders
    | office[\s-]tema|office\ theme|default\ design|standarddesign|standardformgivning|formgivningsmall
    | (?:ppt|powerpoint|word|presentations?|dokument)?[\s-]*(?:mall|template)
    | test|testfil|prov|demo|exempel|example
    | utskrift|print|scan|(?:in)?skanna[dt]|(?:skannat|inskannat|scanned)\ (?:dokument|document)
    | (?:slut|del|projekt|års|läges|kort)?rapport       # true of every report
    | (?:final|project|annual)?\s?report
    | bilaga|broschyr|inbjudan|protokoll|minnesanteckningar|pm|agenda|dagordning|program
    | innehåll|innehållsförteckning|contents|välkommen|welcome|tack
    )
    [\s_-]*(?:\(?\d+\)?)?[\s!?]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MADE_BY_A_PROGRAM = re.compile(
    r"(?:microsoft|libreoffice|openoffice|google)\b.{0,20}?[-:]\s"  # "Microsoft PowerPoint - x"
    r"|\w+://|[a-z]:[\\/]"  # an address or a path
    r"|.*(?:[{}\\]|\[\w+=|</?\w+>)",  # what LaTeX or HTML left
    re.IGNORECASE | re.DOTALL,
)
_LIKE_A_FILE_NAME = re.compile(r"(?=\S+\Z)(?:.*_|.*[^\W\d_]\d\d)", re.DOTALL)  # one word: pres_ny, Scala2016

_COPY_BEFORE = re.compile(r"(?:(?:kopia|copy)(?:\s*\(\d+\))?\s+(?:av|of)\s+)+", re.IGNORECASE)
_VERSION = r"(?:v\.?|v\.\ |ver(?:sion(?:en)?)?\.?\s?)\d{1,2}(?:\.\d+)*"  # not "V 2018": that is a five
_STATUS = rf"final(?:version)?|final\ version|slutlig|slutgiltig|slutversion|{_VERSION}"
_AFTERTHOUGHT = re.compile(
    rf"""
      (?:\A|[\s-]+)(?:kopia|copy)
    | \s*\((?:kopia|copy|\d{{1,3}}|{_STATUS})\)
    | \s*\[\d{{1,2}}\]
    | (?:\A|[\s.,-]+)(?:{_STATUS})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")


def clean_title(text: str) -> str:
    """Return an embedded title or a headline fit to show, :data:`LONGEST` characters at most."""
    title = re.sub(r"\s[-–—]\s[-–—]\s", " – ", tidy(text))  # a dash on either side of a line break
    if len(title) <= LONGEST:
        return title
    cut = title[: LONGEST - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + "…"


def says_nothing(title: str) -> bool:
    """Tell whether a text would do for any document, or has next to no letters, or broken ones."""
    title = tidy(title)
    letters = sum(map(str.isalpha, title))
    return (
        letters < 2
        or letters * 4 < len(title.replace(" ", ""))
        or "\ufffd" in title
        or "(cid:" in title
        or _SAYS_NOTHING.fullmatch(title) is not None
    )


def is_junk(title: str, file_name: str = "", author: str = "") -> bool:
    """Tell whether an embedded title is none: a program's, a file's or a template's name, or the author's."""
    title = tidy(title)
    return (
        says_nothing(title)
        or _MADE_BY_A_PROGRAM.match(title) is not None
        or _EXTENSION.search(title) is not None
        or _LIKE_A_FILE_NAME.match(title) is not None
        or title.casefold() == tidy(author).casefold()
        or _repeats_an_empty_name(title, file_name)
    )


def _repeats_an_empty_name(title: str, file_name: str) -> bool:
    """Tell whether a title is the name of its file over again, and that name is no title either."""
    if not file_name:
        return False
    stem = _without_extensions(tidy(PurePosixPath(file_name).name))
    cleaned = clean_file_name(file_name)
    same = _letters(title) in (_letters(stem), _letters(cleaned))
    return same and (is_junk(cleaned) or _LIKE_A_FILE_NAME.match(stem) is not None)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def clean_file_name(path: str) -> str:
    """Return the name of a file as a title; never an empty one.

    Extensions, marks of copying and of versions go; dates and numbers stay, for they tell one
    file from the next. Where nothing would be left, the name stays as it is.
    """
    name = tidy(_decoded(path.rpartition("/")[2]))
    stem = _without_extensions(name)
    title = _spaced(stem)
    if copy := _COPY_BEFORE.match(title):
        title = title[copy.end() :]
    title = _COMPACT_DATE.sub(_dashed, title)
    title = tidy(_without_afterthoughts(title))
    return title if any(map(str.isalnum, title)) else stem or name or UNNAMED


def _decoded(name: str) -> str:
    """Return a name as it was before a browser wrote it down as part of an address."""
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name


def _without_extensions(name: str) -> str:
    while (match := _EXTENSION.search(name)) and match.start():
        name = name[: match.start()].rstrip()
    return name


def _spaced(stem: str) -> str:
    """Put spaces for underscores, and for hyphens where they stand for all the spaces of a name."""
    spaced = stem.replace("_", " ")
    if " " not in spaced and stem.count("-") > 1:
        spaced = re.sub(r"(?<!\d)-|-(?!\d)", " ", stem)  # 2018-2020 stays
    return " ".join(spaced.split())


def _without_afterthoughts(title: str) -> str:
    """Take "(1)", "- kopia", "slutlig", "FINAL v3" and their like off the end, one after the other."""
    while True:
        title = title.strip(" -–,;.")
        match = next((found for found in _AFTERTHOUGHT.finditer(title) if found.end() == len(title)), None)
        if match is None:
            return title
        title = title[: match.start()]


def _dashed(match: re.Match[str]) -> str:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return match[0]
