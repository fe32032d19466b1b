"""What every engine's vocabulary must tell. A test class inherits this beside `EngineContract`."""

from __future__ import annotations

from search.query.vocabulary import Form
from tests.search.engine_contract import Index, fill
from tests.search.toy import document


class VocabularyContract:
    def test_a_form_and_a_key_count_the_records_they_stand_on_in_any_field(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", [("Polisen", "polisen polisen polis"), "hund"], title="Polisen", speakers="Ek"),
            document("b", ["polis"], about="Ek", series="Ek"),
        )
        vocabulary = engine.vocabulary()
        assert vocabulary.records("polisen") == 2
        assert vocabulary.records("polis") == 2
        assert vocabulary.records("ek") == 2
        assert vocabulary.records("poli") == 0
        assert vocabulary.key_records("poli") == 3
        assert vocabulary.key_records("ek") == 2
        assert vocabulary.key_records("polisen") == 0

    def test_forms_that_are_spelled_so_without_dots(self, index: Index) -> None:
        engine = fill(index, document("a", ["gång gäng gang", "gäng gänga", "gäng gang"], title="Gång"))
        spelled = engine.vocabulary().spelled("gang")
        assert spelled == (Form("gäng", 3), Form("gang", 2), Form("gång", 2))
        assert engine.vocabulary().spelled("gäng") == ()

    def test_forms_that_begin_so_come_by_how_common_they_are(self, index: Index) -> None:
        engine = fill(index, document("a", ["polisen", "polisen polis", "politik pölsa"], title="Polisen"))
        vocabulary = engine.vocabulary()
        assert vocabulary.beginning("polis", 10) == (Form("polisen", 3), Form("polis", 1))
        begin = vocabulary.beginning("po", 10)
        assert [form.exact for form in begin] == ["polisen", "polis", "politik", "pölsa"]
        assert vocabulary.beginning("po", 2) == begin[:2]
        assert vocabulary.beginning("po", 0) == ()
        assert vocabulary.beginning("pö", 10) == ()

    def test_words_close_to_a_misspelt_one(self, index: Index) -> None:
        page = "samverkan samverkar samvaro säkerhet säkerhot hund hand vän 2017a"
        engine = fill(index, document("a", [page, page, "samverkar hand bara-en samverken"]))
        vocabulary = engine.vocabulary()
        assert vocabulary.close_to("samvrekan", 1, 9) == (Form("samverkan", 2),)
        assert vocabulary.close_to("samvrekan", 2, 9) == (Form("samverkan", 2), Form("samverkar", 3))
        assert vocabulary.close_to("hundd", 1, 9) == (Form("hund", 2),)
        assert vocabulary.close_to("hund", 1, 9) == (Form("hund", 2), Form("hand", 3))
        assert vocabulary.close_to("hund", 1, 1) == (Form("hund", 2),)
        assert vocabulary.close_to("hnd", 1, 9) == (Form("hand", 3), Form("hund", 2))
        assert vocabulary.close_to("sakerhet", 1, 9) == (Form("säkerhet", 2), Form("säkerhot", 2))
        for nothing in ("", "van", "2017b", "samverka" * 100):
            assert vocabulary.close_to(nothing, 1, 9) == ()

    def test_no_word_of_an_excluded_document_is_told(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["hemligen polis", "hemligen"], title="hemligen"),
            document("b", ["polis", "hemlig", "hemlig"]),
        )
        vocabulary = engine.vocabulary(frozenset({"a", "finns-inte"}))
        assert (vocabulary.records("hemligen"), vocabulary.records("polis")) == (0, 1)
        assert vocabulary.key_records("heml") == 2
        assert vocabulary.spelled("hemligen") == ()
        assert vocabulary.beginning("hem", 5) == (Form("hemlig", 2),)
        assert vocabulary.close_to("hemligen", 2, 5) == (Form("hemlig", 2),)
        assert engine.vocabulary().records("hemligen") == 3

    def test_the_vocabulary_follows_what_is_written(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis hundar"]), document("b", ["polis hundar"]))
        before = engine.vocabulary()
        fill(index, document("c", ["hundar hundor", "hundor"]))
        assert engine.vocabulary().beginning("hund", 5) == (Form("hundar", 3), Form("hundor", 2))
        index.writer.remove(["a"])
        fill(index, document("c", ["hundra"]))
        assert engine.vocabulary().beginning("hund", 5) == (Form("hundar", 1), Form("hundra", 1))
        assert engine.vocabulary().close_to("hundar", 1, 5) == ()
        assert before.records("polis") == 2
