"""Models that the engines were written for: who may use them, and which files of their repository are needed.

A model that is not here can be registered too; its terms are then given by whoever adds it. Terms and names of files were read off the
models' own pages in November 2026 and are no legal advice: the licence file that comes with the weights is what counts.

Repositories hold more than an engine reads: the same weights as one file, in other sizes, for other libraries. That of LTX-Video has 25
checkpoints of up to 29 GB beside its pipeline. So the patterns of a model name what is read; `*` stands for folders too.
"""

from schemas.message import Message
from schemas.models import Terms

CONFIGURATION = ("*.json", "*.txt", "*.model", "*.jinja", "*.tiktoken", "LICENSE*")
DIFFUSERS = ("*.safetensors", "*.safetensors.index.json", *CONFIGURATION)
"""A model whose weights lie in its folder itself; of what is not known here too much rather than too little."""
PIPELINE = ("*/*.safetensors", "*/*.safetensors.index.json", *CONFIGURATION)
"""A pipeline of diffusers: a folder each part, and nothing but settings beside them."""
PIPELINE_IN_HALF = ("*/*.fp16.safetensors", *CONFIGURATION)
"""Of one that is published in 16 bits too, that half."""
CONTROL_NET = ("config.json", "diffusion_pytorch_model.safetensors", "LICENSE*")

_APACHE = Terms(licence="Apache-2.0", commercial_use=True)
_MIT = Terms(licence="MIT", commercial_use=True)
_OPEN_RAIL_M = Terms(licence="CreativeML Open RAIL++-M", commercial_use=True, note="with the use restrictions of its attachment A")
_OPEN_RAIL = Terms(licence="CreativeML Open RAIL-M", commercial_use=True, note="with the use restrictions of its attachment A")
_STABILITY = Terms(licence="Stability AI Community", commercial_use=True, note="free below 1 M USD of yearly revenue")
_LTXV_FIRST = Terms(licence="LTX-Video RAIL-M", commercial_use=False, note="0.9 and 0.9.1 are for research; 0.9.5 is not")
_LTXV_RAIL = Terms(licence="LTX-Video Open RAIL-M", commercial_use=True, note="with the use restrictions of its attachment A")
_LTXV = Terms(
    licence="LTXV Open Weights 0.X",
    commercial_use=True,
    note="free below 10 M USD of yearly revenue; who shows what it made must say that it is generated",
)
_LTX2 = Terms(licence="LTX-2 Community", commercial_use=True, note="free below 10 M USD of yearly revenue; the download is gated")
_NC = Terms(licence="CC-BY-NC-4.0", commercial_use=False)


MINIATURES = "tiny/"
"""How the ids of models begin that are built here."""


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
    page: str = ""
    """Where its files are, when they are not on the hub: they are fetched by hand and added from their folder."""


_IMAGES = (
    KnownModel(
        id="stabilityai/stable-diffusion-xl-base-1.0",
        summary="1024² pictures; the one with ControlNet, LoRA and IP-Adapter.",
        engines=("images/sdxl", "clips/deforum"),
        terms=_OPEN_RAIL_M,
        files=PIPELINE_IN_HALF,
    ),
    KnownModel(
        id="xinsir/controlnet-openpose-sdxl-1.0",
        summary="Keeps SDXL to the poses of the staging (control=pose).",
        engines=("images/sdxl",),
        terms=_APACHE,
        files=CONTROL_NET,
    ),
    KnownModel(
        id="diffusers/controlnet-depth-sdxl-1.0",
        summary="Keeps SDXL to what is near and far in the staging (control=depth).",
        engines=("images/sdxl",),
        terms=_OPEN_RAIL_M,
        files=CONTROL_NET,
    ),
    KnownModel(
        id="diffusers/controlnet-canny-sdxl-1.0",
        summary="Keeps SDXL to the outlines of the staging (control=canny).",
        engines=("images/sdxl",),
        terms=_OPEN_RAIL_M,
        files=CONTROL_NET,
    ),
    KnownModel(
        id="h94/IP-Adapter",
        summary="Lets SDXL paint from reference pictures and character sheets (adapter=h94/IP-Adapter).",
        engines=("images/sdxl",),
        terms=_APACHE,
        files=(
            "sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors",
            "sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors",
            "models/image_encoder/config.json",
            "models/image_encoder/model.safetensors",
        ),
    ),
    KnownModel(
        id="Tongyi-MAI/Z-Image-Turbo",
        summary="Fast, good pictures in 8 steps; no guidance.",
        engines=("images/z_image",),
        terms=_APACHE,
        files=PIPELINE,
    ),
    KnownModel(
        id="hlky/Z-Image-Turbo-Fun-Controlnet-Union-2.1",
        summary="Keeps Z-Image to poses, depth or outlines of the staging.",
        engines=("images/z_image",),
        terms=_APACHE,
        files=CONTROL_NET,
    ),
    KnownModel(
        id="black-forest-labs/FLUX.2-klein-4B",
        summary="Pictures from words and references in 4 steps.",
        engines=("images/flux2_klein",),
        terms=_APACHE,
        files=PIPELINE,
    ),
    KnownModel(
        id="Qwen/Qwen-Image-Edit-2511",
        summary="Pictures that keep to up to three reference pictures.",
        engines=("images/qwen_edit",),
        terms=_APACHE,
        files=PIPELINE,
    ),
    KnownModel(
        id="facebook/dinov2-base",
        summary="Tells how alike figures look: people who do not resemble their sheet are painted again (identity_model).",
        engines=("images/*",),
        terms=_APACHE,
    ),
    KnownModel(
        id="facebook/dinov2-small",
        summary="The same, quicker and less exact.",
        engines=("images/*",),
        terms=_APACHE,
    ),
)

_CLIPS = (
    KnownModel(
        id="Lightricks/LTX-Video",
        summary="Fast motion from words and a first frame; 0.9, 2 B. For money take 0.9.5.",
        engines=("clips/ltx",),
        terms=_LTXV_FIRST,
        files=PIPELINE,
    ),
    KnownModel(
        id="Lightricks/LTX-Video-0.9.5",
        summary="The same with key frames: a last frame too (ending); 2 B.",
        engines=("clips/ltx",),
        terms=_LTXV_RAIL,
        files=PIPELINE,
    ),
    KnownModel(
        id="Lightricks/LTX-Video-0.9.7-dev",
        summary="The same of 13 B: better motion, for 48 GB.",
        engines=("clips/ltx",),
        terms=_LTXV,
        files=PIPELINE,
    ),
    KnownModel(
        id="Lightricks/LTX-Video-0.9.8-13B-distilled",
        summary="The same of 13 B in 7 steps.",
        engines=("clips/ltx",),
        terms=_LTXV,
        files=PIPELINE,
    ),
    KnownModel(
        id="Lightricks/LTX-2.5-Diffusers",
        summary="Motion and sound in one pass, up to 20 s; shots made to their voices.",
        engines=("clips/ltx2", "lipsync/ltx2"),
        terms=_LTX2,
        files=PIPELINE,
    ),
    KnownModel(
        id="Wan-AI/Wan2.2-I2V-A14B-Diffusers",
        summary="The best motion from a picture; two experts of 14 B.",
        engines=("clips/wan",),
        terms=_APACHE,
        files=PIPELINE,
    ),
    KnownModel(
        id="Wan-AI/Wan2.2-TI2V-5B-Diffusers",
        summary="Motion at 720p on a 24 GB card.",
        engines=("clips/wan",),
        terms=_APACHE,
        files=PIPELINE,
    ),
    KnownModel(
        id="Wan-AI/Wan2.1-VACE-1.3B-diffusers",
        summary="Motion along a pose, depth or mask video with reference pictures.",
        engines=("clips/wan_vace",),
        terms=_APACHE,
        files=PIPELINE,
    ),
    KnownModel(
        id="THUDM/CogVideoX-5b-I2V",
        summary="49 frames of motion from a picture.",
        engines=("clips/cogvideox",),
        terms=Terms(licence="CogVideoX", commercial_use=True, note="commercial use needs a registration"),
        files=PIPELINE,
    ),
    KnownModel(
        id="stabilityai/stable-video-diffusion-img2vid-xt",
        summary="A picture in, 25 frames of motion out.",
        engines=("clips/svd",),
        terms=_STABILITY,
        files=PIPELINE_IN_HALF,
    ),
    KnownModel(
        id="stable-diffusion-v1-5/stable-diffusion-v1-5",
        summary="512² pictures; the ground AnimateDiff moves on.",
        engines=("clips/animatediff",),
        terms=_OPEN_RAIL,
        files=PIPELINE_IN_HALF,
    ),
    KnownModel(
        id="guoyww/animatediff-motion-adapter-v1-5-3",
        summary="The motion of AnimateDiff.",
        engines=("clips/animatediff",),
        terms=_APACHE,
        files=("*.fp16.safetensors", *CONFIGURATION),
    ),
    KnownModel(
        id="lllyasviel/control_v11p_sd15_canny",
        summary="Keeps AnimateDiff to the outlines of the played shot (control=edges).",
        engines=("clips/animatediff",),
        terms=_OPEN_RAIL,
        files=("*.fp16.safetensors", *CONFIGURATION),
    ),
)

_VOICES = (
    KnownModel(
        id="coqui/XTTS-v2",
        summary="Speech in 17 languages, with some sixty voices.",
        engines=("voices/xtts",),
        terms=Terms(licence="Coqui Public Model License 1.0.0", commercial_use=False, note="nobody sells other licences any more"),
        files=("config.json", "vocab.json", "model.pth", "speakers_xtts.pth", "LICENSE*"),
        pickles=("model.pth", "speakers_xtts.pth"),
    ),
    KnownModel(
        id="suno/bark",
        summary="Speech with laughs and sighs.",
        engines=("voices/bark",),
        terms=_MIT,
        files=("pytorch_model.bin", "speaker_embeddings/v2/*.npy", *CONFIGURATION),
        pickles=("pytorch_model.bin",),
    ),
    KnownModel(
        id="coqui/vits-vctk",
        summary="Quick English speech of 109 speakers.",
        engines=("voices/vits",),
        terms=_APACHE,
        files=("*.json", "model_file.pth"),
        pickles=("model_file.pth",),
        page="https://github.com/coqui-ai/TTS/releases/download/v0.6.1_models/tts_models--en--vctk--vits.zip",
    ),
    KnownModel(id="facebook/mms-tts-eng", summary="Small, quick English speech.", engines=("voices/vits_hf",), terms=_NC),
)

_AUDIOCRAFT = ("state_dict.bin", "compression_state_dict.bin")

_MUSIC = (
    KnownModel(id="facebook/musicgen-medium", summary="Music from words.", engines=("music/musicgen",), terms=_NC),
    KnownModel(id="facebook/musicgen-small", summary="Music from words, small.", engines=("music/musicgen",), terms=_NC),
    KnownModel(
        id="facebook/musicgen-melody",
        summary="Music from words and a tune: the one composed for the scene.",
        engines=("music/audiocraft",),
        terms=_NC,
        files=(*_AUDIOCRAFT, "LICENSE*"),
        pickles=_AUDIOCRAFT,
    ),
    KnownModel(
        id="facebook/musicgen-stereo-melody",
        summary="The same, left and right.",
        engines=("music/audiocraft",),
        terms=_NC,
        files=(*_AUDIOCRAFT, "LICENSE*"),
        pickles=_AUDIOCRAFT,
    ),
    KnownModel(
        id="google-t5/t5-base",
        summary="Reads the words for MusicGen in audiocraft, whose files do not contain it.",
        engines=("music/audiocraft",),
        terms=_APACHE,
    ),
    KnownModel(
        id="ACE-Step/acestep-v15-xl-turbo-diffusers",
        summary="Music from words at 48 kHz, up to 10 minutes.",
        engines=("music/ace_step",),
        terms=_MIT,
        files=PIPELINE,
    ),
    KnownModel(
        id="stabilityai/stable-audio-3-medium",
        summary="Effects, beds and short music from words.",
        engines=("effects/stable_audio", "music/stable_audio"),
        terms=_STABILITY,
        files=PIPELINE,
    ),
)

_LIPS = (
    KnownModel(
        id="wav2lip",
        summary="Lips that follow speech, on any face.",
        engines=("lipsync/wav2lip",),
        terms=Terms(licence="research and personal use only", commercial_use=False, note="trained on LRS2"),
        files=("*.pth", "*.safetensors"),
        pickles=("wav2lip_gan.pth", "wav2lip.pth"),
        page="https://github.com/Rudrabha/Wav2Lip",
    ),
    KnownModel(
        id="blaze-face",
        summary="MediaPipe's face detector, full range; for lips beside the weights that move them.",
        engines=("lipsync/wav2lip",),
        terms=_APACHE,
        files=("*.tflite",),
        page="https://ai.google.dev/edge/mediapipe/solutions/vision/face_detector#models",
    ),
)

_WORDS = (
    KnownModel(
        id="Qwen/Qwen3-8B",
        summary="A language model for screenplay, shots and what words ask for.",
        engines=("screenplay/local_llm", "shots/local_llm", "moderation/local_llm"),
        terms=_APACHE,
    ),
)

KNOWN: dict[str, KnownModel] = {model.id: model for model in (*_WORDS, *_IMAGES, *_CLIPS, *_VOICES, *_MUSIC, *_LIPS)}
"""By id, stage by stage."""


def absent(model_id: str) -> str:
    """That a model is not in the registry, and how it gets there."""
    known = KNOWN.get(model_id)
    how = f"`film models add {model_id}`"
    if model_id.startswith(MINIATURES):
        how = "`film models miniatures` builds those of the profile tiny, and others by the name of their family"
    elif known is not None and known.page:
        how = f"fetch its files from {known.page}, then `film models add {model_id} --from FOLDER`"
    return f"the model {model_id} is not in the registry: {how}"
