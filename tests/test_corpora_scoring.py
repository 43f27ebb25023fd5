"""Scoring keeps a pace that a whole province's dossiers need."""

from made_up_dossiers import POLICY

from corpora.scoring import MANY, MOST_SECONDS, measure_scoring

SLACK = 3
"""How much slower a busy machine may be than one that does nothing else."""


def test_many_dossiers_are_scored_in_seconds() -> None:
    pace = measure_scoring(POLICY, count=300)
    assert pace.dossiers == 300
    assert 0 < pace.seconds < MOST_SECONDS / MANY * 300 * SLACK
    assert "300 dossiers" in pace.say()
