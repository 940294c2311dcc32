"""Questions about pictures to tiny models of the real classes: alone, in batches, streamed, ended in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from talking import talking

from core.language import Language
from core.problems import Code, ProblemError
from gpuserver.engines.base import Cancelled, Pixels, Unwatched, Watch
from gpuserver.engines.sight import Ask, Finish, Said, Utterance
from gpuserver.engines.vision.language_model import LanguageModel
from gpuserver.engines.vision.questions import caption, question


class Impatient(Unwatched):
    """Nobody waits any more after some looks."""

    def __init__(self, looks: int) -> None:
        self._looks = looks

    def progress(self, fraction: float) -> None:
        self._looks -= 1
        if self._looks < 0:
            raise Cancelled


@pytest.fixture(scope="module")
def seeing(qwen: Path) -> Iterator[LanguageModel]:
    with talking(qwen) as made:
        yield made


@pytest.fixture(scope="module")
def reading(llama: Path) -> Iterator[LanguageModel]:
    with talking(llama) as made:
        yield made


def photo(width: int = 64, height: int = 48, shade: int = 90) -> Pixels:
    return np.full((height, width, 3), shade, np.uint8)


def ask(words: str = "What is it?", tokens: int = 24, **how) -> Ask:
    return Ask((Utterance("user", (photo(), words)),), max_tokens=tokens, **how)


def heard(model: LanguageModel, one: Ask, watch: Watch | None = None) -> tuple[Said, list[str]]:
    pieces: list[str] = []
    return model.say(one, watch or Unwatched(), pieces.append), pieces


@pytest.mark.parametrize("repository", ["qwen", "idefics", "smolvlm"])
def test_an_answer_is_heard_in_pieces(repository: str, request: pytest.FixtureRequest) -> None:
    with talking(request.getfixturevalue(repository)) as model:
        assert model.sees
        said, pieces = heard(model, ask(temperature=1.0, seed=3))
    assert "".join(pieces) == said.text
    assert len(pieces) > 3
    assert said.written <= 24
    assert said.read > len("What is it?"), "the picture is tokens too"


def test_the_seed_decides_what_is_drawn(seeing: LanguageModel) -> None:
    first, again, other = (heard(seeing, ask(temperature=1.0, seed=seed))[0].text for seed in (1, 1, 2))
    assert first == again != other


def test_a_small_share_of_the_probability_leaves_the_likeliest_token(seeing: LanguageModel) -> None:
    assert heard(seeing, ask(temperature=1.5, top_p=1e-6, seed=9))[0] == heard(seeing, ask())[0]


def test_a_cancelled_answer_writes_no_further_token(seeing: LanguageModel) -> None:
    pieces: list[str] = []
    with pytest.raises(Cancelled):
        seeing.say(ask(tokens=2000), Impatient(3), pieces.append)
    assert len(pieces) <= 4


def test_an_answer_ends_at_a_given_text_and_without_it(seeing: LanguageModel) -> None:
    whole = heard(seeing, ask(temperature=1.0, seed=4))[0].text
    stop = whole[6:8]
    said, pieces = heard(seeing, ask(temperature=1.0, seed=4, stop=("never", stop)))
    assert said.text == whole[: whole.index(stop)] == "".join(pieces)
    assert said.finish is Finish.STOP


def test_large_and_transparent_pictures_are_looked_at(seeing: LanguageModel) -> None:
    large = np.zeros((1500, 1500, 4), np.uint8)
    assert isinstance(heard(seeing, Ask((Utterance("user", (large, "?")),), max_tokens=2))[0], Said)


def test_a_model_without_eyes_converses(reading: LanguageModel) -> None:
    assert not reading.sees
    talk = (Utterance("system", ("Be brief.",)), Utterance("user", ("Hi",)))
    assert heard(reading, Ask(talk, max_tokens=6))[0].written <= 6


def test_what_is_too_long_for_the_model_is_said(reading: LanguageModel) -> None:
    with pytest.raises(ProblemError, match="takes 8192") as caught:
        heard(reading, Ask((Utterance("user", ("x" * 9000,)),)))
    assert caught.value.problem.code is Code.TEXT_TOO_LONG


def test_a_model_that_was_not_made_to_converse_is_refused(llama: Path, tmp_path: Path) -> None:
    for file in llama.iterdir():
        if file.name != "chat_template.jinja":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ValueError, match="no chat template"), talking(tmp_path):
        pass


def test_questions_and_captions_are_asked_in_the_users_language() -> None:
    english, chinese = question(photo(), "what is it?", Language.ZH), question(photo(), "这是什么？", Language.EN)
    assert "Answer in English" in str(english.messages[0].parts[0])
    assert "用中文回答" in str(chinese.messages[0].parts[0])
    assert chinese.messages[1].parts[1] == "这是什么？"
    assert "一句" in str(caption(photo(), Language.ZH).messages[0].parts[1])
    assert english.shows
