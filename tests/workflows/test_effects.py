"""What is heard of the action, made by an engine as a film's other things are, and not at all where no engine is named."""

from schemas.changes import ChangeShot, EditFilm
from schemas.shots import ShotList, SoundCue
from schemas.stages import Stage
from schemas.states import CutState
from tests.small import small_shot_list
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import edit, until


def heard() -> ShotList:
    """The small film with a knock in its shots 2 and 5."""
    shots = small_shot_list()
    knock = [SoundCue(kind="knock", at=0.5)]
    scenes = [
        scene.model_copy(
            update={"shots": [shot.model_copy(update={"sounds": knock if shot.number in {2, 5} else []}) for shot in scene.shots]}
        )
        for scene in shots.scenes
    ]
    return shots.model_copy(update={"scenes": scenes})


async def test_the_sounds_of_every_shot_that_has_some_are_made_once(film_set: FilmSet) -> None:
    film_set.crew.shots = heard()
    film = await film_set.start()

    await film.result()

    assert sorted(what for what in film_set.crew.ran if what.startswith("effects")) == ["effects shot 2", "effects shot 5"]


async def test_another_take_of_them_costs_a_mix_and_no_picture(film_set: FilmSet) -> None:
    film_set.crew.shots = heard()
    film = await film_set.start(idle_days=1)
    await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)
    film_set.crew.ran.clear()

    await edit(film, EditFilm(id="e1", changes=[ChangeShot(shot=2, reroll=[Stage.EFFECTS])]))
    await until(lambda: film_set.crew.cuts[-1].cut == 2 and film_set.crew.cuts[-1].state is CutState.COMPLETED)

    assert sorted(film_set.crew.ran) == ["effects shot 2", "film film", "film mix"]
    await film.cancel()


async def test_a_film_without_an_engine_for_them_orders_none(film_set: FilmSet) -> None:
    film_set.crew.shots, film_set.crew.absent = heard(), frozenset({Stage.EFFECTS})
    film = await film_set.start()

    await film.result()

    assert not [what for what in film_set.crew.ran if what.startswith("effects")]
