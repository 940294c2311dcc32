"""The understanding that ships: one small trained network for both languages. `reader` is the way in."""
