"""The chat page: static files beside this module, nothing from any other host."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.sandbox.errors import DoorError

FOLDER = Path(__file__).parent / "page"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
_HEADERS = {
    "Content-Security-Policy": ("default-src 'self'; img-src 'self' data: blob:; style-src 'self'; connect-src 'self'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def routes() -> list[web.RouteDef]:
    """The page and its files."""
    return [web.get("/", _index), web.get("/page/{name:.+}", _asset)]


async def _index(request: web.Request) -> web.StreamResponse:
    return _served("index.html")


async def _asset(request: web.Request) -> web.StreamResponse:
    return _served(request.match_info["name"])


def _served(name: str) -> web.StreamResponse:
    path = (FOLDER / name).resolve()
    kind = _TYPES.get(path.suffix)
    if kind is None or not path.is_relative_to(FOLDER.resolve()) or not path.is_file():
        raise DoorError(404, "There is no such page.")
    return web.FileResponse(path, headers={**_HEADERS, "Content-Type": kind})
