"""An invented deck: receiving a leaver, the parts of municipality and police. All cases are made up."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import Aside, Bullets, Chart, Group, Picture, Presentation, Slide, Steps, Table

RECEIVING_A_LEAVER = Presentation(
    title="Att ta emot en avhoppare – kommunens och polisens roller",
    subtitle="Påhittad utbildningsdag för socialtjänst och polis",
    # Left empty in the file: the archive takes the title from the title slide.
    embedded_title=None,
    slides=(
        Slide(
            "Dagens frågor",
            (
                Bullets(
                    (
                        "Vem är avhoppare, och varför hoppar man av?",
                        "Vad gör kommunen, vad gör polisen och vad gör de tillsammans?",
                        "Hur håller vi kontakten när motivationen sviktar?",
                        "Vad får vi säga till varandra?",
                    )
                ),
            ),
            notes="Presentera dagens upplägg. Påminn om att inga verkliga ärenden får diskuteras, inte heller utan namn.",
        ),
        Slide(
            "Vägen in och vägen ut",
            (
                Table(
                    head=("Det som drog in", "Det som kan leda ut"),
                    rows=(
                        ("Tillhörighet och status", "Nya sammanhang, en roll som betyder något"),
                        ("Pengar", "Arbete, skuldrådgivning"),
                        ("Skydd", "Trygghet: boende, personsäkerhet"),
                        ("Spänning", "Trötthet, familj, en vändpunkt"),
                        ("Vänner och släkt", "Någon utanför som inte har gett upp"),
                    ),
                    caption="Vägen in och vägen ut",
                ),
            ),
            notes="Knuffande och dragande faktorer. Fråga gruppen vilka av faktorerna i högerspalten som vi kan påverka.",
        ),
        Slide(
            "Ett avhopp är en process",
            (Steps(("Tvivel", "Kontakt", "Beslut", "Utträde", "Nytt liv")),),
            notes="Många går fram och tillbaka mellan stegen. En avbruten kontakt är inte ett misslyckande.",
        ),
        Slide(
            "Tre roller i ärendet",
            (
                Group(
                    name="Roller",
                    rows=(
                        ("Den enskilde",),
                        ("Kommunen: stöd", "Polisen: skydd"),
                        ("Boende, ekonomi, vardag", "Hotbedömning, råd", "Gemensamt: plan och avstämning"),
                    ),
                ),
            ),
            notes="Peka på den gemensamma rutan. Det är där samverkansöverenskommelsen gör nytta.",
        ),
        Slide(
            "Första samtalet",
            (
                Bullets(
                    (
                        "Fråga om omedelbar fara. Finns den: ring polisen.",
                        "Berätta vem du är och vad du inte kan lova.",
                        "Fråga inte ut. Du behöver inte veta vad som har hänt för att kunna hjälpa.",
                        "Kom överens om ett säkert sätt att höras av.",
                        "Lämna aldrig samtalet utan en tid för nästa.",
                    )
                ),
            ),
            notes="Rollspel i par, tio minuter. Den som spelar avhoppare bestämmer själv hur motiverad hen är.",
        ),
        Slide(
            "Så kan avhopparverksamheten organiseras",
            (
                Table(
                    head=("Modell", "Styrka", "Svaghet"),
                    rows=(
                        ("Egen enhet i kommunen", "Samlad kompetens", "Kräver många ärenden"),
                        ("Samordnare i socialtjänsten", "Nära beslut om bistånd", "Sårbart vid frånvaro"),
                        (
                            "Gemensamt för flera kommuner",
                            "Erfarenhet delas, flytt blir enklare",
                            "Längre väg till chef",
                        ),
                        (
                            "Ideell organisation på uppdrag",
                            "Trovärdighet hos målgruppen",
                            "Myndighetsbesluten ligger kvar hos kommunen",
                        ),
                    ),
                    caption="Fyra modeller",
                    widths=(1.3, 1.3, 1.4),
                ),
            ),
            notes="Ingen modell är bäst överallt. Be deltagarna placera sin egen kommun i tabellen.",
        ),
        Slide(
            "Påhittad fördelning av en handläggares tid",
            (
                Chart(
                    kind="bar",
                    title="Timmar per avhopparärende, första kvartalet",
                    categories=(
                        "Samtal med den enskilde",
                        "Boende",
                        "Samverkansmöten",
                        "Dokumentation",
                        "Anhöriga",
                    ),
                    series={"Timmar": (38, 31, 22, 17, 9)},
                ),
                Aside("Den första månaden tar mest tid. Planera bemanningen efter det."),
            ),
            notes="Siffrorna är påhittade och ska bara väcka frågan: vad tar tid hos er?",
        ),
        Slide(
            "Skydd i flera lager",
            (
                Picture(
                    drawing="circles",
                    labels=("Person", "Bostad", "Vardag", "Nätverk"),
                    alt="Fyra cirklar i varandra: person innerst, därefter bostad, vardag och ytterst nätverk",
                ),
                Bullets(
                    (
                        "Personen: råd om telefon, sociala medier och resvägar.",
                        "Bostaden: adress som inte röjs, lås, grannar.",
                        "Vardagen: tider och platser som inte upprepas.",
                        "Nätverket: anhöriga behöver också veta vad de inte ska säga.",
                    )
                ),
            ),
            notes="Polisen gör hotbedömningen. Socialtjänsten ska inte göra en egen.",
        ),
        Slide(
            "Sekretess och samtycke i avhopparärenden",
            (
                Bullets(
                    (
                        "Samtycket är huvudvägen: avgränsat, skriftligt om möjligt, och det kan återkallas.",
                        "Den som lämnar ut en uppgift prövar sekretessen, varje gång.",
                        "Sekretessbrytande bestämmelser finns i 10 kap. OSL; läs dem i gällande lydelse.",
                        "Skyddade personuppgifter: kontrollera fakturor, kallelser och journalutskrifter.",
                    )
                ),
                Aside("Fråga inte: får vi samverka? Fråga: vilken uppgift behövs, av vem och varför?"),
            ),
            notes="Gå igenom blanketten för samtycke. Ta upp vad som gäller för den som är under arton år.",
        ),
        Slide(
            "När det inte går som planerat",
            (
                Bullets(
                    (
                        "Den enskilde försvinner: vem söker, hur länge och med vilka medel?",
                        "Återfall i brott: polisen utreder, stödet prövas på nytt.",
                        "Hotet ökar: ny bedömning samma dag.",
                        "Handläggaren hotas: arbetsgivaren ansvarar, polisen ger råd.",
                    )
                ),
            ),
            notes="Be om ett exempel på en rutin som har prövats skarpt. Om ingen finns är det ett svar i sig.",
        ),
        Slide(
            "Facit till rollspelet",
            (
                Bullets(
                    (
                        "Den oroliga mamman ska få en egen kontaktperson.",
                        "Skulden till gänget är inget kommunen betalar.",
                        "Flytten behöver inte avgöras i första samtalet.",
                    )
                ),
            ),
            notes="Visas först när alla grupper har redovisat.",
            hidden=True,
        ),
        Slide(
            "Ta med hem",
            (
                Group(
                    name="Tre steg före fredag",
                    rows=(
                        ("Före fredag",),
                        (
                            "Ta reda på vem som är kontaktperson hos den andra parten",
                            "Läs er överenskommelse om samverkan",
                            "Boka en gemensam övning",
                        ),
                    ),
                ),
            ),
            notes="Samla in utvärderingen. Tacka för i dag.",
        ),
    ),
)
