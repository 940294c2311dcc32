"""From pixels to bytes that say what they are: XMP with IPTC's DigitalSourceType, the recipe and the seed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import quoteattr

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gpuserver.engines.base import Pixels

Format = Literal["png", "jpeg", "webp"]

_SOURCE_TYPES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_PREVIEW_SIDE: Final = 384


@dataclass(frozen=True)
class Provenance:
    """Where a picture is from. `drawn`: made from words by rules or a model, rather than edited from a photo."""

    drawn: bool
    recipe: str
    seed: int | None
    engine: str
    trained: bool = False
    """Whether a trained model drew it."""

    @property
    def source_type(self) -> str:
        """The IPTC NewsCode: trained, algorithmic media without training, or an edited photo."""
        if self.drawn:
            return f"{_SOURCE_TYPES}{'trainedAlgorithmicMedia' if self.trained else 'algorithmicMedia'}"
        return f"{_SOURCE_TYPES}{'compositeWithTrainedAlgorithmicMedia' if self.trained else 'algorithmicallyEnhanced'}"

    def xmp(self) -> bytes:
        """The XMP packet. Holds nothing of the person, and no place."""
        facts = {"xmp:CreatorTool": "Chatelier", "Iptc4xmpExt:DigitalSourceType": self.source_type,
                 "chatelier:Recipe": self.recipe, "chatelier:Engine": self.engine}  # fmt: skip
        if self.seed is not None:
            facts["chatelier:Seed"] = str(self.seed)
        attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in facts.items())
        return (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
            'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
            f'xmlns:chatelier="https://chatelier.invalid/ns/1.0/" {attributes}/></rdf:RDF></x:xmpmeta>'
            '<?xpacket end="w"?>'
        ).encode()


def encode(pixels: Pixels, format: Format, provenance: Provenance, quality: int | None = None) -> tuple[bytes, str]:
    """The bytes and their media type. A JPEG of transparent pixels is laid on white. `quality` 1..100 is lossy's."""
    out = io.BytesIO()
    xmp = provenance.xmp()
    image = Image.fromarray(pixels)
    match format:
        case "png":
            info = PngInfo()
            info.add_itxt("XML:com.adobe.xmp", xmp.decode())
            info.add_text("Software", "Chatelier")
            image.save(out, "PNG", pnginfo=info, compress_level=4)
        case "jpeg":
            opaque(image).save(out, "JPEG", quality=quality or 94, subsampling=0, xmp=xmp)
        case "webp":
            image.save(out, "WEBP", quality=quality or 90, method=2, xmp=xmp)
    return out.getvalue(), f"image/{format}"


def encode_plain(pixels: Pixels, format: Format) -> tuple[bytes, str]:
    """The bytes of a photo as its owner sent it: no metadata at all."""
    out = io.BytesIO()
    image = Image.fromarray(pixels)
    if format == "jpeg":
        opaque(image).save(out, "JPEG", quality=95, subsampling=0)
    else:
        image.save(out, format.upper(), **({"compress_level": 4} if format == "png" else {"quality": 95}))
    return out.getvalue(), f"image/{format}"


def preview(pixels: Pixels) -> tuple[bytes, str]:
    """A small WebP to look at while the picture is made."""
    image = Image.fromarray(pixels)
    image.thumbnail((_PREVIEW_SIDE, _PREVIEW_SIDE))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=60, method=0)
    return out.getvalue(), "image/webp"


def opaque(image: Image.Image) -> Image.Image:
    """`image` without transparency: what is transparent is laid on white."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")
