"""Takes back what SVT-AV1 does to the process it runs in.

As root it gives its threads, and the thread that opened it, real-time priority (SCHED_FIFO 99): everything else on the machine stands still
while they work, and every process started later inherits it (svt_create_thread and enc_init in Source/Lib of SVT-AV1).
"""

import os
import sys
from contextlib import suppress
from pathlib import Path


def take_back_real_time() -> None:
    """Put every thread of this process that has a real-time policy back among all others."""
    if sys.platform != "linux":
        return
    for task in Path("/proc/self/task").iterdir():
        thread = int(task.name)
        with suppress(ProcessLookupError):  # it ended meanwhile
            if os.sched_getscheduler(thread) in {os.SCHED_FIFO, os.SCHED_RR}:
                os.sched_setscheduler(thread, os.SCHED_OTHER, os.sched_param(0))
