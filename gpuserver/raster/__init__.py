"""Raster work that drawn styles and photo filters share: noise, paper, hatching, strokes, colour reduction."""
