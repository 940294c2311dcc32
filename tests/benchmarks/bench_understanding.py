"""How long reading a turn takes, at 20 turns of history, against a T5-small that tracks the same belief by greedy decoding.

Run with `uv run python tests/benchmarks/bench_understanding.py`. The T5 part needs the `train` extra (torch and
transformers); its weights are random, which changes nothing about the time that a token takes.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.conversation import RECENT_TURNS, Turn
from core.language import Language
from core.understanding.interface import Context
from core.understanding.trained.reader import TrainedUnderstanding
from gpuserver.training.phrases import banks
from gpuserver.training.script import scene
from gpuserver.training.stage import staged

TURNS = 600
BELIEF_TOKENS = 24
"""Word pieces of a belief of four slots, written out as T5 writes it."""


def contexts() -> Iterator[Context]:
    """Turns of the held-out authors, each with 20 turns before it."""
    random = Random(1)
    for language, author in ((Language.EN, "zoe"), (Language.ZH, "zhu")):
        plays = banks([author])[language].plays
        history: tuple[Turn, ...] = ()
        for play in random.sample(plays, len(plays)):
            for stage, one in staged(scene(play.raw)):
                stage.turns = stage.turns or history
                context = stage.context(one)
                if len(context.turns) == RECENT_TURNS:
                    yield context
                stage.hear(one, one.reply)
                history = stage.turns


def milliseconds(contexts: list[Context]) -> list[float]:
    """How long each turn takes to read, sorted."""
    understanding = TrainedUnderstanding()
    for context in contexts[:20]:
        understanding.read(context)
    out: list[float] = []
    for context in contexts:
        begun = time.perf_counter()
        understanding.read(context)
        out.append((time.perf_counter() - begun) * 1000)
    return sorted(out)


def t5_milliseconds(contexts: list[Context]) -> float | None:
    """The median time in which a T5-small reads the history and writes a belief; None without torch."""
    try:
        import torch
        from transformers import T5Config, T5ForConditionalGeneration
    except ModuleNotFoundError:
        return None
    torch.set_num_threads(1)
    config = T5Config(
        vocab_size=32128, d_model=512, d_kv=64, d_ff=2048, num_layers=6, num_heads=8, decoder_start_token_id=0
    )
    model = T5ForConditionalGeneration(config).eval()
    random, out = Random(2), list[float]()
    for context in contexts[:12]:
        words = sum(len(turn.user.split()) + len(turn.system.split()) for turn in context.turns)
        size = min(512, int(1.3 * words) + len(context.text.split()))
        said = torch.tensor([[random.randrange(3, 32000) for _ in range(size)]])
        begun = time.perf_counter()
        with torch.inference_mode():
            model.generate(said, max_new_tokens=BELIEF_TOKENS, min_new_tokens=BELIEF_TOKENS, do_sample=False)
        out.append((time.perf_counter() - begun) * 1000)
    return statistics.median(out)


def main() -> None:
    """Print one table."""
    sample = list(contexts())[:TURNS]
    taken = milliseconds(sample)
    p50, p99 = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
    print("| what | p50 ms | p99 ms |\n| --- | --- | --- |")
    print(f"| reading a turn, {len(taken)} turns with {RECENT_TURNS} before them | {p50:.1f} | {p99:.1f} |")
    english = [context for context in sample if context.text.isascii()]
    if (theirs := t5_milliseconds(english)) is not None:
        print(f"| T5-small, greedy, {BELIEF_TOKENS} tokens of belief | {theirs:.0f} | |")
        print(f"\nT5-small takes {theirs / p50:.0f} times as long.")


if __name__ == "__main__":
    main()
