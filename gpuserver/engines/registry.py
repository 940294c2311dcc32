"""Which engines are loaded: those that run on any CPU, with no downloads."""

from __future__ import annotations

from gpuserver.engines.loaded import Engines


def default_engines() -> Engines:
    """The embedded default: the illustrator draws, the photo engine edits."""
    from gpuserver.engines.illustrator.engine import Illustrator
    from gpuserver.engines.photo.engine import Photo

    illustrator = Illustrator()
    return Engines(drawers=(illustrator,), editors=(Photo(backdrop=illustrator.backdrop),))
