#!/usr/bin/env bash
# mcp-delonghi-ecam 0.1.1, the number of a cappuccino, and an order that fails.
#
# Expected: the table of drinks has each drink once, and a failed order is an error to the client.
# Happens: the table names the cappuccino twice, with 7 and with 13. The second wins silently, as in every Python dict,
# so 7 can never be sent. An order without a machine gives an ordinary result whose text begins with "Error:"; only an
# exception is marked as an error, and the service catches them all.
# Why it matters: the machine makes the drink with the other number, and the assistant reports "Started brewing
# cappuccino". And a client that looks at is_error, as it should, reports coffee that no machine makes. A table written
# by hand needs a test that no key occurs twice, and a refusal must be marked as one.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check mcp-delonghi-ecam==0.1.1 fastmcp==4.2.3 httpx==0.28.1
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'mcp-delonghi-ecam {version("mcp-delonghi-ecam")}, fastmcp {version("fastmcp")}, Python {sys.version.split()[0]}')

import ast
import asyncio
import inspect

from fastmcp import Client
from mcp_delonghi_ecam.core import BEVERAGE_TO_ID, BeverageType, models
from mcp_delonghi_ecam.mcp import mcp


def numbers(drink):
    """Each number that the source of the table gives to a drink."""
    for node in ast.walk(ast.parse(inspect.getsource(models))):
        if isinstance(node, ast.AnnAssign) and node.target.id == "BEVERAGE_TO_ID":
            return [value.value for key, value in zip(node.value.keys, node.value.values) if key.attr == drink.name]


async def order():
    async with Client(mcp) as client:
        asked = {"params": {"beverage": "cappuccino"}}
        return await client.call_tool("brew_beverage", asked, raise_on_error=False)


drink = BeverageType.CAPPUCCINO
print("written:", numbers(drink), " sent:", BEVERAGE_TO_ID[drink])
result = asyncio.run(order())
print("ordered without a machine: error", result.is_error, "-", result.content[0].text)
same = numbers(drink) == [7, 13] and BEVERAGE_TO_ID[drink] == 13 and 7 not in BEVERAGE_TO_ID.values()
sys.exit(0 if same and not result.is_error and result.content[0].text.startswith("Error") else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
