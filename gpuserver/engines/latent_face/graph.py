"""Steps as CUDA graphs: a step is thousands of small kernels, and replaying them costs one launch."""

# pyright: reportMissingImports=false

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import torch

from gpuserver.engines.latent_face.rows import Rows

BUCKETS: Final = (1, 2, 4, 8, 16)
"""Numbers of rows that have a graph; a step runs the smallest that holds all edits."""
_WARM_UP: Final = 3
"""Steps before a capture, in which libraries choose their kernels and allocate."""


class GraphedSteps:
    """Captures the step of each bucket when it is first needed. Steps read and write `rows` and nothing else."""

    def __init__(self, step: Callable[[int], None], rows: Rows) -> None:
        self._step = step
        self._rows = rows
        self._pool = torch.cuda.graph_pool_handle()
        self._graphs: dict[int, torch.cuda.CUDAGraph] = {}

    def __call__(self, count: int) -> None:
        """One step of the first `count` rows."""
        bucket = min(next(size for size in BUCKETS if size >= count), len(self._rows.active))
        if bucket not in self._graphs:
            self._graphs[bucket] = self._captured(bucket)
        self._graphs[bucket].replay()

    def _captured(self, bucket: int) -> torch.cuda.CUDAGraph:
        kept = [tensor.clone() for tensor in self._rows.tensors()]
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(_WARM_UP):
                self._step(bucket)
        torch.cuda.current_stream().wait_stream(side)
        for tensor, before in zip(self._rows.tensors(), kept, strict=True):
            tensor.copy_(before)
        graph = torch.cuda.CUDAGraph()
        # Other threads may use the device meanwhile: only this one's calls belong to the capture.
        with torch.cuda.graph(graph, pool=self._pool, capture_error_mode="thread_local"):
            self._step(bucket)
        return graph
