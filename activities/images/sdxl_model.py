"""SDXL loaded once, with whatever is put onto it, as the pipelines that share its weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activities.models.addons import Lora, folder_of, weights_file
from activities.models.decoding import ready_decoder
from activities.models.faults import refusing
from activities.models.loading import cache_first_block, compile_blocks, load_pipeline, put_on_loras, store_in_fp8
from activities.models.rungs import Rung, place
from activities.models.samplers import scheduler_of
from activities.models.torch_setup import torch_module


@dataclass(frozen=True)
class SdxlParts:
    """What SDXL is loaded with."""

    models_dir: Path
    folder: Path
    scheduler: str
    controls: tuple[str, ...]
    """Registry ids of ControlNets, in the order their pictures come."""
    loras: tuple[Lora, ...]
    adapter: tuple[str, str, str] | None
    """IP-Adapter: registry id, weights file below it, folder of its image encoder."""
    in_fp8: bool
    is_compiled: bool
    cache: float


class SdxlModel:
    """One UNet, one decoder, and every pipeline over them that was asked for so far."""

    def __init__(self, parts: SdxlParts, rung: Rung, device: str, dtype: Any) -> None:
        """Load onto a rung.

        Raises:
            Refused: A file is not what it should be.
        """
        self._base = load_pipeline("StableDiffusionXLPipeline", parts.folder, dtype)
        self._base.scheduler = scheduler_of(self._base.scheduler, parts.scheduler)
        self._pipelines: dict[str, Any] = {}
        put_on_loras(self._base, parts.models_dir, parts.loras)
        if parts.adapter is not None:
            _put_on_adapter(self._base, parts.models_dir, parts.adapter)
        self.has_adapter = parts.adapter is not None
        self._controls = _control_nets(parts, dtype)
        if parts.in_fp8:
            store_in_fp8(self._base.unet, dtype)
        # The pipeline that holds every part, so that offloading knows them all.
        whole = self.pipeline("ControlNet") if self._controls is not None else self._base
        place(whole, rung, device)
        self._whole = whole
        if parts.is_compiled:
            compile_blocks(self._base.unet, rung)
        if parts.cache:
            cache_first_block(self._base.unet, parts.cache)

    @property
    def vae(self) -> Any:
        """The decoder."""
        return self._base.vae

    @property
    def words(self) -> Any:
        """The pipeline whose text encoders are asked."""
        return self._base

    def pipeline(self, kind: str) -> Any:
        """A pipeline over the same weights: "", "Img2Img", "Inpaint", "ControlNet", "ControlNetImg2Img" or "ControlNetInpaint"."""
        if not kind:
            return self._base
        if kind not in self._pipelines:
            torch_module()
            import diffusers  # noqa: PLC0415 - seconds

            parts = {**self._base.components, **({"controlnet": self._controls} if kind.startswith("ControlNet") else {})}
            config = self._base.config
            made = getattr(diffusers, f"StableDiffusionXL{kind}Pipeline")(
                **parts, force_zeros_for_empty_prompt=config.force_zeros_for_empty_prompt, add_watermarker=False
            )
            made.set_progress_bar_config(disable=True)
            self._pipelines[kind] = made
        return self._pipelines[kind]

    def make_ready(self, *, is_tiled: bool) -> None:
        """Decode in tiles, or whole."""
        ready_decoder(self.vae, is_tiled=is_tiled)

    def rest(self) -> None:
        """After a call: with model offloading, off the GPU with what the pipeline of the call did not know of."""
        self._whole.maybe_free_model_hooks()

    def reference_embeddings(self, pictures: Sequence[Sequence[Any]], *, guided: bool) -> Any:
        """What the adapter makes of reference pictures.

        Args:
            pictures: For each result as many RGB pictures.
            guided: Whether the pipeline is called with guidance.

        Returns:
            A tensor: without what shall not be seen, or that first; then one row for each result.
        """
        torch = torch_module()
        device = self._base._execution_device
        with torch.no_grad():
            prepare = type(self._base).prepare_ip_adapter_image_embeds
            rows = [prepare(self._base, [list(own)], None, device, 1, guided)[0] for own in pictures]
        sides = [torch.cat(side) for side in zip(*(row.chunk(2) for row in rows), strict=True)] if guided else [torch.cat(rows)]
        return torch.cat(sides)

    def give_references(self, pipeline: Any, embeddings: Any, scale: float | Sequence[float]) -> Mapping[str, Any]:
        """Ready a pipeline for one call with references; gives the arguments it is called with.

        The pipelines repeat one result's references for the whole batch; each result's own are handed over behind that step.
        """
        self._base.set_ip_adapter_scale([list(scale)] if isinstance(scale, Sequence) else scale)
        pipeline.prepare_ip_adapter_image_embeds = lambda *_arguments, **_named: [embeddings]
        return {"ip_adapter_image_embeds": [embeddings]}


def _put_on_adapter(pipeline: Any, models_dir: Path, adapter: tuple[str, str, str]) -> None:
    model_id, file, encoder = adapter
    weights = weights_file(models_dir, model_id, file)
    folder = folder_of(models_dir, model_id)
    with refusing(f"{model_id}: {file} with the image encoder {encoder} is no IP-Adapter for this model"):
        pipeline.load_ip_adapter(
            str(folder),
            subfolder=weights.parent.relative_to(folder).as_posix(),
            weight_name=weights.name,
            image_encoder_folder=encoder,
            local_files_only=True,
        )


def _control_nets(parts: SdxlParts, dtype: Any) -> Any:
    """None, one ControlNet, or several as one."""
    if not parts.controls:
        return None
    from diffusers import ControlNetModel, MultiControlNetModel  # noqa: PLC0415 - seconds

    nets = []
    for model_id in parts.controls:
        folder = folder_of(parts.models_dir, model_id)
        with refusing(f"{model_id} is no ControlNet for SDXL"):
            nets.append(ControlNetModel.from_pretrained(folder, dtype=dtype, local_files_only=True, use_safetensors=True))
    return nets[0] if len(nets) == 1 else MultiControlNetModel(nets)
