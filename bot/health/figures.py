"""Figures of the running program in the form that Prometheus reads. Numbers only: no customers, no people, no texts."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

COMMITS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)  # seconds
UPDATES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Figures:
    """What is counted while the program runs, and what is measured when somebody asks."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        made = self.registry
        self._updates = Counter(
            "gendan_updates", "updates taken through the conversations, by how they ended", ["end"], registry=made
        )
        self._update_s = Histogram(
            "gendan_update_seconds", "an update's way through the conversations", buckets=UPDATES, registry=made
        )
        self._commits = Histogram("gendan_commit_seconds", "one writing transaction", buckets=COMMITS, registry=made)
        self._letters = Gauge("gendan_letters", "letters in the books, by state", ["state"], registry=made)
        self._gauges: dict[str, Gauge] = {}

    def update_ended(self, end: str, seconds: float) -> None:
        """An update was taken through the conversations: done, refused (the person was told why) or failed."""
        self._updates.labels(end).inc()
        self._update_s.observe(seconds)

    def committed(self, seconds: float) -> None:
        """A writing transaction took so long."""
        self._commits.observe(seconds)

    def letters(self, by_state: dict[str, int]) -> None:
        """How many letters there are, by state."""
        for state, count in by_state.items():
            self._letters.labels(state).set(count)

    def measure(self, name: str, says: str, value: float) -> None:
        """A figure of this moment."""
        if name not in self._gauges:
            self._gauges[name] = Gauge(f"gendan_{name}", says, registry=self.registry)
        self._gauges[name].set(value)

    def as_text(self) -> bytes:
        """Everything, as `/metrics` gives it."""
        return generate_latest(self.registry)
