"""How a picture gets its pixels: shapes with shade and shadow, fire, snow, lamps, moonlight and mirror images."""
