#!/usr/bin/env bash
# combustion-ble 0.3.3, the prediction in an entry of the probe's log.
#
# Expected: the state, mode and type that the probe recorded, as the live status of the same package gives them.
# Happens: each entry of the log is UNKNOWN, NONE and NONE, whatever the bits are; the temperatures and the seconds
# beside them are right. All 256 combinations give the same.
# Why it matters: the log is what fills the gap after a broken connection. From it, a bridge learns that the core has
# reached a temperature, and never that the probe was not inserted.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check combustion-ble==0.3.3
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'combustion-ble {version("combustion-ble")}, Python {sys.version.split()[0]}')

from combustion_ble.ble_data.prediction_log import PredictionLog
from combustion_ble.ble_data.prediction_status import PredictionStatus

STATE, MODE, TYPE, TARGET, SECONDS, CORE = 3, 1, 1, 600, 1200, 750
log = PredictionLog.from_raw((STATE << 7 | MODE << 11 | TYPE << 13 | TARGET << 15 | SECONDS << 25 | CORE << 42).to_bytes(7, "little"))
live = PredictionStatus.from_bytes((STATE | MODE << 4 | TYPE << 6 | TARGET << 8 | SECONDS << 28 | CORE << 45).to_bytes(7, "little"))
for what, read in [("live", live), ("log ", log)]:
    print(what, read.prediction_state.name, read.prediction_mode.name, read.prediction_type.name,
          f"{read.prediction_set_point_temperature:.1f} °C, {read.prediction_value_seconds} s, core {read.estimated_core_temperature:.1f} °C")
kinds = set()
for bits in range(256):
    one = PredictionLog.from_raw((bits << 7).to_bytes(7, "little"))
    kinds.add((one.prediction_state.name, one.prediction_mode.name, one.prediction_type.name))
print("all 256 combinations in the log:", kinds)
sys.exit(0 if kinds == {("UNKNOWN", "NONE", "NONE")} and live.prediction_state.name == "PREDICTING" else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
