"""Slack: slash commands, mentions, private messages, threads, shortcuts, buttons, modals."""
