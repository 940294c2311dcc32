"""The request of OpenAI's chat completions: its fields, and what a talker is asked with them."""

from __future__ import annotations

import secrets
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.problems import Code, ProblemError
from gpuserver.content_parts import ContentPart, ImagePart, read_part
from gpuserver.engines.sight import Ask, Schema, Utterance
from gpuserver.validated import validated

_TOKENS: Final = 512
"""Of an answer whose length the client leaves open."""
_OBJECT: Final[Schema] = {"type": "object"}
_PICTURES: Final = 16


def _words(text: str) -> dict[str, str]:
    return {"type": "text", "text": text}


class ChatMessage(BaseModel):
    """One message."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant"]
    content: Annotated[list[ContentPart], BeforeValidator(lambda one: [_words(one)] if isinstance(one, str) else one)]


class JsonSchema(BaseModel):
    """A schema that the answer keeps to."""

    model_config = ConfigDict(extra="ignore")

    schema_: dict[str, Any] = Field(alias="schema")


class ResponseFormat(BaseModel):
    """The form of the answer."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["text", "json_object", "json_schema"] = "text"
    json_schema: JsonSchema | None = None


class StreamOptions(BaseModel):
    """What a stream tells besides the answer."""

    model_config = ConfigDict(extra="ignore")

    include_usage: bool = False


Stops = Annotated[
    list[Annotated[str, Field(min_length=1)]], BeforeValidator(lambda one: [one] if isinstance(one, str) else one)
]


class ChatRequest(BaseModel):
    """The fields that have a meaning here. Others (penalties, user data) are taken and left alone."""

    model_config = ConfigDict(extra="ignore")

    model: str = ""
    messages: list[ChatMessage] = Field(min_length=1, max_length=200)
    n: Literal[1] = 1
    max_tokens: int | None = Field(None, ge=1, le=8192)
    max_completion_tokens: int | None = Field(None, ge=1, le=8192)
    temperature: float = Field(1.0, ge=0, le=2)
    top_p: float = Field(1.0, gt=0, le=1)
    seed: int | None = None
    stop: Stops = Field([], max_length=4)
    stream: bool = False
    stream_options: StreamOptions = StreamOptions()
    response_format: ResponseFormat = ResponseFormat()
    tools: list[Any] = Field([], max_length=0)
    logprobs: Literal[False] = False
    user: str = ""

    @property
    def shows(self) -> bool:
        """Whether there is a picture in it."""
        return any(isinstance(part, ImagePart) for one in self.messages for part in one.content)

    def ask(self) -> Ask:
        """What a talker is asked. Decodes pictures, so it belongs into a thread. Raises ProblemError."""
        return Ask(
            tuple(_utterance(one) for one in self.messages),
            max_tokens=self.max_completion_tokens or self.max_tokens or _TOKENS,
            temperature=self.temperature,
            top_p=self.top_p,
            seed=secrets.randbelow(2**31) if self.seed is None else self.seed % 2**63,
            stop=tuple(self.stop),
            schema=self._schema(),
        )

    def _schema(self) -> Schema | None:
        form = self.response_format
        if form.type == "json_object":
            return _OBJECT
        if form.type == "json_schema":
            if form.json_schema is None:
                raise _refused("response_format", "response_format needs a json_schema with a schema")
            return form.json_schema.schema_
        return None


def read_chat(body: object) -> ChatRequest:
    """The request in `body`. Raises ProblemError that names the field."""
    asked = validated(ChatRequest, body)
    pictures = sum(isinstance(part, ImagePart) for one in asked.messages for part in one.content)
    if pictures > _PICTURES:
        raise _refused("messages", f"a conversation has at most {_PICTURES} pictures")
    return asked


def _utterance(one: ChatMessage) -> Utterance:
    role = "system" if one.role == "developer" else one.role
    return Utterance(role, tuple(read_part(part) for part in one.content))


def _refused(param: str, detail: str) -> ProblemError:
    return ProblemError(Code.INVALID_REQUEST, detail, param=param)
