#!/usr/bin/env bash
# anova-wifi 1.1.0, an older cooker (a3) that is heating up, cooking or keeping warm.
#
# Expected: preheating is true while it heats and maintaining while it keeps warm, as for the newer cookers.
# Happens: both are false in each phase. The names of the phases are compared with those of another generation, which
# differ in case and wording, so no message can make one of them true. They are False, not None. A cooker set to
# Fahrenheit is not noticed either: a target of 140 °F is given as 140.
# Why it matters: an automation that waits for "not preheating" begins to count at once, in cold water. A bridge must
# read a3_state, and the unit from the raw message.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check anova-wifi==1.1.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'anova-wifi {version("anova-wifi")}, Python {sys.version.split()[0]}')

from anova_wifi.web_socket_containers import AnovaA3State, build_a3_payload


def message(stage, unit="c", target=60.0, water=40.0):
    return {
        "firmwareVersion": "1.0", "isCooking": True, "currentTemperature": water, "targetTemperature": target,
        "timerInSeconds": 5400, "unit": unit, "isKeepingWarming": stage == "keeping_warm", "currentJob": {"jobStage": stage},
    }


flags = set()
for stage in AnovaA3State:
    update = build_a3_payload(message(stage.value))
    flags.add((update.binary_sensor.preheating, update.binary_sensor.maintaining))
    print(f"{stage.value:13} preheating {update.binary_sensor.preheating}, maintaining {update.binary_sensor.maintaining}")
warm = build_a3_payload(message("heating", "f", 140.0, 104.0)).sensor
print(f"set to °F: target {warm.target_temperature}, water {warm.water_temperature}")
sys.exit(0 if flags == {(False, False)} and warm.target_temperature == 140 else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
