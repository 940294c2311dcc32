"""The vision engine: answers and captions, things found by words, vectors of pictures and words, what not to show."""
