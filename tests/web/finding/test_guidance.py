from __future__ import annotations

from flask.testing import FlaskClient
from markupsafe import escape

from tests.web.answering import MISSPELT, UNHEARD_OF
from tests.web.material import HOSTILE

KEPT = "format=pptx&amp;fran=2017"


def test_a_spelling_put_right_is_said_and_can_be_taken_back(answering: FlaskClient) -> None:
    html = answering.get(f"/sok?q={MISSPELT}&format=pptx&fran=2017&sida=1").text
    assert "Visar träffar för" in html
    original = f"/sok?q=%22{MISSPELT}%22&amp;{KEPT}"
    assert f'<a href="{original}">Sök exakt efter {MISSPELT}</a>' in html
    assert "söks som" not in html  # not told twice
    assert "Visar träffar för" not in answering.get("/sok?q=samverkan").text


def test_nor_is_a_spelling_put_right_in_a_field_told_twice(answering: FlaskClient) -> None:
    html = answering.get(f"/sok?q=titel:{MISSPELT}").text
    assert "Visar träffar för" in html
    assert "söks som" not in html


def test_each_part_of_the_understanding_that_can_be_taken_back_has_a_link(answering: FlaskClient) -> None:
    html = answering.get(f"/sok?q=samverkan {UNHEARD_OF}&size=5").text
    assert html.count('class="take-back"') == 2  # that one of the words is enough cannot
    assert f'href="/sok?q=%22samverkan%22+{UNHEARD_OF}&amp;size=5"' in html
    assert "Ta bort tolkningen: samverkan ordet i alla dess former" in html


def test_where_parts_alone_match_it_is_said_and_something_offered(answering: FlaskClient) -> None:
    html = answering.get(f"/sok?q=samverkan {UNHEARD_OF}").text
    assert "Inget motsvarar hela sökningen." in html
    assert f'<a href="/sok?q=samverkan">Utan ordet {UNHEARD_OF}</a>: <span class="count">3 dokument' in html
    assert html.index("Utan ordet") < html.index("<article")


def test_where_nothing_is_found_what_would_help_comes_first(answering: FlaskClient) -> None:
    html = answering.get(f"/sok?q={UNHEARD_OF}&format=pdf").text
    offered = [
        "Utan avgränsningar</a>: <span",
        "Utan avgränsningen 2018</a>: <span",
        "Utan avgränsning i tid</a>: <span",
        "Utan ordet gäng</a>: <span",
        "I stället gäng</a>: <span",
    ]
    places = [html.index(words) for words in offered]
    assert places == sorted(places)
    assert places[-1] < html.index("Fler sätt att söka")
    assert "Pröva färre eller andra ord" not in html


def test_related_words_are_links_to_the_whole_archive(answering: FlaskClient) -> None:
    html = answering.get("/sok?q=samverkan&format=pptx").text
    assert '<a href="/sok?q=samarbete">samarbete</a>' in html
    assert "Närliggande ord" not in answering.get(f"/sok?q={UNHEARD_OF}").text


def test_a_filter_that_nothing_can_have_is_remarked_upon(client: FlaskClient) -> None:
    for filters, said in (
        ("serie=finnsinte", "”Serie: finnsinte” finns inte i arkivet"),
        ("format=exe", "”Format: exe” finns inte"),
        ("ar=nyss", "”År: nyss” finns inte"),
        ("sprak=%3Cb%3E", "”Språk: &lt;b&gt;” finns inte"),
        ("talare=osynligord-person", "”Talare: osynligord-person” finns inte"),
    ):
        assert said in client.get(f"/sok?q=samverkan&{filters}").text, filters
        body = client.get(f"/api/v1/search?q=samverkan&{filters}").get_json()
        assert len(body["query"]["unknown_filters"]) == 1, filters
    for filters in ("ar=1999", "sprak=da", "serie=kunskapsseminarium-ii", "format=link", "ar=odaterad"):
        assert "finns inte i arkivet" not in client.get(f"/sok?q=samverkan&{filters}").text, filters


def test_what_was_typed_is_text_and_keeps_its_direction_to_itself(client: FlaskClient) -> None:
    html = client.get("/sok", query_string={"q": f"{HOSTILE} \u202eabc"}).text
    assert "<script>alert" not in html
    assert '<bdi class="typed">' in html
    assert str(escape(HOSTILE)) in html
