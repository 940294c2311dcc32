"""StyleGAN2's layers and generator against the paper's equations, written out plainly."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("torch", reason="the latent engine needs the `gpu` extra")

import torch
from latent_cases import SIZE, shaken, small_generator
from torch import Tensor
from torch.nn import functional

from gpuserver.engines.latent_face.modulation import EqualLinear, ModulatedConv2d, NoiseInjection, PixelNorm
from gpuserver.engines.latent_face.resample import AreaPool, Upsample, make_kernel, upfirdn2d
from gpuserver.engines.latent_face.stylegan2 import Generator

State = dict[str, Tensor]


def random(*shape: int) -> Tensor:
    return torch.randn(*shape, dtype=torch.float64)


def linear(state: State, name: str, x: Tensor, rate: float = 1.0) -> Tensor:
    weight = state[f"{name}.weight"]
    return x @ weight.T * (rate / math.sqrt(weight.shape[1])) + state[f"{name}.bias"] * rate


def leaky(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, 0.2 * x) * math.sqrt(2)


def filtered(image: Tensor, kernel: Tensor, up: int, pad: tuple[int, int]) -> Tensor:
    """One channel (H, W): zeros put in, padded, and summed tap by tap."""
    height, width = image.shape
    spread = image.new_zeros(height * up, width * up)
    spread[::up, ::up] = image
    spread = functional.pad(spread, (*pad, *pad))
    side = kernel.shape[0]
    rows, columns = spread.shape[0] - side + 1, spread.shape[1] - side + 1
    out = image.new_zeros(rows, columns)
    for y in range(side):
        for x in range(side):
            out += kernel[side - 1 - y, side - 1 - x] * spread[y : y + rows, x : x + columns]
    return out


def modulated(state: State, name: str, x: Tensor, style: Tensor, *, demodulate: bool, up: bool = False) -> Tensor:
    """Equations 1 and 3 row by row: the weights scaled by the style, then divided by their norm."""
    rows: list[Tensor] = []
    for image, scales in zip(x, linear(state, f"{name}.modulation", style), strict=True):
        weight = state[f"{name}.weight"][0]
        weight = weight / math.sqrt(weight[0].numel()) * scales[:, None, None]
        if demodulate:
            weight = weight / torch.sqrt(weight.square().sum((1, 2, 3), keepdim=True) + 1e-8)
        if up:
            wide = functional.conv_transpose2d(image[None], weight.transpose(0, 1), stride=2)[0]
            rows.append(torch.stack([filtered(one, state[f"{name}.blur.kernel"], 1, (1, 1)) for one in wide]))
        else:
            rows.append(functional.conv2d(image[None], weight, padding=weight.shape[-1] // 2)[0])
    return torch.stack(rows)


def face(state: State, latents: Tensor, levels: int) -> Tensor:
    """The whole generator from its checkpoint's names."""

    def styled(x: Tensor, name: str, style: Tensor, layer: int, *, up: bool) -> Tensor:
        x = modulated(state, f"{name}.conv", x, style, demodulate=True, up=up)
        x = x + state[f"{name}.noise.weight"] * state[f"noises.noise_{layer}"]
        return leaky(x + state[f"{name}.activate.bias"][:, None, None])

    def rgb(x: Tensor, name: str, style: Tensor) -> Tensor:
        return modulated(state, f"{name}.conv", x, style, demodulate=False) + state[f"{name}.bias"]

    x = styled(state["input.input"].repeat(len(latents), 1, 1, 1), "conv1", latents[:, 0], 0, up=False)
    image = rgb(x, "to_rgb1", latents[:, 1])
    for level in range(levels):
        first = 2 * level
        x = styled(x, f"convs.{first}", latents[:, first + 1], first + 1, up=True)
        x = styled(x, f"convs.{first + 1}", latents[:, first + 2], first + 2, up=False)
        kernel = state[f"to_rgbs.{level}.upsample.kernel"]
        larger = [torch.stack([filtered(one, kernel, 2, (2, 1)) for one in row]) for row in image]
        image = rgb(x, f"to_rgbs.{level}", latents[:, first + 3]) + torch.stack(larger)
    return image


def test_the_generator_is_the_papers_layer_by_layer() -> None:
    generator = small_generator().double()
    latents = random(2, generator.n_latent, generator.style_dim)
    expected = face(generator.state_dict(), latents, levels=3)
    assert generator(latents).shape == (2, 3, SIZE, SIZE)
    torch.testing.assert_close(generator(latents), expected, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("upsample", [False, True])
@pytest.mark.parametrize("demodulate", [False, True])
def test_scaling_inputs_and_outputs_is_scaling_each_rows_weights(upsample: bool, demodulate: bool) -> None:
    layer = shaken(ModulatedConv2d(5, 4, 3, 7, demodulate=demodulate, upsample=upsample)).double()
    x, style = random(3, 5, 6, 6), random(3, 7)
    state = {f"layer.{key}": value for key, value in layer.state_dict().items()}
    expected = modulated(state, "layer", x, style, demodulate=demodulate, up=upsample)
    torch.testing.assert_close(layer(x, style), expected, rtol=1e-10, atol=1e-10)


def test_demodulation_brings_unit_noise_back_to_unit_variance() -> None:
    torch.manual_seed(0)
    layer = ModulatedConv2d(64, 32, 3, 8)
    with torch.no_grad():
        variance = layer(torch.randn(4, 64, 32, 32), 10 * torch.randn(4, 8))[:, :, 1:-1, 1:-1].var((0, 2, 3))
    assert variance.mean().item() == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("up", "pad"), [(1, (1, 1)), (2, (2, 1)), (1, (0, 0))])
def test_filtering_is_a_true_convolution_after_zeros_are_put_in(up: int, pad: tuple[int, int]) -> None:
    images, kernel = random(2, 3, 5, 5), random(4, 4)
    expected = torch.stack([torch.stack([filtered(one, kernel, up, pad) for one in row]) for row in images])
    torch.testing.assert_close(upfirdn2d(images, kernel, up, pad), expected)


def test_upsampling_keeps_an_even_colour() -> None:
    larger = Upsample()(torch.full((1, 3, 8, 8), 0.5))
    assert larger.shape == (1, 3, 16, 16)
    torch.testing.assert_close(larger[:, :, 2:-2, 2:-2], torch.full((1, 3, 12, 12), 0.5))


def test_the_kernel_is_the_binomial_one() -> None:
    kernel = make_kernel((1, 3, 3, 1))
    torch.testing.assert_close(kernel * 64, torch.tensor([1.0, 3, 3, 1])[:, None] * torch.tensor([1.0, 3, 3, 1]))


def test_the_mapping_normalises_and_then_learns_a_hundred_times_slower() -> None:
    z = random(3, 6)
    layer = shaken(EqualLinear(6, 6, rate=0.01, relu=True)).double()
    state = {f"layer.{key}": value for key, value in layer.state_dict().items()}
    normal = z / torch.sqrt(z.square().mean(1, keepdim=True) + 1e-8)
    torch.testing.assert_close(PixelNorm()(z), normal)
    torch.testing.assert_close(layer(normal), leaky(linear(state, "layer", normal, 0.01)))


def test_noise_is_the_same_in_every_row_and_channel() -> None:
    layer = NoiseInjection()
    torch.nn.init.constant_(layer.weight, 0.5)
    noise = torch.randn(1, 1, 4, 4)
    torch.testing.assert_close(layer(torch.zeros(2, 3, 4, 4), noise), (0.5 * noise).expand(2, 3, 4, 4))


def test_a_smaller_face_is_what_the_rgb_skips_have_added_up_by_then() -> None:
    generator = small_generator().double()
    latents = random(1, generator.n_latent, generator.style_dim)
    torch.testing.assert_close(generator(latents, 16), face(generator.state_dict(), latents, levels=2))


def test_the_public_model_has_the_public_names_and_shapes() -> None:
    with torch.device("meta"):
        generator = Generator()
    shapes = {key: tuple(value.shape) for key, value in generator.state_dict().items()}
    assert generator.n_latent == 18
    assert sum(parameter.numel() for parameter in generator.parameters()) == 30_370_060
    widths = {8: 512, 16: 512, 32: 512, 64: 512, 128: 256, 256: 128, 512: 64, 1024: 32}
    before = 512
    for level, (side, width) in enumerate(widths.items()):
        for layer, inputs in ((2 * level, before), (2 * level + 1, width)):
            assert shapes[f"convs.{layer}.conv.weight"] == (1, width, inputs, 3, 3)
            assert shapes[f"convs.{layer}.conv.modulation.weight"] == (inputs, 512)
            assert shapes[f"convs.{layer}.activate.bias"] == (width,)
            assert shapes[f"convs.{layer}.noise.weight"] == (1,)
            assert shapes[f"noises.noise_{layer + 1}"] == (1, 1, side, side)
        assert shapes[f"convs.{2 * level}.conv.blur.kernel"] == (4, 4)
        assert f"convs.{2 * level + 1}.conv.blur.kernel" not in shapes
        assert shapes[f"to_rgbs.{level}.conv.weight"] == (1, 3, width, 1, 1)
        assert shapes[f"to_rgbs.{level}.bias"] == (1, 3, 1, 1)
        assert shapes[f"to_rgbs.{level}.upsample.kernel"] == (4, 4)
        before = width
    assert shapes["input.input"] == (1, 512, 4, 4)
    assert shapes["conv1.conv.weight"] == (1, 512, 512, 3, 3)
    assert shapes["to_rgb1.conv.weight"] == (1, 3, 512, 1, 1)
    assert "to_rgb1.upsample.kernel" not in shapes
    assert [key for key in shapes if key.startswith("style.")] == [
        f"style.{layer}.{kind}" for layer in range(1, 9) for kind in ("weight", "bias")
    ]
    mapping, noises, first, convs, to_rgbs = 16, 17, 1 + 5 + 4, 16 * 5 + 8, 8 * 5
    assert len(shapes) == mapping + noises + first + convs + to_rgbs


def test_pooling_is_styleclips_repeating_and_averaging() -> None:
    images = random(2, 3, 64, 64)
    expected = functional.avg_pool2d(functional.interpolate(images, scale_factor=7, mode="nearest"), 64 // 32)
    torch.testing.assert_close(AreaPool(64, 224).double()(images), expected, rtol=1e-6, atol=1e-6)


def test_a_size_that_is_no_power_of_two_is_refused() -> None:
    with pytest.raises(ValueError, match="power of 2"):
        Generator(48)
