#!/usr/bin/env bash
# thermopro-tp25-ble 0.1.1, tenths of a degree and a probe in ice water.
#
# Expected: the tenths that the thermometer sends, and 0.0 °C in the ice bath with which a probe is checked.
# Happens: the tenths are rounded to whole degrees, a half to the nearest even number: 54.5 becomes 54, 55.5 becomes
# 56. And 0.0 °C is None, the same as a probe that is not plugged in.
# Why it matters: 54.4 °C is the usual lower limit of a safe bath; 53.5 is shown as 54, 54.5 as 54 too. A reading from
# this package is worth ±0.5 °C however exact the thermometer is, and it cannot be calibrated in ice water.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check thermopro-tp25-ble==0.1.1 bleak==3.0.2
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'thermopro-tp25-ble {version("thermopro-tp25-ble")}, Python {sys.version.split()[0]}')

from thermopro_tp25_ble.client import decode_packet


def digits(celsius):
    """A temperature as the thermometer sends it: four decimal digits in two bytes, in tenths."""
    return bytes.fromhex(f"{round(celsius * 10):04d}")


sent = [0.0, 53.5, 54.4, 54.5, 55.5, 60.0]
packet = bytes.fromhex("300f000000") + b"".join(digits(celsius) for celsius in sent) + bytes([0, 100, 0, 0])
shown, battery = decode_packet(packet)
for was, now in zip(sent, shown):
    print(f"sent {was}   shown {now}")
sys.exit(0 if shown == [None, 54, 54, 54, 56, 60] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
