"""The hair matte: from labels to a soft edge, with how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gpuserver.engines.face.arrays import Field, Image, Mask, Plane
from gpuserver.engines.face.edit import displaced
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.hair_labels import HairLabels, hair_labels, hair_model
from gpuserver.engines.face.once import once
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.skin import lab, skin_model
from gpuserver.engines.face.smooth import blur, blur_within, grown, guided, shrunk, smoothstep


@dataclass(frozen=True)
class HairMatte:
    """Where the hair is, and how sure that is."""

    alpha: Plane
    """S × S, 0..1: the share of each pixel that is hair."""
    area: float
    """Square d of hair. Under .1 the head is nearly bald."""
    separation: float
    """How far (CIE Lab) the hair's own colour lies from the skin's. Under 10 they run into each other."""
    cut: bool = False
    """Whether long hair is held down to the chin only, since below it looks like what is around it."""

    @property
    def core(self) -> Mask:
        """Where it is hair and nothing else; the best there is when hardly anything is."""
        sure = self.alpha > 0.85
        return sure if sure.sum() > 200 else self.alpha > 0.4


@once
def hair_matte(face: Face) -> HairMatte:
    """The matte of the hair of the head: no brows, no beard. It follows where an edit moved the hair."""
    if face.before is not None:
        earlier, field = face.before
        return _moved(face, hair_matte(earlier), field)
    labels, model = hair_labels(face), hair_model(face)
    if labels is None or model is None:
        return HairMatte(np.zeros((face.size, face.size), np.float32), 0.0, 0.0)
    face.pause()
    rough = _edged(face, labels)
    face.pause()
    alpha = _unmixed(face, rough) * grown(face.inside, 2)  # the last row of the photo lies between two of the crop
    colors = lab(face)[alpha > 0.85]
    own = np.median(colors, axis=0) if len(colors) > 100 else model.median
    apart = float(np.linalg.norm(own - skin_model(face).median))
    return HairMatte(alpha, float(alpha.sum()) / face.d**2, apart, labels.cut)


def _moved(face: Face, matte: HairMatte, field: Field) -> HairMatte:
    alpha = np.clip(displaced(matte.alpha[..., None], field)[..., 0], 0, 1)
    return replace(matte, alpha=alpha, area=float(alpha.sum()) / face.d**2)


def _edged(face: Face, labels: HairLabels) -> Plane:
    """The labels with the photo's edges: the guided filter's toward the skin, the person matte's outward."""
    d = face.d
    reaching = np.where(labels.person, labels.hair, grown(labels.hair > 0.5, 0.08 * d))
    inner = guided(face.image, blur(reaching.astype(np.float32), 1.2), int(0.05 * d), (0.02 * 255) ** 2)
    near = blur(grown(reaching > 0.5, 0.04 * d).astype(np.float32), 2)
    outer = np.maximum(person_matte(face), blur(labels.beside.astype(np.float32), 2))
    return np.clip((inner - 0.15) / 0.7, 0, 1) * near * outer


def _unmixed(face: Face, rough: Plane) -> Plane:
    """In the band at the edge, each colour's place on the line between the hair and the ground near it."""
    d = face.d
    core = shrunk(rough > 0.9, 0.025 * d)
    ground = shrunk(rough < 0.05, 0.075 * d)
    hair, beyond = _spread(face.image, core, 0.12 * d), _spread(face.image, ground, 0.12 * d)
    line = hair - beyond
    length = (line**2).sum(axis=2)
    share = np.clip(((face.image - beyond) * line).sum(axis=2) / (length + 1), 0, 1)
    seen = np.minimum(blur(core.astype(np.float32), 0.12 * d), blur(ground.astype(np.float32), 0.12 * d))
    trust = 0.8 * smoothstep(30**2, 70**2, length) * smoothstep(0.01, 0.05, seen)
    most = np.maximum(rough + 0.3, blur(grown(rough > 0.5, 0.035 * d).astype(np.float32), 0.02 * d))
    band = ~core & ~shrunk(rough < 0.02, 0.06 * d)
    return np.clip(np.where(band, rough * (1 - trust) + trust * np.minimum(share, most), rough), 0, 1)


def _spread(image: Image, where: Mask, sigma: float) -> Image:
    return blur_within(image, where.astype(np.float32), sigma)
