"""The parts of OpenAI's messages: text, and pictures that come inside the request."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.sight import Part
from gpuserver.images.intake import open_image
from gpuserver.images.looking import looked_at

_DATA: Final = re.compile(r"data:[\w.+-]*/?[\w.+-]*(?:;[\w.=+-]+)*;base64,", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class TextPart(BaseModel):
    """Words."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["text"]
    text: str = Field(max_length=200_000)


class ImageAddress(BaseModel):
    """Where a picture is: in a data URL, or as base64 alone."""

    model_config = ConfigDict(extra="ignore")

    url: str


class ImagePart(BaseModel):
    """A picture."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["image_url"]
    image_url: ImageAddress


ContentPart = Annotated[TextPart | ImagePart, Field(discriminator="type")]


def read_part(part: TextPart | ImagePart) -> Part:
    """The words, or the pixels as models look at them. Raises ProblemError."""
    return part.text if isinstance(part, TextPart) else read_picture(part.image_url.url)


def read_picture(url: str) -> Pixels:
    """The pixels of a data URL or of base64. Raises ProblemError: nothing is fetched from elsewhere."""
    if found := _DATA.match(url):
        url = url[found.end() :]
    elif _ADDRESS.match(url):
        detail = "pictures are not fetched from addresses: send a data URL (data:image/png;base64,...)"
        raise ProblemError(Code.INVALID_REQUEST, detail, param="image_url")
    try:
        data = base64.b64decode(url, validate=True)
    except (binascii.Error, ValueError):
        raise ProblemError(Code.INVALID_REQUEST, "the picture is no base64", param="image_url") from None
    return looked_at(open_image(data))
