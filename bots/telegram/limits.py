"""Numbers of the Bot API, each with its source (core.telegram.org/bots, looked up 2026-11)."""

from __future__ import annotations

from typing import Final

CAPTION: Final = 1024
"""UTF-16 units of a caption (sendPhoto)."""
TEXT: Final = 4096
"""UTF-16 units of a message (sendMessage)."""
DOWNLOAD: Final = 20 * 10**6
"""Bytes of a file that a bot can fetch (getFile)."""
PHOTO: Final = 10 * 10**6
"""Bytes of a photo that is sent (sendPhoto)."""
PHOTO_SIDES: Final = 10_000
"""Pixels of a photo's width and height together (sendPhoto)."""
PHOTO_RATIO: Final = 20
"""Longer to shorter side of a photo (sendPhoto)."""
UPLOAD: Final = 50 * 10**6
"""Bytes of a document that is sent (sendDocument)."""
ALBUM: Final = 10
"""Pictures of one album (sendMediaGroup)."""
ALBUM_QUIET: Final = 1.2
"""Seconds without another part after which an album is whole: its parts arrive as single updates."""
ACTION_AFTER: Final = 0.4
"""Seconds after which a chat action is worth a request: what is answered sooner needs none."""
ACTION_SECONDS: Final = 4.0
"""A chat action is shown for five seconds (sendChatAction)."""
OVERALL: Final = (5, 0.21)
"""Requests in seconds, as a leaky bucket: never more than 30 in any second (FAQ, "My bot is hitting limits")."""
GROUP: Final = (4, 16.0)
"""The same for one group: never more than 20 in any minute."""
PRIVATE_PACE: Final = 1.5
"""Seconds between edits in a private chat: one message a second (FAQ, "My bot is hitting limits")."""
GROUP_PACE: Final = 5.0
"""Seconds between edits in a group: 20 messages a minute, of which the answers need some."""
POLL_SECONDS: Final = 30
"""How long a request for updates waits for one (getUpdates)."""
INLINE_RESULTS: Final = 20
"""Pictures of an inline answer; 50 are allowed (answerInlineQuery)."""
KEYS_A_ROW: Final = 3
"""Buttons beside each other that can still be read on a phone."""


def utf16(text: str) -> int:
    """The length of `text` as Telegram counts it."""
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)
