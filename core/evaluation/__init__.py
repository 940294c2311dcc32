"""How well turns are understood: the scores of the four papers over recorded dialogues with labels."""
