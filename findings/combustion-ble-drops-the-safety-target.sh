#!/usr/bin/env bash
# combustion-ble 0.3.3, the food safety settings of a probe (FoodSafeData).
#
# Expected: all settings of the message: product, serving, z-value, reference temperature, D-value and the log
# reduction aimed at.
# Happens: the last two are read from the bytes and then thrown away. The object has no such attributes; its
# constructor, which takes them, does not keep them either.
# Why it matters: the D-value and the log reduction are what decides whether food is safe. Without them nothing shows
# that a probe calls meat safe at 3 log where a bridge asks for 7.
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

from combustion_ble.ble_data.food_safe_data import FoodSafeData

# From the low bits up: mode, product, serving, threshold, z, reference (in 0.05 °C), D (in 0.05 min), log reduction (in tenths).
message = 1 | 3 << 3 | 0 << 13 | 1200 << 16 | 140 << 29 | 1400 << 42 | 8 << 55 | 70 << 68
read = FoodSafeData.from_raw(message.to_bytes(10, "little"))
for name, value in vars(read).items():
    print(f"{name}: {value}")
lost = [name for name in ["d_value_at_rt", "target_log_reduction"] if not hasattr(read, name)]
print("sent, and not in the object:", lost)
sys.exit(0 if len(lost) == 2 and round(read.z_value, 2) == 7 else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
