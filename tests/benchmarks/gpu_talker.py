"""Questions about a picture: our engine with several users, and transformers' own call, one at a time."""

# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from gpu_bench import Bench
from gpu_engine import InPlace
from gpu_load import Size, Work, closed_loop, works
from gpu_models import build_talker, parameters
from gpu_report import AT_ONCE, OURS_EAGER, at_once
from transformers import PreTrainedModel

from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.memory_torch import CudaGauge
from gpuserver.engines.base import Unwatched
from gpuserver.engines.sight import Ask, Utterance
from gpuserver.engines.vision.language_model import LanguageModel, Reader
from gpuserver.metrics import Metrics

_PLAIN = "plain transformers, eager"


def vlm(bench: Bench) -> None:
    """Answers of a fixed length, each to a question of its own about a picture of its own."""
    form = bench.form
    model, reader = build_talker(form.full, bench.folder)
    bench.report.models["vlm"] = parameters({"model": model})
    size, tokens = (Size(512, 64), 64) if form.full else (Size(64, 8), 8)

    def asked(work: Work) -> Ask:
        noise = np.random.default_rng(work.seed).integers(0, 255, (work.size.side, work.size.side, 3), np.uint8)
        question = f"What is in picture {work.seed:04}?"
        return Ask((Utterance("user", (noise, question)),), max_tokens=tokens)

    with _talker(model, reader) as talker:

        def plain(work: Work) -> None:
            inputs = talker.prepare(asked(work), lambda _: None).inputs
            placed = {name: _placed(one, model) for name, one in inputs.items()}
            with torch.inference_mode():
                model.generate(**placed, max_new_tokens=tokens, do_sample=False)  # pyright: ignore[reportCallIssue]

        def ours(work: Work) -> None:
            talker.say(asked(work), Unwatched(), lambda _: None)

        closed_loop(plain, works(size), 1, 0, 2)
        run = lambda: closed_loop(plain, works(size), 1, form.seconds, 3)  # noqa: E731
        bench.row("vlm", _PLAIN, at_once(1), run, "answers")
        closed_loop(ours, works(size, 100), max(AT_ONCE), 0, 2 * max(AT_ONCE))  # sizes of batches are tried out
        for users in AT_ONCE:
            run = lambda: closed_loop(ours, works(size, 100), users, form.seconds, 3 * users)  # noqa: B023, E731
            bench.row("vlm", OURS_EAGER, at_once(users), run, "answers")
    bench.gap("vlm", "compiled", "generating is not compiled in our engine")


@contextmanager
def _talker(model: PreTrainedModel, reader: Reader) -> Iterator[LanguageModel]:
    gauge = CudaGauge() if torch.cuda.is_available() else None
    accelerator = Accelerator(metrics=Metrics(), gauge=gauge)
    accelerator.start()
    try:
        yield LanguageModel("vlm", accelerator, InPlace(model), reader)
    finally:
        accelerator.close()


def _placed(tensor: torch.Tensor, model: Any) -> torch.Tensor:
    return tensor.to(model.device, model.dtype) if tensor.is_floating_point() else tensor.to(model.device)
