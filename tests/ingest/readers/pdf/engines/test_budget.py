import threading

import pytest

from ingest.readers.pdf.engines.budget import OutOfTime, Purse, budget


def spin() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def test_what_never_ends_is_stopped() -> None:
    with pytest.raises(OutOfTime), budget(0.05):
        spin()


def test_what_ends_in_time_is_left_alone() -> None:
    with budget(5):
        assert sum(range(10)) == 45


def test_a_purse_is_shared_by_its_steps() -> None:
    purse = Purse(0.1)
    with pytest.raises(OutOfTime), purse.spend(0.05):
        spin()
    assert 0 < purse.left < 0.1
    with pytest.raises(OutOfTime), purse.spend(10):
        spin()
    with pytest.raises(OutOfTime), purse.spend(10):
        pytest.fail("an empty purse lets nothing begin")


def test_in_another_thread_nothing_is_stopped_and_nothing_breaks() -> None:
    done = []

    def step() -> None:
        with budget(0.01):
            done.append(sum(range(1000)))

    thread = threading.Thread(target=step)
    thread.start()
    thread.join()
    assert done
