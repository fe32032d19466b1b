"""Soft hyphens for the long words of the subject, so that lines end in real hyphens.

Swedish hyphenation divides compounds at their joints first (Svenska skrivregler); a short list of
hand-divided stems is exact where a general algorithm would guess.
"""

import re

SOFT_HYPHEN = "\u00ad"

_STEMS = """
an-svars-för-del-ning ar-bets-grupp av-hopp av-hoppar-ären-de av-hoppar-verk-sam-het av-hoppare
be-döm-ning be-fogen-het be-hörig-het brotts-före-byggande brottslig-het doku-menta-tion
erfaren-het extrem-ism extrem-istisk före-byggande för-utsätt-ning genom-förande gemen-sam
hand-lings-plan hand-lings-pro-gram hand-läggare hän-delse in-forma-tion kart-lägg-ning
kom-mu-nens kom-mun-styrelse kompe-tens kontakt-person kun-skaps-baserad lång-siktig läges-bild
med-verkan myn-dig-het närings-liv nät-verk om-råde organisa-tion or-saks-analys
pro-gram-förklar-ing problem-bild radikali-sering rela-tion risk-bedöm-ning sam-hälle sam-ord-nare
sam-ord-ning sam-tycke sam-verkan sam-verkans-över-ens-kommelse sekre-tess sekretess-prövning
skydds-behov social-tjänst stöd-insats struk-turerad trygg-het tjänste-person upp-följ-ning
upp-gift ut-veck-ling ut-värd-ering verk-sam-het vålds-bejakande väg-led-ning
yrkes-verksam åter-koppling åt-gärd över-ens-kommelse över-gri-pande
"""


_DIVIDED = {stem.replace("-", ""): stem.replace("-", SOFT_HYPHEN) for stem in _STEMS.split()}
_LONGEST_FIRST = re.compile("|".join(sorted(_DIVIDED, key=len, reverse=True)), re.IGNORECASE)


def with_soft_hyphens(text: str) -> str:
    """Return the text with soft hyphens at the joints of the words listed here, also inside compounds."""

    def divide(match: re.Match[str]) -> str:
        found, divided = match.group(), iter(_DIVIDED[match.group().lower()])
        letters = iter(found)
        marked = "".join(sign if sign == SOFT_HYPHEN else next(letters) for sign in divided)
        starts_inside = match.start() > 0 and text[match.start() - 1].isalpha()
        return SOFT_HYPHEN + marked if starts_inside else marked

    return _LONGEST_FIRST.sub(divide, text)
