"""Where a quotation may stand: pages that hold its rarest words, else words of it in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.engine import Filters, Window
from search.helping.reach import Reach
from search.language.analyser import Analyser, Token
from search.query.model import AnyOf, Node, Phrase, Term
from search.query.vocabulary import records_of

_RAREST = 12  # words that are looked for alone: some survive where a machine read others wrongly
_ENOUGH = 6  # rare words: more of a quotation need not be looked for
_ROWS = 8  # rows of words that are looked for
_ROW = 3  # words
_COMMONEST = 0.1  # of all pages: what stands on more is looked for in rows alone
_DOCUMENTS, _PAGES = 12, 3  # that come back


def quoted(text: str, reach: Reach, document: str = "") -> tuple[tuple[str, int], ...]:
    """Return the documents and pages on which a quotation may stand, the likeliest first.

    Of one document alone where `document` names one. A page is likely by the rare words and the rows
    of words that it shares with the quotation, so that one which differs in some is found too.
    """
    tokens = list(reach.analyser.tokens(text, "sv"))
    parts = list(_rare(tokens, reach))
    if len(parts) < _ENOUGH:  # rows are the dearest to look for
        parts += _rows(tokens, reach)
    if not parts:
        return ()
    only = Filters(only=frozenset({document})) if document else Filters()
    answer = reach.search(AnyOf(tuple(parts)), Window(documents=_DOCUMENTS, pages=_PAGES), only)
    scored = [(page.score, hit.id, page.number) for hit in answer.hits for page in hit.pages]
    return tuple((found, number) for _, found, number in sorted(scored, key=lambda each: -each[0]))


def _rare(tokens: Sequence[Token], reach: Reach) -> Iterator[Node]:
    """Yield the rarest words that stand in the archive at all, in any of their forms."""
    most = max(2.0, _COMMONEST * reach.pages())
    terms = {token.exact: _term(token, reach.analyser) for token in tokens}
    rare = [
        (records, term)
        for term in terms.values()
        if 0 < (records := records_of(term.keys, reach.vocabulary)) <= most
    ]
    for _, term in sorted(rare, key=lambda each: each[0])[:_RAREST]:
        yield AnyOf((term,))  # by itself: a word beside another of the quotation is what a row is


def _rows(tokens: Sequence[Token], reach: Reach) -> Iterator[Node]:
    """Yield rows of words spread over the quotation; shorter ones where it has no more words."""
    rows = [tokens[at : at + _ROW] for at in range(0, max(1, len(tokens) - _ROW + 1))]
    step = max(1, -(-len(rows) // _ROWS))
    for row in rows[::step]:
        if len(row) > 1:
            yield Phrase(tuple(_term(token, reach.analyser) for token in row))


def _term(token: Token, analyser: Analyser) -> Term:
    return Term(token.surface, token.exact, analyser.question_keys(token.surface))
