"""The latent_face engine: a face is inverted, searched for under CLIP, and put back (ChatEdit, section 4.2)."""

# pyright: reportMissingImports=false

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import torch
from torch import Tensor

from core.pipeline import Action
from core.problems import Code, ProblemError
from gpuserver.engines.base import Picture, Pixels, Watch
from gpuserver.engines.latent_face import e4e
from gpuserver.engines.latent_face.alignment import Plane, aligned, face_square
from gpuserver.engines.latent_face.batch import Batch, Plateau, places_on
from gpuserver.engines.latent_face.blend import blend
from gpuserver.engines.latent_face.cache import TensorCache
from gpuserver.engines.latent_face.landmarks import Landmarks, face_points
from gpuserver.engines.latent_face.networks import Networks
from gpuserver.engines.latent_face.objective import LossWeights, Objective
from gpuserver.engines.latent_face.optimise import Optimiser, Turn, at_once
from gpuserver.engines.latent_face.request import Choose, Request, asked, largest
from gpuserver.engines.latent_face.rows import Edit

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """How faces are searched for; the defaults are ChatEdit's (table 8)."""

    weights: LossWeights = field(default_factory=LossWeights)
    rate: float = 0.1
    steps: int = 300
    plateau: Plateau = field(default_factory=Plateau)
    loss_size: int | None = None
    """Side in pixels of the images that are judged. None is the generator's; 256 skips its two largest layers."""
    places: int | None = None
    """Edits that share a step, at most; None is what the device's memory holds."""
    cache_bytes: int = 256 * _MEGABYTE
    """What inversions, prompts and found latents may take together, a third each."""


@dataclass(frozen=True)
class _Inversion:
    """A face in W+."""

    key: str
    """Digest of the aligned pixels."""
    latents: Tensor
    """(n_latent, style_dim)."""
    face: Tensor
    """(E,): ArcFace's unit vector of the generator's image."""


class LatentFace:
    """An `Editor` of faces. Called from several threads, it edits their faces in one batch."""

    name = "latent_face"
    seeded = False
    pipelines = frozenset({"edit_face"})

    def __init__(
        self,
        networks: Networks,
        landmarks: Landmarks,
        settings: Settings | None = None,
        choose: Choose = largest,
        turn: Turn = at_once,
    ) -> None:
        """`choose` understands the words that name a face; `turn` is taken for each piece of work on the device."""
        self._networks = networks
        self._choose = choose
        self._landmarks = landmarks
        self._settings = chosen = settings or Settings()
        objective = Objective(networks.e4e.decoder, networks.clip, networks.identity, chosen.loss_size)
        self._objective = objective.to(networks.device)
        places = chosen.places or places_on(networks.device, objective.size)
        self._optimiser = Optimiser(Batch(objective, places, chosen.plateau), turn)
        share = chosen.cache_bytes // 3
        self._prompts, self._inversions, self._found = (TensorCache(share) for _ in range(3))

    def edit(self, picture: Picture, steps: Sequence[Action], watch: Watch) -> Picture:
        """Every value in force, from the pixels of `picture`. Raises ProblemError (no_face) and Cancelled.

        The strength s goes from the inversion toward what was found, w0 + s (w* - w0): it is continuous, and 0 is the
        photo itself.
        """
        watch.progress(0.0)
        rgb = np.ascontiguousarray(picture.pixels[..., :3])
        meshes = sorted(self._landmarks.find(rgb), key=lambda mesh: float(mesh[:, 0].mean()))
        if not meshes:
            raise ProblemError(Code.NO_FACE, "no face was found in the photo")
        pixels = picture.pixels.copy()
        for index, request in asked(steps, meshes, self._choose).items():
            square = face_square(face_points(meshes[index]))
            before, after = self._changed(aligned(rgb, square, e4e.SIDE), request, watch)
            pixels[..., :3] = blend(pixels[..., :3], square, before, after)
        return replace(picture, pixels=pixels)

    def _changed(self, face: Pixels, request: Request, watch: Watch) -> list[Plane]:
        """The generator's images of `face` (256, 256, 3) as it is and as it is asked for."""
        inversion = self._inverted(face)
        found = self._searched(inversion, request.prompt, watch)
        moved = inversion.latents + request.strength * (found - inversion.latents)
        return self._images(torch.stack([inversion.latents, moved]))

    def _inverted(self, face: Pixels) -> _Inversion:
        key = hashlib.sha256(face.tobytes()).hexdigest()
        return _Inversion(key, *self._inversions.get(key, lambda: self._invert(face)))

    def _invert(self, face: Pixels) -> tuple[Tensor, Tensor]:
        pixels = torch.from_numpy(face).to(self._networks.e4e.latent_avg).permute(2, 0, 1)[None]

        @torch.no_grad()
        def invert() -> tuple[Tensor, Tensor]:
            latents = self._networks.e4e.invert(pixels / 127.5 - 1)
            image = self._networks.e4e.decoder(latents, self._objective.size)
            return latents[0], self._objective.faces(image)[0]

        return self._optimiser.between(invert)

    def _searched(self, inversion: _Inversion, prompt: str, watch: Watch) -> Tensor:
        """The latents that fit `prompt`, whatever the strength."""

        def search() -> tuple[Tensor]:
            (text,) = self._prompts.get(prompt, lambda: self._encode(prompt))
            chosen = self._settings
            edit = Edit(inversion.latents, text, inversion.face, chosen.weights, chosen.rate, chosen.steps)
            return (self._optimiser.solve(edit, watch),)

        return self._found.get((inversion.key, prompt), search)[0]

    def _encode(self, prompt: str) -> tuple[Tensor]:
        return (self._optimiser.between(lambda: self._networks.clip.text(prompt)),)

    def _images(self, latents: Tensor) -> list[Plane]:
        """The generator's images of `latents`, each (S, S, 3) in 0..255."""

        @torch.no_grad()
        def images() -> list[Plane]:
            made = ((self._networks.e4e.decoder(latents) + 1) * 127.5).clamp(0, 255)
            return list(made.permute(0, 2, 3, 1).float().cpu().numpy())

        return self._optimiser.between(images)
