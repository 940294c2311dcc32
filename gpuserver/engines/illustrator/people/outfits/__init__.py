"""Clothes of every kind of person, as tables of garments."""
