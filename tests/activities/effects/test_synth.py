"""Effects synthesised by rules, as an engine."""

from pathlib import Path

from tests.activities.effects.sounding import SECOND, change, engine, heard, job, order, wanted


def test_its_sounds_are_the_ordered_ones_and_the_same_every_time(tmp_path: Path) -> None:
    asked = order(wanted("gunshot", 2.5), wanted("rain", 3.0))
    first, second = (engine(tmp_path, "synth").make(job(tmp_path / name, asked)) for name in "ab")

    assert first.samples == heard(first).shape[1] == 5.5 * SECOND
    assert first.path.read_bytes() == second.path.read_bytes()


def test_two_shots_and_two_takes_are_not_the_same(tmp_path: Path) -> None:
    first, elsewhere, again = (
        heard(engine(tmp_path, "synth").make(job(tmp_path / name, order(wanted("gunshot"), shot=shot, take=take))))
        for name, shot, take in (("first", 1, 1), ("elsewhere", 2, 1), ("again", 1, 2))
    )

    assert min(change(first, elsewhere), change(first, again)) > 0.05
