"""Where each id is pressed: the table of walks.toml, and the presses as the stories make them."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from handlers import routes
from handlers.payloads import Kind
from tests.faults.recorded import Press, Stage

TABLE = tomllib.loads(Path(__file__).with_name("walks.toml").read_text("utf-8"))
STORIES: Mapping[str, list[str]] = TABLE["stories"]
UNPRESSED: Mapping[str, str] = TABLE["unpressed"]


def every_id() -> set[str]:
    """All that somebody can press, choose, send or look up; events tell of what was done elsewhere."""
    return {str(id_) for kind, id_ in routes.build() if kind is not Kind.EVENT}


async def record(place: Path, stories: Iterable[str] = STORIES) -> list[Press]:
    """One press of each id of these stories; raises AssertionError where a story does not press its own any more."""
    stage, presses = Stage(place), list[Press]()
    for name in stories:
        found = await stage.play(name, STORIES[name])
        missing = set(STORIES[name]) - {press.id for press in found}
        assert not missing, (
            f"{name} does not press {sorted(missing)} any more: name another story in walks.toml"
        )
        presses += found
    return presses
