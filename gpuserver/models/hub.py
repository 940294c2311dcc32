"""The Hugging Face Hub: what a repository holds, and fetching a file of it, going on where an earlier try broke off."""

# pyright: reportMissingImports=false
from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import HfApi, hf_hub_url, is_offline_mode
from huggingface_hub.errors import (
    GatedRepoError,
    HFValidationError,
    HTTPError,  # pyright: ignore[reportPrivateImportUsage]  # the base of what its HTTP library raises
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.file_download import http_get
from huggingface_hub.utils import build_hf_headers

from gpuserver.models.lock import sha256
from gpuserver.models.problem import ModelError


@dataclass(frozen=True)
class RemoteFile:
    """A file as the hub lists it."""

    name: str
    size: int
    sha256: str | None
    """Of a large file; None for one that Git itself holds."""
    blob: str
    """Git's object id."""

    def is_at(self, path: Path) -> bool:
        """Whether `path` holds exactly this file."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        if self.sha256 is not None:
            return sha256(path) == self.sha256
        content = path.read_bytes()
        return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == self.blob


@dataclass(frozen=True)
class Listing:
    """A repository at one commit."""

    repository: str
    revision: str
    """The commit."""
    files: tuple[RemoteFile, ...]


class Hub:
    """Asks the hub at `HF_ENDPOINT`, with the token of `HF_TOKEN` or of `hf auth login`."""

    def __init__(self, *, offline: bool = False) -> None:
        self._endpoint = os.environ.get("HF_ENDPOINT") or None
        self.offline = offline or is_offline_mode()
        """Whether nothing may be asked."""

    def listing(self, repository: str, revision: str | None) -> Listing:
        """The files of `repository` at `revision`, or at its newest commit. Raises ModelError."""
        with _told(repository):
            info = HfApi(self._endpoint).model_info(repository, revision=revision, files_metadata=True)
            if info.sha is None or info.siblings is None:
                raise ModelError(f"the hub does not list the files of {repository}: try again later")
            files = (
                RemoteFile(one.rfilename, one.size or 0, one.lfs.sha256 if one.lfs else None, one.blob_id or "")
                for one in info.siblings
            )
            return Listing(repository, info.sha, tuple(files))

    def fetch(self, listing: Listing, file: RemoteFile, path: Path) -> None:
        """Put `file` at `path`, whole or not at all; a part that an earlier call left there is gone on with.

        The hub's own `hf_hub_download` throws the part away when a call fails, so only its transfer is used here.
        Raises ModelError, also for content that is not what the hub lists.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{(file.sha256 or file.blob)[:12]}.part")
        with _told(listing.repository), part.open("ab") as held:
            http_get(
                hf_hub_url(listing.repository, file.name, revision=listing.revision, endpoint=self._endpoint),
                held,
                resume_size=held.tell(),
                headers=build_hf_headers(library_name="chatelier"),
                expected_size=file.size,
                displayed_filename=file.name,
            )
        if not file.is_at(part):
            part.unlink()
            raise ModelError(f"{file.name} of {listing.repository} arrived damaged and was thrown away: pull again")
        os.replace(part, path)


@contextmanager
def _told(repository: str) -> Iterator[None]:
    """Errors of the hub as one sentence each."""
    try:
        yield
    except HFValidationError:
        raise ModelError(f"{repository} is no name of a repository: they are like organisation/name") from None
    except GatedRepoError:
        raise ModelError(f"{repository} is gated: accept its terms on its page, then set HF_TOKEN") from None
    except RevisionNotFoundError:
        raise ModelError(f"{repository} has no such revision: name a commit, tag or branch of it") from None
    except RepositoryNotFoundError:
        raise ModelError(f"there is no {repository} on the hub, or it is private: check it, or set HF_TOKEN") from None
    except (HTTPError, OSError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise ModelError(f"{repository} did not arrive ({reason}): pull again, what is here is kept") from None
