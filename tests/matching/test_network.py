"""The model file: applied as arithmetic, refused when it is of another version."""

from typing import Any

import numpy
import pytest

from toponym.errors import IndexFileError
from toponym.matching.features import FEATURES
from toponym.matching.network import NETWORK_VERSION, Network, default_network


def model(**changes: Any) -> dict[str, Any]:
    size = len(FEATURES)
    first = [[1.0, -1.0]] + [[0.0, 0.0]] * (size - 1)
    return {
        "version": NETWORK_VERSION,
        "features": list(FEATURES),
        "mean": [0.5] * size,
        "scale": [2.0] * size,
        "slope": 1.0,
        "intercept": 0.25,
        "members": [[[first, [0.0, 0.0]], [[[3.0], [5.0]], [1.0]]]],
        **changes,
    }


def test_layers_are_applied_in_turn() -> None:
    rows = numpy.zeros((2, len(FEATURES)), dtype=numpy.float32)
    rows[:, 0] = (1.0, 0.0)
    # (1 - .5) * 2 = 1 passes the first unit: 3 + 1; (0 - .5) * 2 = -1 passes the second: 5 + 1.
    assert Network(model()).log_odds(rows).tolist() == pytest.approx([4.25, 6.25])


def test_members_are_averaged_and_slope_applied() -> None:
    rows = numpy.full((1, len(FEATURES)), 0.5, dtype=numpy.float32)
    members = model()["members"]
    other = [members[0][0], [members[0][1][0], [3.0]]]
    network = Network(model(members=[members[0], other], slope=2.0, intercept=0.0))
    assert network.log_odds(rows).tolist() == pytest.approx([4.0])


@pytest.mark.parametrize("changes", [{"version": 0}, {"features": ["key"]}])
def test_another_model_is_refused_with_the_remedy(changes: dict[str, Any]) -> None:
    with pytest.raises(IndexFileError, match="install toponym-id again"):
        Network(model(**changes))


def test_the_shipped_model_says_what_it_was_learned_from() -> None:
    rows = numpy.zeros((1, len(FEATURES)), dtype=numpy.float32)
    assert numpy.isfinite(default_network().log_odds(rows)).all()
