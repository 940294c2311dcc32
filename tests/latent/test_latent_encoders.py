"""e4e and ArcFace: published names, and what they compute from their features."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="the latent engine needs the `gpu` extra")

import torch
from latent_cases import STAGES, shaken, small_backbone, small_e4e
from torch.nn import functional

from gpuserver.engines.latent_face.arcface import Backbone, face_region
from gpuserver.engines.latent_face.e4e import Encoder4Editing
from gpuserver.engines.latent_face.irse import Bottleneck


def test_the_public_encoder_has_the_public_names_and_shapes() -> None:
    with torch.device("meta"):
        encoder = Encoder4Editing()
    shapes = {key: tuple(value.shape) for key, value in encoder.state_dict().items()}
    assert shapes["input_layer.0.weight"] == (64, 3, 3, 3)
    assert shapes["input_layer.2.weight"] == (64,)
    assert shapes["body.3.shortcut_layer.0.weight"] == (128, 64, 1, 1)
    assert shapes["body.3.shortcut_layer.1.running_mean"] == (128,)
    assert "body.0.shortcut_layer.0.weight" not in shapes
    assert shapes["body.23.res_layer.1.weight"] == (512, 512, 3, 3)
    assert shapes["body.23.res_layer.5.fc1.weight"] == (32, 512, 1, 1)
    assert shapes["body.23.res_layer.5.fc2.weight"] == (512, 32, 1, 1)
    assert "body.24.res_layer.1.weight" not in shapes
    for style, convolutions in ((0, 4), (2, 4), (3, 5), (6, 5), (7, 6), (17, 6)):
        last = 2 * (convolutions - 1)
        assert shapes[f"styles.{style}.convs.{last}.weight"] == (512, 512, 3, 3)
        assert f"styles.{style}.convs.{last + 2}.weight" not in shapes
        assert shapes[f"styles.{style}.linear.weight"] == (512, 512)
    assert "styles.18.linear.weight" not in shapes
    assert shapes["latlayer1.weight"] == (512, 256, 1, 1)
    assert shapes["latlayer2.weight"] == (512, 128, 1, 1)


def test_the_public_face_recogniser_has_the_public_names_and_shapes() -> None:
    with torch.device("meta"):
        backbone = Backbone()
    shapes = {key: tuple(value.shape) for key, value in backbone.state_dict().items()}
    assert shapes["output_layer.0.weight"] == (512,)
    assert shapes["output_layer.3.weight"] == (512, 512 * 7 * 7)
    assert shapes["output_layer.4.running_var"] == (512,)
    assert len([key for key in shapes if key.startswith("body.") and key.endswith("res_layer.1.weight")]) == 24
    assert {key.split(".")[0] for key in shapes} == {"input_layer", "output_layer", "body"}


@pytest.mark.parametrize(("inputs", "outputs", "stride"), [(16, 16, 1), (16, 16, 2), (16, 32, 2)])
def test_a_block_is_its_branch_on_top_of_its_shortcut(inputs: int, outputs: int, stride: int) -> None:
    torch.manual_seed(0)
    block = shaken(Bottleneck(inputs, outputs, stride)).double()
    x = torch.randn(2, inputs, 8, 8, dtype=torch.float64)
    state = block.state_dict()

    def normalised(value: torch.Tensor, name: str) -> torch.Tensor:
        mean, variance, weight, bias = (
            state[f"{name}.{part}"][:, None, None] for part in ("running_mean", "running_var", "weight", "bias")
        )
        return (value - mean) / torch.sqrt(variance + 1e-5) * weight + bias

    out = functional.conv2d(normalised(x, "res_layer.0"), state["res_layer.1.weight"], padding=1)
    out = torch.where(out > 0, out, out * state["res_layer.2.weight"][:, None, None])
    out = functional.conv2d(out, state["res_layer.3.weight"], stride=stride, padding=1)
    out = normalised(out, "res_layer.4")
    pooled = out.mean((2, 3)) @ state["res_layer.5.fc1.weight"][:, :, 0, 0].T
    gate = torch.sigmoid(pooled.clamp(min=0) @ state["res_layer.5.fc2.weight"][:, :, 0, 0].T)
    shortcut = x[:, :, ::stride, ::stride]
    if inputs != outputs:
        shortcut = normalised(functional.conv2d(x, state["shortcut_layer.0.weight"], stride=stride), "shortcut_layer.1")
    torch.testing.assert_close(block(x), out * gate[:, :, None, None] + shortcut)


def test_later_stages_of_e4e_add_offsets_to_one_latent() -> None:
    torch.manual_seed(0)
    encoder = small_e4e().encoder
    faces = torch.rand(1, 3, 256, 256) * 2 - 1
    whole = encoder(faces)
    assert whole.shape == (1, 8, STAGES.channels[-1])
    for offsets in (0, 3, 7):
        part = encoder(faces, offsets)
        torch.testing.assert_close(part[:, : offsets + 1], whole[:, : offsets + 1])
        torch.testing.assert_close(part[:, offsets + 1 :], whole[:, :1].expand(-1, 7 - offsets, -1))
    assert not torch.allclose(whole[:, 1:], whole[:, :1].expand(-1, 7, -1))


def test_an_inversion_is_the_encoders_answer_beside_the_average_face() -> None:
    e4e = small_e4e()
    faces = torch.rand(1, 3, 256, 256) * 2 - 1
    torch.testing.assert_close(e4e.invert(faces), e4e.encoder(faces) + e4e.latent_avg[None])


def test_a_face_is_a_unit_vector_of_its_middle() -> None:
    images = torch.rand(2, 3, 512, 512) * 2 - 1
    seen = small_backbone()(face_region(images))
    torch.testing.assert_close(seen.norm(dim=1), torch.ones(2))
    beside = images.clone()
    beside[:, :, :64] = 0
    torch.testing.assert_close(face_region(beside), face_region(images))
    small = functional.adaptive_avg_pool2d(images, 256)[:, :, 35:223, 32:220]
    torch.testing.assert_close(face_region(images), functional.adaptive_avg_pool2d(small, 112))
