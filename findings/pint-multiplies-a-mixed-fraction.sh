#!/usr/bin/env bash
# pint 0.25.3, the thickness of a piece of meat as it is written in inches: "1 1/2 in".
#
# Expected: 38.1 mm, or an error.
# Happens: 12.7 mm. A space means "times", so 1 1/2 is 1 · 1/2; "2 1/2 in" is one inch, and "1½ in" is one inch too, as
# the sign ½ is dropped. "1 lb 8 oz" is a product with the unit pound · ounce.
# Why it matters: a steak of an inch and a half is judged as one of half an inch: a ninth of the heating time, as that
# grows with the square of the thickness. The dimension is right, so no check of units finds it. A bridge must match
# fractions before it hands the text to pint.
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
shown = []
for text in ["1.5 in", "1 1/2 in", "2 1/2 in", "1½ in"]:
    shown.append(round(units.Quantity(text).to("mm").magnitude, 1))
    print(f"{text:9} {shown[-1]} mm")
print("1 lb 8 oz", units.Quantity("1 lb 8 oz"))
sys.exit(0 if shown == [38.1, 12.7, 25.4, 25.4] else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
