"""Is it well: for a load balancer (``/healthz``) and for those who watch (``/metrics``)."""

from collections.abc import Iterator

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from db import aside as quarantine
from db import outbox
from db.engine import commits, reading
from migrations import chain
from surveys.store.counts import by_status
from web.services import SERVICES, Services


class Gauges:
    """The numbers of one process, in a registry of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "anfang_requests", "Requests answered", ("method", "route", "status"),
            registry=self.registry,
        )  # fmt: skip
        self.ready = self._gauge("anfang_ready", "1: the database answers and is migrated")
        self.waiting = self._gauge("anfang_outbox_waiting", "Messages not sent yet")
        self.oldest = self._gauge("anfang_outbox_oldest_seconds", "Age of the oldest of them")
        self.aside = self._gauge("anfang_updates_quarantined", "Updates put aside")
        self.interviews = Gauge(
            "anfang_interviews", "Interviews by status", ("status",), registry=self.registry
        )
        self.registry.register(Commits(engine))

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(name, text, registry=self.registry)

    async def look(self, services: Services) -> None:
        """Raises SQLAlchemyError, OSError: then they stand as they were."""
        async with reading(services.engine) as tx:
            waiting, oldest = await outbox.backlog(tx)
            aside = await quarantine.count(tx)
            statuses = await by_status(tx)
        self.waiting.set(waiting)
        age = (services.clock() - oldest).total_seconds() if oldest else 0
        self.oldest.set(max(0.0, age))
        self.aside.set(aside)
        for status, count in statuses.items():
            self.interviews.labels(status.value).set(count)


class Commits(Collector):
    """How long this process waited for its commits; several answers may share one."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Metric]:
        counted = commits(self._engine)
        yield HistogramMetricFamily(
            "anfang_commit_seconds", "Waiting for commits", counted.upto(), counted.seconds
        )
        failed = CounterMetricFamily("anfang_commits_failed", "Commits that did not happen")
        failed.add_metric([], counted.failed)
        yield failed


GAUGES = web.AppKey("gauges", Gauges)


def add_routes(app: web.Application) -> None:
    app[GAUGES] = Gauges(app[SERVICES].engine)
    app.on_response_prepare.append(_count)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", metrics)


async def _count(request: web.Request, response: web.StreamResponse) -> None:
    # The pattern, not the path: addresses hold secrets, and there are endlessly many.
    route = getattr(request.match_info.route.resource, "canonical", "none")
    method = request.method if request.method in {"GET", "HEAD", "POST"} else "other"
    request.app[GAUGES].requests.labels(method, route, response.status).inc()


async def healthz(request: web.Request) -> web.Response:
    """200 while the database answers and is at the newest revision; else 503."""
    if (trouble := await _trouble(request)) is not None:
        return web.json_response({"status": trouble}, status=503)
    return web.json_response({"status": "ok"})


async def metrics(request: web.Request) -> web.Response:
    """Counts of the machine; no case, no name, no address is in them.  It answers also while the
    database is away: then what is counted there stands as it was."""
    gauges = request.app[GAUGES]
    ready = await _trouble(request) is None
    if ready:
        try:
            await gauges.look(request.app[SERVICES])
        except (SQLAlchemyError, OSError):
            ready = False
    gauges.ready.set(ready)
    return web.Response(
        body=generate_latest(gauges.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
    )


async def _trouble(request: web.Request) -> str | None:
    """What keeps it from working; None if nothing does."""
    try:
        at = await chain.current(request.app[SERVICES].engine)
    except (SQLAlchemyError, OSError):
        return "no database"
    return None if at == chain.head() else "not migrated"
