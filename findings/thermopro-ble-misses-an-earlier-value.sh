#!/usr/bin/env bash
# thermopro-ble 1.1.4 with bluetooth-sensor-state-data 1.9.2, a temperature that returns to an earlier value.
#
# Expected: the temperature of the newest advertisement.
# Happens: the update keeps the value before. These thermometers write a part of the temperature into the manufacturer
# id, so that each temperature is an entry of its own. Without the raw bytes the parser sees the list of all entries so
# far, as a Bluetooth stack keeps it, and takes what is new in it. A temperature that was sent before is not new.
# Why it matters: a bath that swings between 55.0 and 55.1 °C soon stands still, and a bath that falls back shows the
# peak until a value comes that was never sent before. A bridge must hand over the raw advertisement, or forget the
# earlier entries itself.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check thermopro-ble==1.1.4 \
  habluetooth==7.2.0 \
  bluetooth-sensor-state-data==1.9.2 \
  sensor-state-data==2.20.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'thermopro-ble {version("thermopro-ble")}, bluetooth-sensor-state-data {version("bluetooth-sensor-state-data")}, Python {sys.version.split()[0]}')

import struct

from habluetooth import BluetoothServiceInfo
from thermopro_ble import ThermoProBluetoothDeviceData


def entry(celsius):
    """A TP357S advertisement: the first two bytes travel as manufacturer id, the rest as its data."""
    sent = b"\xc2" + struct.pack("<h", round(celsius * 10)) + bytes([50, 2, 0x2C])
    return int.from_bytes(sent[:2], "little"), sent[2:]


thermometer = ThermoProBluetoothDeviceData()
entries = {}
shown = []
for celsius in [55.0, 55.1, 55.0, 55.1, 55.2, 55.0, 54.9]:
    number, data = entry(celsius)
    entries[number] = data
    update = thermometer.update(
        BluetoothServiceInfo(
            name="TP357S (0001)", address="00:00:5E:00:53:02", rssi=-60, manufacturer_data=dict(entries),
            service_data={}, service_uuids=[], source="local",
        )
    )
    values = {key.key: value.native_value for key, value in update.entity_values.items()}
    shown.append(values["temperature"])
    print(f"sent {celsius}   shown {values['temperature']}")
sys.exit(0 if shown == [55.0, 55.1, 55.1, 55.1, 55.2, 55.2, 54.9] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
