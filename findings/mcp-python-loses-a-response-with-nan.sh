#!/usr/bin/env bash
# mcp 2.3.0 (Python), a tool that started the cooker and reports the water temperature as NaN, since the sensor is
# silent.
#
# Expected: the server refuses its own result, or the client gets it with null.
# Happens: the server writes NaN into the text (which is not JSON) and null into the structured result, and the client
# raises RuntimeError, since null is not a number. The whole response is lost; the tool has run. An empty list is lost in
# another way: its text content is empty, so a client that shows the text shows nothing.
# Why it matters: after a start, an error is read as "it did not start", and the assistant starts again. A bridge must
# turn NaN into a missing value before it responds, and say "none" in words.
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

from mcp import Client
from mcp.server.mcpserver import MCPServer

server, starts = MCPServer("bath"), []


@server.tool()
def start(water: float) -> dict[str, float]:
    starts.append(water)
    return {"water": water}


@server.tool()
def cookers() -> list[str]:
    return []


async def main():
    async with Client(server) as client:
        good = await client.call_tool("start", {"water": 20.5})
        print("20.5:      ", good.content[0].text.split(), good.structured_content)
        try:
            await client.call_tool("start", {"water": "NaN"})
            lost = False
        except RuntimeError as error:
            print("NaN:        RuntimeError:", str(error).splitlines()[0])
            lost = True
        empty = await client.call_tool("cookers", {})
        print("empty list:", empty.content, empty.structured_content)
        print("the tool started", len(starts), "times")
        return lost and len(starts) == 2 and empty.content == []


sys.exit(0 if asyncio.run(main()) else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
