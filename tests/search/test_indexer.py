"""The index follows the catalogue: what is published and no more, whatever happens on the way."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, publication, tables
from archive.dates import now
from archive.pages import Page
from archive.settings import PublishSettings, Settings
from search import indexer
from search.engine import FacetCount, Filters, Window
from search.language.analyser import Analyser
from search.query.model import Phrase, Term
from search.whoosh_engine import Generations, WhooshEngine, WhooshWriter
from search.whoosh_engine.disk import manifest as manifests
from tests.search.archives import add, change, new_catalogue
from tests.search.engine_contract import ask, found

ANALYSER = Analyser()


@dataclass
class Archive:
    catalogue: Catalogue
    settings: Settings
    data: Path

    def follow(self) -> int:
        return indexer.follow(self.catalogue, self.data, self.settings, ANALYSER)

    def engine(self) -> WhooshEngine:
        return WhooshEngine(self.data, indexer.stamp(self.settings.publish))

    def hits(self, word: str) -> dict[str, set[int]]:
        return found(ask(self.engine(), term(word), window=Window(0, 100, 50)))

    def with_publishing(self, **publish: bool) -> Archive:
        settings = self.settings.model_copy(update={"publish": PublishSettings(**publish)})
        return Archive(self.catalogue, settings, self.data)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    catalogue, settings = new_catalogue(tmp_path)
    yield Archive(catalogue, settings, tmp_path)
    catalogue.close()


def term(word: str) -> Term:
    return Term(word, word, ANALYSER.question_keys(word))


def marks(archive: Archive) -> dict[str, tuple[int, int, bool]]:
    with archive.catalogue.read() as session:
        rows = session.query(tables.Document).all()
        return {row.id: (row.revision, row.indexed_revision, row.in_index) for row in rows}


def test_what_is_pending_is_indexed_once_and_marked(archive: Archive) -> None:
    add(archive.catalogue, "a", ["Samverkan mellan skola och polis", "Polisens arbete"])
    add(archive.catalogue, "b", [], title="Föreläsning", format="link", speakers=["Åsa Öberg"])
    assert archive.follow() == 2
    assert marks(archive) == {"a": (1, 1, True), "b": (1, 1, True)}
    assert archive.follow() == 0
    assert archive.hits("polisen") == {"a": {1, 2}}
    assert archive.hits("öberg") == {"b": set()}
    assert archive.hits("föreläsningar") == {"b": set()}


def test_a_change_replaces_and_what_is_hidden_goes(archive: Archive) -> None:
    add(archive.catalogue, "a", ["Polisen"], title="Gammal")
    add(archive.catalogue, "b", ["Polisen"])
    archive.follow()
    change(archive.catalogue, "a", title="Ny rubrik")
    change(archive.catalogue, "b", taken_down_at=now())
    assert archive.follow() == 2
    assert archive.hits("gammal") == {}
    assert archive.hits("rubrik") == {"a": set()}
    assert archive.hits("polisen") == {"a": {1}}
    assert marks(archive) == {"a": (2, 2, True), "b": (2, 2, False)}
    change(archive.catalogue, "b", taken_down_at=None)
    archive.follow()
    assert archive.hits("polisen") == {"a": {1}, "b": {1}}


def test_an_embargo_ends_without_any_change(archive: Archive) -> None:
    soon = {"visibility": "embargoed", "embargo_until": now() + timedelta(days=1)}
    add(archive.catalogue, "a", ["Polisen"], **soon)
    add(archive.catalogue, "b", ["Polisen"], visibility="hidden")
    archive.follow()
    assert archive.hits("polisen") == {}
    with archive.catalogue.write() as session:
        session.get_one(tables.Document, "a").embargo_until = now() - timedelta(days=1)
    assert archive.follow() == 1
    assert archive.hits("polisen") == {"a": {1}}


def test_unpublished_parts_are_not_in_the_index(archive: Archive) -> None:
    pages = [
        Page(1, "Synlig", notes="Anteckningen", comments=("Kommentaren",)),
        Page(2, "Hemligheten", title="Dolda", hidden=True),
    ]
    add(archive.catalogue, "a", pages)
    add(archive.catalogue, "b", pages, publish_notes=True, publish_hidden_slides=True)
    archive.follow()
    assert archive.hits("anteckningen") == {"b": {1}}
    assert archive.hits("hemligheten") == {"b": {2}}
    assert archive.hits("dolda") == {"b": {2}}
    assert archive.hits("kommentaren") == {}


def test_other_publish_settings_make_the_index_anew(archive: Archive) -> None:
    add(archive.catalogue, "a", [Page(1, "Synlig", notes="Anteckningen")])
    archive.with_publishing(notes=True).follow()
    assert archive.with_publishing(notes=True).hits("anteckningen") == {"a": {1}}
    before = Generations(archive.data).current()
    assert archive.follow() == 1
    assert archive.hits("anteckningen") == {}
    assert archive.hits("synlig") == {"a": {1}}
    assert not before.exists()


def test_facets_dates_and_sorting(archive: Archive) -> None:
    add(
        archive.catalogue,
        "a",
        ["Polisen"],
        title="Ö",
        series="Kunskapsseminarium II",
        speakers=["Åsa Öberg", "Bo Ek"],
        organisations=["Länsstyrelsen Skåne"],
        date="2016-12-31/2017-01-02",
        language="en",
    )
    add(archive.catalogue, "b", ["Polisen"], title="Ä", language="")
    add(archive.catalogue, "c", ["Polisen"], title="Å 10", date="2017")
    add(archive.catalogue, "d", ["Polisen"], title="Å 9")
    add(archive.catalogue, "e", ["Polisen"], title="Zebra")
    archive.follow()
    answer = ask(archive.engine(), term("polisen"), window=Window(sort="titel"))
    assert [hit.id for hit in answer.hits] == ["e", "d", "c", "b", "a"]
    one = FacetCount(1, 1)
    assert answer.facets["ar"] == {"2016": one, "2017": FacetCount(2, 2), "odaterad": FacetCount(3, 3)}
    assert answer.facets["talare"] == {"asa-oberg": one, "bo-ek": one}
    assert answer.facets["organisation"] == {"lansstyrelsen-skane": one}
    assert answer.facets["serie"] == {"kunskapsseminarium-ii": one, "utan-serie": FacetCount(4, 4)}
    assert answer.facets["sprak"] == {"en": one, "sv": FacetCount(3, 3)}
    within = ask(archive.engine(), term("polisen"), Filters(date_from=20170102, date_to=20170301))
    assert set(found(within)) == {"a", "c"}


def test_no_phrase_goes_from_one_text_into_the_next(archive: Archive) -> None:
    pages = [Page(1, "Lokala", notes="polisen")]
    add(archive.catalogue, "a", pages, publish_notes=True, speakers=["Lokala Åsa", "Polisen Bo"])
    archive.follow()
    asked = Phrase((term("lokala"), term("polisen")))
    assert found(ask(archive.engine(), asked)) == {}
    assert archive.hits("polisen") == {"a": {1}}


def test_a_damaged_or_missing_index_is_made_anew_beside(archive: Archive) -> None:
    add(archive.catalogue, "a", ["Polisen"])
    archive.follow()
    held = archive.engine()
    before = Generations(archive.data).current()
    next(before.glob("*.pst")).write_bytes(b"")
    assert archive.follow() == 1
    assert Generations(archive.data).current() != before
    assert held.refresh() is True
    assert found(ask(held, term("polisen"))) == {"a": {1}}
    (archive.data / "index" / "current").unlink()
    assert archive.follow() == 1
    assert archive.hits("polisen") == {"a": {1}}
    assert len([path for path in (archive.data / "index").iterdir() if path.is_dir()]) == 1


def test_the_old_index_answers_until_the_new_one_is_whole(archive: Archive) -> None:
    for number in range(30):
        add(archive.catalogue, f"d{number:02}", ["Polisen"])
    archive.follow()
    held = archive.engine()
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        held.refresh()
        seen.append(ask(held, term("polisen")).matching_documents)
        assert total == 30

    assert indexer.rebuild(archive.catalogue, archive.data, archive.settings, ANALYSER, progress) == 30
    assert set(seen) == {30}
    assert held.refresh() is True


def test_a_revision_that_comes_while_indexing_stays_pending(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive.catalogue, "a", ["Polisen"], title="Första")
    commit = WhooshWriter.commit

    def interrupted(writer: WhooshWriter) -> None:
        change(archive.catalogue, "a", title="Andra", taken_down_at=now())
        commit(writer)

    with monkeypatch.context() as patched:
        patched.setattr(WhooshWriter, "commit", interrupted)
        archive.follow()
    assert marks(archive) == {"a": (2, 1, True)}
    with archive.catalogue.read() as session:
        assert publication.not_to_be_found(session, now()) == {"a"}
    archive.follow()
    assert archive.hits("polisen") == {}


def test_what_fails_between_commit_and_mark_is_known_to_be_in_the_index(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.follow()
    add(archive.catalogue, "a", ["Polisen"])
    with monkeypatch.context() as patched:
        patched.setattr(indexer.Indexer, "_mark", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            archive.follow()
    assert archive.hits("polisen") == {"a": {1}}
    change(archive.catalogue, "a", taken_down_at=now())
    with archive.catalogue.read() as session:
        assert publication.not_to_be_found(session, now()) == {"a"}
    assert archive.follow() == 1
    assert archive.hits("polisen") == {}


def test_an_indexer_that_is_kept_takes_up_what_another_wrote(archive: Archive) -> None:
    kept = indexer.Indexer(archive.catalogue, archive.data, archive.settings, ANALYSER)
    add(archive.catalogue, "a", ["Polisen"])
    assert kept.follow() == 1
    add(archive.catalogue, "b", ["Polisen"])
    assert archive.follow() == 1
    add(archive.catalogue, "c", ["Polisen"])
    assert kept.follow() == 1
    assert set(archive.hits("polisen")) == {"a", "b", "c"}


FOLLOW = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from search import indexer
    from search.indexer import following
    from search.language.analyser import Analyser
    from tests.search.archives import new_catalogue

    following._COMMIT_PAGES = 5
    catalogue, settings = new_catalogue(Path(sys.argv[1]))
    print("begins", flush=True)
    indexer.follow(catalogue, Path(sys.argv[1]), settings, Analyser())
    """
)


def test_killed_indexers_lose_nothing(archive: Archive) -> None:
    order = random.Random(3)
    for number in range(40):
        add(archive.catalogue, f"d{number:02}", [f"Polisen nummer{number}", "Polisen"])
    for _ in range(3):
        child = subprocess.Popen([sys.executable, "-c", FOLLOW, str(archive.data)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        threading.Event().wait(order.uniform(0.02, 0.3))
        child.kill()
        child.wait()
        child.stdout.close()
        for number in order.sample(range(40), 5):
            change(archive.catalogue, f"d{number:02}", title=f"Ändrad {number}")
    archive.follow()
    assert archive.hits("polisen") == {f"d{number:02}": {1, 2} for number in range(40)}
    assert all(indexed == revision for revision, indexed, _ in marks(archive).values())
    folder = Generations(archive.data).current()
    manifests.check(folder, manifests.read(folder), {})


def test_what_the_catalogue_lacks_is_taken_out_and_what_the_index_lacks_put_in(archive: Archive) -> None:
    """As where an older copy of the one was put back beside the other."""
    for name in "abc":
        add(archive.catalogue, name, [f"Polisen {name * 5}"])
        archive.follow()
    change(archive.catalogue, "b", title="Ny rubrik")
    kept = indexer.Indexer(archive.catalogue, archive.data, archive.settings, ANALYSER)
    kept.follow()
    writer = WhooshWriter(Generations(archive.data).current(), indexer.stamp(archive.settings.publish))
    assert writer.ids() == {"a", "b", "c"}
    writer.remove(["c"])
    writer.commit()
    writer.close()
    with archive.catalogue.write() as session:
        session.delete(session.get_one(tables.Document, "a"))
    assert kept.follow() == 0  # it has compared the two, and nobody else writes
    assert archive.follow() == 2
    assert archive.hits("polisen") == {"b": {1}, "c": {1}}
    assert marks(archive)["c"] == (1, 1, True)
    assert archive.follow() == 0
