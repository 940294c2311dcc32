"""Styles."""
def style_for(words):
    return None
