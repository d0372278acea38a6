"""Which encoder a film gets, and what is said when the hardware that was wanted is not there."""

import pytest

from activities.casting import cast_profile
from activities.film.coding.choosing import HARDWARE_SETTING, choose_encoder, why_not
from activities.film.coding.encoders import ENCODERS, Encoder, software
from schemas.casting import ChooseEngines
from schemas.engines import Queue
from schemas.failures import Refused
from schemas.options import Codec
from schemas.stages import Stage


def everything(_encoder: Encoder) -> None:
    """A machine on which every encoder runs."""


def nothing(encoder: Encoder) -> str:
    """A machine without hardware encoders."""
    return f"{encoder.name} can't be opened here"


@pytest.mark.parametrize(("codec", "name"), [("h264", "x264"), ("h265", "x265"), ("av1", "svtav1"), ("prores", "prores")])
def test_software_encodes_when_no_hardware_is_wanted(codec: Codec, name: str) -> None:
    assert choose_encoder(codec, "none", everything) == (ENCODERS[name], "")


@pytest.mark.parametrize(
    ("codec", "wanted", "name"),
    [
        ("h264", "auto", "h264_nvenc"),
        ("h265", "nvenc", "hevc_nvenc"),
        ("av1", "auto", "av1_nvenc"),
        ("h265", "videotoolbox", "hevc_videotoolbox"),
        ("prores", "auto", "prores_videotoolbox"),
    ],
)
def test_hardware_that_is_there_encodes(codec: Codec, wanted: str, name: str) -> None:
    assert choose_encoder(codec, wanted, everything) == (ENCODERS[name], "")


def test_missing_hardware_is_told_with_its_reason() -> None:
    encoder, note = choose_encoder("h264", "auto", nothing)

    assert encoder == software("h264")
    assert note == (
        "encoded by x264, in software; hardware was wanted (auto) and is not there: "
        "h264_nvenc can't be opened here; h264_videotoolbox can't be opened here"
    )


def test_hardware_that_knows_no_such_codec_is_told() -> None:
    assert "nvenc makes no prores" in choose_encoder("prores", "nvenc", everything).note


def test_an_unknown_wish_is_refused() -> None:
    with pytest.raises(Refused, match=f"{HARDWARE_SETTING} is 'cuda'; it can be none, auto, nvenc, videotoolbox"):
        choose_encoder("h264", "cuda", everything)


def test_encoders_are_told_apart_by_key() -> None:
    assert len({encoder.choice.model_dump_json() for encoder in ENCODERS.values()}) == len(ENCODERS)


@pytest.mark.skipif(why_not(ENCODERS["h264_nvenc"]) is None, reason="there is an NVIDIA encoder here; what is tried is a machine without")
def test_a_film_cast_without_its_hardware_says_so_and_is_another_film_of_the_same_segments() -> None:
    plain, wished = (cast_profile(ChooseEngines(profile="draft"), {HARDWARE_SETTING: wanted}) for wanted in ("none", "nvenc"))

    assert plain.notes == []
    assert "nvenc" in wished.notes[0]
    assert wished.engines[Stage.FILM] == plain.engines[Stage.FILM] == software("h264").choice
    assert wished.assembler.options == {"hardware_missing": "nvenc"}
    assert plain.assembler.options == {}


def test_a_film_is_cast_by_its_codec() -> None:
    assert cast_profile(ChooseEngines(profile="draft", codec="av1"), {}).engines[Stage.FILM].name == "svtav1"


def test_workers_of_models_are_not_asked_for_the_encoder() -> None:
    """Theirs may have other hardware than those that encode."""
    seen = cast_profile(ChooseEngines(profile="draft", queue=Queue.GPU), {HARDWARE_SETTING: "auto"})

    assert (Stage.FILM in seen.engines, seen.notes) == (False, [])
