"""A stand-in for the Hugging Face Hub on loopback: listings, and files with ranges, that can break off or lie."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Files = dict[str, bytes]

_API = re.compile(r"/api/models/(?P<name>[^/]+/[^/]+?)(?:/revision/(?P<revision>[^/?]+))?(?:\?.*)?$")
_RESOLVE = re.compile(r"/(?P<name>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<file>.+)$")


@dataclass
class FakeHub:
    """What the stand-in holds, and what it was asked for."""

    url: str = ""
    commits: dict[str, dict[str, Files]] = field(default_factory=dict)
    """Files of each commit of each repository, the newest commit last."""
    gated: set[str] = field(default_factory=set)
    served: Files = field(default_factory=dict)
    """What is sent for a file name instead of what is listed."""
    breaks: dict[str, int] = field(default_factory=dict)
    """Bytes after which the next answer for a file name breaks off, once."""
    refused: set[str] = field(default_factory=set)
    """File names that are answered with 503 when a range of them is asked for."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Each path that was asked for, and the range."""

    def commit(self, repository: str, files: Files) -> str:
        """A new commit that holds `files`; its id."""
        listed = "".join(f"{name}{blob_id(content)}" for name, content in sorted(files.items()))
        revision = hashlib.sha1(listed.encode()).hexdigest()
        self.commits.setdefault(repository, {})[revision] = files
        return revision

    def ranges(self, file: str) -> list[str]:
        """The ranges of `file` that were asked for, "" for the whole."""
        return [span for path, span in self.asked if path.endswith(f"/{file}")]


def blob_id(content: bytes) -> str:
    """Git's id of a file."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def _sibling(name: str, content: bytes) -> dict[str, Any]:
    listed: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": blob_id(content)}
    if name.endswith(".safetensors"):
        listed["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 134}
    return listed


def _handler(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Keeps quiet."""

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, *, body: bool) -> None:
            span = self.headers.get("Range", "")
            hub.asked.append((self.path, span))
            found = _API.match(self.path) or _RESOLVE.match(self.path)
            name = found["name"] if found else ""
            if not found or name not in hub.commits:
                return self._send(404, {"X-Error-Code": "RepoNotFound"})
            if name in hub.gated:
                return self._send(403, {"X-Error-Code": "GatedRepo"})
            commits = hub.commits[name]
            revision = found["revision"] or "main"
            revision = list(commits)[-1] if revision == "main" else revision
            if revision not in commits:
                return self._send(404, {"X-Error-Code": "RevisionNotFound"})
            if "file" not in found.groupdict():
                listed = [_sibling(*one) for one in commits[revision].items()]
                content = json.dumps({"id": name, "sha": revision, "siblings": listed}).encode()
                return self._send(200, {"Content-Type": "application/json"}, content if body else b"")
            return self._file(found["file"], revision, commits[revision], span, body)

        def _file(self, file: str, revision: str, files: Files, span: str, body: bool) -> None:
            if file not in files:
                return self._send(404, {"X-Error-Code": "EntryNotFound"})
            if span and file in hub.refused:
                return self._send(503, {})
            whole = hub.served.get(file, files[file])
            start = int(span.removeprefix("bytes=").partition("-")[0]) if span else 0
            headers = {"ETag": f'"{_sibling(file, files[file])["blobId"]}"', "X-Repo-Commit": revision}
            if span:
                headers["Content-Range"] = f"bytes {start}-{len(whole) - 1}/{len(whole)}"
            return self._send(206 if span else 200, headers, whole[start:] if body else b"", hub.breaks.pop(file, None))

        def _send(self, status: int, headers: dict[str, str], content: bytes = b"", broken: int | None = None) -> None:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content if broken is None else content[:broken])
            if broken is not None:
                self.close_connection = True

    return Handler


@contextmanager
def serving_hub() -> Iterator[FakeHub]:
    """The stand-in on a free loopback port."""
    hub = FakeHub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub))
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
