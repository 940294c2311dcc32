"""Numbers of Slack's platform, each with its source (docs.slack.dev, looked up 2026-11), and its error codes."""

from __future__ import annotations

from typing import Final

SECTION: Final = 3000
"""Characters of a section's text (Block Kit, Section)."""
CONTEXT: Final = 2000
"""Characters of an element of a context block that still read well; Slack takes 3000."""
BUTTON: Final = 75
"""Characters of a button's text, and of an option's (Block Kit, Button, Option)."""
OPTIONS: Final = 100
"""Options of a select menu (Block Kit, Select menu)."""
ACTIONS: Final = 25
"""Elements of an actions block (Block Kit, Actions)."""
MODAL_BLOCKS: Final = 100
"""Blocks of a modal (Block Kit, Modal)."""
MODAL_TITLE: Final = 24
"""Characters of a modal's title (Block Kit, Modal)."""
ALT_TEXT: Final = 1000
"""Characters of a file's alt text (files.getUploadURLExternal)."""
FILE: Final = 10**9
"""Bytes of one file (Working with files)."""
STATUS_SECONDS: Final = 100.0
"""A status goes after two minutes (assistant.threads.setStatus)."""
PACE: Final = 2.5
"""Seconds between two edits of the progress: about 50 a minute are allowed (chat.update, tier 3)."""
SHARED_SECONDS: Final = 4.0
"""How long to wait until an uploaded file stands in its channel, which happens some time after the upload."""

REVOKED: Final = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
"""Errors of a token that will not work again."""
CLOSED: Final = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})
"""Errors of a channel that the bot may not write to."""

SCOPES: Final = (
    "app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "files:read", "files:write",
    "groups:history", "im:history", "im:write", "mpim:history", "users:read",
)  # fmt: skip
"""What the bot must be allowed; `deploy/slack/manifest.json` asks for the same."""
