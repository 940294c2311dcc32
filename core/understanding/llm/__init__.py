"""Understanding by a language model behind an OpenAI-compatible endpoint. `reader` is the way in."""
