"""Groups of rows: the best of each, the first few, the lead, the rivals; against plain Python."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from toponym.matching.groups import best_of_each, first_of_each, lead, rivals, starts_of

GROUPS = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=6), min_size=1, max_size=8)


def arrays(groups: list[list[int]]) -> tuple[numpy.ndarray, numpy.ndarray]:
    group = numpy.array([number for number, values in enumerate(groups) for _ in values])
    return group, numpy.array([value for values in groups for value in values], dtype=numpy.float32)


@given(GROUPS)
def test_the_best_of_each(groups: list[list[int]]) -> None:
    group, values = arrays(groups)
    assert values[best_of_each(group, values)].tolist() == [max(each) for each in groups]


@given(GROUPS, st.integers(1, 4))
def test_the_first_of_each_are_its_least(groups: list[list[int]], most: int) -> None:
    group, values = arrays(groups)
    chosen = first_of_each(group, values, most)
    assert group[chosen].tolist() == [number for number, each in enumerate(groups) for _ in each[:most]]
    assert values[chosen].tolist() == [value for each in groups for value in sorted(each)[:most]]


def test_no_groups_have_nothing() -> None:
    group, values = numpy.zeros(0, dtype=numpy.int64), numpy.zeros(0, dtype=numpy.float32)
    for chosen in (best_of_each(group, values), first_of_each(group, values, 2)):
        assert chosen.tolist() == []
    assert starts_of(group).tolist() == rivals(group, values).tolist() == []


@given(GROUPS)
def test_lead_and_rivals(groups: list[list[int]]) -> None:
    group, values = arrays(groups)
    leads, counts = [], []
    for each in groups:
        for at, value in enumerate(each):
            others = each[:at] + each[at + 1 :]
            leads.append(value - max(others, default=0))
            counts.append(sum(other >= value for other in others))
    assert lead(group, values).tolist() == leads
    assert rivals(group, values).tolist() == counts
