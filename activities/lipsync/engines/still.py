"""Leaves mouths as the clip shows them: for pictures without drawn mouths, in profiles that say so."""

import shutil
from typing import ClassVar

from activities.engines import Job, Made
from activities.lipsync.engine import LipsyncEngine
from schemas.lipsync import SyncLips


class Still(LipsyncEngine):
    """The clip as it is; the voices are heard all the same."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "No lip sync: mouths stay as the clip shows them, for pictures of any engine"
    licence: ClassVar[str] = "LicenseRef-Filmwright"

    def make(self, job: Job[SyncLips]) -> Made:
        """Copy the clip."""
        clip = job.order.clip
        source = job.input(clip).path
        path = job.folder / f"clip{source.suffix}"
        shutil.copyfile(source, path)
        job.progress(1.0)
        return Made(
            path=path,
            media_type=clip.media_type,
            width_px=clip.width_px,
            height_px=clip.height_px,
            frames=clip.frames,
            fps=clip.fps,
            facts={"notes": ["mouths are left as they are"]},
        )
