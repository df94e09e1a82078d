"""Is it well: for a load balancer (``/healthz``) and for those who watch (``/metrics``)."""

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from db import aside as quarantine
from db import outbox
from db.engine import reading
from migrations import chain
from surveys.store.counts import by_status
from web.services import SERVICES


class Gauges:
    """The numbers of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "anfang_requests", "Requests answered", ("method", "route", "status"),
            registry=self.registry,
        )  # fmt: skip
        self.waiting = self._gauge("anfang_outbox_waiting", "Messages not sent yet")
        self.oldest = self._gauge("anfang_outbox_oldest_seconds", "Age of the oldest of them")
        self.aside = self._gauge("anfang_updates_quarantined", "Updates put aside")
        self.interviews = Gauge(
            "anfang_interviews", "Interviews by status", ("status",), registry=self.registry
        )

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(name, text, registry=self.registry)


GAUGES = web.AppKey("gauges", Gauges)


def add_routes(app: web.Application) -> None:
    app[GAUGES] = Gauges()
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
    try:
        at = await chain.current(request.app[SERVICES].engine)
    except (SQLAlchemyError, OSError):
        return web.json_response({"status": "no database"}, status=503)
    if at != chain.head():
        return web.json_response({"status": "not migrated"}, status=503)
    return web.json_response({"status": "ok"})


async def metrics(request: web.Request) -> web.Response:
    """Counts of the machine; no case, no name, no address is in them."""
    gauges, services = request.app[GAUGES], request.app[SERVICES]
    async with reading(services.engine) as tx:
        waiting, oldest = await outbox.backlog(tx)
        aside = await quarantine.count(tx)
        statuses = await by_status(tx)
    gauges.waiting.set(waiting)
    gauges.oldest.set((services.clock() - oldest).total_seconds() if oldest else 0)
    gauges.aside.set(aside)
    for status, count in statuses.items():
        gauges.interviews.labels(status.value).set(count)
    return web.Response(
        body=generate_latest(gauges.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
    )
