"""Pictures under load: our engine beside plain diffusers, in one run, with random weights of the published shapes.

    uv run --extra gpu python tests/benchmarks/gpu.py [--only sdxl-512,burst] [--minutes 9] [--json FILE]

Sections: SDXL and FLUX.2 Klein 4B at 512 and 1024 px with 1, 4 and 16 users who each ask again when they have theirs;
`mixed`, Poisson arrivals of Dataset C; `burst`, small pictures behind large ones; `cancel`; `vlm`, questions about
pictures. The full size needs a CUDA device with 40 GB or more. Without one, or with --small, tiny models are run in an
eighth of the sides: that shows that everything works, and says nothing about a GPU, so that no target counts.
Where commands end after ten minutes, give it a few sections at a time: sdxl-512 and sdxl-1024 take most of one together,
and so do mixed, burst and cancel, and so do the others.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

import argparse
import logging
import os
import platform
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import diffusers
import torch
import transformers
from gpu_bench import Bench, Form
from gpu_load import Size
from gpu_report import Report
from gpu_sections import burst, cancel, mixed, speed
from gpu_talker import vlm

from gpuserver.engines.diffusion.config import Compile, DiffusionConfig

SECTIONS: dict[str, Callable[[Bench], None]] = {
    "sdxl-512": partial(speed, name="sdxl", size=Size(512, 20)),
    "sdxl-1024": partial(speed, name="sdxl", size=Size(1024, 25)),
    "mixed": mixed,
    "burst": burst,
    "cancel": cancel,
    "klein-512": partial(speed, name="klein", size=Size(512, 4)),
    "klein-1024": partial(speed, name="klein", size=Size(1024, 4)),
    "vlm": vlm,
}


def machine(form: Form) -> dict[str, str]:
    """What it ran on, and with what."""
    cuda = torch.cuda.is_available()
    memory = torch.cuda.get_device_properties(0).total_memory if cuda else 0
    return {
        "device": f"{torch.cuda.get_device_name(0)}, {memory / 1e9:.0f} GB" if cuda else f"CPU ({platform.machine()})",
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "cuda": str(torch.version.cuda) if cuda else "",
        "diffusers": diffusers.__version__,
        "transformers": transformers.__version__,
        "compile": form.compile.value,
        "most": str(form.most),
    }


def main() -> None:
    """Run the sections, print the tables, and write the figures where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, with commas between them")
    parser.add_argument("--minutes", type=float, default=9.0, help="nothing is begun after that")
    parser.add_argument("--small", action="store_true", help="tiny models, also where there is a GPU")
    parser.add_argument("--compile", type=Compile, choices=list(Compile), help="on a GPU `on`, else `off`")
    parser.add_argument("--most", type=int, default=DiffusionConfig.most, help="pictures of a batch")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    names = asked.only.split(",")
    if unknown := sorted(set(names) - set(SECTIONS)):
        parser.error(f"there is no section {', '.join(unknown)}; there are: {', '.join(SECTIONS)}")
    until = time.monotonic() + 60 * asked.minutes
    logging.basicConfig(level=logging.WARNING)
    diffusers.utils.logging.disable_progress_bar()
    transformers.utils.logging.disable_progress_bar()
    full = torch.cuda.is_available() and not asked.small
    if not full:
        torch.set_num_threads(1)
    form = Form(
        full=full,
        seconds=10.0 if full else 1.0,
        arrivals=40 if full else 12,
        most=asked.most,
        compile=asked.compile or (Compile.ON if full else Compile.OFF),
    )
    report = Report(full, machine(form))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(form, report, Path(folder), until, asked.json)
        for name in names:
            bench.measure(name, "the section", partial(SECTIONS[name], bench))
    print(report.text())


if __name__ == "__main__":
    main()
