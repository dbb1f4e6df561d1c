#!/usr/bin/env bash
# matonb-anovable 1.5.0, set_temperature(60) on a cooker that counts in °F, and set_timer(120, auto_start=False).
#
# Expected: set_temperature takes Celsius, as its description says, so it converts for a cooker in °F, changes the unit
# or refuses. And auto_start=False sets the timer without starting it.
# Happens: "set temp 60.0" goes out in either unit, though the command carries no unit and the package itself takes the
# unit of the cooker for every number that it reads. 140, the same temperature in °F, is refused: "between 5.0 and
# 99.9°C". And "start time" follows "set timer" with auto_start=False too: the option only decides whether an idle
# cooker is started as well.
# Why it matters: 60 °F is 15.6 °C, a bath in which food spoils while the target reads 60. And a timer that was set in
# advance, to be started at temperature, runs while the water is still cold. A bridge must set the unit before each
# target, and check the unit, the target and the timer afterwards.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check matonb-anovable==1.5.0 \
  bleak==3.1.0 \
  pyyaml==6.0.4 \
  typer==0.29.2
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'matonb-anovable {version("matonb-anovable")}, Python {sys.version.split()[0]}')

import asyncio

from anovable import AnovaBLE
from anovable.exceptions import AnovaValidationError


class Cooker:
    """Notes each command that it receives and repeats it as its reply."""

    def __init__(self, client, unit):
        self.client, self.unit, self.received = client, unit, []

    async def write_gatt_char(self, _, data):
        command = data.decode().strip()
        self.received.append(command)
        reply = {"status": "running", "read unit": self.unit}.get(command, command)
        self.client._notification_handler(None, bytearray(f"{reply}\r".encode()))


def connected(unit):
    client = AnovaBLE("00:00:5E:00:53:01")
    client.client, client.characteristic, client._connected = Cooker(client, unit), object(), True
    return client


async def main():
    targets = {}
    for unit in "cf":
        client = connected(unit)
        await client.set_temperature(60)
        targets[unit] = client.client.received
        print(f"60 °C for a cooker in °{unit.upper()}:", targets[unit])
    try:
        await connected("f").set_temperature(140)
        refused = False
    except AnovaValidationError as error:
        refused = True
        print("140 for a cooker in °F:", error)
    client = connected("c")
    await client.set_timer(120, auto_start=False)
    print("auto_start=False:", client.client.received)
    same = targets["c"] == targets["f"] == ["set temp 60.0"]
    return same and refused and client.client.received[:3] == ["set timer 120", "status", "start time"]


sys.exit(0 if asyncio.run(main()) else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
