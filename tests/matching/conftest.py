"""One small world that the tests of the matching layer share."""

import pytest

from tests.matching.world import LOWER, WORLD
from toponym.matching import Normalizer
from toponym.table import Table


@pytest.fixture(scope="session")
def world_table() -> Table:
    return Table.from_records(WORLD)


@pytest.fixture(scope="session")
def lower_table() -> Table:
    """A second layer: a place that the upper one knows under another id, and others of its own."""
    return Table.from_records(LOWER)


@pytest.fixture(scope="session")
def world(world_table: Table) -> Normalizer:
    return Normalizer(world_table)
