"""`python -m api`: serves the API where the settings say, until SIGTERM."""

import uvicorn

from api.main import build
from workers.bootstrap import open_services, read_settings
from workers.telemetry import configure_logs

_DRAIN_S = 5
"""How long running requests may take to end; streams of events are closed at once."""


def main() -> None:
    settings = read_settings()
    configure_logs(settings.log_level)
    app = build(settings, lambda: open_services(settings, is_lazy=True))
    uvicorn.run(
        app,
        host=settings.api_host,
        port=settings.api_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_DRAIN_S,
        timeout_keep_alive=30,
    )


if __name__ == "__main__":
    main()
