"""Questions of every shape, for Hypothesis."""

from hypothesis import strategies as st

_WORDS = """
samverkan polis Kommunen gäng Brå EU-projekt 701-1234-2018 2017–2018 Lööw's och OM inte IT är a t.ex.
polis/kommun och/eller 2017/18:123 info@bra.se EU:s våld kommun- po*lis § 🚓 हिन्दी שלום
ra\u030ad sam\u00adverkan \u200fhot NEAR. OR. titel:s hej:gäng valdsbejakande gang loow polsi br*tt
"""
_OPERATORS = """
OR ELLER AND OCH NOT INTE - + \u2212 * ( ) " ” » « titel: talare: Serie: -( +" titel:( NOT( -titel: )
NEAR NÄRA/3 NEAR/0 förled: efterled: hej: \u017ferie: t\u0131tel: och:"
"""
_PIECES = st.sampled_from(_WORDS.split() * 2 + _OPERATORS.split())
_SPACES = st.sampled_from(["", " ", " ", "*", "  "])

QUESTIONS = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(_PIECES, _SPACES).map("".join), max_size=30).map("".join),
)
