"""What can go wrong for a user. A problem is a code with facts; `core.replies` words it in the user's language."""

from __future__ import annotations

from enum import StrEnum

from core.model import Model


class Code(StrEnum):
    """Every problem that a user can meet."""

    NOT_AN_IMAGE = "not_an_image"
    BROKEN_IMAGE = "broken_image"
    IMAGE_TOO_LARGE = "image_too_large"
    TEXT_TOO_LONG = "text_too_long"
    EMPTY_MESSAGE = "empty_message"
    NO_PICTURE = "no_picture"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    NO_SUCH_VERSION = "no_such_version"
    NO_SUCH_CONVERSATION = "no_such_conversation"
    CANNOT_DO = "cannot_do"
    """No loaded engine serves a pipeline; facts: pipeline, needs."""
    NO_SUBJECT = "no_subject"
    """Nothing stands out from the background of a photo."""
    NOT_IN_PHOTO = "not_in_photo"
    """A thing that was named is not found in the photo; facts: words."""
    HAS_COLORS = "has_colors"
    """A photo that was to be coloured has colours of its own."""
    NO_HORIZON = "no_horizon"
    """A photo that was to be straightened shows no line that is level or upright."""
    NO_FACE = "no_face"
    """No face is found in a photo."""
    NO_SUCH_FACE = "no_such_face"
    """A photo has fewer faces than was named; facts: faces."""
    WHICH_FACE = "which_face"
    """A photo has several faces of about one size and none was named; facts: faces."""
    FACE_TOO_SMALL = "face_too_small"
    FACE_TURNED = "face_turned"
    """A face looks too far aside."""
    FACE_UNFIT = "face_unfit"
    """A photo does not show enough of a face, or of the hair, for what was asked of it."""
    CANNOT_DRAW = "cannot_draw"
    """Nothing of what was asked can be drawn; facts: words."""
    BUSY = "busy"
    """The queue is full; facts: retry_after in seconds."""
    UNAVAILABLE = "unavailable"
    """The inference server cannot be reached."""
    TOO_LARGE_TO_RENDER = "too_large_to_render"
    CANCELLED = "cancelled"
    NOTHING_FOUND = "nothing_found"
    TOO_FAST = "too_fast"
    """More turns in a minute than the limits allow; facts: retry_after in seconds."""
    NOT_ALLOWED = "not_allowed"
    """This person or place is not served."""
    REFUSED = "refused"
    """Against the rules of this server; facts: reason."""
    FILE_UNREACHABLE = "file_unreachable"
    """The platform does not hand out the file."""
    STALE_BUTTON = "stale_button"
    """A button whose offer was only for the turn that it stood beside."""
    CODE_UNKNOWN = "code_unknown"
    """No such one-time code, or it was used, or it is too old."""
    ADMINS_ONLY = "admins_only"
    INVALID_REQUEST = "invalid_request"
    INTERNAL = "internal"


class Problem(Model):
    """A code and the facts that its sentence needs (words, limits, seconds)."""

    code: Code
    facts: dict[str, str] = {}
    detail: str = ""
    """One plain English sentence, for API clients and logs."""


class ProblemError(Exception):
    """Raised where a problem is found; caught where it can be told to the user."""

    def __init__(self, code: Code, detail: str = "", **facts: object) -> None:
        self.problem = Problem(code=code, detail=detail, facts={key: str(fact) for key, fact in facts.items()})
        super().__init__(detail or code.value)


def file_too_large(most: int) -> ProblemError:
    """What to raise for a file of more than `most` bytes."""
    limit = f"{most // 2**20} MB"
    return ProblemError(Code.IMAGE_TOO_LARGE, f"the file is larger than {limit}", limit=limit)
