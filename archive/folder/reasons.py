"""What readers and descriptors say of a file, in Swedish where there is a sentence for it.

They speak English, for the log and the operator. Staff who look at their folder are told the same in
Swedish; what has no sentence here is handed on as it is (:func:`in_swedish`).
"""

from __future__ import annotations

import re

_N = r"(\d+)"
_SAYINGS: tuple[tuple[str, str], ...] = (
    # What kind of file it is (ingest.readers.kind, office.package)
    (
        r"a presentation of PowerPoint 95 or older; save it as \.pptx",
        "det är en PowerPoint-fil från 1995 eller äldre",
    ),
    (
        r"a Word 97–2003 document; save it as \.docx or PDF",
        "det är ett Word-dokument av äldre slag (.doc); spara det som .docx",
    ),
    (r"an Excel workbook; save it as PDF", "det är en Excel-arbetsbok"),
    (
        r"an OpenDocument file, but neither a text nor a presentation; save it as PDF",
        "det är en OpenDocument-fil, men varken text eller presentation",
    ),
    (r"an OpenDocument file, but not a text", "det är en OpenDocument-fil men ingen text"),
    (r"an OpenDocument file, but not a presentation", "det är en OpenDocument-fil men ingen presentation"),
    (r"an Office file, but not a document", "det är en Office-fil men inget dokument"),
    (r"an older Microsoft Office file; save it as .*", "det är en Office-fil av äldre slag"),
    (r"a rich text document; save it as PDF", "det är ett RTF-dokument"),
    (r"a web page \(HTML\); save it as PDF", "det är en webbsida"),
    (r"an XML file", "det är en XML-fil"),
    (r"a picture; put it into a PDF", "det är en bild; lägg in den i en PDF"),
    (
        r"a sound or video file; put a shortcut \(\.url\) to it in its place",
        "det är ljud eller film; lägg en genväg (.url) till den här i stället",
    ),
    (r"a PostScript file; save it as PDF", "det är en PostScript-fil"),
    (
        r"a ZIP or other archive, or a damaged one; unpack it",
        "det är en ZIP-fil eller liknande; packa upp den",
    ),
    (r"plain text", "det är vanlig text"),
    (r"of no kind that can be read here", "det är ett format som arkivet inte känner till"),
    (r"an Office file, but not a presentation", "det är en Office-fil men ingen presentation"),
    (r"a (?:link|folder) or device, not a file", "det är inte en vanlig fil"),
    # How whole it is
    (r"the file is empty", "filen är tom"),
    (
        r"the file is damaged: no presentation can be made out in it",
        "det går inte att se några bilder i den",
    ),
    (r"the file is damaged or cut off: .*", "filen är skadad, eller bara en del av den har kopierats"),
    (r"the file is damaged: no PDF structure can be made out", "det går inte att se att det är en PDF"),
    (r"the package is damaged or cut off: .*", "filen är skadad, eller bara en del av den har kopierats"),
    (r"the file could not be opened", "den går inte att öppna"),
    (r"the text of the document cannot be read: .*", "texten i dokumentet går inte att läsa"),
    (r"no slide can be read: .*", "ingen bild i den går att läsa"),
    (r"the package holds no presentation: .*", "den innehåller ingen presentation"),
    (r"the installation lacks (.+), which reads it", r"på servern saknas \1, som läser sådana filer"),
    (r"the reader (?:crashed on it|gave up|gave an answer).*", "läsprogrammet klarade inte filen"),
    (r"the shortcut is damaged: .*", "genvägen är skadad"),
    (r"the shortcut holds no address", "genvägen saknar adress"),
    (r"the shortcut's address is not a valid web address", "genvägens adress är ingen webbadress"),
    (r"the shortcut's address holds a user name or password", "genvägens adress innehåller ett lösenord"),
    (r"the (?:file|package) is (?:locked|encrypted) with a password", "den öppnas bara med lösenord"),
    (r"the file is encrypted in a way that is not supported", "den är krypterad"),
    # What it costs
    (rf"not read within {_N} s(?: of processor time)?", r"läsningen avbröts efter \1 sekunder"),
    (r"the file takes too long to find its way in", "det tar för lång tid att hitta i filen"),
    (rf"{_N} MiB; at most {_N} are read", r"den är \1 MB, och högst \2 MB läses"),
    (r"it holds more text than is taken from one file", "den innehåller för mycket text"),
    (r"the reader crashed \(.*\) at .* of memory; .*", "minnet räckte inte"),
    (r"the machine ran out of memory while it was read", "minnet räckte inte"),
    (rf"reading it takes more than {_N} MiB of memory", "minnet räckte inte"),
    (rf"{_N} parts; at most {_N} are read", r"den består av \1 delar, och högst \2 läses"),
    # What of it was left out
    (r"OCR could not read this page: .*", "sidan kunde inte läsas av maskin (OCR)"),
    (rf"page {_N} could not be read by OCR", r"sidan \1 kunde inte läsas av maskin"),
    (rf"page {_N} could not be read: .*", r"sidan \1 kunde inte läsas"),
    (rf"pages {_N} to {_N} could not be read: .*", r"sidorna \1–\2 kunde inte läsas"),
    (
        rf"(?:page|slide) {_N}: the text after the first \d+ characters",
        r"den sista delen av texten på sidan \1 är inte läst",
    ),
    (
        rf"(?:page|slide) {_N}: the embedded file (.*)",
        r"filen ”\2” inuti dokumentet (sidan \1) är inte läst",
    ),
    (rf"(?:page|slide) {_N}: text that is marked as hidden", r"dold text på sidan \1 är inte med"),
    (r"the embedded file (.*)", r"filen ”\1” inuti dokumentet är inte läst"),
    (r"text that is marked as hidden", "dold text är inte med"),
    (rf"page {_N}: .*", r"något på sidan \1 kunde inte läsas"),
    (r"what is damaged in the text: .*", "en skadad del av texten kunde inte läsas"),
    (
        r"the (?:footnotes|endnotes)(?: are damaged)?: .*",
        "noterna kunde inte läsas, eller bara en del av dem",
    ),
    (r"the comments(?: are damaged)?: .*", "kommentarerna kunde inte läsas, eller bara en del av dem"),
    (r"the styles: .*", "formatmallarna kunde inte läsas, så rubriker kan saknas"),
    (
        rf"slide {_N}: (?:an embedded .* was|{_N} embedded: .*,) not read",
        r"det som är infogat på bild \1 från ett annat program är inte läst",
    ),
    (rf"slide {_N}: .*", r"något på bild \1 kunde inte läsas"),
    (rf"pages after {_N} are beyond the limit and were not read", r"sidorna efter sida \1 är inte lästa"),
    (r"the order of the slides: .*", "bildernas ordning är osäker"),
    (r"the history of its edits is damaged, older .*", "filen är skadad, och en äldre lydelse kan ha lästs"),
    (rf"the (?:slides|pages) after the first {_N}", r"det som kommer efter de första \1 är inte läst"),
    (rf"the text after the first {_N} (?:MiB|characters)", "den sista delen av texten är inte läst"),
    (
        r"the form is made with XFA, of which only the placeholder page can be read",
        "formuläret är av ett slag (XFA) där bara försättssidan går att läsa",
    ),
    (
        r"the file is a portfolio; the files inside it were not read",
        "det är en PDF-portfölj, och filerna i den är inte lästa",
    ),
    # What the file system says
    (r"(?:the folder )?cannot be read: permission denied", "arkivet får inte läsa den"),
    (r"(?:the folder )?cannot be read: .*", "den går inte att läsa"),
    # Descriptors (ingest.describe)
    (r"unknown key '(.*)': did you mean '(.*)'\?", r"”\1” är inget fält; menas ”\2”?"),
    (r"unknown key '(.*)': the keys are .*", r"”\1” är inget fält"),
    (rf"{_N} more (?:unknown keys|lines not understood)", r"\1 rader till går inte att förstå"),
    (r"not understood: '(.*)'; did you mean '(.*)'\?", r"raden ”\1” går inte att förstå; menas ”\2”?"),
    (
        r"not understood: '(.*)'; lines look like .*",
        r"raden ”\1” går inte att förstå; så här ska den se ut: Titel: …",
    ),
    (r"not valid TOML: .*", "raden är inte rätt skriven"),
    (r"not read, for '(.*)' stands beside it", r"läses inte, eftersom ”\1” står bredvid"),
    (rf"larger than {_N} KiB.*", "den är för stor för att bara beskriva en fil"),
    (r"not a text file", "den är ingen textfil"),
    (
        r"visibility is embargoed without embargo_until: the document stays hidden",
        "embargo utan tid: dokumentet förblir dolt",
    ),
    (r"date: .*", "datumet är inte rätt skrivet; skriv 2017, 2017-11 eller 2017-11-08"),
    (r"embargo_until: .*", "tiden är inte rätt skriven; skriv till exempel 2026-12-01T09:00"),
    (r"(\w+): must be .*", r"det som står vid ”\1” går inte att använda"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE | re.DOTALL), said) for pattern, said in _SAYINGS)
_PREFIX = re.compile(r"the file is (?:called \.\w+, but it is )?", re.IGNORECASE)
_READ_BEFORE = re.compile(r"(\d+) pages were read, then: ")
_LEFT_OUT = re.compile(r"(?:no page holds any text; )?left out: ")  # ingest.sandbox.one
_MOST = 5  # of what was left out of a file


def in_swedish(reason: str) -> str:
    """Return a reason in Swedish; "" where there is no sentence for all of it."""
    if whole := _saying(reason):
        return whole
    if before := _READ_BEFORE.match(reason):
        then = _saying(reason[before.end() :])
        return f"{before[1]} sidor lästes, men sedan: {then}" if then else ""
    said = list(dict.fromkeys(map(_saying, _LEFT_OUT.sub("", reason).split("; "))))
    if "" in said:
        return ""
    return "; ".join(said[:_MOST]) + ("; med mera" if len(said) > _MOST else "")


def _saying(sentence: str) -> str:
    plain = sentence.strip().rstrip(".;")
    return _match(plain) or _match(_PREFIX.sub("", plain, count=1))


def _match(plain: str) -> str:
    for pattern, said in _PATTERNS:
        if found := pattern.fullmatch(plain):
            return found.expand(said)
    return ""
