from pathlib import Path

from archive.catalogue import open_catalogue
from archive.catalogue.listings import all_series
from archive.catalogue.store import Content, add_document
from archive.catalogue.values import Origin, Statement
from archive.dates import now
from archive.folder.outcomes import Outcome


def test_series_stand_in_their_stated_order_then_by_number_and_the_root_last(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path)
    stated = {"": None, "Seminarium X": None, "Seminarium IX": None, "Övrigt": 2, "Vägledning": 1}
    with catalogue.write() as session:
        for number, (folder, position) in enumerate(stated.items()):
            statements = [Statement("series", Origin.FOLDER, folder)]
            if position is not None:
                statements.append(Statement("series_position", Origin.SERIES_FILE, position))
            content = Content(f"{number:064x}", 1, "txt", "a.txt", now(), Outcome.COMPLETE, "", "", 0, ())
            add_document(session, content, f"{folder}/a.txt".lstrip("/"), statements)
    with catalogue.read() as session:
        names = [series.name for series in all_series(session)]
    catalogue.close()
    assert names == ["Vägledning", "Övrigt", "Seminarium IX", "Seminarium X", "Utan serie"]
