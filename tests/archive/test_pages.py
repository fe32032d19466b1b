from hypothesis import given
from hypothesis import strategies as st

from archive.pages import Block, BlockKind, Word, pack_blocks, pack_words, unpack_blocks, unpack_words

fractions = st.floats(0, 1).map(lambda v: round(v, 5))
boxes = st.tuples(fractions, fractions, fractions, fractions)


@given(st.text(min_size=1), st.data())
def test_words_come_back_as_they_were(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    words = tuple(
        Word(text[start:end], start, end, tuple(found))
        for (start, end), found in data.draw(
            st.lists(st.tuples(spans, st.lists(boxes, min_size=1, max_size=2)), max_size=5)
        )
    )
    assert unpack_words(pack_words(words), text) == words


def test_no_words_are_no_words() -> None:
    assert unpack_words(b"", "text") == ()


def test_blocks_come_back_as_they_were() -> None:
    blocks = (
        Block(BlockKind.HEADING, 0, 5, 1),
        Block(BlockKind.TABLE, 6, 20, rows=(((6, 9), (10, 12)), ((13, 15), (16, 20)))),
    )
    assert unpack_blocks(pack_blocks(blocks)) == blocks
