"""Numbers of Discord's API, each with its source (discord.com/developers/docs, looked up 2026-11)."""

from __future__ import annotations

from typing import Final

CONTENT: Final = 2000
"""Characters of a message (Create Message)."""
ALT_TEXT: Final = 1024
"""Characters of an attachment's description (Attachment Object)."""
LEAST_UPLOAD: Final = 10 * 2**20
"""Bytes of a file where Discord reports no limit (Uploading Files)."""
REQUEST: Final = 25 * 2**20
"""Bytes of a whole request (Uploading Files)."""
ROWS: Final = 5
"""Rows of components on a message (Component Reference)."""
ROW: Final = 5
"""Buttons in a row (Component Reference)."""
OPTIONS: Final = 25
"""Options of a select menu, and choices of a command's option (Component Reference, Application Commands)."""
LABEL: Final = 80
"""Characters of a button (Component Reference)."""
CHOICE: Final = 100
"""Characters of a choice's name and value, and of a description (Application Commands)."""
PACE: Final = 2.0
"""Seconds between two edits of the progress: five edits in five seconds are allowed in a channel."""
TOO_LARGE: Final = 40005
"""Error code: request entity too large (JSON Error Codes)."""
GONE: Final = 10008
"""Error code: unknown message; somebody deleted it (JSON Error Codes)."""
DEAD_TOKEN: Final = frozenset({GONE, 10015, 10062, 50027})
"""Error codes of an interaction that is over, or whose answer is gone (JSON Error Codes)."""
ANSWERED: Final = 40060
"""Error code: the interaction has already been acknowledged (JSON Error Codes)."""
TYPING_SECONDS: Final = 8.0
"""The typing indicator is shown for ten seconds (Trigger Typing Indicator)."""
