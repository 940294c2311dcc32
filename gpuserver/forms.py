"""Reading multipart forms within bounds."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from core.problems import Code, ProblemError

_TEXT_LIMIT = 1024 * 1024


@dataclass
class Form:
    """The fields of a form: texts by name, files in order."""

    texts: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)

    def file(self, *names: str) -> bytes | None:
        """The first file of any of `names`."""
        return next((data for name, data in self.files if name in names), None)


async def read_form(request: web.Request, limit: int) -> Form:
    """The form of `request`. Raises ProblemError when it is none or larger than `limit` bytes."""
    if not request.content_type.startswith("multipart/"):
        raise ProblemError(Code.INVALID_REQUEST, "send a multipart form")
    form, held = Form(), 0
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or not part.name:
                continue
            data = bytearray()
            while chunk := await part.read_chunk(65_536):
                data += chunk
                held += len(chunk)
                if held > limit or (part.filename is None and len(data) > _TEXT_LIMIT):
                    raise ProblemError(Code.IMAGE_TOO_LARGE, "the form is too large", limit=f"{limit // 2**20} MB")
            if part.filename is not None:
                form.files.append((part.name, bytes(data)))
            else:
                form.texts[part.name] = data.decode("utf-8", "replace")
    except (ValueError, AssertionError) as error:
        raise ProblemError(Code.INVALID_REQUEST, "the form is malformed") from error
    return form
