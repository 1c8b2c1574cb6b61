"""`python -m evaluation.prior` fits the prior of `model.json` and writes it there.

Two kinds of evidence share the coefficients (`evaluation/meanings.py` says whence they are):

- choices: a spelling, the places that bear it, and the one that was meant. Its share of the weights is its probability.
- mentions: how often a name that means one thing only occurs in text, in proportion to the weight of its entry.
  Frequencies below what the word list still has are known to be below it; a word that is also a name of something else
  is an outlier, so the errors have a heavy tail. What comes of them counts with a doubt: the lists are of an
  encyclopaedia, subtitles and the web, and who writes of villages there is not who writes news.

Coefficients are drawn weakly towards what was set by hand.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy
from numpy.typing import NDArray

from evaluation import meanings
from evaluation.meanings import Bearer, Choice, Mention
from evaluation.sets import fraction
from toponym.gazetteer import forms

TARGET: Final = Path(__file__).parents[1] / "src" / "toponym" / "matching" / "model.json"
# The logarithms of weights beside a city of UNIT people, or exponents; as they were set by hand.
CENTRES: Final = {
    "population": 1.0,
    "languages": 0.7,
    "country": math.log(5 / 0.3),
    "region": math.log(0.6 / 0.3),
    "village": math.log(0.0005 / 0.3),
    "selyshche": math.log(0.04 / 0.3),
    "river": math.log(0.03 / 0.3),
    "lake": math.log(0.02 / 0.3),
    "area": math.log(0.4 / 0.3),
    "facility": math.log(0.15 / 0.3),
    "former": math.log(0.35),
    "exonym": math.log(0.9),
    "variant": math.log(0.6),
}
NAMES: Final = tuple(CENTRES)
ALIASES: Final = ("former", "exonym", "variant")
KINDS: Final = ("country", "region", "river", "lake", "area", "facility")
EXPONENTS: Final = ("population", "languages")
# How far a coefficient may well be from there: where mentions tell of it, no farther than from what these say.
SPREAD: Final = 1.5
TOLD_SPREAD: Final = math.log(2)
EXPONENT_SPREAD: Final = 0.2
TAIL: Final = 3.0  # degrees of freedom of the errors of mentions
COEFFICIENTS: Final = (  # where the model has them
    *(f"prior.{kind}" for kind in KINDS),
    *(f"prior.settlement/{feature}" for feature in ("village", "rural settlement", "selyshche")),
    *("population.exponent", "languages.exponent"),
    *(f"form.{form}" for form in ALIASES),
)
FOLDS: Final = 5
MENTIONED: Final = ("population", "languages", "village", "selyshche", "river", "lake", "area", "facility")
CITY: Final = 0.3  # the weight of a city of `unit` people; only ratios count
_FORM: Final = {forms.FORMER: "former", forms.EXONYM: "exonym", forms.VARIANT: "variant"}
_LANGUAGES_KINDS: Final = ("river", "lake", "sea", "area", "facility")

Floats = NDArray[numpy.float64]


class Features:
    """What the coefficients multiply, and the fixed rest of each weight by the present model."""

    def __init__(self, model: dict[str, Any]) -> None:
        self._model = model
        self._unit: int = model["population"]["unit"]

    def entry(self, kind: str, feature: str, population: int, languages: int) -> tuple[Floats, float]:
        """The features of an entry, and the fixed logarithm of its weight beside a city of `unit` people."""
        row, fixed = numpy.zeros(len(NAMES)), 0.0
        if kind == "settlement":
            if feature in ("village", "rural settlement"):
                row[NAMES.index("village")] = 1
                return row, fixed
            unknown = self._model["population"]["unknown"]
            people = population or unknown.get(feature) or unknown[""]
            row[NAMES.index("population")] = math.log(max(people, 100) / self._unit)
            if feature == "selyshche":
                row[NAMES.index("selyshche")] = 1
        elif kind in NAMES:
            row[NAMES.index(kind)] = 1
        else:
            fixed = math.log(self._model["prior"][kind] / CITY)
        if kind in _LANGUAGES_KINDS:
            row[NAMES.index("languages")] = math.log(max(languages, 1) / self._model["languages"]["unit"])
        return row, fixed

    def bearer(self, bearer: Bearer) -> tuple[Floats, float]:
        """The same with how the spelling belongs to the entry."""
        row, fixed = self.entry(bearer.kind, bearer.feature, bearer.population, bearer.languages)
        fixed += math.log(bearer.alone)
        if bearer.posting is not None:
            fixed += math.log(self._model["tier"][bearer.posting.tier])
            if bearer.posting.form in _FORM:
                row[NAMES.index(_FORM[bearer.posting.form])] = 1
            elif bearer.posting.form == forms.DISTANT:
                fixed += math.log(self._model["form"]["distant"])
        return row, fixed


class Choices:
    """Choices as one array: rows of bearers, each with the number of its choice."""

    def __init__(self, choices: Sequence[Choice], features: Features) -> None:
        rows = [features.bearer(bearer) for choice in choices for bearer in choice.bearers]
        self._rows = numpy.array([row for row, _ in rows])
        self._fixed = numpy.array([fixed for _, fixed in rows])
        self._number = numpy.repeat(numpy.arange(len(choices)), [len(choice.bearers) for choice in choices])
        self._meant = numpy.array([float(meant) for choice in choices for meant in choice.meant])
        self.weight = numpy.array([choice.weight for choice in choices])
        self._known = numpy.bincount(self._number, weights=self._meant, minlength=len(choices)) > 0

    def probabilities(self, values: Floats, other: float = 0.0) -> tuple[Floats, Floats]:
        """Of each choice the probability of what was meant, and whether the likeliest is it.

        `other` is the weight of what is in no layer, beside a city's.
        """
        odds = numpy.exp(self._rows @ values + self._fixed)
        count = len(self.weight)
        total = numpy.bincount(self._number, weights=odds, minlength=count) + other
        meant = numpy.bincount(self._number, weights=odds * self._meant, minlength=count)
        best = numpy.zeros(count)
        numpy.maximum.at(best, self._number, odds)
        best_meant = numpy.zeros(count)
        numpy.maximum.at(best_meant, self._number, odds * self._meant)
        right = numpy.where(self._known, (best_meant == best) & (best > other), best <= other)
        return numpy.where(self._known, meant, other) / numpy.maximum(total, 1e-300), right.astype(numpy.float64)

    def loss(self, values: Floats, other: float = 0.0) -> float:
        """The sum of the negative logarithms of the probabilities of what was meant, weighted."""
        return float(-self.weight @ numpy.log(numpy.maximum(self.probabilities(values, other)[0], 1e-12)))


class Mentions:
    """Mentions as arrays."""

    def __init__(self, mentions: Sequence[Mention], features: Features) -> None:
        rows = [features.entry(m.kind, m.feature, m.population, m.languages) for m in mentions]
        self._rows = numpy.array([row for row, _ in rows])
        # Of a word with its generic word beside it ("the river Irpin") the list knows the word only.
        self._fixed = numpy.array([fixed for _, fixed in rows]) - numpy.log([m.bare for m in mentions])
        frequency = numpy.array([mention.frequency for mention in mentions])
        self._known = frequency > 0
        self._log = numpy.log(numpy.maximum(frequency, meanings.LEAST))

    def loss(self, values: Floats, level: float, scale: float) -> float:
        """The negative logarithm of the likelihood; `level` is that of a city of `unit` people."""
        from scipy.stats import t

        expected = self._rows @ values + self._fixed + level
        errors = (self._log - expected) / math.exp(scale)
        seen = t.logpdf(errors, TAIL) - scale
        return float(-numpy.where(self._known, seen, t.logcdf(errors, TAIL)).sum())


def of_mentions(mentions: Mentions, told: Sequence[str]) -> dict[str, float]:
    """What mentions say of the coefficients that they tell of; the others stay at the centres."""
    from scipy.optimize import minimize

    centres = numpy.array([CENTRES[name] for name in NAMES])
    at = [NAMES.index(name) for name in told]

    def loss(values: Floats) -> float:
        whole = centres.copy()
        whole[at] = values[:-2]
        return mentions.loss(whole, values[-2], values[-1])

    found = minimize(loss, numpy.concatenate([centres[at], [math.log(1e-6), 0.0]]), method="L-BFGS-B").x
    return dict(zip(told, found[:-2].tolist(), strict=True))


def fit(choices: Choices, observed: dict[str, float]) -> Floats:
    """The coefficients with the greatest likelihood, drawn towards the centres and what was observed otherwise."""
    from scipy.optimize import minimize

    centres = numpy.array([CENTRES[name] for name in NAMES])
    seen = numpy.array([observed.get(name, CENTRES[name]) for name in NAMES])
    is_seen = numpy.array([name in observed for name in NAMES], dtype=numpy.float64)
    spread = numpy.where(is_seen > 0, TOLD_SPREAD, SPREAD)
    spread[[NAMES.index(name) for name in EXPONENTS]] = EXPONENT_SPREAD

    def loss(values: Floats) -> float:
        drawn = ((values - centres) / spread) ** 2 + is_seen * ((values - seen) / spread) ** 2
        return choices.loss(values) + float(drawn.sum()) / 2

    # Nothing is written more readily than an entry's own name.
    bounds = [(None, 0.0) if name in ALIASES else (None, None) for name in NAMES]
    return numpy.asarray(minimize(loss, centres, method="L-BFGS-B", bounds=bounds).x)


def into_model(model: dict[str, Any], values: Floats) -> dict[str, Any]:
    """The model with fitted coefficients."""
    fitted = dict(zip(NAMES, values.tolist(), strict=True))
    weight = {name: _rounded(CITY * math.exp(value)) for name, value in fitted.items()}
    prior = {**model["prior"], "settlement": CITY}
    for name in KINDS:
        prior[name] = weight[name]
    for feature, name in (("village", "village"), ("rural settlement", "village"), ("selyshche", "selyshche")):
        prior[f"settlement/{feature}"] = weight[name]
    form = {**model["form"], **{name: _rounded(math.exp(fitted[name])) for name in ALIASES}}
    return {
        **model,
        "prior": prior,
        "population": {**model["population"], "exponent": _rounded(fitted["population"])},
        "form": form,
        "languages": {**model["languages"], "exponent": _rounded(fitted["languages"])},
    }


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")


def figures(choices: Choices, values: Floats) -> dict[str, float]:
    """Mean logarithm of the probability of what was meant, and the share where that is the likeliest."""
    probability, right = choices.probabilities(values)
    total = choices.weight.sum()
    return {
        "log_likelihood": round(-choices.loss(values) / float(total), 3),
        "right": round(float(choices.weight @ right / total), 3),
        "mean_probability": round(float(choices.weight @ probability / total), 3),
    }


def cross_validated(
    messages: Sequence[Choice], learn: Callable[[list[Choice]], Floats], features: Features
) -> dict[str, float]:
    """The figures of messages by coefficients that were fitted without them, by spelling."""
    sums: dict[str, float] = {}
    whole = sum(choice.weight for choice in messages)
    for fold in range(FOLDS):
        held = [c for c in messages if _fold(c) == fold]
        found = figures(Choices(held, features), learn([c for c in messages if _fold(c) != fold]))
        share = sum(choice.weight for choice in held) / whole
        for name, value in found.items():
            sums[name] = sums.get(name, 0.0) + share * value
    return {name: round(value, 3) for name, value in sums.items()}


def _fold(choice: Choice) -> int:
    return int(fraction("message", choice.spelling.casefold(), seed=meanings.SEED) * FOLDS)


def best_other(messages: Choices, values: Floats) -> float:
    """The weight of what is in no layer that makes the messages likeliest, beside a city of `unit` people."""
    grid = [math.exp(step / 4) for step in range(-60, 1)]
    return min(grid, key=lambda other: messages.loss(values, other))


def dump(model: dict[str, Any]) -> str:
    """A model as its file has it, a key a line."""
    lines = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in model.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def gather() -> tuple[list[Choice], list[Choice], list[Mention], list[float]]:
    """Messages, time zones, mentions, and how much rarer former names are."""
    layers = meanings.stack()
    former = [ratio for lang in ("uk", "ru") for ratio in meanings.former_names(lang)]
    return meanings.of_messages(layers), meanings.of_zones(layers), meanings.mentions(), former


def _namesakes(choices: Iterable[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.is_namesake]


@click.command()
@click.option("--write/--no-write", default=True, show_default=True, help="Write model.json, or only print.")
def main(write: bool) -> None:
    """Fit the prior and write it into model.json."""
    model: dict[str, Any] = json.loads(TARGET.read_text(encoding="utf-8"))
    features = Features(model)
    every, zones, mentioned, former = gather()
    messages = _namesakes(every)
    learned = meanings.half_of_zones(zones, learned=True)
    kept = Choices(meanings.half_of_zones(zones, learned=False), features)
    observed = of_mentions(Mentions(mentioned, features), MENTIONED)
    observed["former"] = sum(former) / len(former)

    def learn(choices: list[Choice]) -> Floats:
        return fit(Choices([*choices, *learned], features), observed)

    values = learn(messages)
    centres = numpy.array([CENTRES[name] for name in NAMES])
    table = {
        "by_hand": {"messages": figures(Choices(messages, features), centres), "zones": figures(kept, centres)},
        "fitted": {"messages": cross_validated(messages, learn, features), "zones": figures(kept, values)},
    }
    fitted = into_model(model, values)
    fitted["fitted"] = {
        "by": "python -m evaluation.prior",
        "coefficients": list(COEFFICIENTS),
        "seed": meanings.SEED,
        "messages": len(messages),
        "zones": len(learned),
        "zones_kept_apart": len(zones) - len(learned),
        "mentions": len(mentioned),
        "former_names": len(former),
        "held_out": table,
        "other_by_messages": _rounded(CITY * best_other(Choices(every, features), values)),
    }
    for name, before, after in zip(NAMES, centres, values, strict=True):
        said = f"{observed[name]:8.3f}" if name in observed else " " * 8
        click.echo(
            f"{name:12} {before:8.3f} {said} {after:8.3f} {CITY * math.exp(after):10.5f} {math.exp(after):10.5f}"
        )
    click.echo(json.dumps(fitted["fitted"], indent=1))
    click.echo({name: fitted[name] for name in ("prior", "form", "population", "languages")})
    if write:
        TARGET.write_text(dump(fitted), encoding="utf-8")


if __name__ == "__main__":
    main()
