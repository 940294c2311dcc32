"""What an operator watches, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """The server's metrics, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.waiting = Gauge("chatelier_jobs_waiting", "Jobs in the queue", registry=self.registry)
        self.running = Gauge("chatelier_jobs_running", "Jobs being rendered", registry=self.registry)
        self.refused = Counter(
            "chatelier_jobs_refused", "Jobs refused because the queue was full", registry=self.registry
        )
        self.jobs = Counter("chatelier_jobs", "Jobs that ended, by how", ["state"], registry=self.registry)
        self.cache_hits = Counter("chatelier_cache_hits", "Pictures answered from the cache", registry=self.registry)
        self.seconds = Histogram(
            "chatelier_render_seconds",
            "Seconds of a render, without waiting",
            buckets=(0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64),
            registry=self.registry,
        )

    def text(self) -> bytes:
        """The exposition format."""
        return generate_latest(self.registry)
