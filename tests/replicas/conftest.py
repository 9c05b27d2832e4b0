"""A PostgreSQL that may be stopped, and replicas whose polls are far apart."""

from collections.abc import Iterator

import pytest

from tests.servers import Server, server


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    with server() as made:
        yield made
