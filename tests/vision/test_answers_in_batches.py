"""Answers to questions of all lengths in one batch: each is what it is alone, and ends or fails without the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import torch
from talking import loadable
from transformers import PreTrainedModel

from core.problems import Code, ProblemError
from gpuserver.accelerator.accelerator import Accelerator
from gpuserver.accelerator.executor import ExecutorFailed
from gpuserver.accelerator.request import Ticket
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.sight import Ask, Finish, Part, Said, Utterance
from gpuserver.engines.vision.answering import Answer, Answering, AnsweringBatch, Asked
from gpuserver.engines.vision.language_model import LanguageModel
from gpuserver.engines.vision.loading import language_model
from gpuserver.metrics import Metrics

WORDS = ("What is it?", "Is the cat on the red one, or under it? Say what you see.", "Where?", "猫在哪里？")


class OneModel:
    """A model that is always loaded."""

    def __init__(self, model: torch.nn.Module) -> None:
        self._model = model

    def get(self, model: str) -> object:
        return self._model


class Rig:
    """A talker whose accelerator has no thread: the test takes its turns."""

    def __init__(self, folder: Path) -> None:
        self.metrics = Metrics()
        self.accelerator = Accelerator(metrics=self.metrics)
        self.model = loadable(folder).load()
        assert isinstance(self.model, torch.nn.Module)
        self.executor = Answering(OneModel(self.model))
        self.talker: LanguageModel = language_model(folder, "it", self.accelerator, OneModel(self.model))

    def ticket(self, ask: Ask, heard: list[str] | None = None) -> Asked:
        pieces = [] if heard is None else heard
        return Ticket(self.talker.prepare(ask, pieces.append).request("it"), 0.0, lambda: None)

    def alone(self, ask: Ask) -> Answer:
        return self.together([ask])[0]

    def together(self, asks: Sequence[Ask]) -> list[Answer]:
        tickets = [self.ticket(ask) for ask in asks]
        ended = finished(self.executor.start(tickets), len(tickets))
        return [ended[ticket] for ticket in tickets]

    @property
    def rows_of_a_step(self) -> float:
        """In the mean."""
        found = {one.name: one.value for one in next(iter(self.metrics.gpu_rows.collect())).samples}
        return found["chatelier_gpu_batch_rows_sum"] / found["chatelier_gpu_batch_rows_count"]


def finished(batch: AnsweringBatch, count: int) -> dict[Asked, Answer]:
    ended: dict[Asked, Answer] = {}
    while len(ended) < count:
        ended |= batch.step()
    return ended


@pytest.fixture(scope="module")
def seeing(qwen: Path) -> Rig:
    return Rig(qwen)


@pytest.fixture(scope="module")
def reading(llama: Path) -> Rig:
    return Rig(llama)


def noise(seed: int, width: int = 64, height: int = 48) -> Pixels:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8)


def ask(*parts: Part, tokens: int = 24, **how) -> Ask:
    return Ask((Utterance("user", parts),), max_tokens=tokens, **how)


def about_pictures(**how) -> list[Ask]:
    """Questions of different lengths, about pictures of different sizes, and one about none."""
    sizes = ((64, 48), (32, 96), (128, 128), (48, 48))
    asks = [ask(noise(at, *sizes[at]), WORDS[at], **how) for at in range(3)]
    return [*asks, ask(WORDS[3], **how), ask(noise(7), noise(8, 32, 32), "Which?", **how)]


@pytest.mark.parametrize("repository", ["qwen", "idefics", "smolvlm"])
def test_answers_about_pictures_are_the_same_alone_and_together(
    repository: str, request: pytest.FixtureRequest
) -> None:
    rig = Rig(request.getfixturevalue(repository))
    assert rig.together(about_pictures()) == [rig.alone(one) for one in about_pictures()]


@pytest.mark.parametrize(
    "habit",
    [
        {"repetition_penalty": 3.0},
        {"no_repeat_ngram_size": 2},
        {"min_new_tokens": 20, "suppress_tokens": list(range(40))},
        {"exponential_decay_length_penalty": (4, 3.0), "do_sample": True, "top_k": 1},
    ],
    ids=str,
)
def test_what_the_publishers_set_holds_for_each_answer_as_it_does_in_transformers(
    llama: Path, habit: dict[str, object]
) -> None:
    rig = Rig(llama)
    asks = [ask(words) for words in WORDS]
    plain = rig.together(asks)
    assert isinstance(rig.model, PreTrainedModel)
    assert rig.model.generation_config
    rig.model.generation_config.update(**habit)
    made = rig.together(asks)
    assert made != plain
    assert made == [rig.alone(one) for one in asks]
    assert [one.text for one in made if isinstance(one, Said)] == [generated(rig, one) for one in asks]


def generated(rig: Rig, one: Ask) -> str:
    """What transformers itself answers."""
    assert isinstance(rig.model, PreTrainedModel)
    inputs = rig.talker.prepare(one, print).inputs
    tokens = rig.model.generate(  # pyright: ignore[reportCallIssue]
        **inputs, max_new_tokens=one.max_tokens, do_sample=False, top_k=None
    )
    return rig.talker._decode(tokens[0, inputs["input_ids"].shape[1] :].tolist())


@pytest.mark.parametrize("repository", ["llama", "mistral", "qwen_next"])
def test_answers_of_models_that_remember_in_other_ways_are_the_same_too(
    repository: str, request: pytest.FixtureRequest
) -> None:
    rig = Rig(request.getfixturevalue(repository))
    asks = [ask(words, temperature=1.0, seed=at) for at, words in enumerate(WORDS)]
    assert rig.together(asks) == [rig.alone(one) for one in asks]


@pytest.mark.parametrize("how", [{"temperature": 1.0}, {"temperature": 0.8, "top_p": 0.9}], ids=str)
def test_answers_that_are_drawn_keep_their_own_seeds(seeing: Rig, how: dict[str, float]) -> None:
    asks = [ask(noise(seed), WORDS[seed], seed=seed, **how) for seed in range(3)]
    assert seeing.together(asks) == [seeing.alone(one) for one in asks]


def test_a_question_says_what_plain_transformers_says_to_it(seeing: Rig) -> None:
    one = ask(noise(3), WORDS[1], tokens=12)
    inputs = seeing.talker.prepare(one, print).inputs
    made = seeing.model.generate(**inputs, max_new_tokens=12, do_sample=False)[0, inputs["input_ids"].shape[1] :]
    said = seeing.together([one, *about_pictures()])[0]
    assert isinstance(said, Said)
    assert said.text == seeing.talker._decode(made.tolist())


def test_a_question_joins_answers_that_are_under_way(seeing: Rig) -> None:
    first, second, third = (ask(noise(at), WORDS[at], tokens=9 * (at + 1)) for at in range(3))
    tickets = [seeing.ticket(one) for one in (first, second, third)]
    batch = seeing.executor.start(tickets[:1])
    ended: dict[Asked, Answer] = {}
    for late in tickets[1:]:
        for _ in range(5):
            ended |= batch.step()
        batch.join([late])
    ended |= finished(batch, 3 - len(ended))
    assert [ended[ticket] for ticket in tickets] == [seeing.alone(one) for one in (first, second, third)]


def test_what_was_read_by_answers_that_have_ended_is_forgotten(reading: Rig) -> None:
    long, short = reading.ticket(ask("x" * 500, tokens=2)), reading.ticket(ask("y", tokens=40))
    batch = reading.executor.start([long, short])
    before = batch._groups[0].rows.mask.shape
    while long not in batch.step():
        pass
    assert before[0] == 2
    assert before[1] > 500
    assert batch._groups[0].rows.mask.shape[0] == 1
    assert batch._groups[0].rows.mask.shape[1] < 100


def test_an_answer_that_nobody_waits_for_leaves_the_others_as_they_are(seeing: Rig) -> None:
    left, stays = seeing.ticket(ask(noise(1), WORDS[1])), seeing.ticket(ask(noise(0), WORDS[0]))
    batch = seeing.executor.start([left, stays])
    for _ in range(3):
        batch.step()
    batch.drop([left])
    assert finished(batch, 1) == {stays: seeing.alone(ask(noise(0), WORDS[0]))}


def test_a_question_that_breaks_the_model_fails_alone(seeing: Rig) -> None:
    good, bad = seeing.ticket(ask(noise(0), WORDS[0])), seeing.ticket(ask(noise(1), WORDS[1]))
    bad.request.inputs.inputs["image_grid_thw"] += 1  # pyright: ignore[reportIndexIssue]  # claims more than it has
    ended = finished(seeing.executor.start([bad, good]), 2)
    assert isinstance(ended[bad], ExecutorFailed)
    assert ended[good] == seeing.alone(ask(noise(0), WORDS[0]))


def test_an_answer_has_its_own_length_in_a_batch(seeing: Rig) -> None:
    short, long = seeing.together([ask(noise(1), "?", tokens=5), ask(noise(1), "?", tokens=20)])
    assert isinstance(short, Said)
    assert isinstance(long, Said)
    assert (short.written, short.finish) == (5, Finish.LENGTH)
    assert long.text.startswith(short.text.rstrip("\ufffd"))


def test_answers_keep_to_schemas_of_their_own_in_a_batch(reading: Rig) -> None:
    shapes = [{"enum": ["red", "green"]}, {"type": "integer", "minimum": 3, "maximum": 9}, None]
    asks = [ask("the cat", schema=shape, tokens=16) for shape in shapes]
    color, number, free = reading.together(asks)
    assert isinstance(color, Said)
    assert isinstance(number, Said)
    assert color.text in {'"red"', '"green"'}
    assert 3 <= int(number.text) <= 9
    assert free == reading.alone(asks[2])


def said_to_all(rig: Rig, asks: Sequence[Ask], hear: Sequence[Callable[[str], None]]) -> list[Said]:
    """The answers to questions that wait at the same time."""
    with ThreadPoolExecutor(len(asks)) as pool:
        waiting = [pool.submit(rig.talker.say, one, Unwatched(), each) for one, each in zip(asks, hear, strict=True)]
        while not all(one.done() for one in waiting):
            rig.accelerator.turn()
    return [one.result() for one in waiting]


def test_questions_that_wait_at_the_same_time_are_answered_in_batches(llama: Path) -> None:
    rig, asks = Rig(llama), [ask(f"{WORDS[at % 4]} {at}", tokens=20) for at in range(16)]
    assert said_to_all(rig, asks, [len] * 16) == [rig.alone(one) for one in asks]
    assert rig.rows_of_a_step > 3, "most tokens were computed beside many others"


@contextmanager
def memory_for(rows: int, rig: Rig) -> Iterator[None]:
    """The model runs out of memory where it is to go on with more than `rows`."""

    def look(_: torch.nn.Module, __: object, given: dict[str, torch.Tensor]) -> None:
        if len(given["input_ids"]) > rows:
            raise torch.OutOfMemoryError

    hook = rig.model.register_forward_pre_hook(look, with_kwargs=True)
    yield
    hook.remove()


def test_a_batch_that_runs_out_of_memory_is_halved_and_nobody_hears_a_piece_twice(llama: Path) -> None:
    rig, asks = Rig(llama), [ask(words, tokens=20) for words in WORDS]
    heard: list[list[str]] = [[] for _ in asks]
    with memory_for(2, rig):
        said = said_to_all(rig, asks, [one.append for one in heard])
    assert said == [rig.alone(one) for one in asks]
    assert ["".join(pieces) for pieces in heard] == [one.text for one in said]
    assert rig.metrics.gpu_ooms.collect()[0].samples[0].value > 0


def test_a_question_for_which_there_is_no_memory_at_all_is_refused(llama: Path) -> None:
    rig = Rig(llama)
    with memory_for(0, rig), pytest.raises(ProblemError, match="it needs more memory") as caught:
        said_to_all(rig, [ask("?")], [len])
    assert caught.value.problem.code is Code.TOO_LARGE_TO_RENDER
