#!/usr/bin/env bash
# togrill-bluetooth 0.9.0, a probe reading below zero.
#
# Expected: -5.0 °C, whichever of the two usual notations the thermometer uses for negative numbers.
# Happens: a positive number with both of them. Two's complement (0xFFCE) becomes 3271.8 °C; a sign bit with a
# magnitude (0x8032) becomes 5.0 °C. No message at all is decoded to a temperature below zero.
# Why it matters: a probe in frozen meat shows either 5 °C, which looks like meat from the fridge, or a number that
# fires every alarm for "done". A bridge must refuse what is above the range of the probe, and cannot trust small
# values near the freezer.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check togrill-bluetooth==0.9.0
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'togrill-bluetooth {version("togrill-bluetooth")}, Python {sys.version.split()[0]}')

from togrill_bluetooth.packets import PacketA1Notify

pairs = [(600).to_bytes(2, "big"), (-50).to_bytes(2, "big", signed=True), (0x8000 | 50).to_bytes(2, "big"), b"\xff\xff"]
message = PacketA1Notify.decode(bytes([PacketA1Notify.type]) + b"".join(pairs))
for what, shown in zip(["60.0 °C", "-5.0 °C, two's complement", "-5.0 °C, sign and magnitude", "no probe"], message.temperatures):
    print(f"{what:28} shown {shown}")
everything = [PacketA1Notify.decode(bytes([0xA1]) + n.to_bytes(2, "big")).temperatures[0] for n in range(65536)]
lowest = min(value for value in everything if value is not None)
print("lowest value of all 65536 messages:", lowest)
sys.exit(0 if message.temperatures == [60.0, 3271.8, 5.0, None] and lowest == 0 else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
