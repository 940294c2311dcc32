"""The small networks, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gpuserver.engines.latent_face.clip import Clip
    from gpuserver.engines.latent_face.networks import Networks


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    pytest.importorskip("open_clip", reason="the latent engine needs the `gpu` extra")
    from latent_cases import small_clip

    return small_clip(tmp_path_factory.mktemp("weights"))


@pytest.fixture(scope="session")
def networks(clip: Clip) -> Networks:
    from latent_cases import small_backbone, small_e4e

    from gpuserver.engines.latent_face.networks import Networks

    return Networks(small_e4e(), small_backbone(), clip)
