"""What is counted and measured for Prometheus. No label ever holds a person, a company or a text."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

TURN_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)  # Slack waits for three
TICK_SECONDS = (0.01, 0.1, 1.0, 10.0, 60.0)


class Metrics:
    """One for each running bot, with a registry of its own."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"rung_{name}", about, labels, registry=registry)

        def gauge(name: str, about: str, *labels: str) -> Gauge:
            return Gauge(f"rung_{name}", about, labels, registry=registry)

        def histogram(name: str, about: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(f"rung_{name}", about, labels, registry=registry, buckets=buckets)

        self.turns = counter("turns", "Payloads heard, by kind and outcome", "kind", "outcome")
        self.turn_seconds = histogram("turn_seconds", "From arrival to ack", TURN_SECONDS, "kind")
        self.turns_running = gauge("turns_running", "Turns that are being taken now")
        self.messages = counter("messages", "Rows of the outbox, by what was done", "done")
        self.failures = counter("message_failures", "Tries that failed, by what Slack's answer means", "fate")
        self.tick_seconds = histogram("tick_seconds", "How long a tick took", TICK_SECONDS)
        self.tick_finished = gauge("tick_finished_timestamp_seconds", "When the last tick ended")
        self.sockets = gauge("sockets_connected", "Socket Mode connections that hear")
        self.reconnects = counter("socket_reconnects", "Connections given up by the watchdog", "why")
        self.connections = gauge("database_connections_in_use", "Of the pool for writing or reading", "pool")
        self.database_up = gauge("database_up", "1 if the gauges that follow could be read")
        self.due = gauge("messages_due", "Rows that may be sent now; none counted above 10,000")
        self.oldest_due = gauge("messages_oldest_due_seconds", "Age of the longest due of them")
        self.in_doubt = gauge("messages_in_doubt", "Rows that Slack may already have")
        self.stuck = gauge(
            "messages_stuck", "Rows set aside because Slack refuses them or they can't be drawn"
        )
        self.paused = gauge("workspaces_paused", "Workspaces to which nothing is sent")

    @property
    def names(self) -> frozenset[str]:
        """Of our own, as a query writes them."""
        found = {metric.name: metric.type for metric in self._registry.collect()}
        ours = {name: kind for name, kind in found.items() if name.startswith("rung_")}
        return frozenset(f"{name}_total" if kind == "counter" else name for name, kind in ours.items())

    def as_text(self) -> bytes:
        return generate_latest(self._registry)
