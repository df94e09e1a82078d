"""The example alerts ask for figures that there are."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry
from sqlalchemy.ext.asyncio import AsyncEngine

from web.health import Gauges

FILE = Path(__file__).parents[1] / "docs" / "operations" / "alerts.yml"


@pytest.fixture
def rules() -> list[dict[str, Any]]:
    [group] = yaml.safe_load(FILE.read_text("utf-8"))["groups"]
    return list(group["rules"])


def names(registry: CollectorRegistry) -> set[str]:
    """Of every series, also of those that nobody counted into yet."""
    found = set()
    for metric in registry.collect():
        ends = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}
        found |= {metric.name + end for end in ends.get(metric.type, [""])}
    return found


def test_every_figure_they_ask_for_is_there(
    rules: list[dict[str, Any]], engine: AsyncEngine
) -> None:
    known = names(Gauges(engine).registry)
    for rule in rules:
        asked = set(re.findall(r"anfang_\w+", rule["expr"]))
        assert asked <= known, rule["alert"]
        assert asked, rule["alert"]


def test_each_is_complete_and_named_once(rules: list[dict[str, Any]]) -> None:
    for rule in rules:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}, rule["alert"]
        assert set(rule["annotations"]) == {"summary", "description"}, rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket"), rule["alert"]
    alerts = [rule["alert"] for rule in rules]
    assert len(alerts) == len(set(alerts))


def test_the_four_signals_and_the_commits_are_watched(rules: list[dict[str, Any]]) -> None:
    asked = " ".join(rule["expr"] for rule in rules)
    for name in ("anfang_ready", "anfang_outbox_waiting", "anfang_outbox_oldest_seconds",
                 "anfang_updates_quarantined", "anfang_commit_seconds_bucket"):  # fmt: skip
        assert name in asked
