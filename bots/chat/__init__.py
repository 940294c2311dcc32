"""What the chat platforms share: turns with progress, letters, button ids, files that fit."""
