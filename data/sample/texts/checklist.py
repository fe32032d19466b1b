"""Stands where the checklist for agreements between municipality and police would."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import Aside, Bullets, Heading, NewPage, Paragraph, Report, Steps, Table

CHECKLIST = Report(
    title="Checklista för överenskommelser om samverkan mellan kommun och polis",
    subtitle="Här ska den checklista ligga som togs fram i Skåne under 2019. Sidorna som följer är en allmän "
    "checklista i samma ämne.",
    short_title="Checklista för samverkansöverenskommelser",
    # Half of the world's PDFs carry such a title; the archive must find the real one on the first page.
    embedded_title="Microsoft Word - utkast.docx",
    language=None,
    blocks=(
        Heading("Så används checklistan"),
        Paragraph(
            "Checklistan följer arbetet från den första kontakten till att överenskommelsen är undertecknad och "
            "följs upp. Den är tänkt som ett stöd för samordnaren i kommunen och kommunpolisen, som ofta håller "
            "i processen tillsammans. Allt behöver inte vara klart för att komma i gång, men det som hoppas över "
            "bör hoppas över med avsikt."
        ),
        Steps(("Förankra", "Kartlägg", "Analysera", "Kom överens", "Genomför", "Följ upp")),
        Aside(
            "Räkna med ett halvår från beslut att börja till undertecknad överenskommelse. Den tiden är inte "
            "spilld: en stor del av samverkan byggs medan överenskommelsen skrivs."
        ),
        Heading("1. Förankring"),
        Bullets(
            (
                "Kommunstyrelsens ordförande och polisens lokala chef står bakom arbetet.",
                "Det är bestämt vem som leder processen hos var och en av parterna.",
                "Berörda förvaltningar är informerade: socialtjänst, skola, kultur och fritid, teknik.",
                "Det lokala brottsförebyggande rådet har en tydlig uppgift i arbetet.",
                "Tid är avsatt för kartläggning och orsaksanalys, inte bara för möten.",
                "Den förra överenskommelsen är uppföljd, och lärdomarna är nedskrivna.",
            ),
            kind="check",
        ),
        Heading("2. Kartläggning och lägesbild"),
        Paragraph(
            "En lägesbild beskriver problemen så att de går att prioritera. Den bygger på flera källor, eftersom "
            "ingen källa ensam visar hela bilden."
        ),
        Table(
            head=("Källa", "Visar", "Tänk på"),
            rows=(
                ("Anmälda brott", "Var och när brott anmäls", "Påverkas av anmälningsbenägenhet"),
                ("Trygghetsmätning", "Upplevd otrygghet och utsatthet", "Svarsfrekvens, små områden"),
                ("Skolans enkäter", "Ungas vanor och trivsel", "Resultat på gruppnivå, inte för enskilda"),
                (
                    "Socialtjänstens erfarenhet",
                    "Nya mönster i mötet med unga",
                    "Sekretess: lämna inga personuppgifter",
                ),
                ("Medarbetardialog", "Det som inte syns i statistik", "Fråga brett, även nattpersonal"),
                ("Medborgardialog", "Vad invånarna prioriterar", "De som hörs mest är inte alltid flest"),
            ),
            widths=(1.3, 1.6, 1.8),
        ),
        Bullets(
            (
                "Källorna är daterade och det framgår vem som har tagit fram dem.",
                "Underlaget är fritt från uppgifter om enskilda.",
                "Skillnader mellan kvinnor och män, flickor och pojkar är synliga.",
                "Lägesbilden pekar ut ett fåtal problem, med plats, tid och berörda.",
            ),
            kind="check",
        ),
        Heading("3. Orsaksanalys"),
        Paragraph(
            "Orsaksanalysen svarar på varför problemet finns just här. Använd gärna problemtriangeln: vem är "
            "gärningspersonen, vem eller vad drabbas och vad är det med platsen som gör brottet möjligt? Fråga "
            "sedan vilken av de tre sidorna som parterna har störst möjlighet att påverka."
        ),
        Bullets(
            (
                "Analysen är gjord av flera yrkesgrupper tillsammans.",
                "Antaganden är skilda från det som är belagt.",
                "Riskfaktorer och skyddsfaktorer är beskrivna.",
                "Det framgår vad som redan görs och vad som är känt om dess verkan.",
            ),
            kind="check",
        ),
        Heading("4. Överenskommelsen"),
        Paragraph(
            "En samverkansöverenskommelse är en viljeyttring mellan två självständiga parter. Den skapar ingen "
            "ny rätt att dela uppgifter och flyttar inget myndighetsansvar. Just därför behöver den vara tydlig "
            "med vad var och en åtar sig."
        ),
        Bullets(
            (
                "Parter, giltighetstid och undertecknare framgår.",
                "Problemen är beskrivna kort, med hänvisning till lägesbilden.",
                "Målen går att följa upp och har ett utgångsvärde där det är möjligt.",
                "Varje åtgärd har en ansvarig funktion hos en namngiven part.",
                "Resurserna är klarlagda: personal, lokaler, medel.",
                "Formerna för styrgrupp, arbetsgrupp och operativ samverkan är beskrivna.",
                "Sekretess och personuppgifter har ett eget avsnitt.",
                "Medborgarlöftet, om ett sådant finns, hänger ihop med överenskommelsen.",
                "Språket går att förstå för den som inte var med när texten skrevs.",
            ),
            kind="check",
        ),
        Heading("Vem som gör vad", 2),
        Table(
            head=("Nivå", "Uppgift", "Träffas"),
            rows=(
                (
                    "Styrgrupp",
                    "Beslutar om inriktning, undanröjer hinder, följer upp helheten",
                    "Två till fyra gånger om året",
                ),
                ("Arbetsgrupp", "Tar fram lägesbild och orsaksanalys, planerar åtgärder", "Varje månad"),
                (
                    "Operativ samverkan",
                    "Genomför åtgärder på plats, återkopplar det som händer",
                    "Varje vecka",
                ),
            ),
            widths=(1.2, 3, 1.4),
            caption="Exempel på organisation för den lokala samverkan",
        ),
        NewPage(),
        Heading("5. Sekretess och personuppgifter"),
        Paragraph(
            "Kommunens nämnder och Polismyndigheten är skilda myndigheter. Sekretess gäller mellan dem, och i "
            "vissa fall även mellan självständiga verksamhetsgrenar inom en och samma myndighet, enligt "
            "8 kap. offentlighets- och sekretesslagen (2009:400). Det mesta av det brottsförebyggande arbetet "
            "kan ske helt utan uppgifter om enskilda."
        ),
        Bullets(
            (
                "Det är klarlagt vilka möten som handlar om platser och problem och vilka som kan komma att "
                "handla om enskilda.",
                "Rutin för samtycke finns, med information om vad samtycket gäller och att det kan återkallas.",
                "Deltagarna vet att sekretessprövning görs av den som lämnar ut uppgiften.",
                "Minnesanteckningar från samverkansmöten innehåller inte personuppgifter i onödan.",
                "Det framgår vem som svarar på frågor om personuppgiftsbehandling hos var och en av parterna.",
            ),
            kind="check",
        ),
        Heading("6. Genomförande"),
        Bullets(
            (
                "En åtgärdsplan finns, med tid, ansvarig och delmål.",
                "Nya medarbetare får veta att överenskommelsen finns och vad den betyder för dem.",
                "Avvikelser tas upp tidigt, utan att någon behöver förlora ansiktet.",
                "Kommunikationen är samordnad: parterna säger samma sak till invånare och medier.",
            ),
            kind="check",
        ),
        Heading("7. Uppföljning"),
        Bullets(
            (
                "Uppföljningen är planerad när överenskommelsen skrivs under.",
                "Både genomförande och resultat följs upp.",
                "Resultatet redovisas i styrgruppen och i kommunstyrelsen minst en gång om året.",
                "Invånarna får återkoppling på ett begripligt sätt.",
                "Det finns en bestämd tidpunkt när överenskommelsen ska revideras eller avslutas.",
            ),
            kind="check",
        ),
        Aside(
            "En kort överenskommelse som följs upp är bättre än en lång som ligger i en pärm. Två sidor och en "
            "åtgärdsplan räcker för det mesta."
        ),
    ),
)
