"""A profile's engines are chosen by those who can see what is installed, and refused before they cost anything."""

from pathlib import Path

import pytest

from activities.casting import cast_profile
from activities.models.cards import activate, model_folder, write_card
from schemas.casting import ChooseEngines
from schemas.engines import OptionValue, Queue, WantedEngine, Wish
from schemas.failures import Refused
from schemas.models import ModelCard, ModelFile, Terms
from schemas.profiles import PROFILES, EngineUse, Profile
from schemas.stages import OPTIONAL, Stage

MODEL = "studio/painter"
INDEX = '{"_class_name": "StableDiffusionXLPipeline"}'
FREE = Terms(licence="Apache-2.0", commercial_use=True)
RESEARCH = Terms(licence="CC-BY-NC-4.0", commercial_use=False)


def registry(models_dir: Path, terms: Terms = FREE, model_id: str = MODEL, index: str = INDEX) -> dict[str, str]:
    """Engine settings that lead to a registry with one diffusers model."""
    files = [ModelFile(path="model_index.json", size_bytes=len(index), sha256="")]
    card = ModelCard(id=model_id, revision="1", source="folder", terms=terms, files=files)
    path = model_folder(models_dir, card) / "model_index.json"
    path.parent.mkdir(parents=True)
    path.write_text(index, encoding="utf-8")
    write_card(models_dir, card)
    activate(models_dir, card)
    return {"FILM_MODELS_DIR": str(models_dir)}


def painted(**use: str) -> dict[str, Profile]:
    """The draft with painted pictures."""
    stages = {**PROFILES["draft"].stages, Stage.IMAGES: EngineUse(engine="sdxl", options={"model": MODEL}, **use)}
    return {"painted": Profile(name="painted", summary="", stages=stages)}


def asked(queue: Queue = Queue.WORKFLOWS, *, profile: str = "painted", commercial_only: bool = False) -> ChooseEngines:
    """The question that a film puts to the workers of a queue."""
    return ChooseEngines(profile=profile, queue=queue, commercial_only=commercial_only)


def test_engines_of_the_gpu_queue_are_left_to_its_workers(tmp_path: Path) -> None:
    chosen = cast_profile(asked(), registry(tmp_path), painted())

    assert chosen.elsewhere == [Queue.GPU]
    assert Stage.IMAGES not in chosen.engines
    assert chosen.engines[Stage.CLIPS].name == "camera"
    assert chosen.engines[Stage.FILM].name == "x264"


def test_workers_of_the_gpu_queue_choose_its_engines_only(tmp_path: Path) -> None:
    chosen = cast_profile(asked(Queue.GPU), registry(tmp_path), painted())

    assert chosen.elsewhere == []
    assert list(chosen.engines) == [Stage.IMAGES]
    assert chosen.queues == {Stage.IMAGES: Queue.GPU}
    assert chosen.engines[Stage.IMAGES].model == f"{MODEL}@1"


def test_both_answers_together_are_every_stage(tmp_path: Path) -> None:
    settings = registry(tmp_path)
    chosen = cast_profile(asked(), settings, painted()).with_those_of(cast_profile(asked(Queue.GPU), settings, painted()))

    assert chosen.engines.keys() == chosen.queues.keys() == set(Stage) - OPTIONAL


def test_weights_that_are_not_there_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"'painted' needs images engine 'sdxl', which is not available: .*`film models add studio/painter`"):
        cast_profile(asked(Queue.GPU), {"FILM_MODELS_DIR": str(tmp_path)}, painted())


def test_a_commercial_film_refuses_weights_for_research_and_names_engine_model_and_licence(tmp_path: Path) -> None:
    settings = registry(tmp_path, RESEARCH)

    with pytest.raises(Refused, match=r"images engine 'sdxl' with studio/painter@1, whose licence \(CC-BY-NC-4.0\) forbids commercial use"):
        cast_profile(asked(Queue.GPU, commercial_only=True), settings, painted())


def test_a_film_for_oneself_may_use_weights_for_research(tmp_path: Path) -> None:
    chosen = cast_profile(asked(Queue.GPU), registry(tmp_path, RESEARCH), painted())

    assert chosen.engines[Stage.IMAGES].name == "sdxl"


def test_a_commercial_film_with_free_weights_is_cast(tmp_path: Path) -> None:
    chosen = cast_profile(asked(Queue.GPU, commercial_only=True), registry(tmp_path), painted())

    assert chosen.engines[Stage.IMAGES].model == f"{MODEL}@1"


def test_a_fallback_is_cast_with_the_engine_it_stands_in_for(tmp_path: Path) -> None:
    chosen = cast_profile(asked(Queue.GPU), registry(tmp_path), painted(fallback="drawn"))
    fallback = chosen.engines[Stage.IMAGES].fallback

    assert fallback is not None
    assert (fallback.name, fallback.model, fallback.options) == ("drawn", "", {})


def test_a_fallback_that_is_not_there_is_refused_before_it_is_needed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"images engine 'z_image', which is not available"):
        cast_profile(asked(Queue.GPU), registry(tmp_path), painted(fallback="z_image"))


def test_a_profile_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused, match=r"no profile 'loud'; there are .*draft, draft-llm"):
        cast_profile(asked(profile="loud"), {})


def test_audiocraft_is_chosen_by_the_worker_of_its_own_environment(tmp_path: Path) -> None:
    stages = {**PROFILES["draft"].stages, Stage.MUSIC: EngineUse(engine="audiocraft")}
    profiles = {"painted": Profile(name="painted", summary="", stages=stages)}

    assert cast_profile(asked(), {}, profiles).elsewhere == [Queue.AUDIOCRAFT]
    with pytest.raises(Refused, match="music engine 'audiocraft', which is not available"):
        cast_profile(asked(Queue.AUDIOCRAFT), {"FILM_MODELS_DIR": str(tmp_path)}, profiles)


def test_whoever_runs_the_place_says_who_looks_words_through() -> None:
    settings = {
        "FILM_MODERATION_ENGINE": "llm",
        "FILM_MODERATION_LLM_BASE_URL": "http://127.0.0.1:1/v1",
        "FILM_MODERATION_LLM_MODEL": "m",
    }

    assert cast_profile(ChooseEngines(profile="draft"), {}).engines[Stage.MODERATION].name == "words"
    assert cast_profile(ChooseEngines(profile="draft"), settings).engines[Stage.MODERATION].name == "llm"
    with pytest.raises(Refused, match="no engine 'nobody' for moderation"):
        cast_profile(ChooseEngines(profile="draft"), {"FILM_MODERATION_ENGINE": "nobody"})


def test_a_film_that_is_not_moderated_needs_nobody_for_it() -> None:
    chosen = cast_profile(ChooseEngines(profile="draft", is_moderated=False), {"FILM_MODERATION_ENGINE": "openai_moderation"})

    assert Stage.MODERATION not in chosen.engines
    assert chosen.elsewhere == []


def wished(engine: str, stage: Stage = Stage.IMAGES, **options: OptionValue) -> Wish:
    """That somebody wants an engine."""
    return Wish(stage=stage, wanted=WantedEngine(engine=engine, options=options))


def test_a_film_has_its_own_engine_instead_of_the_profile_s(tmp_path: Path) -> None:
    order = asked(Queue.GPU, profile="draft").model_copy(update={"engines": [wished("sdxl", model=MODEL, steps=4)]})
    chosen = cast_profile(order, registry(tmp_path))

    assert chosen.engines[Stage.IMAGES].model == f"{MODEL}@1"
    assert chosen.engines[Stage.IMAGES].options == {"model": MODEL, "steps": 4}


def test_the_profile_s_engine_keeps_its_options_but_for_those_that_are_given(tmp_path: Path) -> None:
    order = asked(Queue.GPU).model_copy(update={"engines": [wished("sdxl", steps=4)]})
    chosen = cast_profile(order, registry(tmp_path), painted(fallback="drawn"))

    assert chosen.engines[Stage.IMAGES].options == {"model": MODEL, "steps": 4}
    assert chosen.engines[Stage.IMAGES].fallback is not None


def test_what_single_shots_want_is_cast_by_the_worker_that_has_it(tmp_path: Path) -> None:
    wishes = [wished("sdxl", model=MODEL), wished("camera", Stage.CLIPS)]
    order, settings = asked(profile="draft").model_copy(update={"wishes": wishes}), registry(tmp_path)
    here, there = (cast_profile(order.model_copy(update={"queue": queue}), settings) for queue in (Queue.WORKFLOWS, Queue.GPU))

    assert here.elsewhere == [Queue.GPU]
    assert [(guest.wish, guest.queue) for guest in here.guests] == [(wishes[1], Queue.CPU)]
    assert [(guest.wish, guest.queue, guest.choice.model) for guest in there.guests] == [(wishes[0], Queue.GPU, f"{MODEL}@1")]


def with_sheets() -> dict[str, Profile]:
    """A profile whose films are painted from character sheets."""
    stages = {**PROFILES["draft"].stages, Stage.IMAGES: EngineUse(engine="drawn", options={"sheets": True})}
    return {"painted": Profile(name="painted", summary="", stages=stages)}


def test_a_shot_of_a_film_with_sheets_is_painted_from_them_by_whoever_can(tmp_path: Path) -> None:
    settings = registry(tmp_path)
    registry(tmp_path, model_id="me/adapter")
    wishes = [
        wished("sdxl", model=MODEL, adapter="me/adapter"),
        wished("sdxl", model=MODEL, adapter="me/adapter", sheets=False),
        wished("sdxl", model=MODEL),
    ]
    order = asked(Queue.GPU).model_copy(update={"wishes": wishes})
    chosen = cast_profile(order, settings, with_sheets())

    assert [guest.choice.options.get("sheets") for guest in chosen.guests] == [True, False, None]


def test_who_can_paint_from_sheets_as_the_place_is_set_up_does(tmp_path: Path) -> None:
    settings = {**registry(tmp_path), "FILM_IMAGES_SDXL_MODEL": MODEL, "FILM_IMAGES_SDXL_ADAPTER": "me/adapter"}
    registry(tmp_path, model_id="me/adapter")
    chosen = cast_profile(asked(Queue.GPU).model_copy(update={"wishes": [wished("sdxl")]}), settings, with_sheets())

    assert [guest.choice.options.get("sheets") for guest in chosen.guests] == [True]


@pytest.mark.parametrize(("engine", "told"), [("sdxl", "set the option adapter"), ("z_image", "takes no reference pictures")])
def test_sheets_for_an_engine_that_takes_none_are_refused_before_anything_is_made(tmp_path: Path, engine: str, told: str) -> None:
    index = '{"_class_name": "ZImagePipeline"}' if engine == "z_image" else INDEX
    order = asked(Queue.GPU, profile="draft").model_copy(update={"wishes": [wished(engine, model=MODEL, sheets=True)]})

    with pytest.raises(Refused, match=told):
        cast_profile(order, registry(tmp_path, index=index))


def test_a_shot_s_engine_is_refused_in_a_commercial_film_by_its_licence(tmp_path: Path) -> None:
    order = asked(Queue.GPU, profile="draft", commercial_only=True).model_copy(update={"wishes": [wished("sdxl", model=MODEL)]})

    with pytest.raises(Refused, match=r"licence \(CC-BY-NC-4.0\) forbids commercial use"):
        cast_profile(order, registry(tmp_path, RESEARCH))


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (wished("stick_figures"), "no engine 'stick_figures' for images; there are "),
        (wished("sdxl", stepps=4), "the option stepps of images engine 'sdxl' is unknown; a film can set .*steps"),
        (wished("sdxl", steps=900), "the options of images engine 'sdxl' are wrong: steps: .*less than or equal to 150"),
        (wished("sdxl", models_dir="/etc"), "the option models_dir of images engine 'sdxl' is set by whoever runs the place"),
        (wished("openai_images", api_key="mine"), "the option api_key of images engine 'openai_images' is set by whoever runs the place"),
        (wished("openai_images", base_url="http://else.where"), "the option base_url .* is set by whoever runs the place"),
        (wished("sdxl", adapter_encoder="../../elsewhere"), "the option adapter_encoder .* leads out of its folder"),
    ],
)
def test_what_can_not_be_wanted_is_refused_with_what_can(wish: Wish, told: str) -> None:
    with pytest.raises(Refused, match=told):
        cast_profile(asked(profile="draft").model_copy(update={"wishes": [wish]}), {})


@pytest.mark.parametrize(("options", "is_whole"), [({}, True), ({"strength": 0.7}, False), ({"ending": "clip"}, False)])
def test_a_lips_engine_of_which_clips_are_lost_has_them_made_by_the_camera(
    tmp_path: Path, options: dict[str, OptionValue], is_whole: bool
) -> None:
    settings = registry(tmp_path, index='{"_class_name": "LTX2Pipeline"}')
    lips = wished("ltx2", Stage.LIPSYNC, model=MODEL, **options)
    film, shot = (
        cast_profile(asked(Queue.GPU, profile="draft").model_copy(update=update), settings)
        for update in ({"engines": [lips]}, {"wishes": [lips]})
    )

    assert (film.beneath is not None, shot.guests[0].beneath is not None) == (is_whole, is_whole)
    assert film.beneath == shot.guests[0].beneath
    assert film.beneath is None or film.beneath.name == "camera"
    assert shot.beneath is None
    assert cast_profile(asked(profile="draft"), {}).with_those_of(film).beneath == film.beneath
