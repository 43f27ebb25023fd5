"""What the office asks: the notices as data. One folder a programme; see `load_policy`."""

from policy.load import DEFAULT_PROGRAMME, list_programmes, load_policy
from policy.model import Policy

__all__ = ["DEFAULT_PROGRAMME", "Policy", "list_programmes", "load_policy"]
