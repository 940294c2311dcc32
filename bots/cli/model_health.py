"""What `chatelier doctor` says of the models for a GPU: which are used, and what is missing."""

from __future__ import annotations

from importlib.util import find_spec

from bots.chat.adapter import Finding, Health
from bots.cli.engines import gpu_config, memory_of
from bots.settings import ModelSettings
from gpuserver.engines.gpu_config import chosen, is_here
from gpuserver.models.offers import defaults
from gpuserver.models.store import Store


def examine_models(settings: ModelSettings) -> Finding:
    """Whether models are used, and which of the default ones are missing. Raises SettingsError and ModelError."""
    config, store = gpu_config(settings), Store(settings.folder)
    if config.is_empty:
        return Finding(Health.GOOD, "none pulled; the engines that need none draw and edit")
    if find_spec("torch") is None:
        return Finding(Health.DOUBTFUL, "there are models, but no torch", "Install it with `uv sync --extra gpu`.")
    memory = memory_of(settings)
    if not (memory or settings.device):
        mend = "Look at its driver, or set CHATELIER_MODELS__DEVICE=cpu, which is slow."
        return Finding(Health.DOUBTFUL, "there are models, but PyTorch sees no GPU", mend)
    used = ", ".join(one.name for one in chosen(config, memory)) or "none"
    missing = [] if config.use else [one.name for one in defaults(memory) if not is_here(one, store)]
    if not missing:
        return Finding(Health.GOOD, f"used: {used}")
    pull = "`chatelier models pull` brings what is missing of the default set."
    return Finding(Health.DOUBTFUL, f"used: {used}; missing: {', '.join(missing)}", pull)
