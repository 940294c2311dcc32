"""What leaves the server says what it is, and nothing about the person."""

from __future__ import annotations

import io

import pytest
from photo_cases import photo
from PIL import Image

from gpuserver.images.convert import to_format
from gpuserver.images.measure import color_of, measure
from gpuserver.images.output import Format, Provenance, encode, preview

DRAWN = Provenance(drawn=True, recipe="abc123", seed=7, engine="illustrator")
EDITED = Provenance(drawn=False, recipe="def456", seed=None, engine="photo")


def packet(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as image:
        xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    return xmp if isinstance(xmp, str) else bytes(xmp or b"").decode()


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
@pytest.mark.parametrize(("made", "source"), [(DRAWN, "algorithmicMedia"), (EDITED, "algorithmicallyEnhanced")])
def test_every_format_carries_its_provenance(format: Format, made: Provenance, source: str) -> None:
    data, media_type = encode(photo(), format, made)
    assert media_type == f"image/{format}"
    assert f"http://cv.iptc.org/newscodes/digitalsourcetype/{source}" in packet(data)
    assert made.recipe in packet(data)
    assert ("Seed" in packet(data)) == (made.seed is not None)


def test_a_trained_model_is_named_as_such() -> None:
    trained = Provenance(drawn=True, recipe="x", seed=1, engine="diffusion", trained=True)
    assert trained.source_type.endswith("/trainedAlgorithmicMedia")


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert encode(photo(), "png", DRAWN) == encode(photo(), "png", DRAWN)


@pytest.mark.parametrize("format", ["jpeg", "webp", "png"])
async def test_conversion_keeps_the_provenance(format: Format) -> None:
    data, _ = encode(photo(), "png", DRAWN)
    assert "algorithmicMedia" in packet(await to_format(data, format))


def test_a_preview_is_small() -> None:
    data, media_type = preview(photo(1200, 800))
    assert media_type == "image/webp"
    with Image.open(io.BytesIO(data)) as image:
        assert max(image.size) == 384


def test_colours_are_measured_and_named() -> None:
    seen = measure(photo())
    assert [one.name for one in seen.colors][:2] == ["green", "red"]
    assert 0.3 < seen.brightness < 0.6
    assert seen.faces is None
    assert seen.objects is None
    assert color_of(photo()[80:90, 115:125].reshape(-1, 3)) == "red"
