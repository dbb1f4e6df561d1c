#!/usr/bin/env bash
# thermoworks-cloud 0.1.16, readings that happen to be a whole number of degrees.
#
# Expected: DeviceChannel.value is a float, as its type says, and so is the value of minimum and maximum.
# Happens: the store behind the cloud sends whole numbers in another field than fractions, and as text. So value is the
# float 139.5 in one reading and the string "140" in the next, and a minimum or maximum of exactly 140 is None.
# Why it matters: "140" > 131.5 raises an error, and "140" < "65" is true. The fault shows only when a reading happens
# to be whole, so a trial of an afternoon does not find it. A bridge must convert the value itself.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check thermoworks-cloud==0.1.16 aiohttp==3.12.15
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'thermoworks-cloud {version("thermoworks-cloud")}, Python {sys.version.split()[0]}')

from thermoworks_cloud.models.device_channel import _document_to_device_channel


def number(value):
    """A number as the document store writes it: whole ones are integers, sent as text."""
    return {"integerValue": str(int(value))} if value == int(value) else {"doubleValue": value}


def channel(value):
    reading = {"mapValue": {"fields": {"value": number(value), "units": {"stringValue": "F"}}}}
    return _document_to_device_channel(
        {"fields": {"value": number(value), "units": {"stringValue": "F"}, "maximum": {"mapValue": {"fields": {"reading": reading}}}}}
    )


shown = []
for fahrenheit in [139.5, 140]:
    read = channel(fahrenheit)
    shown.append((read.value, read.maximum.reading.value))
    print(f"sent {fahrenheit} °F   value {read.value!r}, maximum {read.maximum.reading.value!r}")
sys.exit(0 if shown == [(139.5, 139.5), ("140", None)] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
