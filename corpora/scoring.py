"""How long the rules take: many dossiers scored, one after the other, on one core.

`python -m corpora.scoring` prints it.
"""

import random
import time
from dataclasses import dataclass

from dossier import Dossier, Evidence, FieldReading, Form, NamedCount, Value
from policy import Policy, load_policy
from policy.form import FormField
from score.score import score_dossier

MANY = 10_000
KINDS = 200
"""So many different dossiers are made; they come round again."""

MOST_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class ScoringPace:
    """Processor seconds for so many dossiers, their reading not included."""

    dossiers: int
    seconds: float

    @property
    def is_quick(self) -> bool:
        return self.seconds * MANY <= MOST_SECONDS * self.dossiers

    def say(self) -> str:
        limit = f"limit {MOST_SECONDS:g} s for {MANY:,}"
        return f"scoring: {self.dossiers:,} dossiers in {self.seconds:.1f} s on one core ({limit})"


def measure_scoring(policy: Policy, count: int = MANY, seed: int = 1) -> ScoringPace:
    rng = random.Random(seed)
    dossiers = [make_form(policy, rng) for _ in range(min(count, KINDS))]
    score_dossier(dossiers[0], policy)
    started = time.process_time()
    for number in range(count):
        score_dossier(dossiers[number % len(dossiers)], policy)
    return ScoringPace(count, time.process_time() - started)


def make_form(policy: Policy, rng: random.Random) -> Dossier:
    """Every cell of the form: mostly sure, some in doubt, some left empty."""
    return Dossier(
        policy=policy.id,
        form=Form(fields={field.id: make_reading(field, rng) for field in policy.form.fields}),
    )


def make_reading(field: FormField, rng: random.Random) -> FieldReading:
    value = make_value(field, rng)
    places = (Evidence(source="dossier.docx", page=1, quote=str(value), method="word"),)
    match rng.choices(("accepted", "review", "blank"), (8, 1, 1))[0]:
        case "accepted":
            return FieldReading(status="accepted", value=value, raw=str(value), unit="万元", evidence=places)
        case "review":
            return FieldReading(status="review", value=value, reasons=("?",), unit="万元", evidence=places)
        case _:
            return FieldReading(status="blank", raw="", evidence=places)


def make_value(field: FormField, rng: random.Random) -> Value:
    match field.kind:
        case "text":
            return field.id
        case "pct" | "money":
            return round(rng.uniform(0, 100), 1)
        case "count_names":
            return NamedCount(count=rng.randint(0, 12))
        case "int":
            return rng.choice((rng.randint(0, 120), rng.randint(0, 40000)))


if __name__ == "__main__":
    print(measure_scoring(load_policy()).say())
