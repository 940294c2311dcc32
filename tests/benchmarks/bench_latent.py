"""Edits in W+: eight at once against eight after another, and against plain loops, with random weights in one run.

uv run python tests/benchmarks/bench_latent.py           small networks, a minute on a CPU
uv run python tests/benchmarks/bench_latent.py --full    the published sizes (1024 px, IR-SE-50, ViT-B-32), for a GPU
uv run python tests/benchmarks/bench_latent.py --full --loss-size 256

Each way makes the same steps of the same eight edits, after a warm-up. The plain loops take one edit at a time with
torch.optim.Adam: once with the engine's convolutions, and once as published, with weights scaled for each row.
Prints a table, and one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass

import open_clip
import torch
from torch import Tensor
from torch.nn import functional

from gpuserver.engines.latent_face.arcface import Backbone
from gpuserver.engines.latent_face.batch import Batch, Place, Plateau
from gpuserver.engines.latent_face.clip import Clip, Pixels
from gpuserver.engines.latent_face.irse import Stages
from gpuserver.engines.latent_face.modulation import ModulatedConv2d
from gpuserver.engines.latent_face.objective import Objective, Targets
from gpuserver.engines.latent_face.rows import Edit
from gpuserver.engines.latent_face.stylegan2 import Generator

EDITS = 8
NEVER = Plateau(patience=10**9)
SMALL_CLIP = {
    "embed_dim": 64,
    "vision_cfg": {"image_size": 224, "layers": 2, "width": 128, "head_width": 32, "patch_size": 32},
    "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 2},
}
PIXELS = Pixels(224, (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))


class PublishedConv(ModulatedConv2d):
    """As in the public code: each row's own weights, in one grouped convolution."""

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        rows, inputs, height, width = x.shape
        weight = self.scale * self.weight * self.modulation(style).view(rows, 1, inputs, 1, 1)
        outputs, size = weight.shape[1], weight.shape[-1]
        if self.demodulate:
            weight = weight * torch.rsqrt(weight.square().sum((2, 3, 4), keepdim=True) + 1e-8)
        x = x.reshape(1, rows * inputs, height, width)
        if self.blur is None:
            weight = weight.view(rows * outputs, inputs, size, size)
            return functional.conv2d(x, weight, padding=self.padding, groups=rows).view(rows, outputs, height, width)
        weight = weight.transpose(1, 2).reshape(rows * inputs, outputs, size, size)
        x = functional.conv_transpose2d(x, weight, stride=2, groups=rows)
        return self.blur(x.view(rows, outputs, *x.shape[2:]))


@dataclass(frozen=True)
class Way:
    """One way of making all edits."""

    name: str
    seconds: float
    found: list[Tensor]


def objective(full: bool, loss_size: int | None, device: str) -> Objective:
    """Random networks. The published sizes, or small ones."""
    torch.manual_seed(0)
    model = open_clip.create_model("ViT-B-32") if full else open_clip.CLIP(**SMALL_CLIP)
    clip = Clip(model, open_clip.get_tokenizer("ViT-B-32"), PIXELS)
    generator = Generator() if full else Generator(128, 64, n_mlp=2, width=64)
    identity = Backbone() if full else Backbone(Stages((1, 1, 2, 1), (16, 32, 32, 64)), 64)
    return Objective(generator, clip, identity, loss_size).eval().requires_grad_(False).to(device)


def edits(judge: Objective, steps: int) -> list[Edit]:
    """Eight faces, each toward its own prompt."""
    generator = judge.generator
    device = generator.input.input.device
    prompts = [f"a face with {value}" for value in ("black hair", "bangs", "no beard", "lipstick")] * (EDITS // 4)
    out: list[Edit] = []
    for prompt in prompts:
        start = generator.style(torch.randn(1, generator.style_dim, device=device)).expand(generator.n_latent, -1)
        face = judge.faces(generator(start[None], judge.size))[0]
        out.append(Edit(start, judge.clip.text(prompt), face, steps=steps))
    return out


def batched(judge: Objective, size: int) -> Callable[[list[Edit]], list[Tensor]]:
    """The engine's batch, `size` edits at a time."""
    batch = Batch(judge, plateau=NEVER)

    def run(all_edits: list[Edit]) -> list[Tensor]:
        places = [Place(one) for one in all_edits]
        for first in range(0, len(places), size):
            for place in places[first : first + size]:
                batch.admit(place)
            while len(batch):
                batch.step()
        return [place.found for place in places if place.found is not None]

    return run


def plain(judge: Objective) -> Callable[[list[Edit]], list[Tensor]]:
    """One edit after another, with torch's own Adam."""

    def run(all_edits: list[Edit]) -> list[Tensor]:
        out: list[Tensor] = []
        for one in all_edits:
            weights = one.start.new_tensor([(one.weights.clip, one.weights.distance, one.weights.identity)])
            targets = Targets(one.start[None], one.text[None], one.face[None], weights)
            latents = one.start[None].clone().requires_grad_()
            adam = torch.optim.Adam([latents], lr=one.rate)
            lowest, best = float("inf"), one.start
            for _ in range(one.steps):
                adam.zero_grad()
                loss = judge(latents, targets).sum()
                if loss.item() < lowest:
                    lowest, best = loss.item(), latents[0].detach().clone()
                loss.backward()
                adam.step()
            out.append(best)
        return out

    return run


def timed(name: str, run: Callable[[list[Edit]], list[Tensor]], warm: list[Edit], work: list[Edit]) -> Way:
    run(warm)
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    began = time.perf_counter()
    found = run(work)
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return Way(name, time.perf_counter() - began, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="the published sizes")
    parser.add_argument("--steps", type=int, default=0, help="steps of an edit (small 4, full 50)")
    parser.add_argument("--loss-size", type=int, default=None, help="side of the judged images")
    chosen = parser.parse_args()
    steps = chosen.steps or (50 if chosen.full else 4)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    judge = objective(chosen.full, chosen.loss_size, device)
    work, warm = edits(judge, steps), edits(judge, 2)
    ways = [
        timed("batch of 8", batched(judge, EDITS), warm, work),
        timed("8 single edits", batched(judge, 1), warm[:1], work),
        timed("plain loop", plain(judge), warm[:1], work),
    ]
    for module in judge.generator.modules():
        if isinstance(module, ModulatedConv2d):
            module.__class__ = PublishedConv
    ways.append(timed("plain loop, as published", plain(judge), warm[:1], work))
    first = ways[0]
    rows: list[dict[str, float | str]] = []
    print(f"{EDITS} edits of {steps} steps, judged at {judge.size} px, {device} ({platform.machine()})")
    print(f"{'':26}{'ms/edit/step':>14}{'of the batch':>14}{'apart':>12}")
    for way in ways:
        each = 1000 * way.seconds / EDITS / steps
        ratio = way.seconds / first.seconds
        apart = max(float((a - b).abs().max() / b.abs().max()) for a, b in zip(way.found, first.found, strict=True))
        print(f"{way.name:26}{each:14.2f}{ratio:14.2f}{apart:12.1e}")
        rows.append({"way": way.name, "ms": round(each, 3), "ratio": round(ratio, 3), "apart": apart})
    print(json.dumps({"full": chosen.full, "device": device, "steps": steps, "size": judge.size, "ways": rows}))


if __name__ == "__main__":
    main()
