"""Seminar III: the national centre against violent extremism, as general background."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import Aside, Bullets, Paragraph, Presentation, Slide, Steps, Table

CENTRE = Presentation(
    title="Center mot våldsbejakande extremism",
    subtitle="Allmän bakgrund om det nationella stödet till lokalt förebyggande arbete",
    embedded_title="Center mot våldsbejakande extremism",
    slides=(
        Slide(
            "Ett nationellt center",
            (
                Paragraph(
                    "Center mot våldsbejakande extremism, CVE, finns sedan den 1 januari 2018 vid "
                    "Brottsförebyggande rådet, Brå. Det tog vid efter den nationella samordnare mot "
                    "våldsbejakande extremism som regeringen hade tillsatt 2014."
                ),
                Bullets(
                    (
                        "Stärker och utvecklar det förebyggande arbetet på nationell, regional och lokal nivå.",
                        "Ger stöd till yrkesverksamma som möter frågan i sitt arbete.",
                        "Samlar och sprider kunskap byggd på forskning och beprövad erfarenhet.",
                    )
                ),
            ),
        ),
        Slide(
            "Vad som menas med våldsbejakande extremism",
            (
                Paragraph(
                    "Med våldsbejakande extremism menas i svensk förvaltning i regel ideologier som accepterar "
                    "och legitimerar våld som medel för att förverkliga extrema åsikter och idéer."
                ),
                Table(
                    head=("Begrepp", "Kort förklaring"),
                    rows=(
                        (
                            "Extremism",
                            "Åsikter långt från det demokratiska samhällets mitt; inte i sig brottsligt",
                        ),
                        (
                            "Radikalisering",
                            "Process där en person eller grupp successivt närmar sig våldsbejakande idéer",
                        ),
                        ("Avradikalisering", "Förändring i tankar och övertygelse"),
                        ("Avhopp", "Att lämna miljön, oavsett om övertygelsen har förändrats helt"),
                    ),
                    widths=(1, 2.4),
                ),
            ),
        ),
        Slide(
            "Tre miljöer brukar nämnas",
            (
                Bullets(
                    (
                        "Våldsbejakande högerextremism, ibland kallad vit makt-miljön.",
                        "Våldsbejakande islamism.",
                        "Våldsbejakande vänsterextremism, ibland kallad den autonoma miljön.",
                    )
                ),
                Paragraph(
                    "Därutöver förekommer ensamagerande personer och miljöer på nätet som inte passar i indelningen. "
                    "Innehåll och historia skiljer sig åt, men drivkrafterna hos enskilda liknar ofta varandra: "
                    "tillhörighet, mening, spänning, upplevd orättvisa."
                ),
                Aside("Förebyggande arbete riktas mot våld och stöd till våld, inte mot tro eller åsikt."),
            ),
        ),
        Slide(
            "Tre preventionsnivåer",
            (
                Table(
                    head=("Nivå", "Riktas till", "Exempel"),
                    rows=(
                        (
                            "Allmän",
                            "Alla",
                            "Demokrati- och värdegrundsarbete, källkritik, öppna mötesplatser",
                        ),
                        ("Riktad", "Personer eller grupper i risk", "Samtalsstöd, föräldrastöd, mentorskap"),
                        (
                            "Individuell",
                            "Personer i våldsbejakande miljöer",
                            "Avhopparverksamhet, samordnade insatser, stöd efter straff",
                        ),
                    ),
                    widths=(0.8, 1.4, 2.4),
                ),
                Paragraph(
                    "De flesta insatser hör hemma i ordinarie verksamhet. Särskilda insatser behövs när "
                    "ordinarie verksamhet inte räcker, och ersätter den inte."
                ),
            ),
        ),
        Slide(
            "Den lokala handlingsplanen",
            (
                Steps(("Lägesbild", "Orsaksanalys", "Mål och åtgärder", "Utbildning", "Uppföljning")),
                Bullets(
                    (
                        "Utgår från den egna kommunen: också frånvaro av kända problem är en lägesbild.",
                        "Knyts till övrigt brottsförebyggande arbete och till arbetet för mänskliga rättigheter.",
                        "Säger vem som gör vad vid oro: kontaktvägar, ansvar, sekretess.",
                        "Följs upp och revideras; en handlingsplan utan datum åldras fort.",
                    )
                ),
            ),
        ),
        Slide(
            "När oron gäller en enskild",
            (
                Bullets(
                    (
                        "Samtala med personen om det går, öppet och utan anklagelser.",
                        "Rådgör med en kollega eller chef, gärna avidentifierat.",
                        "Gör en orosanmälan till socialnämnden om ett barn kan fara illa.",
                        "Kontakta polisen vid misstanke om brott; ring 112 vid akut fara.",
                        "Ta stöd av kommunens samordnare eller av det nationella stödet till yrkesverksamma.",
                    ),
                    kind="number",
                ),
                Aside(
                    "Det finns inga säkra tecken på radikalisering. Checklistor med kännetecken ger lätt "
                    "många felaktiga utpekanden; titta efter förändring och sammanhang."
                ),
            ),
        ),
        Slide(
            "Återvändare, avhoppare och anhöriga",
            (
                Paragraph(
                    "Personer som återvänder från konfliktområden, personer som vill hoppa av och deras anhöriga "
                    "har olika behov. Barn som har vistats i konfliktområden är i första hand barn med rätt till "
                    "skydd, skolgång och vård."
                ),
                Bullets(
                    (
                        "Utse i förväg en samordnande funktion.",
                        "Låt en kontaktperson följa ärendet över tid.",
                        "Håll isär stöd och brottsutredning, och var öppen med vem som gör vad.",
                        "Ge personalen handledning.",
                    )
                ),
            ),
        ),
    ),
)
