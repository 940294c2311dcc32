"""Models: which are offered, pulling and verifying them, and which of them are in memory."""
