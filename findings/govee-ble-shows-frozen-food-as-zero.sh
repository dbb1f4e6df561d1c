#!/usr/bin/env bash
# govee-ble 1.5.2, a meat thermometer (H5183) whose probe is below 0 °C.
#
# Expected: the negative temperature, which this package does report for the room sensors of the same maker, or no
# value.
# Happens: exactly 0.0 °C. Every negative value, -18 °C as well as the -1 that is the common mark for a missing probe,
# becomes a measured zero.
# Why it matters: frozen meat looks thawed, so the time to cook is computed from 0 °C and comes out short by the whole
# time of thawing. A bridge must not take a reading of exactly 0.0 from these models for a measurement.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check govee-ble==1.5.2 \
  cryptography==50.0.2 \
  home-assistant-bluetooth==2.0.0 \
  habluetooth==7.2.0 \
  bluetooth-sensor-state-data==1.9.2 \
  sensor-state-data==2.20.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'govee-ble {version("govee-ble")}, Python {sys.version.split()[0]}')

import struct

from govee_ble import GoveeBluetoothDeviceData
from habluetooth import BluetoothServiceInfo

probe = GoveeBluetoothDeviceData()
shown = []
for celsius in [4.0, 0.0, -5.0, -18.0]:
    # Eight bytes, then the probe and its alarm in hundredths of a degree, two more bytes.
    data = bytes(8) + struct.pack(">hh", round(celsius * 100), 6000) + bytes(2)
    update = probe.update(
        BluetoothServiceInfo(
            name="GVH5183 0001", address="00:00:5E:00:53:04", rssi=-60, manufacturer_data={0x67DD: data},
            service_data={}, service_uuids=[], source="local",
        )
    )
    values = {key.key: value.native_value for key, value in update.entity_values.items()}
    shown.append(values["temperature_probe_1"])
    print(f"sent {celsius} °C   shown {values['temperature_probe_1']} °C")
sys.exit(0 if shown == [4.0, 0.0, 0.0, 0.0] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
