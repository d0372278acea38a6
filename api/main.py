"""The application: routes, what is turned away, what is opened when it starts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Match

from api import errors, health, metrics
from api.answers import FilmEvent
from api.asks import FilmSubmission
from api.cuts import exports, streams, takes
from api.cuts import routes as cuts
from api.edits import routes as edits
from api.engines import routes as engines
from api.events import routes as events
from api.events import sockets
from api.events.news import FilmNews
from api.films import clearing, control, projects, working
from api.films import routes as films
from api.hooks import deliveries, sent
from api.hooks import routes as hooks
from api.middleware.gatekeeping import BodyLimit, LoopbackOnly
from api.middleware.heads import HeadsAsGets
from api.middleware.timing import TimedRequests, Timing
from api.models import downloads
from api.models import routes as models
from api.problems import ProblemDetails, documented
from api.starting import start_lost_films
from api.voices import previews, samples
from api.voices import routes as voices
from api.voices.sample_store import erase_withdrawn
from schemas.samples import LARGEST_BYTES
from schemas.settings import Settings
from workers.bootstrap import Services

_MEBIBYTE = 1024 * 1024
_BODY_LIMIT_BYTES = 2 * _MEBIBYTE
"""For everything but scripts: a regeneration of 500 changes with prompts of 4000 characters each."""

_TOLD = ("Accept-Ranges", "Content-Range", "ETag", "Location", "Retry-After")
"""Headers of answers that scripts of other origins may read, beside those that they always may."""

Opens = Callable[[], AbstractAsyncContextManager[Services]]

_ABOUT = """
Turns a script into a finished film. Each film is a durable Temporal workflow; this API starts, shows and changes films.

Errors are problem details (RFC 9457) with the media type `application/problem+json`; a program looks at `type`, a person at `detail`,
and `errors` names the fields of the request that were wrong. What answers 503 says in `Retry-After` when to come back.

A film is followed by its stream of events, or by the WebSocket `/ws/films/{film_id}`, which has the same events and takes the same `after`,
`follow` and `cut`: each message is a `FilmEvent`. Servers are told by webhooks.
"""


def build(settings: Settings, open_services: Opens) -> FastAPI:
    """The application.

    Args:
        settings: For what must be known before anything is opened: the mode, the limits.
        open_services: Opens the connections when the application starts and closes them when it ends.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services() as services:
            app.state.services = services
            app.state.news = FilmNews(services.settings.database_url.get_secret_value())
            chores = [asyncio.create_task(chore) for chore in (app.state.news.run(), start_lost_films(services), erase_withdrawn(services))]
            try:
                yield
            finally:
                for chore in chores:
                    chore.cancel()
                await asyncio.gather(*chores, return_exceptions=True)

    app = FastAPI(
        title="Filmwright",
        version=version("filmwright"),
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        responses=documented(422, 503, 500),
    )
    app.webhooks.include_router(sent.router)
    app.state.timing = Timing()
    errors.install(app)
    for part in (
        *(films, working, control, edits, exports, streams, cuts, takes, events, sockets),
        *(hooks, deliveries),
        *(projects, engines, downloads, models, voices, previews, samples, clearing, health, metrics),
    ):
        app.include_router(part.router)
    _document(app)
    app.add_middleware(HeadsAsGets, has_own=lambda scope: any(route.matches(scope)[0] is Match.FULL for route in app.routes))
    app.add_middleware(TimedRequests, timing=app.state.timing)
    # The last one added is the first one asked.
    app.add_middleware(BodyLimit, limit_bytes=_BODY_LIMIT_BYTES, limits_bytes=_limits_bytes(settings))
    if settings.mode == "local":
        app.add_middleware(LoopbackOnly, origins=settings.api_origins)
    if settings.api_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.api_origins, allow_methods=["*"], allow_headers=["*"], expose_headers=_TOLD
        )
    return app


def _limits_bytes(settings: Settings) -> dict[str, int]:
    # In JSON a character of a script takes up to three times its bytes in UTF-8 ("ж" is two, "\u0436" six).
    return {"/films": 3 * settings.script_size_max + _BODY_LIMIT_BYTES, "/voices/samples": LARGEST_BYTES + _MEBIBYTE}


def _document(app: FastAPI) -> None:
    app.mount("/docs/files", StaticFiles(directory=str(files("fastapi_swagger.resources"))), name="swagger")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url="/openapi.json",
            title="Filmwright API",
            swagger_js_url="/docs/files/swagger-ui-bundle.js",
            swagger_css_url="/docs/files/swagger-ui.css",
            swagger_favicon_url="/docs/files/favicon-32x32.png",
        )

    @app.get("/", include_in_schema=False)
    async def root() -> RedirectResponse:
        return RedirectResponse("/docs")

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            app.openapi_schema = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes, webhooks=app.webhooks.routes
            )
            schemas = app.openapi_schema["components"]["schemas"]
            for model in (ProblemDetails, FilmSubmission, FilmEvent):
                described = model.model_json_schema(ref_template="#/components/schemas/{model}")
                schemas |= described.pop("$defs", {})
                schemas[model.__name__] = described
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way
