"""`python -m workers workflows cpu hosted`: runs the queues named, until SIGTERM; then drains."""

import sys

from schemas.engines import Queue

_NEEDLESS = ("grpc", "rich")
"""Packages that libraries import because they happen to be installed, the Temporal SDK for clients in pure Python, structlog for coloured
traces. Nothing here uses them, and they take 13 MB. Whatever loads models may bring libraries along that do need them."""

if __name__ == "__main__":
    if not any(queue in sys.argv for queue in Queue if queue.merges):
        for name in _NEEDLESS:
            sys.modules[name] = None  # type: ignore[assignment]  # to Python it can't be imported
    from workers.running import main

    main(sys.argv[1:])
