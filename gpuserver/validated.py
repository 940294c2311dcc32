"""The body of a request as the model that names its fields."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from core.problems import Code, ProblemError

M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], body: object) -> M:
    """`body` as a `model`. A client's null leaves the field open. Raises ProblemError that names the field."""
    given: object = body
    if isinstance(body, dict):
        fields: dict[str, Any] = body
        given = {name: value for name, value in fields.items() if value is not None}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ProblemError(Code.INVALID_REQUEST, f"{where or 'the body'}: {first['msg']}", param=where) from None
