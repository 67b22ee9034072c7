"""Numbers as text that Prometheus reads, in its own format or as OpenMetrics."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from directory.watching.numbers import Counter, Histogram, Latest

PLAIN: Final = "text/plain; version=0.0.4; charset=utf-8"
OPEN: Final = "application/openmetrics-text; version=1.0.0; charset=utf-8"

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """Everything under one name. ``samples``: ending of the name, labels, value."""

    name: str
    kind: str
    words: str
    samples: tuple[tuple[str, Labels, float], ...]


def gauge(name: str, words: str, value: float, **labels: str) -> Family:
    return Family(name, "gauge", words, (("", labels, value),))


def gauges(name: str, words: str, values: Iterable[tuple[Labels, float]]) -> Family:
    samples = tuple(("", labels, value) for labels, value in values)
    return Family(name, "gauge", words, samples)


def of_metric(metric: Counter | Histogram | Latest, values: Sequence[float]) -> Family:
    if isinstance(metric, Counter):
        found = metric.of(values)
        samples = tuple(("_total", _labels(metric.labels, one), value) for one, value in found)
        return Family(metric.name, "counter", metric.words, samples)
    if isinstance(metric, Latest):
        return gauge(metric.name, metric.words, metric.of(values))
    return Family(metric.name, "histogram", metric.words, tuple(_histogram(metric, values)))


def _histogram(metric: Histogram, values: Sequence[float]) -> Iterator[tuple[str, Labels, float]]:
    for series, buckets, total in metric.of(values):
        labels = _labels(metric.labels, series)
        counts = list(accumulate(buckets))
        for bound, count in zip([*map(_number, metric.bounds), "+Inf"], counts, strict=True):
            yield "_bucket", {**labels, "le": bound}, count
        yield "_count", labels, counts[-1]
        yield "_sum", labels, total


def _labels(names: Sequence[str], series: Sequence[str]) -> Labels:
    return dict(zip(names, series, strict=True))


def as_text(families: Iterable[Family], *, openly: bool = False) -> str:
    """``openly``: as OpenMetrics, which names counters without their ending and says its end."""
    lines = [line for family in families for line in _lines(family, openly=openly)]
    return "\n".join([*lines, "# EOF", ""] if openly else [*lines, ""])


def _lines(family: Family, *, openly: bool) -> Iterator[str]:
    called = family.name
    if family.kind == "counter" and not openly:
        called += "_total"
    yield f"# HELP {called} {family.words}"
    yield f"# TYPE {called} {family.kind}"
    for ending, labels, value in family.samples:
        told = ",".join(f'{name}="{_escaped(word)}"' for name, word in labels.items())
        yield (
            f"{family.name}{ending}{{{told}}} {_number(value)}"
            if told
            else (f"{family.name}{ending} {_number(value)}")
        )


def _escaped(word: str) -> str:
    return word.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
