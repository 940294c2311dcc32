"""The page itself, the login page, and whether the server is well."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aiohttp import web

from bots.web.guard import TRIES, is_known, let_in
from bots.web.port import CONFIG

STATIC: Final = Path(__file__).parent / "static"
_LOGIN: Final = (STATIC / "login.html").read_text(encoding="utf-8")


async def index(request: web.Request) -> web.StreamResponse:
    """The one page."""
    return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


async def show_login(request: web.Request) -> web.StreamResponse:
    """The login page; the chat where no password is needed or it was given."""
    token = request.app[CONFIG].token
    if not token or is_known(request, token):
        raise web.HTTPSeeOther("/")
    return web.Response(text=_LOGIN, content_type="text/html")


async def log_in(request: web.Request) -> web.StreamResponse:
    """Check the password. Raises ProblemError (busy) after too many wrong ones."""
    token = request.app[CONFIG].token
    given = (await request.post()).get("password", "")
    if not isinstance(given, str) or not request.app[TRIES].check(given, token):
        wrong = _LOGIN.replace('id="wrong" hidden', 'id="wrong"')
        return web.Response(text=wrong, content_type="text/html", status=403)
    response = web.Response(status=303, headers={"Location": "/"})
    let_in(request, response, token)
    return response


async def health(request: web.Request) -> web.StreamResponse:
    """That the chat answers."""
    return web.json_response({"status": "ok"})
