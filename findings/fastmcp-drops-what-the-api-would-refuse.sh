#!/usr/bin/env bash
# fastmcp 4.2.3, tools made from an OpenAPI document (FastMCP.from_openapi) whose body has additionalProperties: false.
#
# Expected: a misspelt field is refused, by the tool or by the API behind it; the published schema keeps
# additionalProperties: false.
# Happens: the tool's schema has no additionalProperties, and a field that it does not know is left out of the request.
# The API never sees it and responds with 200. A warning stands only in the log of the server. Limits and required fields are
# not checked either: those at least reach the API.
# Why it matters: "thicknes_mm: 60" vanishes, so thick meat is judged by the assumed thickness, and both ends were
# strict. An API cannot defend itself behind this bridge, except by requiring each field that matters.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check fastmcp==4.2.3
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'fastmcp {version("fastmcp")}, Python {sys.version.split()[0]}')

import asyncio
import json
import logging

import httpx2
from fastmcp import Client, FastMCP

logging.disable(logging.WARNING)
body = {
    "type": "object", "additionalProperties": False, "required": ["temperature_celsius"],
    "properties": {"temperature_celsius": {"type": "number"}, "thickness_mm": {"type": "number"}},
}
document = {
    "openapi": "3.1.0", "info": {"title": "Bath", "version": "1"},
    "paths": {"/start": {"post": {
        "operationId": "start", "responses": {"200": {"description": "Started"}},
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
    }}},
}
arrived = []


def respond(request):
    """The API: it refuses unknown fields, as its document says."""
    arrived.append(json.loads(request.content))
    unknown = set(arrived[-1]) - set(body["properties"])
    return httpx2.Response(400 if unknown else 200, json={"unknown": sorted(unknown)})


async def main():
    api = httpx2.AsyncClient(transport=httpx2.MockTransport(respond), base_url="http://bath.example")
    async with Client(FastMCP.from_openapi(document, client=api)) as client:
        schema = (await client.list_tools())[0].input_schema
        asked = {"temperature_celsius": 60, "thicknes_mm": 60}
        result = await client.call_tool("start", asked, raise_on_error=False)
        print("published: ", json.dumps(schema))
        print("called:    ", asked)
        print("arrived:   ", arrived, " error:", result.is_error)
        return "additionalProperties" not in schema and not result.is_error and arrived == [{"temperature_celsius": 60}]


sys.exit(0 if asyncio.run(main()) else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
