"""Edits of photos on any CPU: every edit in force, in one pass from the source at full resolution."""
