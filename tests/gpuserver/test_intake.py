"""Untrusted files: what is no image is refused with a reason, odd images work, nothing private gets through."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
from photo_cases import encoded, photo
from PIL import Image, ImageCms

from core.problems import Code, ProblemError
from gpuserver.images.intake import normalise, open_image

GPS = {0: b"\x02\x03\x00\x00", 1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)}


def bomb() -> bytes:
    """A tiny PNG that claims 50,000 × 50,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.NOT_AN_IMAGE),
        (b"hello", Code.NOT_AN_IMAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Code.NOT_AN_IMAGE),
        (b"<!doctype html><img src=x>", Code.NOT_AN_IMAGE),
        (b"%PDF-1.7 ...", Code.NOT_AN_IMAGE),
        (b"\x89PNG\r\n\x1a\n<svg/>", Code.NOT_AN_IMAGE),
        (encoded(photo(), "JPEG")[:2000], Code.BROKEN_IMAGE),
        (encoded(photo())[:-200], Code.BROKEN_IMAGE),
        (bomb(), Code.IMAGE_TOO_LARGE),
    ],
    ids=["empty", "text", "svg", "html", "pdf", "svg-as-png", "cut-jpeg", "cut-png", "bomb"],
)
def test_bad_files_are_refused_with_a_reason(data: bytes, code: Code) -> None:
    with pytest.raises(ProblemError) as caught:
        open_image(data)
    assert caught.value.problem.code is code


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_common_formats_work(format: str) -> None:
    out = open_image(encoded(photo(), format))
    assert out.shape == (160, 240, 3)
    assert np.abs(out.astype(int) - photo()).mean() < 12


def test_the_first_frame_of_an_animation_is_taken() -> None:
    frames = [Image.new("RGB", (20, 10), color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert tuple(open_image(out.getvalue())[0, 0]) == (255, 0, 0)


def test_print_colours_become_screen_colours() -> None:
    out = io.BytesIO()
    Image.fromarray(photo()).convert("CMYK").save(out, "JPEG", quality=95)
    assert np.abs(open_image(out.getvalue()).astype(int) - photo()).mean() < 25


def test_sixteen_bits_are_scaled_and_not_cut_off() -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(4, 0)
    out = io.BytesIO()
    Image.fromarray(ramp).save(out, "PNG")
    seen = open_image(out.getvalue())
    assert seen.shape == (4, 256, 3)
    assert list(seen[0, [0, 128, 255], 0]) == [0, 128, 255]


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA"])
def test_every_pixel_mode_works(mode: str) -> None:
    image = Image.fromarray(photo()).convert("RGBA" if mode in {"LA", "PA"} else "RGB").convert(mode)
    out = io.BytesIO()
    image.save(out, "PNG" if mode != "PA" else "TIFF") if mode != "PA" else Image.fromarray(photo()).convert("P").save(
        out, "PNG"
    )
    assert open_image(out.getvalue()).shape[:2] == (160, 240)


def test_transparency_is_kept_where_there_is_any() -> None:
    clear = np.dstack([photo(), np.full((160, 240), 255, np.uint8)])
    assert open_image(encoded(clear)).shape[2] == 3
    clear[:20, :, 3] = 0
    assert open_image(encoded(clear)).shape[2] == 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_are_turned_upright(orientation: int) -> None:
    marked = np.zeros((20, 30, 3), np.uint8)
    marked[:10, :15] = (255, 0, 0)
    turned = {
        1: marked, 2: marked[:, ::-1], 3: marked[::-1, ::-1], 4: marked[::-1], 5: marked.transpose(1, 0, 2),
        6: np.rot90(marked), 7: marked[::-1, ::-1].transpose(1, 0, 2), 8: np.rot90(marked, -1),
    }[orientation]  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = open_image(encoded(np.ascontiguousarray(turned), "PNG", exif=exif))
    assert out.shape == (20, 30, 3)
    assert np.array_equal(out, marked)


def test_a_wide_colour_profile_is_converted() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    assert open_image(encoded(photo(), "PNG", icc_profile=profile.tobytes())).shape == (160, 240, 3)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    assert np.abs(open_image(encoded(photo(), "PNG", icc_profile=srgb.tobytes())).astype(int) - photo()).mean() < 2
    assert open_image(encoded(photo(), "PNG", icc_profile=b"nonsense")).shape == (160, 240, 3)


def test_the_place_where_a_photo_was_taken_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCam"
    exif.get_ifd(0x8825).update(GPS)
    data = encoded(photo(800, 600), "JPEG", exif=exif)
    assert b"SecretCam" in data
    normal = normalise(data)
    assert normal.media_type == "image/jpeg"
    with Image.open(io.BytesIO(normal.data)) as image:
        assert dict(image.getexif()) == {}
    assert b"SecretCam" not in normal.data
    assert b"Exif" not in normal.data


def test_fifty_megapixels_work_within_a_bound_of_memory() -> None:
    """Stated: at most 1.5 GB for a photo of 50 megapixels, decoded, measured and encoded again."""
    script = """
import io, re
from PIL import Image
from gpuserver.images.intake import normalise
from gpuserver.images.measure import measure
out = io.BytesIO()
Image.effect_noise((512, 384), 40).convert("RGB").resize((8192, 6144)).save(out, "JPEG", quality=80)
data = out.getvalue()
normal = normalise(data)
assert (normal.width, normal.height) == (8192, 6144)
measure(normal.pixels)
print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])  # ru_maxrss would count the parent's
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True)
    assert int(done.stdout) < 1_500_000
