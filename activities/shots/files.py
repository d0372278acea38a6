"""Reads screenplays and writes shot lists as files."""

from pathlib import Path

from pydantic import ValidationError

from activities.engines import Made
from schemas.failures import Refused
from schemas.media import JSON
from schemas.screenplay import Screenplay
from schemas.shots import ShotList


def read_screenplay(path: Path) -> Screenplay:
    """The screenplay in a JSON file.

    Raises:
        Refused: The file holds no screenplay; names the first field that is wrong.
    """
    try:
        return Screenplay.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        msg = f"not a screenplay: {where}: {first['msg']}; wanted the JSON that the screenplay stage writes"
        raise Refused(msg) from error


def write_shot_list(folder: Path, shot_list: ShotList) -> Made:
    """The shot list as `shots.json` in the folder, with counts as facts."""
    path = folder / "shots.json"
    path.write_text(shot_list.model_dump_json(), encoding="utf-8")
    shots = [shot for scene in shot_list.scenes for shot in scene.shots]
    facts = {"scenes": len(shot_list.scenes), "shots": len(shots), "lines": sum(len(shot.lines) for shot in shots)}
    return Made(path=path, media_type=JSON, facts=facts)
