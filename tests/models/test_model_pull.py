"""Pulling from a hub: locked, verified, gone on with after a break, and nothing that runs code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("huggingface_hub", reason="pulling needs the `gpu` extra")

from hub_server import FakeHub, serving_hub
from weight_files import weights

from gpuserver.models.hub import Hub
from gpuserver.models.lock import LOCK, Difference, Flaw, Lock
from gpuserver.models.offers import Source
from gpuserver.models.problem import ModelError
from gpuserver.models.pull import Pulled, pull
from gpuserver.models.store import Store

ROOT = Path(__file__).parents[2]
NAME = "acme/tiny"
FILES = {
    "config.json": b"{}",
    "model.safetensors": weights(a=(40, 100)),
    "README.md": b"# Tiny\n",
    "pytorch_model.bin": b"\x80\x04pickle",
    "modeling.py": b"raise SystemExit\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models")


def bring(store: Store, *, code: bool = False, revision: str | None = None, offline: bool = False) -> Pulled:
    return pull(store, Hub(offline=offline), Source(NAME, revision), code=code)


def here(store: Store) -> dict[str, bytes]:
    folder = store.path(NAME)
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != LOCK}


def test_a_pull_brings_weights_and_configuration_and_locks_each_file(hub: FakeHub, store: Store) -> None:
    revision = hub.commit(NAME, FILES)
    pulled = bring(store)
    wanted = {name: FILES[name] for name in ("config.json", "model.safetensors", "README.md")}
    assert here(store) == wanted
    assert pulled.lock == store.found(NAME)
    assert pulled.lock.revision == revision
    assert {file.name: file.size for file in pulled.lock.files} == {name: len(held) for name, held in wanted.items()}
    assert pulled.fetched == pulled.lock.size == sum(map(len, wanted.values()))
    assert store.verify(Source(NAME)) == []
    assert [lock.repository for lock in store.pulled()] == [NAME]


def test_neither_pickles_nor_python_are_asked_for(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    assert bring(store).code == ("modeling.py",)
    assert hub.ranges("pytorch_model.bin") == hub.ranges("modeling.py") == []


def test_python_comes_along_where_the_repository_is_trusted(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    assert bring(store, code=True).code == ()
    assert here(store)["modeling.py"] == FILES["modeling.py"]


def test_a_repository_of_pickles_is_refused_before_anything_is_fetched(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, {"config.json": b"{}", "pytorch_model.bin": b"\x80\x04"})
    with pytest.raises(ModelError, match="only pickled weights"):
        bring(store)
    assert [path for path, _ in hub.asked] == [f"/api/models/{NAME}?blobs=true"]


def test_the_first_pull_pins_and_later_pulls_keep_the_pin(hub: FakeHub, store: Store) -> None:
    first = hub.commit(NAME, FILES)
    bring(store)
    second = hub.commit(NAME, {**FILES, "config.json": b'{"newer": true}'})
    assert bring(store).lock.revision == first
    assert bring(store, revision="main").lock.revision == second
    assert here(store)["config.json"] == b'{"newer": true}'


def test_what_a_new_revision_no_longer_has_is_deleted_and_other_files_are_not(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    bring(store)
    (store.path(NAME) / "mine.txt").write_text("a note")
    hub.commit(NAME, {name: FILES[name] for name in ("config.json", "model.safetensors")})
    bring(store, revision="main")
    assert set(here(store)) == {"config.json", "model.safetensors", "mine.txt"}
    assert store.verify(Source(NAME)) == [Difference("mine.txt", Flaw.EXTRA)]


def test_a_second_pull_fetches_nothing(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    bring(store)
    hub.asked.clear()
    assert bring(store).fetched == 0
    assert len(hub.asked) == 1


def test_a_transfer_that_breaks_goes_on_within_the_pull(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    hub.breaks["model.safetensors"] = 5000
    bring(store)
    assert hub.ranges("model.safetensors") == ["", "bytes=4096-"]
    assert here(store)["model.safetensors"] == FILES["model.safetensors"]


def test_a_pull_that_failed_goes_on_where_it_broke_off(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    hub.breaks["model.safetensors"] = 5000
    hub.refused.add("model.safetensors")
    with pytest.raises(ModelError, match=r"did not arrive .* pull again, what is here is kept"):
        bring(store)
    assert store.found(NAME) is None
    hub.refused.clear()
    hub.asked.clear()
    bring(store)
    assert hub.ranges("model.safetensors") == ["bytes=4096-"]
    assert hub.ranges("config.json") == []
    assert store.verify(Source(NAME)) == []


def test_a_part_of_another_revision_is_not_gone_on_with(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    hub.breaks["model.safetensors"] = 5000
    hub.refused.add("model.safetensors")
    with pytest.raises(ModelError):
        bring(store)
    newer = weights(b=(50, 90))
    hub.commit(NAME, {**FILES, "model.safetensors": newer})
    bring(store)
    assert here(store)["model.safetensors"] == newer
    assert set(here(store)) == {"config.json", "model.safetensors", "README.md"}


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_content_that_is_not_what_the_hub_lists_is_thrown_away(hub: FakeHub, store: Store, name: str) -> None:
    hub.commit(NAME, FILES)
    hub.served[name] = FILES[name][:-1] + b"!"
    with pytest.raises(ModelError, match=f"{name} of {NAME} arrived damaged"):
        bring(store)
    assert not any(held.startswith(name) for held in here(store))
    assert store.found(NAME) is None


def test_weights_that_are_damaged_on_the_hub_itself_are_not_locked(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, {**FILES, "model.safetensors": FILES["model.safetensors"][:-4]})
    with pytest.raises(ModelError, match=r"model\.safetensors is damaged"):
        bring(store)
    assert store.found(NAME) is None


def test_offline_asks_nothing_and_says_what_to_copy(hub: FakeHub, store: Store) -> None:
    with pytest.raises(ModelError) as caught:
        bring(store, offline=True)
    assert str(caught.value) == (
        "Offline: on a machine with a network run `chatelier models pull acme/tiny`, copy the folder acme--tiny "
        f"from its models to {store.folder}/acme--tiny, then run `chatelier models verify acme/tiny` here"
    )
    assert hub.asked == []


def test_the_hubs_own_offline_mode_is_respected() -> None:
    code = "from gpuserver.models.hub import Hub; print(Hub().offline)"
    for mode, said in (("1", "True"), ("0", "False")):
        env = {**os.environ, "HF_HUB_OFFLINE": mode}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300
        )
        assert done.stdout.strip() == said, done.stderr


def test_a_folder_that_is_copied_from_another_machine_is_whole_there(
    hub: FakeHub, store: Store, tmp_path: Path
) -> None:
    hub.commit(NAME, FILES)
    bring(store)
    other = Store(tmp_path / "elsewhere")
    other.folder.mkdir()
    store.path(NAME).rename(other.path(NAME))
    assert other.verify(Source(NAME)) == []


@pytest.mark.parametrize(
    ("name", "revision", "sentence"),
    [
        ("acme/none", None, "there is no acme/none on the hub"),
        (NAME, "v9", "acme/tiny has no such revision"),
        ("acme/gated", None, "acme/gated is gated: accept its terms"),
        ("not a name", None, "not a name is no name of a repository"),
        ("../../etc", None, "is no name of a repository"),
    ],
)
def test_what_the_hub_refuses_is_told_in_a_sentence(
    hub: FakeHub, store: Store, name: str, revision: str | None, sentence: str
) -> None:
    hub.commit(NAME, FILES)
    hub.commit("acme/gated", FILES)
    hub.gated.add("acme/gated")
    with pytest.raises(ModelError, match=sentence):
        pull(store, Hub(), Source(name, revision), code=False)


def test_a_hub_that_cannot_be_reached_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving_hub() as gone:
        pass
    monkeypatch.setenv("HF_ENDPOINT", gone.url)
    with pytest.raises(ModelError, match="acme/tiny did not arrive"):
        bring(store)


def test_one_changed_byte_a_missing_and_an_extra_file_are_each_named(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    bring(store)
    folder = store.path(NAME)
    held = bytearray((folder / "model.safetensors").read_bytes())
    held[-1] ^= 1
    (folder / "model.safetensors").write_bytes(held)
    (folder / "README.md").unlink()
    (folder / "late.json").write_text("{}")
    assert store.verify(Source(NAME)) == [
        Difference("README.md", Flaw.MISSING),
        Difference("model.safetensors", Flaw.CHANGED),
        Difference("late.json", Flaw.EXTRA),
    ]
    hub.asked.clear()
    bring(store)
    assert [path.rpartition("/")[2] for path, _ in hub.asked[1:]] == ["README.md", "model.safetensors"]
    assert store.verify(Source(NAME)) == [Difference("late.json", Flaw.EXTRA)]


def test_removing_frees_the_folder_and_the_pin(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    size = bring(store).lock.size
    assert store.remove(NAME) > size  # the lock is a file too
    assert list(store.pulled()) == []
    assert not store.path(NAME).exists()
    with pytest.raises(ModelError, match="acme/tiny is not here"):
        store.remove(NAME)


def test_a_lock_that_cannot_be_read_is_named(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    bring(store)
    (store.path(NAME) / LOCK).write_text('{"repository": 3}')
    with pytest.raises(ModelError, match=f"{LOCK} cannot be read"):
        store.verify(Source(NAME))


def test_the_lock_is_plain_json(hub: FakeHub, store: Store) -> None:
    hub.commit(NAME, FILES)
    lock = bring(store).lock
    written = json.loads((store.path(NAME) / LOCK).read_text())
    assert written["revision"] == lock.revision
    assert Lock.model_validate(written) == lock


def test_verifying_what_was_not_pulled_says_how_to(store: Store) -> None:
    with pytest.raises(ModelError, match="acme/tiny was not pulled: run `chatelier models pull acme/tiny`"):
        store.verify(Source(NAME))


def test_a_folder_of_ones_own_is_verified_by_its_weights(tmp_path: Path, store: Store) -> None:
    (tmp_path / "model.safetensors").write_bytes(FILES["model.safetensors"])
    assert store.verify(tmp_path) == []
    (tmp_path / "model.safetensors").write_bytes(FILES["model.safetensors"][:-1])
    with pytest.raises(ModelError, match=r"model\.safetensors is damaged"):
        store.verify(tmp_path)
