"""What an operator watches, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """The server's metrics, in a registry of their own."""

    def __init__(self) -> None:
        own = CollectorRegistry()
        self._registry = own
        self.waiting = Gauge("chatelier_jobs_waiting", "Jobs in the queue", registry=own)
        self.running = Gauge("chatelier_jobs_running", "Jobs being rendered", registry=own)
        self.refused = Counter("chatelier_jobs_refused", "Jobs refused because the queue was full", registry=own)
        self.jobs = Counter("chatelier_jobs", "Jobs that ended, by how", ["state"], registry=own)
        self.images = Counter("chatelier_images", "Pictures made, by engine", ["engine"], registry=own)
        self.cache_hits = Counter("chatelier_cache_hits", "Jobs answered from the cache", registry=own)
        self.requests = Counter(
            "chatelier_http_requests", "Answered requests", ["method", "route", "status"], registry=own
        )
        self.waited = Histogram(
            "chatelier_wait_seconds",
            "Seconds of a job in the queue",
            buckets=(0.01, 0.1, 0.5, 1, 2, 4, 8, 16, 32, 64),
            registry=own,
        )
        self.seconds = Histogram(
            "chatelier_render_seconds",
            "Seconds of a render, without waiting",
            buckets=(0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64),
            registry=own,
        )
        self.gpu_requests = Counter(
            "chatelier_gpu_requests", "Requests to the accelerator that ended, by how", ["state"], registry=own
        )
        self.gpu_ooms = Counter("chatelier_gpu_ooms", "Batches that ran out of memory", registry=own)
        self.gpu_rows = Histogram(
            "chatelier_gpu_batch_rows", "Requests in a batch, by step", buckets=(1, 2, 4, 8, 16, 32), registry=own
        )
        self.gpu_waited = Histogram(
            "chatelier_gpu_wait_seconds",
            "Seconds of a request before its first step",
            buckets=(0.01, 0.1, 0.5, 1, 2, 4, 8, 16, 32, 64),
            registry=own,
        )
        self.gpu_step_seconds = Histogram(
            "chatelier_gpu_step_seconds",
            "Seconds of a step of a batch; its count tells the steps",
            ["pipeline"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
            registry=own,
        )

    def text(self) -> bytes:
        """The exposition format."""
        return generate_latest(self._registry)
