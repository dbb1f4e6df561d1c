#!/usr/bin/env bash
# pint 0.25.3, the signs ℃ and ℉, which displays and thermometer exports use, and the inch mark.
#
# Expected: a temperature, since °C is understood, or an error for a unit that is not known, as for "60 xyz".
# Happens: the sign is dropped and the number becomes a plain one: Quantity("140 ℉") is 140 without a unit, and equal
# to Quantity("140 ℃"). The same for '1.5"'.
# Why it matters: where a plain number counts as °C, 140 °F becomes 140 °C and 60 ℃ passes by luck. A bridge must
# refuse a text of which pint keeps no unit.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check pint==0.25.3
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'pint {version("pint")}, Python {sys.version.split()[0]}')

import pint

units = pint.UnitRegistry()
celsius, fahrenheit, inch = (units.Quantity(text) for text in ["140 ℃", "140 ℉", '1.5"'])
for text, read in [("140 ℃", celsius), ("140 ℉", fahrenheit), ('1.5"', inch)]:
    print(f"{text}   {read!r}")
print("140 ℃ == 140 ℉:", celsius == fahrenheit)
try:
    units.Quantity("60 xyz")
    refused = False
except pint.UndefinedUnitError as error:
    print("60 xyz:", error)
    refused = True
sys.exit(0 if refused and celsius == fahrenheit == 140 and inch == 1.5 else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
