from web.urls import Urls


def test_addresses_below_a_path_and_below_a_whole_address() -> None:
    assert (
        Urls("/arkiv").results([("q", "å & ä"), ("serie", "ett")])
        == "/arkiv/sok?q=%C3%A5+%26+%C3%A4&serie=ett"
    )
    assert Urls("https://example.org/arkiv").start() == "https://example.org/arkiv/"
    assert Urls().start() == "/"


def test_a_page_keeps_the_question_and_the_version() -> None:
    assert Urls().page("abc", 7, "polis?", 2) == "/dokument/abc/sida/7?q=polis%3F&version=2"
    assert Urls().page("abc", 7) == "/dokument/abc/sida/7"
    assert Urls().document("abc", q="x") == "/dokument/abc?q=x"
    assert Urls().page("abc", 7, "x", back=[("ar", "2017")]) == "/dokument/abc/sida/7?q=x&ar=2017"


def test_nothing_in_an_id_or_a_slug_leaves_its_place_in_the_path() -> None:
    assert Urls("/a").document("../x?y#z") == "/a/dokument/..%2Fx%3Fy%23z"
    assert Urls().series("ä/ö") == "/serie/%C3%A4%2F%C3%B6"
    assert Urls().static("style.css", "abc") == "/static/style.css?v=abc"
