#!/usr/bin/env bash
# quantulum3 0.10.0, reading a temperature and a time from a sentence: "Cook at 60 °C for 90 minutes".
#
# Expected: 60 degrees Celsius and 90 minutes, a time.
# Happens: the 90 are minutes of arc, an angle; "90 min" are minutes. "Seconds" are seconds of arc. "1.5 hours at 56 °C"
# are hour ampere-turns, since "at" is taken for a part of the unit. "Half an hour" is 0.5 without a unit. "Minus 18 °C"
# is 18 °C, and "56,5 °C", as half of Europe writes it, is 5 °C. Nothing marks any of them as doubtful.
# With the extra "classifier", which is there to tell units apart, all of these stay the same.
# Why it matters: these are the sentences of a recipe. A program that keeps what is a time loses the time, and a minus
# that is lost turns a freezer into warmth. A bridge must take numbers and units from separate fields, and check
# the kind of each quantity before it uses one.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check quantulum3==0.10.0 \
  inflect==7.6.0 \
  num2words==0.5.14
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'quantulum3 {version("quantulum3")}, Python {sys.version.split()[0]}')

import warnings

warnings.simplefilter("ignore")  # The package recommends its extra.
from quantulum3 import parser

expected = {
    "Cook at 60 °C for 90 min": [(60, "temperature"), (90, "time")],
    "Cook at 60 °C for 90 minutes": [(60, "temperature"), (90, "angle")],
    "Sear it for 45 seconds": [(45, "angle")],
    "Cook for 1.5 hours at 56 °C": [(1.5, "unknown"), (56, "temperature")],
    "Wait for half an hour": [(0.5, "dimensionless")],
    "Freeze it at -18 °C": [(-18, "temperature")],
    "Freeze it at minus 18 °C": [(18, "temperature")],
    "Cook at 56,5 °C": [(56, "dimensionless"), (5, "temperature")],
}
same = True
for sentence, kinds in expected.items():
    found = parser.parse(sentence)
    print(f"{sentence:29}", ", ".join(f"{quantity.value:g} {quantity.unit.name}" for quantity in found))
    same = same and [(quantity.value, quantity.unit.entity.name) for quantity in found] == kinds
sys.exit(0 if same else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
