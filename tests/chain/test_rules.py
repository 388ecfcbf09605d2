"""Where a page of a line ends."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jln.chain import rules
from jln.kit.partial import PartialDate
from jln.library.line import Step
from jln.library.terms import StepKind, StepState

dates = st.none() | st.builds(PartialDate, st.integers(1990, 2030), st.none() | st.integers(1, 12))
steps = st.builds(
    Step,
    st.sampled_from(list(StepKind)),
    dates,
    st.sampled_from(list(StepState)),
    length=st.integers(0, 900),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=70))
def test_pages_keep_every_step_once_in_its_order_and_under_the_weight(made):
    pages = rules.cut(made)
    assert [step for page in pages for step in page] == made
    assert len(pages) == 1 or all(pages)
    assert all(len(page) <= rules.ROWS for page in pages)
    assert all(
        len(page) == 1 or sum(step.weight for step in page) <= rules.WEIGHT for page in pages
    )
