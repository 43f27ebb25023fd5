"""The examples of the programme that an official can read, one test each."""

import pytest
from made_up_dossiers import POLICY

from policy.examples import Example, load_examples
from score.examples import check_example

EXAMPLES = load_examples(POLICY)


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.sentence for each in EXAMPLES])
def test_example(example: Example) -> None:
    assert check_example(example, POLICY) == ()
