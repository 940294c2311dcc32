"""Which engines are loaded: those that run on any CPU, with no downloads."""

from __future__ import annotations

from importlib.util import find_spec

from gpuserver.engines.base import Editor
from gpuserver.engines.loaded import Engines


def default_engines() -> Engines:
    """The embedded default: the illustrator draws, the photo engine edits, and the face engine if installed."""
    from gpuserver.engines.illustrator.engine import Illustrator
    from gpuserver.engines.photo.engine import Photo

    illustrator = Illustrator()
    photo = Photo(backdrop=illustrator.backdrop)
    return Engines(drawers=(illustrator,), editors=(photo, *_faces()))


def _faces() -> tuple[Editor, ...]:
    """The face engine, if the `faces` extra is installed; its models are loaded with the first face."""
    if find_spec("mediapipe") is None:
        return ()
    from gpuserver.engines.face.engine import FaceEngine

    return (FaceEngine(),)
