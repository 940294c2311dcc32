"""Labelled portraits in bulk: pictures drawn from parameters, with what is known of every pixel of them."""
