"""Every error that reaches a person. Each says, in Chinese, what happened and what to do next.

ShenbaoError                exit status 1
├── WrongUse                2   the command was given something it cannot work with
└── UnreadableSource        1   one file cannot be read; the batch goes on

policy.base.PolicyError     2   the policy's files contradict themselves; that room imports none of ours
"""


class ShenbaoError(Exception):
    """Base of all. `str(error)` is a sentence for a clerk."""

    exit_code = 1


class WrongUse(ShenbaoError):
    exit_code = 2


class UnreadableSource(ShenbaoError):
    """Raised by readers. `skipped` is true where the file was left aside on purpose."""

    def __init__(self, reason: str, *, skipped: bool = False) -> None:
        super().__init__(reason)
        self.skipped = skipped
