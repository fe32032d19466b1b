"""The page at the front of an export, for whoever opens it in twenty years."""

READ_ME = """\
Det här är en export ur Helixarkivet.

Mappen är ett BagIt-paket (RFC 8493). Att inget har ändrats sedan exporten gjordes kan kontrolleras med
"bagit.py --validate MAPP", eller med "sha256sum --check manifest-sha256.txt".

data/index.csv
    En rad för varje dokument. Öppnas i ett kalkylprogram.

data/dokument/TITEL (ID)/
    dokument.json        Allt som är känt om dokumentet: varje uppgift och varifrån den kommer,
                         versioner, kontrollsummor, sidor, anteckningar och beslut.
    version 1/           Filen som den lämnades in, under sitt eget namn.
    version 1/text/      Texten på varje sida, en fil för varje sida.

data/arkiv/
    Arkivets katalog (SQLite) och listan över vad som tagits bort för gott. Med dem kan hela arkivet
    återställas: "helixarkiv restore MAPP".

OBS! Exporten är för myndigheten själv. Den innehåller också det som inte är publicerat: dokument som är
dolda, avpublicerade eller väntar på granskning, dolda bilder, anteckningar och kommentarer. I index.csv
står "nej" under "offentligt" för dokument som inte visas för läsare, och i dokument.json står varför
under "withheld". Lämna inte ut exporten utan att pröva den först.
"""
