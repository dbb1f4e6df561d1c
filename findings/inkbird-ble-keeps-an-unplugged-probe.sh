#!/usr/bin/env bash
# inkbird-ble 1.7.1, a thermometer with two probes (iBBQ-2) whose second probe is unplugged during a cook.
#
# Expected: the update without the probe holds no value for it, or holds None.
# Happens: every later update repeats the last temperature of the missing probe beside the fresh value of the other
# one. Nothing in the update says how old a value is. A probe that truly measures -0.1 °C is taken for unplugged too,
# since the mark for "not plugged in" is the number -1.
# Why it matters: the core of the meat seems to stay at 55 °C for as long as the thermometer sends, and a hold at that
# temperature is counted. A bridge must compare the raw advertisement, or drop a value that an update did not newly
# decode.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check inkbird-ble==1.7.1 \
  habluetooth==7.2.0 \
  bluetooth-sensor-state-data==1.9.2 \
  sensor-state-data==2.20.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'inkbird-ble {version("inkbird-ble")}, sensor-state-data {version("sensor-state-data")}, Python {sys.version.split()[0]}')

import struct
import time

from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from habluetooth import BluetoothServiceInfoBleak
from inkbird_ble import INKBIRDBluetoothDeviceData

ADDRESS = "00:00:5E:00:53:01"


def advertisement(first, second):
    """What an iBBQ-2 sends: eight bytes, then each probe in tenths of a degree; -1 stands for no probe."""
    sent = {0: bytes(8) + struct.pack("<hh", first, second)}
    found = AdvertisementData("iBBQ", sent, {}, [], None, -60, ())
    return BluetoothServiceInfoBleak(
        name="iBBQ", address=ADDRESS, rssi=-60, manufacturer_data=sent, service_data={}, service_uuids=[],
        source="local", device=BLEDevice(ADDRESS, "iBBQ", {}), advertisement=found, connectable=True,
        time=time.monotonic(), tx_power=None,
    )


thermometer = INKBIRDBluetoothDeviceData()
seen = []
for note, first, second in [
    ("both plugged in", 600, 550),
    ("second unplugged", 605, -1),
    ("second unplugged", 611, -1),
]:
    update = thermometer.update(advertisement(first, second))
    values = {key.key: value.native_value for key, value in update.entity_values.items()}
    print(f"{note:17} {values}")
    seen.append((values.get("temperature_probe_1"), values.get("temperature_probe_2")))
sys.exit(0 if seen == [(60.0, 55.0), (60.5, 55.0), (61.1, 55.0)] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
