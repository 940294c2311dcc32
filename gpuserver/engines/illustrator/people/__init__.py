"""People: a body rig that takes any pose, clothes that follow it, and the heads of `art/people/`."""
