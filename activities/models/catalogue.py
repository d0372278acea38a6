"""Models that the engines were written for: who may use them, and which files of their repository are needed.

A model that is not here can be registered too; its terms are then given by whoever adds it. Terms were read off the models' own pages in
November 2026 and are no legal advice: the licence file that comes with the weights is what counts.
"""

from schemas.message import Message
from schemas.models import Terms

WEIGHTS = ("*.safetensors", "*.safetensors.index.json")
CONFIGURATION = ("*.json", "*.txt", "*.model", "*.jinja", "*.tiktoken")
DIFFUSERS = (*WEIGHTS, *CONFIGURATION)

_APACHE = Terms(licence="Apache-2.0", commercial_use=True)
_MIT = Terms(licence="MIT", commercial_use=True)
_OPEN_RAIL_M = Terms(licence="CreativeML Open RAIL++-M", commercial_use=True, note="with the use restrictions of its attachment A")
_OPEN_RAIL = Terms(licence="CreativeML Open RAIL-M", commercial_use=True, note="with the use restrictions of its attachment A")
_STABILITY = Terms(licence="Stability AI Community", commercial_use=True, note="free below 1 M USD of yearly revenue")
_LTX = Terms(licence="LTX-2 Community", commercial_use=True, note="free below 10 M USD of yearly revenue; the download is gated")
_NC = Terms(licence="CC-BY-NC-4.0", commercial_use=False)


class KnownModel(Message):
    """One model of the catalogue."""

    id: str
    summary: str
    engines: tuple[str, ...]
    """`stage/engine`."""
    terms: Terms
    files: tuple[str, ...] = DIFFUSERS
    """Patterns of the files that are fetched."""
    pickles: tuple[str, ...] = ()
    """Files that are no safetensors and have no such sister; they are loaded with `weights_only` and never otherwise."""


KNOWN: dict[str, KnownModel] = {
    model.id: model
    for model in (
        KnownModel(
            id="stabilityai/stable-diffusion-xl-base-1.0",
            summary="1024² pictures; the one with ControlNet, LoRA and IP-Adapter.",
            engines=("images/sdxl", "clips/deforum"),
            terms=_OPEN_RAIL_M,
            files=("*/*.fp16.safetensors", *CONFIGURATION),
        ),
        KnownModel(
            id="Tongyi-MAI/Z-Image-Turbo",
            summary="Fast, good pictures in 8 steps; no guidance.",
            engines=("images/z_image",),
            terms=_APACHE,
        ),
        KnownModel(
            id="black-forest-labs/FLUX.2-klein-4B",
            summary="Pictures from words and references in 4 steps.",
            engines=("images/flux2_klein",),
            terms=_APACHE,
        ),
        KnownModel(
            id="Qwen/Qwen-Image-Edit-2511",
            summary="Pictures that keep to up to three reference pictures.",
            engines=("images/qwen_edit",),
            terms=_APACHE,
        ),
        KnownModel(
            id="stable-diffusion-v1-5/stable-diffusion-v1-5",
            summary="512² pictures; the ground AnimateDiff moves on.",
            engines=("clips/animatediff",),
            terms=_OPEN_RAIL,
            files=("*/*.fp16.safetensors", *CONFIGURATION),
        ),
        KnownModel(
            id="guoyww/animatediff-motion-adapter-v1-5-3",
            summary="The motion of AnimateDiff.",
            engines=("clips/animatediff",),
            terms=_APACHE,
            files=("*.fp16.safetensors", *CONFIGURATION),
        ),
        KnownModel(
            id="stabilityai/stable-video-diffusion-img2vid-xt",
            summary="A picture in, 25 frames of motion out.",
            engines=("clips/svd",),
            terms=_STABILITY,
            files=("*/*.fp16.safetensors", *CONFIGURATION),
        ),
        KnownModel(id="Lightricks/LTX-Video", summary="Fast motion from words and key frames.", engines=("clips/ltx",), terms=_LTX),
        KnownModel(
            id="Lightricks/LTX-2.5-Diffusers",
            summary="Motion and sound in one pass, up to 20 s.",
            engines=("clips/ltx2", "lipsync/ltx2"),
            terms=_LTX,
        ),
        KnownModel(
            id="Wan-AI/Wan2.2-I2V-A14B-Diffusers",
            summary="The best motion from a picture; two experts of 14 B.",
            engines=("clips/wan",),
            terms=_APACHE,
        ),
        KnownModel(id="Wan-AI/Wan2.2-TI2V-5B-Diffusers", summary="Motion at 720p on a 24 GB card.", engines=("clips/wan",), terms=_APACHE),
        KnownModel(
            id="Wan-AI/Wan2.1-VACE-1.3B-diffusers",
            summary="Motion along a pose, depth or mask video with reference pictures.",
            engines=("clips/wan_vace",),
            terms=_APACHE,
        ),
        KnownModel(
            id="THUDM/CogVideoX-5b-I2V",
            summary="49 frames of motion from a picture.",
            engines=("clips/cogvideox",),
            terms=Terms(licence="CogVideoX", commercial_use=True, note="commercial use needs a registration"),
        ),
        KnownModel(id="facebook/musicgen-medium", summary="Music from words.", engines=("music/musicgen",), terms=_NC),
        KnownModel(id="facebook/musicgen-small", summary="Music from words, small.", engines=("music/musicgen",), terms=_NC),
        KnownModel(
            id="ACE-Step/acestep-v15-xl-turbo-diffusers",
            summary="Music from words at 48 kHz, up to 10 minutes.",
            engines=("music/ace_step",),
            terms=_MIT,
        ),
        KnownModel(
            id="stabilityai/stable-audio-3-medium",
            summary="Effects, beds and short music from words.",
            engines=("music/stable_audio",),
            terms=_STABILITY,
        ),
        KnownModel(
            id="coqui/XTTS-v2",
            summary="Speech in 17 languages, with some sixty voices.",
            engines=("voices/xtts",),
            terms=Terms(licence="Coqui Public Model License 1.0.0", commercial_use=False, note="nobody sells other licences any more"),
            files=("*.json", "model.pth", "speakers_xtts.pth"),
            pickles=("model.pth", "speakers_xtts.pth"),
        ),
        KnownModel(
            id="suno/bark",
            summary="Speech with laughs and sighs.",
            engines=("voices/bark",),
            terms=_MIT,
            files=("*.safetensors", "pytorch_model.bin", "speaker_embeddings/v2/*.npy", *CONFIGURATION),
            pickles=("pytorch_model.bin",),
        ),
        KnownModel(id="facebook/mms-tts-eng", summary="Small, quick English speech.", engines=("voices/vits_hf",), terms=_NC),
        KnownModel(
            id="wav2lip",
            summary="Lips that follow speech, on any face.",
            engines=("lipsync/wav2lip",),
            terms=Terms(licence="research and personal use only", commercial_use=False, note="trained on LRS2"),
            files=("*.pth", "*.safetensors"),
            pickles=("wav2lip_gan.pth", "wav2lip.pth"),
        ),
        KnownModel(
            id="blaze-face",
            summary="MediaPipe's face detector, full range; for lips beside the weights that move them.",
            engines=("lipsync/wav2lip",),
            terms=_APACHE,
            files=("*.tflite",),
        ),
        KnownModel(id="facebook/dinov2-small", summary="Tells how alike two faces or figures look.", engines=("images/*",), terms=_APACHE),
        KnownModel(
            id="Qwen/Qwen3-8B",
            summary="A language model for screenplay and shots.",
            engines=("screenplay/local_llm", "shots/local_llm"),
            terms=_APACHE,
        ),
    )
}
"""By id."""
