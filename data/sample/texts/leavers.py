"""Stands where the guidance on agreements about leavers from criminal networks would."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import Aside, Bullets, Heading, Paragraph, Report, Steps, Table, TwoColumns

TITLE = (
    "Vägledning till tecknande av överenskommelse om samverkan mellan kommun och polis "
    "gällande arbete med avhoppare från kriminella nätverk"
)

LEAVERS = Report(
    title=TITLE,
    subtitle="Här ska den vägledning ligga som har tagits fram i Skåne. Sidorna som följer beskriver ämnet "
    "i allmänna ordalag.",
    short_title="Vägledning: överenskommelse om arbete med avhoppare",
    embedded_title=TITLE,
    contents=True,
    blocks=(
        Heading("Inledning"),
        Paragraph(
            "Den som vill lämna ett kriminellt nätverk eller en våldsbejakande miljö står ofta inför flera "
            "svårigheter på en gång: hot från de tidigare kamraterna, skulder, missbruk, bristande utbildning, "
            "ett rättsligt efterspel och en vardag som måste byggas upp från grunden. Ingen myndighet kan möta "
            "allt detta ensam. Därför behöver kommun och polis vara överens i förväg om vem som gör vad."
        ),
        Paragraph(
            "Ett avhopp är sällan ett ögonblick. Det är en process som kan börja med tvivel, avbrytas och börja "
            "om. Tjänstepersoner som har förståelse för detta kan hålla dörren öppen också när den enskilde "
            "tvekar, utan att ge avkall på säkerheten."
        ),
        Heading("Vem som är avhoppare", 2),
        Paragraph(
            "Med avhoppare menas här en person som har varit del av ett kriminellt nätverk, ett gäng eller en "
            "våldsbejakande extremistisk miljö och som själv vill lämna den. Motivationen är avgörande, "
            "men den behöver inte vara färdig när kontakten tas. Också anhöriga kan behöva stöd och skydd."
        ),
        Bullets(
            (
                "Den som har haft en framträdande roll kan ha ett högre skyddsbehov.",
                "Den som är ung omfattas dessutom av socialtjänstens särskilda ansvar för barn.",
                "Den som avtjänar ett straff behöver en planering som börjar före frigivningen.",
            )
        ),
        Heading("Varför en överenskommelse behövs"),
        Paragraph(
            "Avhopparärenden är få, brådskande och känsliga. Det är en svår kombination: få gör att vana saknas, "
            "brådskan gör att det inte finns tid att lära och känsligheten gör att misstag blir dyra. En "
            "överenskommelse svarar på de frågor som annars måste lösas mitt i natten."
        ),
        Table(
            head=("Fråga", "Svar som överenskommelsen bör ge"),
            rows=(
                (
                    "Vem tar emot den första kontakten?",
                    "En namngiven funktion hos kommunen och en hos polisen, med ersättare",
                ),
                ("Vem bedömer hotet?", "Polisen bedömer hot och risk, kommunen bedömer behov av stöd"),
                (
                    "Vem beslutar om boende?",
                    "Socialtjänsten, efter utredning och med hänsyn till polisens bedömning",
                ),
                ("Vem betalar?", "Fördelning av kostnader, även när personen flyttar till en annan kommun"),
                (
                    "Vem håller i kontakten över tid?",
                    "En utsedd kontaktperson och en plan för när den är ledig",
                ),
                ("När avslutas ärendet?", "Kriterier för avslut, uppföljning efter avslut och väg tillbaka"),
            ),
            widths=(1.3, 2.2),
            caption="Tabell 1. Frågor som bör vara besvarade i förväg",
        ),
        Heading("Vad överenskommelsen inte är", 2),
        Paragraph(
            "Överenskommelsen ändrar inte parternas ansvar enligt lag. Socialtjänstens insatser beslutas efter "
            "individuell prövning, och polisens skyddsåtgärder styrs av polisens egna regler. Ingen part kan "
            "genom överenskommelsen lova den enskilde något som en annan part beslutar om."
        ),
        Heading("Ärendets gång"),
        Steps(("Första kontakt", "Bedömning", "Plan", "Stöd och skydd", "Uppföljning", "Avslut")),
        Paragraph(
            "Arbetet kan delas in i sex steg. I verkligheten överlappar de varandra, men indelningen gör det "
            "lättare att se vem som har ansvaret för nästa drag."
        ),
        Heading("Första kontakt", 2),
        Paragraph(
            "Kontakten kan komma från den enskilde, en anhörig, en lärare, en frivårdsinspektör eller en polis. "
            "Den som tar emot frågar inte mer än nödvändigt, lovar inget och ser till att rätt funktion får veta. "
            "Vid akut fara kontaktas polisen omedelbart."
        ),
        Heading("Bedömning och plan", 2),
        Paragraph(
            "Bedömningen omfattar hot, stödbehov och motivation. Planen skrivs tillsammans med den enskilde. Den "
            "bör vara kort, ha ett datum för nästa avstämning och säga vad som händer om läget förändras."
        ),
        Bullets(
            (
                "Boende: tillfälligt, på annan ort eller hemma med skyddsåtgärder.",
                "Ekonomi: försörjning, skulder, budgetrådgivning.",
                "Hälsa: beroendevård, psykiatri, tandvård.",
                "Sysselsättning: arbete, utbildning, praktik.",
                "Nätverk: familj, barn, nya sammanhang på fritiden.",
            )
        ),
        Heading("Stöd, skydd och uppföljning", 2),
        Paragraph(
            "Stödet fungerar bäst när det är samlat. En avhoppare som måste berätta sin historia för sju "
            "handläggare hinner ofta ångra sig. Avstämningarna bör vara täta i början och glesna efter hand. "
            "Ett återfall eller en återgång till gamla umgängen är ett skäl att se över planen, inte "
            "automatiskt ett skäl att avsluta."
        ),
        TwoColumns(
            (
                Heading("Kommunens roll", 2),
                Paragraph(
                    "Socialtjänsten ansvarar för utredning, råd och stöd enligt socialtjänstlagen. En "
                    "samordnare för avhopparverksamheten underlättar, särskilt i mindre kommuner där ärendena är "
                    "så få att rutinerna annars glöms bort. Samordnaren håller kontakten med polisen, känner "
                    "till vilka stödinsatser som finns och ser till att kompetensutveckling blir av."
                ),
                Bullets(
                    (
                        "Utreder behov och beslutar om bistånd.",
                        "Ordnar boende, sysselsättning och kontaktperson.",
                        "Samordnar skola, hälso- och sjukvård och frivilligorganisationer.",
                        "Dokumenterar ärendet och följer upp insatserna.",
                    )
                ),
                Paragraph(
                    "Flera kommuner kan dela på en samordningsfunktion. Kommunöverskridande samarbete gör det "
                    "också lättare att ordna boende på annan ort, eftersom förtroendet redan är etablerat när "
                    "förfrågan kommer. Ansvarsfördelningen mellan vistelsekommun och bosättningskommun bör "
                    "vara klarlagd innan någon flyttar."
                ),
                Paragraph(
                    "Personalens egen säkerhet hör till arbetsgivaransvaret. Riskbedömning, rutiner för "
                    "hembesök och möjlighet till handledning behöver finnas på plats redan före det första "
                    "avhopparärendet."
                ),
                Heading("Polisens roll", 2),
                Paragraph(
                    "Polisen bedömer hotbilden och beslutar om skyddsåtgärder inom den egna verksamheten. "
                    "Det brottsförebyggande arbetet hålls isär från den brottsutredande verksamheten: den som "
                    "söker stöd ska veta vem hen talar med och i vilket syfte."
                ),
                Bullets(
                    (
                        "Gör hot- och riskbedömningar och uppdaterar dem.",
                        "Ger råd om personsäkerhet till den enskilde och till kommunens personal.",
                        "Har en utpekad kontaktperson för kommunen.",
                        "Förmedlar kontakt när någon uttrycker vilja att lämna en kriminell miljö.",
                    )
                ),
                Paragraph(
                    "Ett erbjudande om stöd får inte göras beroende av att personen lämnar uppgifter om brott. "
                    "Samtidigt kan polisen inte bortse från brott som kommer till dess kännedom. Det ska sägas "
                    "öppet och tidigt, med ord som inte kan missförstås."
                ),
                Heading("Andra aktörer", 2),
                Paragraph(
                    "Kriminalvården, Arbetsförmedlingen, regionens psykiatri, Försäkringskassan och "
                    "ideella avhopparverksamheter kan ha en avgörande betydelse. Överenskommelsen tecknas mellan "
                    "kommun och polis, men bör beskriva hur andra bjuds in när det behövs."
                ),
            )
        ),
        Heading("Sekretess och samtycke"),
        Paragraph(
            "Uppgifter om enskilda inom socialtjänsten skyddas av sekretess enligt 26 kap. offentlighets- och "
            "sekretesslagen (2009:400). Utgångspunkten i avhopparärenden är samtycke: den enskilde har själv "
            "bett om hjälp och har intresse av att parterna kan tala med varandra. Samtycket bör vara "
            "avgränsat, dokumenterat och möjligt att återkalla."
        ),
        Paragraph(
            "Lagen innehåller också sekretessbrytande bestämmelser, bland annat i 10 kap. Flera av dem har "
            "ändrats under senare år. Vilken bestämmelse som är tillämplig, om någon, måste prövas i det enskilda "
            "fallet mot gällande lydelse och av den myndighet som förfogar över uppgiften."
        ),
        Bullets(
            (
                "Vilka uppgifter behöver den andra parten för att kunna göra sin del?",
                "Finns samtycke, och omfattar det just dessa uppgifter?",
                "Om samtycke saknas: finns en sekretessbrytande bestämmelse som är tillämplig?",
                "Är utlämnandet dokumenterat: vad, till vem, när och på vilken grund?",
            ),
            kind="number",
        ),
        Aside(
            "Skyddade personuppgifter kräver särskild försiktighet. En adress som av misstag hamnar i en "
            "kallelse eller ett fakturaunderlag kan röja den som har flyttat."
        ),
        Heading("Att teckna överenskommelsen"),
        Paragraph(
            "Överenskommelsen tecknas på en nivå som kan fördela resurser, i regel av kommunens högsta ledning "
            "och polisens lokala chef. Den kan vara fristående eller en bilaga till den övergripande "
            "samverkansöverenskommelsen mellan kommun och polis."
        ),
        Table(
            head=("Avsnitt", "Innehåll", "Omfång"),
            rows=(
                ("Syfte och målgrupp", "Vem som omfattas, även anhöriga", "Ett stycke"),
                ("Organisation", "Funktioner, mandat, kontaktvägar dygnet runt", "En halv sida"),
                ("Arbetsgång", "Stegen från första kontakt till avslut", "En sida"),
                ("Sekretess", "Samtycke, rutiner för utlämnande, skyddade uppgifter", "En halv sida"),
                ("Resurser", "Kostnadsfördelning, handledning, utbildning", "En halv sida"),
                ("Uppföljning", "Hur ofta, av vem, med vilka mått", "Ett stycke"),
            ),
            widths=(1.2, 2.6, 0.9),
            caption="Tabell 2. Disposition för en överenskommelse (exempel)",
        ),
        Paragraph(
            "Pröva överenskommelsen innan den skrivs under. Samla dem som ska arbeta efter den och gå igenom ett "
            "påhittat ärende från första telefonsamtal till avslut. Där samtalet stannar upp saknas något i texten."
        ),
        Heading("Uppföljning", 2),
        Paragraph(
            "Antalet ärenden är för litet för att redovisas i detalj utan risk för att enskilda känns igen. "
            "Följ därför hellre upp arbetssättet: hur lång tid det tog från första kontakt till första möte, om "
            "planerna följdes upp som tänkt och vad medarbetarna saknade. Återkoppla till styrgruppen och "
            "justera överenskommelsen minst en gång om året."
        ),
        Heading("Frågor som ofta ställs"),
        Heading("Måste den enskilde ha bestämt sig?", 2),
        Paragraph(
            "Nej. Tvekan hör till. Den som söker kontakt för att höra vad som finns att få hjälp med ska få ett "
            "sakligt svar och en väg tillbaka. Däremot kan mer ingripande stöd, som boende på annan ort, "
            "förutsätta att personen medverkar och att planen följs."
        ),
        Heading("Gäller överenskommelsen också våldsbejakande miljöer?", 2),
        Paragraph(
            "Det bestämmer parterna. Arbetssättet är i stora delar detsamma för den som lämnar ett kriminellt "
            "gäng och den som lämnar en våldsbejakande extremistisk miljö. Skillnaderna ligger i "
            "hotbild, i ideologins betydelse och i vilka aktörer som behöver kopplas in."
        ),
        Heading("Vad gör en liten kommun?", 2),
        Paragraph(
            "En liten kommun kan inte ha en egen enhet men behöver ha en utpekad funktion och en ersättare. "
            "Samverkan med grannkommuner, gemensam handledning och en enkel rutin för den första kontakten "
            "räcker långt. Det viktigaste är att någon svarar när telefonen ringer."
        ),
        Heading("Hur länge pågår stödet?", 2),
        Paragraph(
            "Så länge det behövs och har en plan. Erfarenheten är att det praktiska stödet är som störst under "
            "de första månaderna, medan behovet av någon att prata med kvarstår längre. Avslut bör vara "
            "planerade, och en avhoppare som hör av sig igen ska inte behöva börja om från början."
        ),
        Table(
            head=("Ord", "Betydelse i denna text"),
            rows=(
                (
                    "Avhoppare",
                    "Den som själv vill lämna ett kriminellt nätverk eller en våldsbejakande miljö",
                ),
                ("Avhopparverksamhet", "Samordnat stöd till avhoppare, i kommunal eller annan regi"),
                (
                    "Kriminellt nätverk",
                    "Personer som återkommande begår brott tillsammans, mer eller mindre organiserat",
                ),
                (
                    "Samverkansöverenskommelse",
                    "Skriftlig överenskommelse om gemensamma problem, mål och åtgärder",
                ),
                ("Skyddsbehov", "Behov av åtgärder för att minska risken för våld eller hot"),
            ),
            widths=(1.2, 2.4),
            caption="Tabell 3. Ordlista",
        ),
    ),
)
