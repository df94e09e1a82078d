"""The OpenAPI document, made of the same declarations as the routes."""

import asyncio
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from aiohttp import web
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from web.api.endpoint import PREFIX, Endpoint
from web.api.models import BIGGEST, Error

REFUSALS = {
    "401": "No token, or one that is revoked.",
    "404": "There is no such case, or it is not yours to see.",
    "422": "A parameter that cannot be; the message says which.",
}


def document(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """OpenAPI 3.1 of *endpoints*, held against its own rules."""
    from openapi_pydantic import OpenAPI  # half a second that only a reader of the document needs

    endpoints = list(endpoints)
    models: list[type[BaseModel]] = [Error]
    models += [e.returns for e in endpoints if isinstance(e.returns, type)]
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models],
        ref_template="#/components/schemas/{model}",
    )
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": "Anfang",
            "version": "1",
            "description": (
                "What an auditor may pull. A feed's rows never change and are in the order they "
                "were stored: a pull that is repeated gives the same rows, one that goes on from "
                "the last cursor misses none and repeats none."
            ),
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {PREFIX + endpoint.path: {"get": _operation(endpoint)} for endpoint in endpoints},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas["$defs"],
        },
    }
    OpenAPI.model_validate(described)
    return described


def make_handler(endpoints: Iterable[Endpoint]) -> Any:
    """Made for the first who asks."""

    @cache
    def body() -> str:
        return json.dumps(document(endpoints), ensure_ascii=False)

    async def send(request: web.Request) -> web.Response:
        return web.Response(text=await asyncio.to_thread(body), content_type="application/json")

    return send


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    if isinstance(endpoint.returns, str):
        kind = "object" if endpoint.returns == "application/json" else "string"
        content: dict[str, Any] = {endpoint.returns: {"schema": {"type": kind}}}
    else:
        name = endpoint.returns.model_config.get("title") or endpoint.returns.__name__
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    refusals = {
        status: {"description": text, "content": error}
        for status, text in REFUSALS.items()
        if status != "404" or "{case}" in endpoint.path
    }
    return {
        "operationId": endpoint.handler.__name__,
        "summary": endpoint.summary,
        "parameters": [*_parameters(endpoint)],
        "responses": {"200": {"description": "Here it is.", "content": content}} | refusals,
    }


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if "{case}" in endpoint.path:
        number = {"type": "integer", "minimum": 1, "maximum": BIGGEST}
        found.append({"name": "case", "in": "path", "required": True, "schema": number})
    for name, schema in endpoint.query.model_json_schema()["properties"].items():
        plain = {
            key: value for key, value in schema.items() if key not in ("title", "description")
        }
        if "anyOf" in plain:  # a parameter left out is none at all, never null
            plain = next(way for way in plain["anyOf"] if way.get("type") != "null")
        found.append({
            "name": name, "in": "query", "required": False, "schema": plain,
            "description": schema.get("description", ""),
        })  # fmt: skip
    return found
