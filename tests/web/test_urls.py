from archive.kept.pictures import Size
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


def test_pages_carry_on_the_language_that_was_chosen_and_files_do_not() -> None:
    urls = Urls("/arkiv", "en")
    assert urls.page("abc", 7, "x") == "/arkiv/dokument/abc/sida/7?q=x&lang=en"
    assert urls.start() == "/arkiv/?lang=en"
    assert urls.cite("abc", 7, 2) == "/arkiv/dokument/abc/sida/7/citera?version=2&lang=en"
    assert urls.original("abc") == "/arkiv/dokument/abc/original"
    assert urls.picture("abc", 7, 2, Size.LARGE) == "/arkiv/dokument/abc/sida/7.webp?version=2&storlek=stor"
    assert urls.citation("abc", "ris", 7) == "/arkiv/dokument/abc/sida/7/citera.ris"
    assert urls.sitemap(2) == "/arkiv/sitemap-2.xml"
