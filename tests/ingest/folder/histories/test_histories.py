"""At rest the catalogue says what the folder holds, whatever happened on the way.

`TEST_HISTORIES` sets how many histories are tried with a reader that only echoes, `TEST_REAL_HISTORIES`
how many with real files and the real readers.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ingest.folder.histories.machine import Histories
from tests.installed import MATERIAL

HISTORIES = int(os.environ.get("TEST_HISTORIES", "150"))
REAL = int(os.environ.get("TEST_REAL_HISTORIES", "20"))


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_any_history_of_a_folder_ends_well() -> None:
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


class RealHistories(Histories):
    """Real files, read by the real readers in their sandbox."""

    bodies = (
        *(next(MATERIAL.rglob(name)).read_bytes() for name in ("BOUNCE.pdf", "Presentation*.pptx")),
        b"%PDF-1.4 damaged",
    )
    pool = None

    def can_be_read(self, body: bytes) -> bool:
        return body in self.bodies[:2]


@pytest.mark.slow
def test_histories_of_real_files_end_well(tmp_path: Path) -> None:
    run_state_machine_as_test(
        RealHistories,
        settings=settings(
            max_examples=REAL,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
