"""Pictures that a classifier does not let through. The tiny one calls dark pictures nsfw."""

from __future__ import annotations

from pathlib import Path

import openai
import pytest
from stand_ins import NoPictures, understanding
from vision_cases import Shades, flat, openai_client, served

pytest.importorskip("torch")
pytest.importorskip("transformers")

from core.dialogue import Dialogue
from core.gpu import GpuClient
from core.messages import Message, Reply
from core.problems import Code
from gpuserver.engines.loaded import Engines
from gpuserver.engines.sight import Sight
from gpuserver.engines.vision.safety import Classifier, load_classifier
from storage.sqlite import SqliteStore

DARK, BRIGHT = 10, 245
"""Seeds of the drawer, which are shades."""


@pytest.fixture(scope="module")
def judge(classifier: Path) -> Classifier:
    return load_classifier(classifier)


def test_what_the_classifier_takes_for_a_label_is_held_back(judge: Classifier) -> None:
    verdict = judge.judge(flat(DARK))
    assert verdict
    assert verdict.label == "nsfw"
    assert verdict.score > 0.5
    assert judge.judge(flat(BRIGHT)) is None


def test_the_threshold_decides(classifier: Path) -> None:
    assert load_classifier(classifier, threshold=1e-9).judge(flat(BRIGHT))
    assert load_classifier(classifier, threshold=1.0).judge(flat(DARK)) is None


@pytest.mark.parametrize(
    ("how", "words"), [({"labels": ["gore"]}, "it has: normal, nsfw"), ({"threshold": 0.0}, "threshold")], ids=str
)
def test_settings_that_cannot_be_are_refused(classifier: Path, how: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        load_classifier(classifier, **how)


async def test_a_picture_that_is_held_back_is_never_sent(judge: Classifier) -> None:
    engines = Engines((Shades(),), sight=Sight(judge=judge))
    async with served(engines) as (url, _), openai_client(url) as client:
        with pytest.raises(openai.BadRequestError, match="held back") as caught:
            await client.images.generate(prompt="a cat", extra_body={"seed": DARK})
        assert caught.value.code == "refused"
        assert (await client.images.generate(prompt="a cat", extra_body={"seed": BRIGHT})).data


@pytest.mark.parametrize(("text", "reason"), [("draw a cat", "sexual pictures"), ("画一只猫", "色情")])
async def test_the_conversation_says_why(classifier: Path, store: SqliteStore, text: str, reason: str) -> None:
    strict = load_classifier(classifier, threshold=1e-9)
    async with served(Engines((Shades(),), sight=Sight(judge=strict))) as (url, _), GpuClient(url) as client:
        dialogue = Dialogue(understanding(), client, store, NoPictures())
        events = [event async for event in dialogue.handle(Message(conversation="c", author="ann", text=text))]
    reply = events[-1]
    assert isinstance(reply, Reply)
    assert reply.problem
    assert reply.problem.code is Code.REFUSED
    assert reason in reply.text
    assert not reply.pictures
