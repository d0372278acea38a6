"""Whose noise is whose: other setups, lines and cues have other noise, other words have not."""

from activities.models.seeds import seed_of
from schemas.clips import AnimateClip
from schemas.effects import MakeEffects, WantedSound
from schemas.engines import EngineChoice
from schemas.images import PaintImage
from schemas.media import PNG, ArtifactRef
from schemas.music import ComposeMusic
from schemas.order import About
from schemas.shots import Character, MusicCue, Setting, Subject
from schemas.stages import Stage
from schemas.voices import SpeakLine

ABOUT = About(film="f", owner="o", cut=1, target="shot 1", label="Scene 1 · Shot 1")
ANN, BOB = Character(name="ANN"), Character(name="BOB")


def picture(**changes: object) -> PaintImage:
    asked: dict[str, object] = {
        "engine": EngineChoice(stage=Stage.IMAGES, name="any", version="1"),
        "about": ABOUT,
        "width_px": 128,
        "height_px": 72,
        "size": "MS",
        "framing": "single",
        "angle": "eye",
        "setting": Setting(int_ext="INT", location="KITCHEN"),
        "subjects": [Subject(character=ANN)],
        "prompt": "Ann at the table",
    }
    return PaintImage.model_validate({**asked, **changes})


def test_another_camera_setup_has_other_noise() -> None:
    setups = [
        picture(),
        picture(size="CU"),
        picture(angle="low"),
        picture(setting=Setting(int_ext="EXT", location="HARBOUR")),
        picture(subjects=[Subject(character=BOB)]),
        picture(subjects=[Subject(character=ANN, position="left")]),
        picture(subjects=[], props=["letter"]),
        picture(subjects=[], props=["knife"]),
    ]

    assert len({seed_of(order) for order in setups}) == len(setups)


def test_other_words_for_a_shot_keep_its_noise() -> None:
    older = ANN.model_copy(update={"description": "sixty, grey hair"})
    changed = picture(prompt="Ann by the window", negative_prompt="hats", width_px=256, height_px=144, subjects=[Subject(character=older)])

    assert seed_of(picture()) == seed_of(changed)


def test_takes_and_seeds_have_noise_of_their_own_and_the_same_each_time() -> None:
    assert len({seed_of(picture()), seed_of(picture(take=2)), seed_of(picture(seed=7)), seed_of(picture(), "try 2")}) == 4
    assert seed_of(picture(seed=7)) == seed_of(picture(seed=7))


def test_noise_does_not_depend_on_what_does_not_count_into_the_key() -> None:
    elsewhere = picture(about=ABOUT.model_copy(update={"film": "other", "target": "shot 9"}))

    assert picture().key == elsewhere.key
    assert seed_of(picture()) == seed_of(elsewhere)


def test_clips_lines_and_cues_differ_in_noise() -> None:
    stills = [ArtifactRef(key=letter * 64, media_type=PNG, size_bytes=1, sha256="0" * 64) for letter in "ab"]
    engine = EngineChoice(stage=Stage.CLIPS, name="any", version="1")
    size = {"engine": engine, "about": ABOUT, "width_px": 128, "height_px": 72, "frames": 9, "fps": 24, "move": "static"}
    clips = [AnimateClip.model_validate({**size, "image": still}) for still in stills]
    lines = [SpeakLine(engine=engine, about=ABOUT, character=who, text=text) for who in (ANN, BOB) for text in ("Yes.", "No.")]
    cues = [
        ComposeMusic(engine=engine, about=ABOUT, cue=MusicCue(mood=mood), samples=9, hits=hits)
        for mood in ("calm", "sad")
        for hits in ([], [4])
    ]

    for orders in (clips, lines, cues):
        assert len({seed_of(order) for order in orders}) == len(orders)


def test_sounds_differ_by_shot_kind_and_number_and_not_by_their_words() -> None:
    engine = EngineChoice(stage=Stage.EFFECTS, name="any", version="1")
    sounds = [WantedSound(kind=kind, number=number, samples=9) for kind in ("dog", "knock") for number in (1, 2)]
    orders = [MakeEffects(engine=engine, about=ABOUT, shot=shot, sounds=[sound]) for sound in sounds for shot in (1, 2)]
    worded = orders[0].model_copy(update={"sounds": [sounds[0].model_copy(update={"prompt": "a small dog"})]})

    assert len({seed_of(order) for order in orders}) == len(orders)
    assert seed_of(worded) == seed_of(orders[0])


def test_music_that_becomes_longer_keeps_its_noise() -> None:
    engine = EngineChoice(stage=Stage.MUSIC, name="any", version="1")
    shorter, longer = (
        ComposeMusic(engine=engine, about=ABOUT, cue=MusicCue(), samples=count, hits=[count // 2]) for count in (48_000, 50_000)
    )

    assert seed_of(shorter) == seed_of(longer)
