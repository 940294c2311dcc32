"""The published files: read by their names, refused with a sentence when they do not fit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the latent engine needs the `gpu` extra")
pytest.importorskip("open_clip")

import torch
from latent_cases import STAGES, small_backbone, small_e4e, write_clip
from safetensors.torch import save_file

from gpuserver.engines.latent_face.arcface import Backbone
from gpuserver.engines.latent_face.checkpoint import ARCFACE_FILE, E4E_FILE, WeightsError, load_arcface, load_e4e
from gpuserver.engines.latent_face.clip import Clip, load_clip
from gpuserver.engines.latent_face.e4e import E4e


def published(module: E4e) -> dict[str, object]:
    """`module` as e4e's training writes it."""
    state = {key: value for key, value in module.state_dict().items() if key != "latent_avg"}
    return {"state_dict": state, "latent_avg": module.latent_avg, "opts": {"stylegan_size": 1024, "lr": 1e-4}}


def fresh() -> E4e:
    module = small_e4e()
    with torch.no_grad():
        for tensor in module.state_dict().values():
            tensor.zero_()
    return module


def same(one: torch.nn.Module, other: torch.nn.Module) -> bool:
    states = one.state_dict(), other.state_dict()
    return states[0].keys() == states[1].keys() and all(
        torch.equal(states[0][key], states[1][key]) for key in states[0]
    )


def test_one_file_holds_encoder_decoder_and_average(tmp_path: Path) -> None:
    module = small_e4e()
    torch.save(published(module), tmp_path / E4E_FILE)
    assert same(load_e4e(tmp_path, fresh()), module)


def test_the_same_names_are_read_from_safetensors(tmp_path: Path) -> None:
    module = small_e4e()
    save_file(module.state_dict(), (tmp_path / E4E_FILE).with_suffix(".safetensors"))
    assert same(load_e4e(tmp_path, fresh()), module)


def test_one_average_latent_serves_all_layers(tmp_path: Path) -> None:
    held = published(small_e4e())
    held["latent_avg"] = torch.arange(32.0)
    torch.save(held, tmp_path / E4E_FILE)
    assert torch.equal(load_e4e(tmp_path, fresh()).latent_avg, torch.arange(32.0).expand(8, 32))


def test_a_face_recogniser_of_before_batches_were_counted_is_read(tmp_path: Path) -> None:
    module = small_backbone()
    old = {key: value for key, value in module.state_dict().items() if not key.endswith("num_batches_tracked")}
    torch.save(old, tmp_path / ARCFACE_FILE)
    loaded = load_arcface(tmp_path, Backbone(STAGES, embedding=24))
    faces = torch.rand(1, 3, 112, 112)
    torch.testing.assert_close(loaded(faces), module(faces))


def test_nothing_that_was_loaded_learns(tmp_path: Path) -> None:
    torch.save(small_backbone().state_dict(), tmp_path / ARCFACE_FILE)
    loaded = load_arcface(tmp_path, Backbone(STAGES, embedding=24))
    assert not loaded.training
    assert not any(parameter.requires_grad for parameter in loaded.parameters())


def test_missing_unknown_and_misshapen_keys_are_named(tmp_path: Path) -> None:
    state = small_backbone().state_dict()
    for key in [key for key in state if key.startswith("output_layer.")]:
        del state[key]
    state["head.weight"] = torch.zeros(1)
    state["input_layer.2.weight"] = torch.zeros(3)
    torch.save(state, tmp_path / ARCFACE_FILE)
    with pytest.raises(WeightsError) as refused:
        load_arcface(tmp_path, Backbone(STAGES, embedding=24))
    text = str(refused.value)
    assert text.startswith(
        f"{ARCFACE_FILE} does not fit Backbone: missing: output_layer.0.weight, output_layer.0.bias,"
    )
    assert "and 7 more; unknown: head.weight; of another shape: input_layer.2.weight" in text


def test_a_file_without_an_average_latent_is_refused(tmp_path: Path) -> None:
    held = published(small_e4e())
    del held["latent_avg"]
    torch.save(held, tmp_path / E4E_FILE)
    with pytest.raises(WeightsError, match="has no latent_avg"):
        load_e4e(tmp_path, fresh())


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"e4e_ffhq_encode\.pt is not in"):
        load_e4e(tmp_path, fresh())


def test_a_file_that_brings_code_is_not_run(tmp_path: Path) -> None:
    class Intruder:
        def __reduce__(self) -> tuple[object, ...]:
            return shutil.rmtree, (str(tmp_path),)

    torch.save(Intruder(), tmp_path / ARCFACE_FILE)
    with pytest.raises(WeightsError, match="cannot be read as weights"):
        load_arcface(tmp_path)
    assert tmp_path.is_dir()


@pytest.mark.parametrize("name", [ARCFACE_FILE, "model_ir_se50.safetensors"])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(WeightsError, match="cannot be read as weights"):
        load_arcface(tmp_path)


def test_clip_is_read_from_a_folder_as_open_clip_publishes_it(clip: Clip) -> None:
    texts = torch.stack([clip.text("a face with black hair"), clip.text("a face with bangs")])
    torch.testing.assert_close(texts.norm(dim=1), torch.ones(2))
    assert not torch.allclose(texts[0], texts[1])
    assert clip.images(torch.zeros(2, 3, 224, 224)).shape == (2, 16)
    grey = clip.model.encode_image((torch.full((1, 3, 224, 224), 0.5) - clip.mean) / clip.deviation, normalize=True)
    torch.testing.assert_close(clip.images(torch.zeros(1, 3, 224, 224)), grey)


def test_a_folder_without_a_clip_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"needs open_clip_config\.json"):
        load_clip(tmp_path)


def test_a_clip_folder_without_weights_is_refused(tmp_path: Path) -> None:
    write_clip(tmp_path / "clip")
    (tmp_path / "clip" / "open_clip_model.safetensors").unlink()
    with pytest.raises(WeightsError, match="is no open_clip model"):
        load_clip(tmp_path / "clip")
