"""A page that shows everything the embedded engines draw, to be looked at as an art director would."""
