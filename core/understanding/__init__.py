"""From words to actions, behind one interface."""
