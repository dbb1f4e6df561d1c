#!/usr/bin/env bash
# meater-python 0.0.8, a cook of which no time is left.
#
# Expected: time_remaining is 0.
# Happens: the attribute does not exist, and reading it raises AttributeError. The same holds for time_elapsed in the
# first second of a cook, and for a target of 0 °C. With one second left the attribute is there.
# Why it matters: it works throughout the cook and fails at the one moment that is waited for. A `getattr(cook,
# "time_remaining", None)` turns "done" into "not known". A bridge must read the raw JSON.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check meater-python==0.0.8 aiohttp==3.12.15
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'meater-python {version("meater-python")}, Python {sys.version.split()[0]}')

import asyncio

from aiohttp import ClientSession, web
from meater import MeaterApi

LEFT = iter([600, 1, 0])


async def device(request):
    cook = {
        "id": "0", "name": "Steak", "state": "Started", "temperature": {"target": 54.5, "peak": 54.5},
        "time": {"remaining": next(LEFT), "elapsed": 3600},
    }
    return web.json_response({"data": {"id": "1", "temperature": {"internal": 54.5, "ambient": 60}, "cook": cook, "updated_at": 0}})


async def login(request):
    return web.json_response({"data": {"token": "a-made-up-token"}})


class Here:
    """Sends the requests for the cloud to the server on this machine."""

    def __init__(self, session, base):
        self.session, self.base = session, base

    def get(self, address, **options):
        return self.session.get(self.base + address.split("meater.com")[1], **options)

    def post(self, address, **options):
        return self.session.post(self.base + address.split("meater.com")[1], **options)


async def main():
    application = web.Application()
    application.add_routes([web.post("/v1/login", login), web.get("/v1/devices/{id}", device)])
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    shown = []
    async with ClientSession() as session:
        api = MeaterApi(Here(session, base))
        await api.authenticate("cook@example.org", "made-up")
        for left in [600, 1, 0]:
            cook = (await api.get_device("1")).cook
            shown.append(getattr(cook, "time_remaining", "no such attribute"))
            print(f"remaining {left}   time_remaining: {shown[-1]}")
    await runner.cleanup()
    return shown


sys.exit(0 if asyncio.run(main()) == [600, 1, "no such attribute"] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
