#!/usr/bin/env bash
# thermobeacon-ble 1.0.0, a sensor in steam: more than 100 % humidity, or just above 100 °C.
#
# Expected: the temperature is reported, and a humidity of 100.1 % is cut to 100 or left out.
# Happens: the whole advertisement is dropped, the temperature with it, and the update repeats the temperature before
# as if it had been measured now.
# Why it matters: the air above a covered bath is saturated, and a sensor that overshoots by an eighth of a percent
# freezes exactly there. The signal strength in the same update is fresh, which makes the sensor look alive.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check thermobeacon-ble==1.0.0 \
  habluetooth==7.2.0 \
  bluetooth-sensor-state-data==1.9.2 \
  sensor-state-data==2.20.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'thermobeacon-ble {version("thermobeacon-ble")}, Python {sys.version.split()[0]}')

import struct

from habluetooth import BluetoothServiceInfo
from thermobeacon_ble import ThermoBeaconBluetoothDeviceData

SERVICE = "0000fff0-0000-1000-8000-00805f9b34fb"
sensor = ThermoBeaconBluetoothDeviceData()
shown = []
for strength, celsius, humidity in [(-60, 58.0, 99.5), (-61, 64.0, 100.125), (-62, 71.0, 100.125), (-63, 100.5, 60)]:
    # Eight bytes, then the battery in millivolts, temperature and humidity in sixteenths, four more bytes.
    data = bytes(8) + struct.pack("<HhH", 3000, round(celsius * 16), round(humidity * 16)) + bytes(4)
    update = sensor.update(
        BluetoothServiceInfo(
            name="ThermoBeacon", address="00:00:5E:00:53:03", rssi=strength, manufacturer_data={0x10: data},
            service_data={}, service_uuids=[SERVICE], source="local",
        )
    )
    values = {key.key: value.native_value for key, value in update.entity_values.items()}
    shown.append((values["temperature"], values["signal_strength"]))
    print(f"sent {celsius} °C, {humidity} %, {strength} dBm   shown {values}")
sys.exit(0 if shown == [(58.0, -60), (58.0, -61), (58.0, -62), (58.0, -63)] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
