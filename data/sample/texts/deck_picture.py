"""An invented deck: situational picture and cause analysis. All figures are made up."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import Aside, Bullets, Chart, Group, Picture, Presentation, Slide, Steps, Table

PICTURE_OF_CRIME = Presentation(
    title="Lägesbild och orsaksanalys i den lokala samverkan",
    subtitle="Påhittad utbildning för samordnare i den likaledes påhittade Exempelkommunen",
    embedded_title="Lägesbild och orsaksanalys i den lokala samverkan",
    slides=(
        Slide(
            "Vad vi går igenom i dag",
            (
                Bullets(
                    (
                        "Varför lägesbilden kommer först",
                        "Källor: vad de visar och vad de döljer",
                        "Från lägesbild till orsaksanalys",
                        "Att välja åtgärder som går att följa upp",
                        "Samverkansöverenskommelsen som arbetsredskap",
                    )
                ),
            ),
            notes="Hälsa välkommen. Be deltagarna skriva ned ett lokalt problem som de vill ha löst; vi återkommer "
            "till lapparna efter pausen.",
        ),
        Slide(
            "Från problem till uppföljning",
            (Steps(("Förankring", "Kartläggning", "Orsaksanalys", "Åtgärder", "Uppföljning")),),
            notes="Betona att stegen är ett varv, inte en trappa. Uppföljningen är nästa kartläggning.",
        ),
        Slide(
            "Kommunens ansvar i lag",
            (
                Bullets(
                    (
                        "Lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete gäller sedan den 1 juli 2023.",
                        "Kommunen ska kartlägga brottsligheten och ta fram en lägesbild.",
                        "Med lägesbilden som grund tas ställning till behovet av åtgärder, i en åtgärdsplan.",
                        "Ett brottsförebyggande råd och en samordningsfunktion hör till det lagen kräver.",
                    )
                ),
            ),
            notes="Läs lagtexten i gällande lydelse. Fråga: hur ser det ut hos er i dag?",
        ),
        Slide(
            "Källor till lägesbilden",
            (
                Table(
                    head=("Källa", "Visar", "Döljer"),
                    rows=(
                        ("Anmälda brott", "Tid, plats, brottstyp", "Det som inte anmäls"),
                        ("Trygghetsmätning", "Upplevelser, utsatthet", "Små grupper och platser"),
                        ("Skolenkät", "Ungas vanor", "De som är frånvarande"),
                        ("Platsbesök", "Belysning, siktlinjer, skötsel", "Det som sker nattetid"),
                        ("Medarbetarnas erfarenhet", "Nya mönster, nya gäng", "Det vi har vant oss vid"),
                    ),
                    caption="Källor till lägesbilden",
                    widths=(1.2, 1.3, 1.3),
                ),
            ),
            notes="Ingen källa räcker ensam. Låt grupperna rangordna källorna för ett av problemen på lapparna.",
        ),
        Slide(
            "Anmäld skadegörelse per månad",
            (
                Chart(
                    kind="column",
                    title="Anmälningar per månad i Exempelkommunen",
                    categories=(
                        "jan",
                        "feb",
                        "mar",
                        "apr",
                        "maj",
                        "jun",
                        "jul",
                        "aug",
                        "sep",
                        "okt",
                        "nov",
                        "dec",
                    ),
                    series={
                        "Centrum": (12, 15, 11, 18, 24, 31, 22, 27, 19, 21, 14, 10),
                        "Norra skolan": (4, 9, 3, 5, 6, 14, 17, 8, 4, 11, 3, 5),
                    },
                ),
            ),
            notes="Siffrorna är påhittade. Fråga vad som hände i februari, juni, juli och oktober vid Norra skolan. "
            "Svar: lov.",
        ),
        Slide(
            "Problemtriangeln",
            (
                Picture(
                    drawing="triangle",
                    labels=("Plats", "Gärnings-\nperson", "Offer eller\nobjekt"),
                    alt="Problemtriangeln: en triangel med plats i toppen, gärningsperson till vänster och offer "
                    "eller objekt till höger",
                ),
                Bullets(
                    (
                        "Ett brott kräver att tre saker möts: någon som är beredd, något som lockar och en plats utan tillsyn.",
                        "Ofta räcker det att påverka en av sidorna.",
                        "Vem är platsens väktare? En vaktmästare, en kioskägare, en förälder?",
                    )
                ),
            ),
            notes="Bygger på rutinaktivitetsteorin, Cohen och Felson 1979.",
        ),
        Slide(
            "Orsaksanalys: fråga varför, flera gånger",
            (
                Group(
                    name="Frågekedja",
                    rows=(
                        ("Skadegörelse vid Norra skolan under lov",),
                        (
                            "Varför där? Skolgården är mörk och syns inte från vägen",
                            "Varför då? Fritidsgården är stängd",
                        ),
                        (
                            "Varför mörk? Armaturer trasiga sedan i våras",
                            "Varför stängd? Personalen tar semester samtidigt",
                        ),
                    ),
                ),
            ),
            notes="Den nedersta raden är där åtgärderna finns. Observera att ingen av dem är polisens.",
        ),
        Slide(
            "Riskfaktorer och skyddsfaktorer i lager",
            (
                Picture(
                    drawing="circles",
                    labels=("Individ", "Familj", "Skola", "Samhälle"),
                    alt="Fyra cirklar i varandra: individ innerst, därefter familj, skola och ytterst samhälle",
                ),
                Bullets(
                    (
                        "Faktorerna samverkar; sällan är en enda avgörande.",
                        "Skyddsfaktorer kan byggas även när riskerna inte går att ta bort.",
                        "Gängmiljöer lockar med tillhörighet: vad erbjuder vi i stället?",
                        "Samma gång och samma torg kan vara trygga klockan tre och otrygga klockan tio.",
                    )
                ),
            ),
        ),
        Slide(
            "Vad invånarna svarade",
            (
                Chart(
                    kind="pie",
                    title="Vilket problem ska vi börja med?",
                    categories=("Skadegörelse", "Trafik", "Öppen narkotikahandel", "Bostadsinbrott", "Annat"),
                    series={"Andel svar": (0.34, 0.27, 0.18, 0.12, 0.09)},
                ),
                Aside(
                    "De som svarar är inte alltid de som är mest utsatta. Komplettera med samtal på plats."
                ),
            ),
            notes="Påhittade siffror. Medborgardialogen är ett underlag, inte en omröstning.",
        ),
        Slide(
            "Åtgärder med ansvarig och datum",
            (
                Table(
                    head=("Åtgärd", "Ansvarig", "Klart", "Mått"),
                    rows=(
                        (
                            "Laga och komplettera belysningen",
                            "Tekniska förvaltningen",
                            "1 maj",
                            "Alla armaturer tända",
                        ),
                        ("Fritidsgården öppen på lov", "Kultur och fritid", "15 juni", "Besökare per kväll"),
                        ("Föräldravandring i juni och juli", "Föreningar, skola", "10 juni", "Antal kvällar"),
                        (
                            "Synlig polis på skolavslutningen",
                            "Lokalpolisområdet",
                            "12 juni",
                            "Genomfört eller ej",
                        ),
                    ),
                    caption="Åtgärdsplan",
                    widths=(1.7, 1.3, 0.7, 1.2),
                ),
            ),
            notes="En åtgärd utan ansvarig är en önskan. En åtgärd utan datum är en from önskan.",
        ),
        Slide(
            "Reservbild: räkneövning om små tal",
            (
                Bullets(
                    (
                        "Från två till fyra anmälningar är en fördubbling, och säger nästan ingenting.",
                        "Jämför med flera års medelvärde, inte med förra månaden.",
                        "Visa antal bredvid procent.",
                    )
                ),
            ),
            notes="Visas bara om gruppen fastnar i procenttal.",
            hidden=True,
        ),
        Slide(
            "Följ upp: blev det gjort, och blev det bättre?",
            (
                Chart(
                    kind="line",
                    title="Skadegörelse vid Norra skolan, lovveckor",
                    categories=("År 1", "År 2", "År 3", "År 4"),
                    series={"Anmälningar": (41, 44, 23, 19), "Skolans egna rapporter": (68, 71, 49, 38)},
                ),
                Bullets(
                    (
                        "Två källor pekar åt samma håll.",
                        "Jämför med en skola utan åtgärder.",
                        "Har problemet flyttat?",
                        "Återkoppla till dem som deltog.",
                    )
                ),
            ),
            notes="Påhittade siffror. Diskutera omflyttning: den är vanligen mindre än man tror, men ska undersökas.",
        ),
    ),
)
