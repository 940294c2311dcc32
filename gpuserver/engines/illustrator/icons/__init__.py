"""Things that have no drawing of their own: the filled glyphs of icon fonts, cut into parts, coloured and shaded."""
