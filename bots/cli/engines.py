"""From settings to the engines of an inference server, those for a GPU among them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager, asynccontextmanager
from typing import TypeVar

from bots.settings import ModelSettings, OwnModel, SettingsError, names
from gpuserver.engines.diffusion.config import Compile
from gpuserver.engines.gpu_config import GpuConfig
from gpuserver.engines.loaded import Engines
from gpuserver.engines.registry import default_engines, with_gpu
from gpuserver.metrics import Metrics
from gpuserver.models.memory import Place
from gpuserver.models.offers import Library, Offer, Source, Task, offered
from gpuserver.models.problem import ModelError

T = TypeVar("T")


@asynccontextmanager
async def open_engines(settings: ModelSettings, metrics: Metrics) -> AsyncGenerator[Engines, None]:
    """The embedded engines, and before them those that the models make possible. Raises SettingsError."""
    config = gpu_config(settings)
    try:
        async with _in_thread(with_gpu(default_engines(), config, metrics)) as engines:
            yield engines
    except ModelError as error:
        raise SettingsError(str(error)) from None


def gpu_config(settings: ModelSettings) -> GpuConfig:
    """The inference server's own configuration of its models. Raises SettingsError for a model that cannot be used."""
    return GpuConfig(
        folder=settings.folder,
        offers=offers_of(settings),
        use=names(settings.use),
        memory=settings.memory,
        device=Place(settings.device) if settings.device else None,
        compile=Compile(settings.compile),
        warm=settings.warm,
        keep=names(settings.keep),
        loras=settings.loras,
        faces=settings.faces,
        judge=settings.judge,
        code=frozenset(names(settings.remote_code)),
    )


def offers_of(settings: ModelSettings) -> dict[str, Offer]:
    """Every offer by name, the operator's own too. Raises SettingsError for one that cannot be used."""
    return offered(_own(one) for one in settings.own)


def _own(own: OwnModel) -> Offer:
    unknown = [task for task in own.classes if task not in set(Task)]
    if unknown:
        raise SettingsError(
            f"CHATELIER_MODELS__OWN: {own.name} is for {', '.join(unknown)}; there are: {', '.join(Task)}"
        )
    source = own.folder or Source(own.repository, own.revision or None, own.variant)
    classes = {Task(task): name for task, name in own.classes.items()}
    return Offer(
        own.name, source, Library(own.library), classes, own.gigabytes, own.steps, own.guidance, own.pixels,
        control=own.control,
    )  # fmt: skip


def memory_of(settings: ModelSettings) -> float:
    """GB of GPU memory to choose for; 0 without a GPU."""
    if settings.memory:
        return settings.memory
    try:
        from gpuserver.models.torch_device import gpu_memory
    except ModuleNotFoundError:
        return 0
    gpu = gpu_memory()
    return gpu.total / 1e9 if gpu else 0


@asynccontextmanager
async def _in_thread(manager: AbstractContextManager[T]) -> AsyncGenerator[T, None]:
    """`manager`, entered and left in threads: both may take long. What was entered is left, also after a Ctrl+C."""
    entering = asyncio.create_task(asyncio.to_thread(manager.__enter__))
    try:
        yield await asyncio.shield(entering)
    finally:
        await asyncio.wait([entering])
        if entering.exception() is None:
            await asyncio.to_thread(manager.__exit__, None, None, None)
