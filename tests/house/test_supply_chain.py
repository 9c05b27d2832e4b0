"""Nothing is shipped that somebody else could exchange: packages are locked by hash, images by digest."""

import re
from pathlib import Path

import pytest
import yaml

from tests.house.tree import ROOT

DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_locked_by_hash(lock: Path) -> None:
    text = lock.read_text("utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text, flags=re.IGNORECASE)
    assert len(packages) > 1
    assert [
        each.splitlines()[0] for each in packages if "==" not in each or "--hash=sha256:" not in each
    ] == []


def test_every_image_is_pinned_by_digest() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"].values()
    fetched = [each["image"] for each in services if "build" not in each]
    bases = re.findall(r"^ARG BASE=(\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert len(bases) == 1
    assert fetched
    assert [image for image in fetched + bases if not DIGEST.search(image)] == []


def test_the_image_is_made_of_what_is_locked_alone() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    installed = re.findall(r"pip install ([^&\\]*)", dockerfile)
    assert installed
    assert [each for each in installed if "--require-hashes" not in each and "/wheels/" not in each] == []
    assert set(re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)) == {"${BASE}"}
