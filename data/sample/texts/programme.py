"""Stands where the regional programme 2018–2020 would: what such a programme is and how it is built."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import Aside, Bullets, Heading, Paragraph, Report, Steps, Table

PROGRAMME = Report(
    title="Skånes regionala programförklaring och handlingsprogram – brottsförebyggande arbetet 2018–2020",
    subtitle="Här ska länets egen programförklaring ligga. Sidorna som följer beskriver i allmänna ordalag "
    "vad ett regionalt program brukar innehålla.",
    short_title="Regional programförklaring och handlingsprogram",
    embedded_title="Skånes regionala programförklaring och handlingsprogram – brottsförebyggande arbetet "
    "2018–2020",
    contents=True,
    roman_front=True,
    blocks=(
        Heading("Vad ett regionalt program är till för"),
        Paragraph(
            "Brott förebyggs i huvudsak lokalt: i skolan, på fritidsgården, i bostadsområdet, på torget och i "
            "mötet mellan en enskild människa och en tjänsteperson. Samtidigt är orsakerna sällan lokala. "
            "Gränserna för ett problem följer inte kommungränsen, och samma aktörer återkommer i många "
            "kommuner. Ett regionalt program finns för att det lokala arbetet ska få stöd, sammanhang och "
            "uthållighet."
        ),
        Paragraph(
            "En programförklaring är ett gemensamt ställningstagande. Den säger vad de som undertecknar är "
            "överens om, vilka problem de vill minska och hur de tänker arbeta tillsammans. Ett handlingsprogram "
            "är nästa steg: det säger vad som ska göras, av vem, när och hur det följs upp. Utan "
            "handlingsprogram riskerar programförklaringen att stanna vid goda avsikter; utan "
            "programförklaring saknar handlingsprogrammet riktning."
        ),
        Heading("Vad som är känt om förlagan", 2),
        Paragraph(
            "På Länsstyrelsen Skånes webbplats beskrivs programförklaringen Skåne tillsammans mot brott. Sju "
            "aktörer har undertecknat den: Länsstyrelsen Skåne, Polisen, Tullverket, Kriminalvården, Region "
            "Skåne, Sydsvenska Industri- och handelskammaren och Kommunförbundet Skåne. Den kompletterades "
            "under 2018 med en handlingsplan för 2019–2020. Innehållet i de dokumenten återges inte här."
        ),
        Aside(
            "Läs gärna programmet tillsammans med den lokala lägesbilden. Det regionala perspektivet visar vad "
            "flera kommuner delar, det lokala visar var och när insatserna gör nytta."
        ),
        Heading("Utgångspunkter för arbetet"),
        Heading("Kunskapsbaserat och problembaserat", 2),
        Paragraph(
            "Ett kunskapsbaserat arbete utgår från det som är känt om ett problem och om vilka åtgärder som "
            "brukar ha verkan. Det börjar i en kartläggning, går via en orsaksanalys till åtgärder och "
            "slutar i en uppföljning som ger underlag för nästa varv. Ordningen är viktig: åtgärder som väljs "
            "före analysen väljs ofta av vana."
        ),
        Steps(("Kartläggning", "Orsaksanalys", "Åtgärder", "Uppföljning")),
        Paragraph(
            "Problembaserat innebär att det är ett avgränsat problem som styr, inte en organisations "
            "verksamhetsområde. Skadegörelse vid en skola under lovveckor är ett problem som går att arbeta "
            "med. Otrygghet i allmänhet är det inte, förrän någon har frågat vem som är otrygg, var, när "
            "och varför."
        ),
        Heading("Social och situationell prevention", 2),
        Paragraph(
            "Den sociala preventionen syftar till att minska människors benägenhet att begå brott. Den handlar "
            "om uppväxtvillkor, skola, föräldrastöd, arbete, behandling och vägar ut ur kriminella nätverk. "
            "Den situationella preventionen syftar till att minska tillfällena till brott genom att öka "
            "upptäcktsrisken, försvåra genomförandet eller minska vinsten. De två utesluter inte varandra. "
            "Ett program som bara rymmer den ena blir sällan långsiktigt."
        ),
        Bullets(
            (
                "Universella insatser riktas till alla, till exempel alla elever i en årskurs.",
                "Selektiva insatser riktas till grupper eller platser med förhöjd risk.",
                "Indikerade insatser riktas till enskilda där problemen redan syns, till exempel stöd "
                "till den som vill lämna ett gäng.",
            )
        ),
        Heading("Rättssäkerhet och likabehandling", 2),
        Paragraph(
            "Samverkan gör myndigheter starkare i förhållande till den enskilde. Därför behöver var och en veta "
            "på vilken rättslig grund den egna verksamheten vilar, vilka uppgifter som får lämnas vidare och "
            "hur beslut dokumenteras. Ett brottsförebyggande arbete som upplevs som godtyckligt förlorar det "
            "förtroende som det är beroende av."
        ),
        Heading("Vem som gör vad"),
        Paragraph(
            "Ansvaret för det brottsförebyggande arbetet är delat. Tabellen visar hur rollerna brukar fördelas "
            "i ett län; den är en generell beskrivning och inte ett åtagande av någon aktör."
        ),
        Table(
            head=("Aktör", "Vanlig roll", "Bidrar ofta med"),
            rows=(
                (
                    "Kommun",
                    "Leder det lokala arbetet genom kommunstyrelse, förvaltningar och ett brottsförebyggande råd",
                    "Socialtjänst, skola, fritid, stadsplanering, lokal lägesbild",
                ),
                (
                    "Polis",
                    "Bekämpar och förebygger brott, sluter överenskommelser med kommunen",
                    "Brottsstatistik, underrättelsebild, kommunpoliser och områdespoliser",
                ),
                (
                    "Länsstyrelse",
                    "Stödjer och samordnar regionalt",
                    "Kompetensutveckling, metod- och processtöd, nätverksträffar",
                ),
                (
                    "Region",
                    "Ansvarar för hälso- och sjukvård och ofta för kollektivtrafik",
                    "Skadedata, psykiatri, beroendevård, trygghet i trafiken",
                ),
                (
                    "Kriminalvård",
                    "Verkställer påföljder och förebygger återfall",
                    "Frivård, behandlingsprogram, planering inför frigivning",
                ),
                (
                    "Näringsliv och civilsamhälle",
                    "Förebygger på den egna platsen och når människor som myndigheter inte når",
                    "Fastighetsägare, handel, föreningar, trossamfund, brottsofferjourer",
                ),
            ),
            widths=(1.1, 2, 2),
            caption="Tabell 1. Roller i det brottsförebyggande arbetet",
        ),
        Heading("Från programförklaring till handlingsprogram"),
        Paragraph(
            "Ett handlingsprogram blir användbart när det är kort nog att läsas, konkret nog att följas upp "
            "och öppet nog att ändras när läget ändras. Följande delar återkommer i program som har fungerat "
            "väl i olika delar av landet."
        ),
        Bullets(
            (
                "En beskrivning av problemen och hur de har kartlagts, med källor.",
                "Ett litet antal mål som går att följa upp, gärna med ett utgångsvärde.",
                "Åtgärder med ansvarig aktör, tidplan och resurser.",
                "En form för gemensam styrning: vem sammankallar, hur ofta och med vilket mandat.",
                "En plan för uppföljning och för hur erfarenheter sprids till kommunerna.",
            ),
            kind="number",
        ),
        Heading("Mål som går att följa upp", 2),
        Paragraph(
            "Ett mål bör säga vad som ska förändras, för vem och till när. Målet att öka tryggheten är svårt att "
            "följa upp. Målet att fler boende i ett visst område ska uppge att de känner sig trygga utomhus sena "
            "kvällar, mätt med samma fråga i samma undersökning varje år, är möjligt att följa upp. Det är "
            "också möjligt att misslyckas med, vilket är en del av poängen."
        ),
        Table(
            head=("Svag formulering", "Starkare formulering"),
            rows=(
                (
                    "Vi ska bli bättre på samverkan.",
                    "Varje kommun har en aktuell överenskommelse om samverkan med polisen senast vid årets slut.",
                ),
                (
                    "Avhoppare ska få stöd.",
                    "Den som vill lämna ett kriminellt nätverk får ett första samtal inom en bestämd tid.",
                ),
                (
                    "Kunskapen om våldsbejakande extremism ska öka.",
                    "Kontaktpersoner i alla kommuner har gått grundutbildningen och vet vart de vänder sig.",
                ),
            ),
            caption="Tabell 2. Mål i svagare och starkare form (påhittade exempel)",
        ),
        Heading("Utbildning, stöd och erfarenhetsutbyte"),
        Paragraph(
            "Den regionala nivån har sällan egna åtgärder riktade till enskilda. Dess viktigaste redskap är att "
            "göra andra bättre rustade. Det sker genom utbildningar som flera yrkesgrupper går tillsammans, "
            "genom metodstöd till den som ska göra sin första orsaksanalys och genom nätverk där samordnare "
            "kan jämföra erfarenheter utan att behöva försvara sin kommun."
        ),
        Bullets(
            (
                "Tvärsektoriella utbildningar, där socialsekreterare, lärare, fritidsledare och poliser möts.",
                "Processtöd på plats, till exempel när en kommun ska förnya sin samverkansöverenskommelse.",
                "Kunskapsseminarier där forskning och praktik prövas mot varandra.",
                "Regionala lägesbilder som visar förskjutningar mellan kommuner.",
            )
        ),
        Heading("Särskilt om våldsbejakande extremism", 2),
        Paragraph(
            "Arbetet mot våldsbejakande extremism är en del av det brottsförebyggande arbetet men har egna drag. "
            "Antalet berörda är litet, konsekvenserna kan vara stora och gränsen mot åsikter som skyddas av "
            "grundlag måste hållas klar. Det är våldet och stödet till våld som ska förebyggas, inte "
            "övertygelsen i sig. Ett program bör därför beskriva arbetet med samma nyktra språk som annan "
            "brottsprevention och undvika att peka ut grupper."
        ),
        Heading("Uppföljning och utvärdering"),
        Paragraph(
            "Uppföljning svarar på om det som var tänkt blev gjort. Utvärdering svarar på om det hade någon "
            "verkan. Det första kan och bör göras av alla, det andra kräver ofta stöd av någon med metodkunskap. "
            "Båda blir lättare om de planeras innan arbetet börjar."
        ),
        Table(
            head=("Fråga", "När", "Underlag"),
            rows=(
                ("Är åtgärden genomförd?", "Löpande", "Mötesanteckningar, enkel avstämningslista"),
                ("Nådde den dem den var till för?", "Halvårsvis", "Deltagaruppgifter, platsbesök"),
                ("Har problemet förändrats?", "Årsvis", "Statistik, trygghetsmätning, intervjuer"),
                (
                    "Beror förändringen på åtgärden?",
                    "När underlaget räcker",
                    "Jämförelse över tid eller plats",
                ),
            ),
            widths=(2, 1.1, 2),
            caption="Tabell 3. Fyra frågor för uppföljningen",
        ),
        Paragraph(
            "Anmälda brott är ett osäkert mått på brottsligheten. Antalet anmälningar påverkas av anmälnings"
            "benägenhet, av hur polisen arbetar och av hur brott rubriceras. Narkotikabrott och andra brott som "
            "upptäcks genom spaning ökar ofta i statistiken när polisen blir mer närvarande. Använd därför flera "
            "källor sida vid sida och beskriv osäkerheten öppet."
        ),
        Heading("När programmet löper ut", 2),
        Paragraph(
            "Ett program med ett slutår behöver en plan för tiden efter. Avsätt det sista halvåret till att "
            "sammanställa vad som har lärts, avsluta det som inte har fungerat och föra över det som har "
            "fungerat till ordinarie verksamhet. Först därefter är det dags att skriva nästa program."
        ),
    ),
)
