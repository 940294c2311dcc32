"""What the subjects of a scene are to each other: who wears, holds, rides, sits in or hangs from what."""
