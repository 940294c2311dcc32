"""The inference server's own configuration; the command line makes it from the settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

_WAITING: Final = 32
"""Jobs that wait for an accelerator at the same time."""
MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class ServerConfig:
    """How one inference server listens, queues and renders."""

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = ""
    """Bearer token that clients must send; empty is allowed on loopback only."""
    queue_size: int = 32
    """Jobs that may wait; a further one is answered with 429."""
    workers: int = 0
    """Jobs that run at the same time; 0 is one for each core but one, and with a GPU 32, which wait for it together."""
    size: int = 1024
    """Long side of a drawing, in pixels."""
    prefer: tuple[str, ...] = ()
    """Names of engines to take before others that serve the same pipeline."""
    job_seconds: float = 300.0
    """How long one job may run."""
    queue_bytes: int = 512 * MEGABYTE
    """Bytes of uploads that waiting jobs may hold together."""
    max_body: int = 44 * MEGABYTE
    """Bytes of one request that brings an image as its owner has it."""
    max_source: int = 288 * MEGABYTE
    """Bytes of one request that brings an image as intake gave it back: upright, whole, and often larger."""
    cache_bytes: int = 128 * MEGABYTE
    """Bytes of finished pictures that are kept for the same recipe asked again."""

    def __post_init__(self) -> None:
        if self.queue_size < 1 or self.workers < 0 or not 64 <= self.size <= 4096:
            raise ValueError("queue_size is at least 1, workers at least 0, and size 64..4096")
        if not self.token and not is_loopback(self.host):
            raise ValueError(f"others can reach {self.host}: set a token (CHATELIER_SERVER__TOKEN) first")

    @property
    def threads(self) -> int:
        """Threads for work on the CPU."""
        return self.workers or max(1, (os.cpu_count() or 2) - 1)

    def renders(self, *, accelerated: bool) -> int:
        """Threads for jobs: where they wait for an accelerator, enough of them to fill its batches."""
        return self.workers or (_WAITING if accelerated else self.threads)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
