"""Weight files are read by their headers, and damaged ones are named before anything loads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weight_files import weights

from gpuserver.models.problem import ModelError
from gpuserver.models.weights import checked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "unet").mkdir()
    (tmp_path / "unet" / "model.safetensors").write_bytes(weights(a=(3, 5), b=(7,)))
    (tmp_path / "vae.safetensors").write_bytes(weights(c=(2, 2)))
    return tmp_path


def test_bytes_and_parameters_are_known_without_loading(folder: Path) -> None:
    found = checked(folder)
    assert [(file.name, file.bytes, file.parameters) for file in found.files] == [
        ("unet/model.safetensors", 88, 22),
        ("vae.safetensors", 16, 4),
    ]
    assert (found.bytes, found.parameters) == (104, 26)


def test_a_folder_without_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(ModelError, match="holds no safetensors weights"):
        checked(tmp_path)


WHOLE = weights(a=(3, 5), b=(7,))


@given(at=st.integers(0, len(WHOLE) - 1))
def test_a_file_that_is_cut_off_anywhere_is_named(at: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("cut")
    (folder / "model.safetensors").write_bytes(WHOLE[:at])
    with pytest.raises(ModelError, match=r"model\.safetensors is damaged"):
        checked(folder)


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole + b"\0",
        lambda whole: b"\xff" * 8 + whole[8:],
        lambda whole: whole.replace(b'"data_offsets":[0,', b'"data_offsets":[9,'),
        lambda whole: whole.replace(b"F32", b"X32"),
        lambda whole: b"<html>not found</html>",
    ],
    ids=["longer", "header length", "offsets", "type", "a page"],
)
def test_a_header_that_does_not_fit_its_file_is_named(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    path = folder / "unet" / "model.safetensors"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError, match=r"unet/model\.safetensors is damaged"):
        checked(folder)


def test_a_shard_that_is_missing_is_named(folder: Path) -> None:
    index = {"weight_map": {"a": "model.safetensors", "z": "model-00002-of-00002.safetensors"}}
    (folder / "unet" / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(ModelError, match=r"unet/model-00002-of-00002\.safetensors is missing"):
        checked(folder)


def test_an_index_that_is_none_is_named(folder: Path) -> None:
    (folder / "unet" / "model.safetensors.index.json").write_text("[]")
    with pytest.raises(ModelError, match=r"index\.json is no index of weights"):
        checked(folder)
