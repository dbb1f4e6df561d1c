#!/usr/bin/env bash
# mcp 2.3.0 (Python), a tool whose published schema says integer, boolean and text.
#
# Expected: a call that breaks the schema which the server itself published is refused.
# Happens: true is one minute and one degree, "off" is false, "90" is 90, and the tool runs each time. The text "null"
# is no text, and a text that is a JSON list is refused as not being a text. A misspelt field (time_mins for
# time_minutes), which the schema leaves open, is dropped.
# Why it matters: "time_minutes: true", from a model that mixes up two fields, starts a cook of one minute, and a
# misspelt time starts one without a timer. The published schema promises checks that no one makes. A server must check
# the raw arguments itself.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check mcp==2.3.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'mcp {version("mcp")}, Python {sys.version.split()[0]}')

import asyncio
import json
import logging

from mcp import Client
from mcp.server.mcpserver import MCPServer

logging.disable(logging.INFO)
server = MCPServer("bath")


@server.tool()
def start(celsius: float, time_minutes: int | None = None, food: str | None = None, frozen: bool = False) -> str:
    return json.dumps([celsius, time_minutes, food, frozen])


async def main():
    seen = []
    async with Client(server) as client:
        for name, rule in (await client.list_tools()).tools[0].input_schema["properties"].items():
            print("published:", name, {key: rule[key] for key in rule if key != "title"})
        for asked in [
            {"celsius": 60, "time_minutes": True},
            {"celsius": True},
            {"celsius": 60, "time_minutes": "90"},
            {"celsius": 60, "time_mins": 90},
            {"celsius": 60, "frozen": "off"},
            {"celsius": 60, "food": "null"},
            {"celsius": 60, "food": '["rare steak"]'},
        ]:
            result = await client.call_tool("start", asked)
            seen.append("refused" if result.is_error else result.content[0].text)
            print(str(asked).ljust(46), seen[-1])
    return seen


expected = [
    "[60.0, 1, null, false]", "[1.0, null, null, false]", "[60.0, 90, null, false]", "[60.0, null, null, false]",
    "[60.0, null, null, false]", "[60.0, null, null, false]", "refused",
]
sys.exit(0 if asyncio.run(main()) == expected else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
