"""A VITS of two speakers as Coqui TTS has it: the real classes with random weights."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL = "tiny/coqui-vits"
TINY: dict[str, dict[str, str | int | float | bool]] = {"vits": {"model": MODEL, "language": "en"}}


def make_tiny_coqui_vits(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from TTS.config.shared_configs import BaseAudioConfig
    from TTS.tts.configs.shared_configs import CharactersConfig
    from TTS.tts.configs.vits_config import VitsArgs, VitsConfig
    from TTS.tts.models.vits import Vits
    from TTS.tts.utils.speakers import SpeakerManager

    torch.manual_seed(0)
    folder = files_folder(models_dir, MODEL)
    sizes = VitsArgs(
        hidden_channels=16,
        hidden_channels_ffn_text_encoder=32,
        num_heads_text_encoder=2,
        num_layers_text_encoder=2,
        num_layers_flow=2,
        num_layers_posterior_encoder=2,
        upsample_initial_channel_decoder=32,
        upsample_rates_decoder=[8, 8, 2, 2],
        upsample_kernel_sizes_decoder=[16, 16, 4, 4],
        resblock_kernel_sizes_decoder=[3],
        resblock_dilation_sizes_decoder=[[1, 3, 5]],
        use_sdp=False,
        init_discriminator=False,
        use_speaker_embedding=True,
        speaker_embedding_channels=8,
        length_scale=3.0,
    )
    letters = CharactersConfig(
        characters_class="TTS.tts.models.vits.VitsCharacters",
        pad="_",
        eos="",
        bos="",
        blank="<BLNK>",
        characters="abcdefghijklmnopqrstuvwxyz",
        punctuations="!'(),-.:;? ",
        phonemes="",
    )
    config = VitsConfig(
        model_args=sizes,
        audio=BaseAudioConfig(sample_rate=22_050),
        use_phonemes=False,
        text_cleaner="basic_cleaners",
        run_name="tiny",
        use_speaker_embedding=True,
        characters=letters,
    )
    speakers = SpeakerManager()
    speakers.name_to_id = {"anna": 0, "boris": 1}
    speakers.save_ids_to_file(str(folder / "speaker_ids.json"))
    config.speakers_file = config.model_args.speakers_file = str(folder / "speaker_ids.json")
    network = Vits(config)
    with torch.no_grad():
        # as built speakers are alike, and what is not noise is faint
        network.emb_g.weight.mul_(8)
    torch.save({"model": network.state_dict()}, folder / "model.pth")
    # as a published model names them: where they lay when it was trained
    config.speakers_file = config.model_args.speakers_file = "/root/training/speaker_ids.json"
    config.save_json(str(folder / "config.json"))
    return register(models_dir, MODEL)
