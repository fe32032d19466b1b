"""What the dictionary lets stand in compounds that should not: reviewed by hand.

A particle or a suffix that happens to be a word (*för*, *ing*, *skap*) would cut derived words to pieces,
and as a part it would be found by every question. Read off what was cut wrongly among the 1,500
commonest words that were cut at all.
"""

from __future__ import annotations

_PARTICLES = """
an av bak bakom be bi bort dit där efter ent er fel fort fram från full för förbi före ge genom hit hop i
igen igenom ihop in ini innan inne inom kring med medel mellan mis miss mot ned nedan neder ner nere när
nå om omkring ovan på sam samman så sönder till tillbaka tvär um und under unge upp uppe ur ut utan ute
van vid vidare väl åt åter över
"""

_FUNCTION = """
all alla alls allt de dem den des dess det dock du där egen eget egna ej elva en enda ens er era ert ett
fem fyra ha han har hela helt hon hur hän här inte jag kan lik lika lill lille man men mer mera mig min
mina mitt nio och redan samt sen sig sin sina sitt sju ska som så sådan sådana tio tolv tre två vad var
varje vart vi vilken vill vår våra vårt åtta
"""

_PREFIXES = """
anti auto bio demo dis epi geo hyper hypo infra inter iso kon kontra kvasi makro maxi mega mikro mini mono
multi neo para poly post pre pro pseudo semi sub super trans tri ultra
"""

# Short words at which other words begin by chance: rela|tion, gen|omgång, kor|relation
_CHANCE_FIRST = """
ad als ana ans ant ar arm as asp at avs bet boda bul dala dom dyk eds emo fan far fen finn fis gam get gin
hage hal han hans har het hor hån ill inn ins jäm kal kap kas kel kill kom kor kraf köl lav led ler lid
lut lär mal mar mas mes met mid mor mut nat ners nor nos nyck oms ore pang pel per pol por pos pres puk
rak rea rekt rev rimm röv same se seg ser ses sid sik skick slid sor sta stans sto stå sug sup svär sör
ten ter tok top tor tran tron tröst tub tum tur ull upps uts vas vasa ven vik vil väx våd änd åla ånge ör
örn örs östan
"""

NEVER_FIRST_WORDS = frozenset(f"{_PARTICLES} {_FUNCTION} {_PREFIXES}".split())
"""Words that begin no compound, nor do their linking forms (*förs-*)."""

NEVER_FIRST = NEVER_FIRST_WORDS | frozenset(_CHANCE_FIRST.split())
"""Forms that begin no compound."""

_SUFFIXES = """
aktig aktiga aktigt ande are aren arens arna arnas artad artade artat bar bara bart dom domar domarna
domarnas domen else ende fri fria fritt full fulla fullare fullast fullt het heten hetens heter heterna
hets ing ingar ingarna ingen inna isk iska iskt ism ismen ist ister lig liga ligt lösa löst mässiga
mässigt nad ning ningen sam samma samt ska skap skapen skapet skapets tion vis är
"""

_VERBAL = """
bad ber blev bör börd gick grips gör kom komma kommen kommit komna lagd lagda lagt los lät lös lösa rör
satt satta ställd ställda ställde ställt sätta sätter tagen taget tagit tagna tar tog visad visat
"""

_CHANCE_LAST = """
ad al ala alla and andes ans ant arna as ats att del där ed efter ek ell ella en ena ens ent er era erade
eras erna ernas et gen ha hal hans har hit hos här inom iv iva ivt ja jag ju ler lik lika logi mer min
mina mor nat ner ni nor nytt när oms or orna per ras ren rens rik rika rikt ris ro sen ser ses set si son
sta sto ta te ten tes tid tik tog ton tor tri trä tur ull under ur ut utan utom vara vi vill vin vit ära
ås ös ösa över
"""

_AFTER_ALL = "del full fri lös lik ras rik ris son tid ton trä tur vin"

NEVER_LAST = frozenset(f"{_SUFFIXES} {_VERBAL} {_CHANCE_LAST}".split()) - frozenset(_AFTER_ALL.split())
"""Forms that end no compound."""

_BOUND = """
graf grafisk kap krat krater ledes logisk lägga läggare läggning mäktig nation ologisk rad ring skap
ställa ställande ständig sätta sättning ta vis
"""

NEVER_LAST_WORDS = frozenset(_BOUND.split())
"""Words of which no form ends a compound: what comes of verbs in *-ra* (värdering, intresserad), of verbs
with a particle (handläggare, målsättning), and of loanwords (fotograf, ideologisk)."""

_WHOLE = """
anhörig bokstav byggnation delta deltaga deltagande deltagare demokrat domstol fastställa fastställande
flertal genomgång godkänna godkännande handleda handledare handledning handlägga handläggare handläggning
hushåll hushållning interval intervall kantarell kollektor kombination kontroll kontrollant koppling
kristall målsägande måltid nackdel ordförande ordning parallell partikel rättvis rättvisa turnering turné
verkställa verkställande verkställighet värdering ångest
"""

WHOLE_WORDS = frozenset(_WHOLE.split())
"""Words that are not cut, in any form: their parts mean something else, or nothing."""

_ORGANISATIONS = """
akademien arkivet banken bolaget byrån centralen demokraterna departementet distriktet domstolen fonden
fullmäktige förbundet föreningen förvaltningen galleriet högskolan inspektionen institutet kammaren
kansliet kassan kommissionen kommittén kommunen koncernen kontoret kyrkan museet myndigheten nämnden
parlamentet partiet polisen politiken posten radion regionen riksdagen rätten rådet samfundet sjukhuset
skolan staten stiftelsen styrelsen televisionen tidningen trafiken ungdomen unionen universitetet
utskottet verket vården
"""

ORGANISATIONS = tuple(_ORGANISATIONS.split())
"""How names end that are made of common words; other names that the dictionary knows (*Lundberg*) are not
cut."""
