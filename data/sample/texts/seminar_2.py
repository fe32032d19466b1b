"""Seminar II: media and terrorism, prosecution of crimes against national security, secrecy."""

# ruff: noqa: E501 - one bullet or cell is one line

from sample.blocks import Aside, Bullets, Paragraph, Presentation, Slide, Steps, Table

MEDIA = Presentation(
    title="Medier och terrorism",
    subtitle="Allmän bakgrund om rapportering, ansvar och kommunikation",
    embedded_title="Medier och terrorism",
    slides=(
        Slide(
            "Varför medierna är en del av frågan",
            (
                Paragraph(
                    "Terroristbrott syftar i regel till att nå fler än dem som drabbas direkt. Uppmärksamheten är "
                    "för gärningspersonen ett medel: att skrämma en befolkning, att tvinga fram politiska beslut "
                    "eller att värva nya anhängare."
                ),
                Bullets(
                    (
                        "Medierna har i uppgift att rapportera, granska och förklara.",
                        "Allmänheten har behov av korrekt information, särskilt när läget är osäkert.",
                        "Sociala medier sprider bild och påstående snabbare än de hinner kontrolleras.",
                    )
                ),
                Aside("Frågan är sällan om något ska rapporteras, utan hur."),
            ),
        ),
        Slide(
            "Yttrandefriheten är utgångspunkten",
            (
                Bullets(
                    (
                        "Tryckfrihetsförordningen och yttrandefrihetsgrundlagen skyddar massmediernas frihet.",
                        "Det finns en ansvarig utgivare som ensam beslutar om innehållet.",
                        "Källskyddet och meddelarfriheten gäller också i händelser med allvarliga brott.",
                        "Pressetiska regler är frivilliga och går på flera punkter längre än lagen.",
                    )
                ),
                Paragraph(
                    "Myndigheter kan be om hänsyn, till exempel under en pågående insats, men inte styra "
                    "rapporteringen. Samverkan mellan myndigheter och medier bygger därför på förtroende."
                ),
            ),
        ),
        Slide(
            "Vad forskning och praxis brukar lyfta fram",
            (
                Table(
                    head=("Val i rapporteringen", "Möjlig följd", "Ett annat sätt"),
                    rows=(
                        (
                            "Gärningspersonens namn och bild i centrum",
                            "Ryktbarhet, förebild för andra",
                            "Offren och händelsen i centrum",
                        ),
                        ("Manifest och filmer återges", "Budskapet sprids", "Sakligt referat med sammanhang"),
                        ("Detaljer om tillvägagångssätt", "Risk för efterföljd", "Översiktlig beskrivning"),
                        (
                            "Tidiga spekulationer om motiv",
                            "Felaktigt utpekade grupper",
                            "Säg vad som inte är känt",
                        ),
                    ),
                    widths=(1.3, 1.1, 1.2),
                ),
                Paragraph(
                    "Sambanden är omdiskuterade, men rådet att inte ge gärningspersonen ryktbarhet har brett stöd."
                ),
            ),
        ),
        Slide(
            "Propaganda och sociala medier",
            (
                Bullets(
                    (
                        "Våldsbejakande propaganda är ofta välgjord och riktad till en bestämd publik.",
                        "Material flyttar mellan plattformar och återkommer i ny förpackning.",
                        "Humor, symboler och spelkultur kan göra gränsen mot det våldsbejakande otydlig.",
                        "EU:s förordning 2021/784 ställer krav på att terrorisminnehåll på nätet tas bort snabbt.",
                    )
                ),
                Aside(
                    "Medie- och informationskunnighet är förebyggande arbete: den som kan fråga vem som "
                    "talar, till vem och varför är svårare att värva."
                ),
            ),
        ),
        Slide(
            "När kommunen måste kommunicera",
            (
                Steps(
                    (
                        "Bekräfta att något har hänt",
                        "Berätta vad som är känt",
                        "Säg vad som inte är känt",
                        "Hänvisa och återkom",
                    )
                ),
                Bullets(
                    (
                        "Polisen äger informationen om brottet och insatsen.",
                        "Kommunen svarar för skola, omsorg, krisstöd och mötesplatser.",
                        "Samma budskap från alla parter: kom överens före, inte under, händelsen.",
                        "Tänk på dem som drabbas av misstro i efterhand, till exempel trossamfund och föreningar.",
                    )
                ),
            ),
        ),
        Slide(
            "Frågor att ta med hem",
            (
                Bullets(
                    (
                        "Vem i vår organisation får uttala sig, och vem är ersättare?",
                        "Hur når vi den som inte följer svenska medier?",
                        "Har vi en rutin för hot mot tjänstepersoner och förtroendevalda på nätet?",
                        "Hur stödjer vi lärare som ska samtala med elever dagen efter ett attentat?",
                        "När har vi senast övat kriskommunikation tillsammans med polisen?",
                    ),
                    kind="number",
                ),
            ),
        ),
    ),
)

PROSECUTION = Presentation(
    title="Riksenheten för säkerhetsmål",
    subtitle="Allmän bakgrund om åklagarens roll i säkerhetsmål",
    # What PowerPoint writes when nobody has given the presentation a title.
    embedded_title="PowerPoint-presentation",
    slides=(
        Slide(
            "En nationell åklagarenhet",
            (
                Paragraph(
                    "Riksenheten för säkerhetsmål är en del av Åklagarmyndigheten och har hela landet som "
                    "arbetsområde. Enheten handlägger mål som rör Sveriges säkerhet och terrorism."
                ),
                Bullets(
                    (
                        "Brott mot Sveriges säkerhet, till exempel spioneri enligt 19 kap. brottsbalken.",
                        "Brott enligt terroristbrottslagen (2022:666).",
                        "Åklagaren är förundersökningsledare; Säkerhetspolisen utreder i många av målen.",
                    )
                ),
            ),
        ),
        Slide(
            "Åklagarens uppgifter i ett brottmål",
            (
                Steps(
                    (
                        "Inleda och leda förundersökning",
                        "Besluta om tvångsmedel",
                        "Besluta i åtalsfrågan",
                        "Föra talan i domstol",
                    )
                ),
                Bullets(
                    (
                        "Åklagaren är skyldig att vara objektiv och beakta det som talar till den misstänktes fördel.",
                        "Häktning och hemliga tvångsmedel prövas i regel av domstol på åklagarens begäran.",
                        "Åtal ska väckas när bevisningen räcker för att åklagaren ska kunna förvänta sig en fällande dom.",
                    )
                ),
            ),
        ),
        Slide(
            "Terroristbrottslagen i korthet",
            (
                Paragraph(
                    "Lagen (2022:666) trädde i kraft den 1 juli 2022 och samlade bestämmelser som tidigare fanns i "
                    "tre olika lagar."
                ),
                Table(
                    head=("Brott", "Avser i huvudsak"),
                    rows=(
                        (
                            "Terroristbrott",
                            "Vissa allvarliga gärningar med ett särskilt uppsåt, till exempel att injaga allvarlig fruktan hos en befolkning",
                        ),
                        (
                            "Samröre och deltagande",
                            "Att på olika sätt ha att göra med eller delta i en terroristorganisation",
                        ),
                        ("Finansiering", "Att samla in, tillhandahålla eller ta emot pengar för terrorism"),
                        (
                            "Uppmaning, rekrytering, utbildning, resa",
                            "Gärningar som föregår eller främjar terroristbrott",
                        ),
                    ),
                    widths=(1, 2.2),
                ),
            ),
        ),
        Slide(
            "Förundersökningssekretess",
            (
                Bullets(
                    (
                        "Uppgifter i en förundersökning skyddas bland annat av 18 kap. 1 § offentlighets- och sekretesslagen.",
                        "Sekretessen skyddar utredningen; annan sekretess skyddar enskilda som förekommer i den.",
                        "Kommunen får därför ofta veta lite, också när händelsen berör kommunens invånare.",
                        "Yppandeförbud kan meddelas den som hörs eller medverkar.",
                    )
                ),
                Aside(
                    "Tystnad från åklagare och polis är inte ointresse. Kom överens om vem som är kontaktväg, "
                    "så att frågor inte ställs på tio håll samtidigt."
                ),
            ),
        ),
        Slide(
            "Vad lokala aktörer kan göra",
            (
                Bullets(
                    (
                        "Lämna iakttagelser som kan röra brott till polisen; bedöm dem inte själva.",
                        "Skilj mellan oro för en person och misstanke om brott.",
                        "Dokumentera sakligt: vad som sågs eller hördes, när och av vem.",
                        "Fortsätt erbjuda stöd till barn och familjer; en förundersökning upphäver inte socialtjänstens ansvar.",
                        "Planera för tiden efter en dom, tillsammans med Kriminalvården.",
                    )
                ),
            ),
        ),
    ),
)

SECRECY = Presentation(
    title="Sekretess i samverkan",
    subtitle="Allmän bakgrund om offentlighets- och sekretesslagen när kommun och polis arbetar tillsammans",
    embedded_title=None,
    slides=(
        Slide(
            "Vad sekretess betyder",
            (
                Paragraph(
                    "Sekretess är ett förbud att röja en uppgift, vare sig det sker muntligen, genom att en allmän "
                    "handling lämnas ut eller på något annat sätt. Reglerna finns i offentlighets- och "
                    "sekretesslagen (2009:400), förkortad OSL."
                ),
                Bullets(
                    (
                        "Sekretess innebär både handlingssekretess och tystnadsplikt.",
                        "Den gäller mot enskilda och mot andra myndigheter (8 kap. 1 §).",
                        "Den gäller även mellan självständiga verksamhetsgrenar inom en myndighet (8 kap. 2 §).",
                    )
                ),
            ),
        ),
        Slide(
            "Olika verksamheter, olika stark sekretess",
            (
                Table(
                    head=("Verksamhet", "Kapitel i OSL", "Huvudregel"),
                    rows=(
                        (
                            "Socialtjänst",
                            "26 kap.",
                            "Omvänt skaderekvisit: sekretess om det inte står klart att uppgiften kan röjas utan men",
                        ),
                        ("Hälso- och sjukvård", "25 kap.", "Omvänt skaderekvisit"),
                        (
                            "Skola",
                            "23 kap.",
                            "Varierar: starkare för elevhälsans psykologiska och medicinska insatser",
                        ),
                        (
                            "Polis, skydd för enskilda",
                            "35 kap.",
                            "Omvänt skaderekvisit i brottsbekämpande verksamhet",
                        ),
                        ("Polis, skydd för utredningen", "18 kap.", "Varierar med uppgiftens slag"),
                    ),
                    widths=(1.2, 0.8, 2.4),
                ),
                Paragraph("Kontrollera alltid gällande lydelse; lagen ändras ofta."),
            ),
        ),
        Slide(
            "Tre vägar till att få lämna en uppgift",
            (
                Steps(
                    (
                        "Uppgiften är inte sekretessbelagd",
                        "Den enskilde samtycker",
                        "Lagen bryter sekretessen",
                    )
                ),
                Bullets(
                    (
                        "Avidentifierade uppgifter kan ofta lämnas, men små orter och ovanliga händelser kan röja.",
                        "Samtycke ska vara frivilligt, informerat och avgränsat. Det kan återkallas.",
                        "Sekretessbrytande bestämmelser finns bland annat i 10 kap. OSL.",
                    )
                ),
                Aside("Börja med frågan: vilken uppgift behövs, och för vad? Mycket löser sig där."),
            ),
        ),
        Slide(
            "Sekretessbrytande bestämmelser, ett urval",
            (
                Bullets(
                    (
                        "10 kap. 2 §: när det är nödvändigt för att den egna myndigheten ska kunna fullgöra sin uppgift. Tillämpas restriktivt.",
                        "10 kap. 18 a–18 d §§: under vissa förutsättningar får uppgifter lämnas till polisen i brottsförebyggande syfte, bland annat från socialtjänsten om unga.",
                        "10 kap. 24 §: misstanke om begånget brott, med begränsningar för socialtjänst och vård.",
                        "10 kap. 28 §: uppgiftsskyldighet enligt lag eller förordning.",
                    )
                ),
                Aside(
                    "Bestämmelserna i 10 kap. har ändrats flera gånger. Förutsättningarna skiljer sig åt och ska "
                    "läsas i gällande lydelse innan de tillämpas."
                ),
            ),
        ),
        Slide(
            "Oro för ett barn",
            (
                Paragraph(
                    "Den som arbetar i bland annat skola, hälso- och sjukvård, polis eller kriminalvård är skyldig att "
                    "genast anmäla till socialnämnden vid kännedom eller misstanke om att ett barn far illa."
                ),
                Bullets(
                    (
                        "Anmälningsskyldigheten finns i socialtjänstlagen och bryter sekretessen.",
                        "Skyldigheten är personlig; chefen kan inte besluta att avstå.",
                        "Det krävs inte bevis, och det är socialnämnden som utreder.",
                        "Anmälaren får inte alltid veta vad som händer sedan. Det beror på sekretessen.",
                    )
                ),
            ),
        ),
        Slide(
            "Samverkansmötet steg för steg",
            (
                Bullets(
                    (
                        "Säg vid mötets början om det gäller platser och problem eller en enskild person.",
                        "Gäller det en enskild: finns samtycke, och är det dokumenterat?",
                        "Var och en prövar sina egna uppgifter. Ingen annan kan göra det åt dem.",
                        "Anteckna beslut och ansvar, inte mer om den enskilde än vad som behövs.",
                        "Avsluta med att bestämma vem som för anteckningarna och var de förvaras.",
                    ),
                    kind="number",
                ),
                Aside(
                    "Sekretess är inget hinder för samverkan om problem. Den är en ram för samverkan om människor."
                ),
            ),
        ),
        Slide(
            "Pröva frågan på tre fall",
            (
                Table(
                    head=("Påhittat fall", "Att fundera över"),
                    rows=(
                        (
                            "Fältsekreteraren har hört att ett bråk är planerat på torget på fredag.",
                            "Behövs namn för att polisen ska kunna vara på plats?",
                        ),
                        (
                            "Polisen undrar om en avhoppare har fått boende på annan ort.",
                            "Vad omfattar samtycket? Vem kan få veta adressen?",
                        ),
                        (
                            "En lärare har sett en elev dela våldsbejakande filmer.",
                            "Oroar läraren sig för barnet, för ett brott eller för båda?",
                        ),
                    ),
                    widths=(1.5, 1.3),
                ),
                Paragraph("Fallen är påhittade. Svaren beror på omständigheterna och ska prövas enskilt."),
            ),
        ),
    ),
)
