"""Seminar IV: mental ill-health, the BOUNCE tools, and the lecture that stands elsewhere."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import DISCLAIMER, Aside, Bullets, Paragraph, Presentation, Slide, Steps, Table

LECTURE_LINK = "https://example.org/kampen-om-kulturen"

LECTURE_DESCRIPTION = f"""\
Föreläsning av Helene Lööw i samband med kunskapsseminarium IV.
Föreläsningen finns på en annan webbplats; här finns bara länken.
Länken i exempelmaterialet går till en exempeladress.

{DISCLAIMER}
"""

MENTAL_HEALTH = Presentation(
    title="Psykisk ohälsa",
    subtitle="Allmän bakgrund för den som möter människor i förebyggande arbete",
    embedded_title="Psykisk ohälsa",
    slides=(
        Slide(
            "Ett brett begrepp",
            (
                Paragraph(
                    "Psykisk ohälsa används både om lättare, övergående besvär och om svåra psykiatriska tillstånd. "
                    "I samtal mellan olika yrkesgrupper är det klokt att säga vilket som menas."
                ),
                Table(
                    head=("Begrepp", "Exempel", "Möts ofta av"),
                    rows=(
                        (
                            "Psykiska besvär",
                            "Oro, nedstämdhet, sömnsvårigheter",
                            "Skola, elevhälsa, vårdcentral",
                        ),
                        (
                            "Psykiatriska tillstånd",
                            "Depression, psykossjukdom, svår ångest",
                            "Primärvård, psykiatri",
                        ),
                        (
                            "Neuropsykiatriska funktionsnedsättningar",
                            "Adhd, autism",
                            "Skola, habilitering, psykiatri",
                        ),
                        (
                            "Samsjuklighet",
                            "Beroende tillsammans med psykisk sjukdom",
                            "Beroendevård, socialtjänst, psykiatri",
                        ),
                    ),
                    widths=(1.5, 1.5, 1.4),
                ),
            ),
        ),
        Slide(
            "Psykisk ohälsa och våld",
            (
                Bullets(
                    (
                        "De allra flesta med psykisk ohälsa begår aldrig våldsbrott.",
                        "Människor med svår psykisk sjukdom utsätts oftare än andra för brott.",
                        "Risken för våld hänger mer samman med till exempel missbruk och tidigare våld än med en diagnos.",
                        "Psykisk ohälsa är ingen förklaring till våldsbejakande extremism, men kan vara en av flera faktorer hos en enskild.",
                    )
                ),
                Aside(
                    "Att tala om ohälsa som orsak till extremism stigmatiserar en stor grupp och hjälper "
                    "sällan den enskilde."
                ),
            ),
        ),
        Slide(
            "Riskfaktorer och skyddsfaktorer",
            (
                Table(
                    head=("Område", "Riskfaktorer", "Skyddsfaktorer"),
                    rows=(
                        (
                            "Individ",
                            "Impulsivitet, tidiga beteendeproblem",
                            "Problemlösningsförmåga, framtidstro",
                        ),
                        (
                            "Familj",
                            "Våld i hemmet, bristande omsorg",
                            "Trygg anknytning, minst en stabil vuxen",
                        ),
                        (
                            "Skola",
                            "Frånvaro, mobbning, misslyckanden",
                            "Tillhörighet, tidigt stöd, fullföljda studier",
                        ),
                        ("Kamrater", "Umgänge där brott är normen", "Vänner med andra intressen"),
                        ("Närmiljö", "Otrygghet, trångboddhet", "Föreningsliv, mötesplatser, tillit"),
                    ),
                    widths=(0.8, 1.6, 1.8),
                ),
                Paragraph(
                    "Faktorerna säger något om grupper. De förutsäger inte hur det går för en enskild."
                ),
            ),
        ),
        Slide(
            "Att samtala när någon mår dåligt",
            (
                Bullets(
                    (
                        "Välj en lugn plats och avsätt tid.",
                        "Fråga öppet och lyssna till slut.",
                        "Våga fråga om självmordstankar. Frågan ökar inte risken.",
                        "Lova inte tystnad; säg vad som måste föras vidare.",
                        "Bestäm nästa kontakt innan samtalet är slut.",
                    )
                ),
                Aside(
                    "Vid akut fara för liv: ring 112. Råd om vård ges på 1177. Självmordslinjen (Mind) nås på 90101."
                ),
            ),
        ),
        Slide(
            "Vem som ansvarar för vad",
            (
                Bullets(
                    (
                        "Primärvården är första linjen för vuxna med lättare och medelsvåra besvär.",
                        "Elevhälsan arbetar främst förebyggande och hälsofrämjande i skolan.",
                        "Psykiatrin tar emot vid svårare tillstånd; tvångsvård regleras i lagen (1991:1128) om psykiatrisk tvångsvård.",
                        "Socialtjänsten ger stöd i vardagen: boende, sysselsättning, kontaktperson.",
                        "En samordnad individuell plan, SIP, upprättas när insatser från både region och kommun behöver samordnas och den enskilde samtycker.",
                    )
                ),
            ),
        ),
        Slide(
            "I det brottsförebyggande arbetet",
            (
                Steps(("Se", "Fråga", "Hänvisa", "Samordna", "Håll i")),
                Bullets(
                    (
                        "Ta med psykiatrin och elevhälsan när den lokala samverkan byggs, inte först i en kris.",
                        "Räkna med att en avhoppare kan bära på trauma och sömnsvårigheter.",
                        "Gör kontaktvägen kort: ett namn och ett telefonnummer är bättre än en länk.",
                        "Tänk på personalens egen hälsa; handledning är en del av arbetet.",
                    )
                ),
            ),
        ),
    ),
)

BOUNCE = Presentation(
    title="BOUNCE",
    subtitle="Allmän bakgrund om ett utbildningspaket för motståndskraft hos unga",
    embedded_title="BOUNCE",
    slides=(
        Slide(
            "Vad BOUNCE är",
            (
                Paragraph(
                    "BOUNCE är ett utbildningspaket som syftar till att stärka ungas motståndskraft, resiliens, mot "
                    "våldsbejakande radikalisering. Det har utvecklats i ett europeiskt samarbete med stöd av EU."
                ),
                Table(
                    head=("Del", "Riktas till", "Innehåll i korthet"),
                    rows=(
                        (
                            "BOUNCEyoung",
                            "Unga",
                            "Övningar i grupp som stärker självkänsla och social förmåga",
                        ),
                        (
                            "BOUNCEalong",
                            "Föräldrar och yrkesverksamma",
                            "Verktyg för att stödja unga i omgivningen",
                        ),
                        ("BOUNCEup", "Blivande utbildare", "Utbildning av dem som ska leda de andra delarna"),
                    ),
                    widths=(1, 1.3, 2.2),
                ),
            ),
        ),
        Slide(
            "Vad som menas med resiliens",
            (
                Paragraph(
                    "Resiliens är förmågan att hantera motgångar och återhämta sig. Den är inte en medfödd egenskap "
                    "utan byggs i samspel med andra och kan stärkas under hela livet."
                ),
                Bullets(
                    (
                        "Att känna igen och sätta ord på känslor.",
                        "Att kunna säga nej i en grupp.",
                        "Att ifrågasätta enkla förklaringar och tåla att inte få svar.",
                        "Att ha någon att vända sig till.",
                    )
                ),
                Aside(
                    "Motståndskraft är en skyddsfaktor mot mer än extremism: också mot gängmiljöer och missbruk."
                ),
            ),
        ),
        Slide(
            "Hur en övningsgrupp kan gå till",
            (
                Steps(("Trygghet i gruppen", "Övning", "Gemensam reflektion", "Koppling till vardagen")),
                Bullets(
                    (
                        "Grupperna är små och leds av två utbildade ledare.",
                        "Övningarna är ofta fysiska: samarbete, balans, gränser.",
                        "Reflektionen är lika viktig som övningen.",
                        "Ingen pekas ut som riskperson; arbetet är universellt eller selektivt.",
                    )
                ),
            ),
        ),
        Slide(
            "Att tänka på före start",
            (
                Bullets(
                    (
                        "Är arbetet förankrat hos rektor, fritidschef eller motsvarande?",
                        "Finns ledare som har tid att hålla i gruppen hela vägen?",
                        "Hur informeras vårdnadshavare, och hur förklaras syftet utan att skrämma?",
                        "Vad gör ledarna om något kommer fram som kräver en orosanmälan?",
                        "Hur ska arbetet följas upp, och jämfört med vad?",
                    ),
                    kind="check",
                ),
                Aside(
                    "Program från andra länder behöver anpassas. Behåll det som bär metoden, ändra "
                    "det som hör till platsen, och skriv ned vad som ändrades."
                ),
            ),
        ),
    ),
)
