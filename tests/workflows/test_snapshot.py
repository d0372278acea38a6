"""What one run of a film hands to the next."""

from schemas.edits import Places
from schemas.film import FrameRange, ReelShot
from schemas.making import FilmOrder, Resume, SceneMade
from schemas.media import JSON, TEXT, ArtifactRef
from schemas.states import FilmState
from tests.small import small_plan
from workflows.production import Production

REF = ArtifactRef(key="0" * 64, media_type=JSON, size_bytes=1, sha256="0" * 64)
TWO_MEBIBYTES = 2 * 1024**2


def test_a_film_of_a_thousand_scenes_fits_into_the_start_of_its_next_run() -> None:
    shot = ReelShot(
        number=1, title="WS", frames=24, segment=REF, source=FrameRange(clip=REF, image=REF, first_frame=0, frames=24), image=REF, clip=REF
    )
    scene = SceneMade(scene=1, plan=small_plan(), reel=REF, heard="0" * 64, frames=24, first=shot, last=shot)
    script = ArtifactRef(key="script", media_type=TEXT, size_bytes=1, sha256="0" * 64)
    production = Production(FilmOrder(film="f", owner="local", project="p", script=script, script_name="small"))
    made = dict.fromkeys(range(1000), scene)
    production.restore(
        Resume(
            state=FilmState.COMPLETED,
            transitions=3,
            cut=1,
            begun_cut=1,
            screenplay=REF,
            shots=REF,
            plan=small_plan(),
            places=Places(scenes={1: [1]}, lines={}, characters=[]),
            scenes=made,
        )
    )

    assert len(production.snapshot().model_dump_json()) < TWO_MEBIBYTES
