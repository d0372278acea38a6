"""The shapes of published models, as far as they decide what a call takes: their denoisers and decoders with shapes and no numbers.

Configurations are those of the repositories (`unet/config.json`, `transformer/config.json`, `vae/config.json`); where a class of diffusers
was written for a model, its defaults are that model's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from activities.models.torch_setup import torch_module
from schemas.stages import Stage

torch = torch_module()


@dataclass(frozen=True)
class Shape:
    """One call of a published model."""

    model: str
    stage: Stage
    engine: str
    size: tuple[int, int]
    frames: int
    modules: Sequence[Any]
    step: Callable[[], object] | None
    decode: Callable[[], object] | None
    """One result, whole."""

    @property
    def pixels(self) -> int:
        """Of all frames."""
        return self.size[0] * self.size[1] * self.frames


def _of(*shape: int) -> Any:
    return torch.empty(*shape)


def _picture_decoder(channels: int = 4, **others: Any) -> Any:
    from diffusers import AutoencoderKL

    blocks = {"down_block_types": ["DownEncoderBlock2D"] * 4, "up_block_types": ["UpDecoderBlock2D"] * 4, **others}
    return AutoencoderKL(block_out_channels=[128, 256, 512, 512], layers_per_block=2, latent_channels=channels, sample_size=1024, **blocks)


def sdxl_modules() -> tuple[Any, Any]:
    """SDXL's denoiser and decoder."""
    from diffusers import UNet2DConditionModel

    unet = UNet2DConditionModel(
        sample_size=128,
        block_out_channels=(320, 640, 1280),
        layers_per_block=2,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=(5, 10, 20),
        transformer_layers_per_block=(1, 2, 10),
        use_linear_projection=True,
        addition_embed_type="text_time",
        addition_time_embed_dim=256,
        projection_class_embeddings_input_dim=2816,
        cross_attention_dim=2048,
    )
    return unet, _picture_decoder(scaling_factor=0.13025)


def sdxl() -> Shape:
    """Guided: twice as many in a step."""
    unet, decoder = sdxl_modules()

    def step() -> object:
        told = {"text_embeds": _of(2, 1280), "time_ids": _of(2, 6)}
        return unet(_of(2, 4, 128, 128), 1, _of(2, 77, 2048), added_cond_kwargs=told)

    return Shape(
        "stabilityai/stable-diffusion-xl-base-1.0",
        Stage.IMAGES,
        "sdxl",
        (1024, 1024),
        1,
        (unet, decoder),
        step,
        lambda: decoder.decode(_of(1, 4, 128, 128)),
    )


def z_image() -> Shape:
    """Not guided."""
    from diffusers import ZImageTransformer2DModel

    transformer, decoder = ZImageTransformer2DModel(), _picture_decoder(16)
    return Shape(
        "Tongyi-MAI/Z-Image-Turbo",
        Stage.IMAGES,
        "z_image",
        (1024, 1024),
        1,
        (transformer, decoder),
        lambda: transformer([_of(16, 1, 128, 128)], _of(1), [_of(512, 2560)]),
        lambda: decoder.decode(_of(1, 16, 128, 128)),
    )


def flux2_klein() -> Shape:
    """Without pictures beside the words."""
    from diffusers import AutoencoderKLFlux2, Flux2Transformer2DModel

    transformer = Flux2Transformer2DModel(
        num_layers=5, num_single_layers=20, num_attention_heads=24, joint_attention_dim=7680, guidance_embeds=False
    )
    decoder, tokens = AutoencoderKLFlux2(), 64 * 64

    def step() -> object:
        return transformer(
            hidden_states=_of(1, tokens, 128),
            encoder_hidden_states=_of(1, 512, 7680),
            timestep=_of(1),
            img_ids=torch.zeros(1, tokens, 4),
            txt_ids=torch.zeros(1, 512, 4),
            guidance=None,
        )

    kind = ("black-forest-labs/FLUX.2-klein-4B", Stage.IMAGES, "flux2_klein", (1024, 1024), 1)
    return Shape(*kind, (transformer, decoder), step, lambda: decoder.decode(_of(1, 32, 128, 128)))


def qwen_edit() -> Shape:
    """With three pictures of a megapixel; words guided one pass after the other."""
    from diffusers import AutoencoderKLQwenImage, QwenImageTransformer2DModel

    transformer, decoder = QwenImageTransformer2DModel(), AutoencoderKLQwenImage()

    def step() -> object:
        return transformer(
            hidden_states=_of(1, 4 * 64 * 64, 64),
            encoder_hidden_states=_of(1, 1024, 3584),
            encoder_hidden_states_mask=torch.ones(1, 1024, dtype=torch.bool),
            timestep=_of(1),
            img_shapes=[[(1, 64, 64)] * 4],
        )

    kind = ("Qwen/Qwen-Image-Edit-2511", Stage.IMAGES, "qwen_edit", (1024, 1024), 1)
    return Shape(*kind, (transformer, decoder), step, lambda: decoder.decode(_of(1, 16, 1, 128, 128)))


def ltx(*, is_large: bool = False) -> Shape:
    """Guided in one call; 2 B, or 13 B."""
    from diffusers import AutoencoderKLLTXVideo, LTXVideoTransformer3DModel

    wide = {"num_layers": 48, "attention_head_dim": 128, "cross_attention_dim": 4096} if is_large else {}
    transformer, decoder = LTXVideoTransformer3DModel(**wide), AutoencoderKLLTXVideo()
    width, height, frames = 832, 480, 121
    time, rows, columns = (frames - 1) // 8 + 1, height // 32, width // 32
    place = {"num_frames": time, "height": rows, "width": columns, "rope_interpolation_scale": (1.0, 1.0, 1.0)}
    return Shape(
        "Lightricks/LTX-Video-0.9.7-dev" if is_large else "Lightricks/LTX-Video",
        Stage.CLIPS,
        "ltx",
        (width, height),
        frames,
        (transformer, decoder),
        lambda: transformer(_of(2, time * rows * columns, 128), _of(2, 256, 4096), _of(2), torch.ones(2, 256), **place),
        lambda: decoder.decode(_of(1, 128, time, rows, columns)),
    )


def ltx2(*, is_guided: bool) -> Shape:
    """With a first frame, which gives every place a noise level of its own; guided in one call, or distilled."""
    from diffusers import AutoencoderKLLTX2Video, LTX2VideoTransformer3DModel

    transformer, decoder = LTX2VideoTransformer3DModel(), AutoencoderKLLTX2Video()
    width, height, frames, orders = 832, 480, 121, 2 if is_guided else 1
    time, rows, columns, heard, words = (frames - 1) // 8 + 1, height // 32, width // 32, 126, 1024
    places = time * rows * columns
    told = {"num_frames": time, "height": rows, "width": columns, "audio_num_frames": heard, "fps": 24.0}

    def step() -> object:
        return transformer(
            hidden_states=_of(orders, places, 128),
            audio_hidden_states=_of(orders, heard, 128),
            encoder_hidden_states=_of(orders, words, 3840),
            audio_encoder_hidden_states=_of(orders, words, 3840),
            timestep=_of(orders, places),
            audio_timestep=_of(orders),
            encoder_attention_mask=torch.ones(orders, words),
            audio_encoder_attention_mask=torch.ones(orders, words),
            **told,
        )

    name = "Lightricks/LTX-2" if is_guided else "Lightricks/LTX-2 (distilled)"
    kind = (name, Stage.CLIPS, "ltx2", (width, height), frames)
    return Shape(*kind, (transformer, decoder), step, lambda: decoder.decode(_of(1, 128, time, rows, columns)))


def wan() -> Shape:
    """I2V-A14B at 480p."""
    from diffusers import WanTransformer3DModel

    transformer = WanTransformer3DModel(in_channels=36)
    kind = ("Wan-AI/Wan2.2-I2V-A14B-Diffusers", Stage.CLIPS, "wan", (832, 480), 81)
    return Shape(*kind, (transformer,), lambda: transformer(_of(1, 36, 21, 60, 104), _of(1), _of(1, 512, 4096)), None)


def wan_decoder() -> Shape:
    """That of A14B and VACE; to be counted in float32."""
    from diffusers import AutoencoderKLWan

    decoder = AutoencoderKLWan()
    kind = ("Wan-AI/Wan2.2-I2V-A14B-Diffusers (decoder)", Stage.CLIPS, "wan", (832, 480), 81)
    return Shape(*kind, (decoder,), None, lambda: decoder.decode(_of(1, 16, 21, 60, 104)))


def cogvideox() -> Shape:
    """Guided in one call."""
    from diffusers import AutoencoderKLCogVideoX, CogVideoXTransformer3DModel

    transformer = CogVideoXTransformer3DModel(
        num_attention_heads=48,
        num_layers=42,
        in_channels=32,
        sample_width=90,
        sample_height=60,
        use_rotary_positional_embeddings=True,
        use_learned_positional_embeddings=True,
    )
    decoder = AutoencoderKLCogVideoX()

    def step() -> object:
        places = (torch.zeros(13 * 30 * 45, 64, dtype=torch.float32),) * 2
        return transformer(_of(2, 13, 32, 60, 90), _of(2, 226, 4096), _of(2), image_rotary_emb=places)

    return Shape(
        "THUDM/CogVideoX-5b-I2V",
        Stage.CLIPS,
        "cogvideox",
        (720, 480),
        49,
        (transformer, decoder),
        step,
        lambda: decoder.decode(_of(1, 16, 13, 60, 90)),
    )


def svd() -> Shape:
    """Guided in one call; five frames are decoded at once."""
    from diffusers import AutoencoderKLTemporalDecoder, UNetSpatioTemporalConditionModel

    unet = UNetSpatioTemporalConditionModel(num_frames=25, num_attention_heads=(5, 10, 20, 20))
    decoder = AutoencoderKLTemporalDecoder(
        down_block_types=("DownEncoderBlock2D",) * 4, block_out_channels=(128, 256, 512, 512), layers_per_block=2
    )
    return Shape(
        "stabilityai/stable-video-diffusion-img2vid-xt",
        Stage.CLIPS,
        "svd",
        (1024, 576),
        25,
        (unet, decoder),
        lambda: unet(_of(2, 25, 8, 72, 128), _of(2), _of(2, 1, 1024), _of(2, 3)),
        lambda: decoder.decode(_of(5, 4, 72, 128), num_frames=5),
    )


def animatediff() -> Shape:
    """Guided in one call; sixteen frames are decoded at once."""
    from diffusers import UNetMotionModel

    unet = UNetMotionModel(sample_size=64, cross_attention_dim=768, use_motion_mid_block=False, motion_max_seq_length=32)
    decoder = _picture_decoder()
    return Shape(
        "stable-diffusion-v1-5/stable-diffusion-v1-5",
        Stage.CLIPS,
        "animatediff",
        (704, 416),
        16,
        (unet, decoder),
        lambda: unet(_of(2, 4, 16, 52, 88), _of(1), _of(32, 77, 768)),
        lambda: decoder.decode(_of(16, 4, 52, 88)),
    )


SHAPES: dict[str, tuple[Callable[[], Shape], Any]] = {
    "sdxl": (sdxl, torch.bfloat16),
    "z_image": (z_image, torch.bfloat16),
    "flux2_klein": (flux2_klein, torch.bfloat16),
    "qwen_edit": (qwen_edit, torch.bfloat16),
    "ltx": (ltx, torch.bfloat16),
    "ltx-13b": (lambda: ltx(is_large=True), torch.bfloat16),
    "ltx2": (lambda: ltx2(is_guided=True), torch.bfloat16),
    "ltx2-distilled": (lambda: ltx2(is_guided=False), torch.bfloat16),
    "wan": (wan, torch.bfloat16),
    "wan-decoder": (wan_decoder, torch.float32),
    "cogvideox": (cogvideox, torch.bfloat16),
    "svd": (svd, torch.bfloat16),
    "animatediff": (animatediff, torch.bfloat16),
}
"""By name, with the type of their numbers."""
