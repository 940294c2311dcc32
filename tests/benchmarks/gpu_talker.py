"""Questions about a picture: our engine with several users, and transformers' own call, one at a time."""

# pyright: reportMissingImports=false
from __future__ import annotations

import time
from typing import Any

import numpy as np
import torch
from gpu_bench import Bench
from gpu_load import Latency, Size, Work, closed_loop, latency, works
from gpu_models import build_talker, parameters
from gpu_report import AT_ONCE, OURS_EAGER, at_once

from gpuserver.engines.base import Unwatched
from gpuserver.engines.sight import Ask, Utterance
from gpuserver.engines.vision.language_model import LanguageModel

_PLAIN = "plain transformers, eager"
_TOGETHER = "ours, eager, in one batch"


def vlm(bench: Bench) -> None:
    """Answers of a fixed length, each to a question of its own about a picture of its own."""
    form = bench.form
    talker, model = build_talker(form.full, bench.folder)
    bench.report.models["vlm"] = parameters({"model": model})
    size, tokens = (Size(512, 64), 64) if form.full else (Size(64, 8), 8)
    least = 3 if form.full else 1

    def asked(work: Work) -> Ask:
        noise = np.random.default_rng(work.seed).integers(0, 255, (work.size.side, work.size.side, 3), np.uint8)
        question = f"What is in picture {work.seed:04}?"
        return Ask((Utterance("user", (noise, question)),), max_tokens=tokens)

    def ours(work: Work) -> None:
        talker.say(asked(work), Unwatched(), lambda _: None)

    def plain(work: Work) -> None:
        inputs = talker.prepare(asked(work), Unwatched(), lambda _: None).inputs
        placed = {name: _placed(one, model) for name, one in inputs.items()}
        with torch.inference_mode():
            model.generate(**placed, max_new_tokens=tokens, do_sample=False)

    closed_loop(plain, works(size), 1, 0, 2)
    bench.row("vlm", _PLAIN, at_once(1), lambda: closed_loop(plain, works(size), 1, form.seconds, 3), "answers")
    for users in AT_ONCE:
        run = lambda: closed_loop(ours, works(size, 100), users, form.seconds, least * users)  # noqa: B023, E731
        bench.row("vlm", OURS_EAGER, at_once(users), run, "answers, as the server asks for them")
    for users in AT_ONCE[1:]:
        batch = [asked(Work(size, number)) for number in range(users)]
        bench.row("vlm", _TOGETHER, at_once(users), lambda: _together(talker, batch), "answers")  # noqa: B023
    bench.gap("vlm", "compiled", "generating is not compiled in our engine")


def _together(talker: LanguageModel, asks: list[Ask]) -> Latency:
    """Questions of one shape that are all there at once."""
    prepared = [talker.prepare(one, Unwatched(), lambda _: None) for one in asks]
    began = time.perf_counter()
    for said in talker.answers(prepared):
        if isinstance(said, Exception):
            raise said
    span = time.perf_counter() - began
    return latency([span] * len(asks), span)


def _placed(tensor: torch.Tensor, model: Any) -> torch.Tensor:
    return tensor.to(model.device, model.dtype) if tensor.is_floating_point() else tensor.to(model.device)
