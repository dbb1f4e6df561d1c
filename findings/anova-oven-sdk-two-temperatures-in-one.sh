#!/usr/bin/env bash
# anova-precision-oven-sdk 2026.7.4, a temperature that is changed.
#
# Expected: celsius and fahrenheit of one Temperature always agree: the model converts the one that is missing.
# Happens: it converts only at creation. After `temperature.celsius = 60` the fahrenheit value is the old one, and both
# go into what is sent to the oven. A Temperature created with two values that contradict each other is taken as well;
# two such objects count as equal when their celsius is.
# Why it matters: the oven gets 60 °C and 212 °F in one command and decides by itself which to follow. Raising a sous
# vide stage through an object that is already there is the obvious way to do it. A bridge must make a new object each
# time.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check anova-precision-oven-sdk==2026.7.4
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'anova-precision-oven-sdk {version("anova-precision-oven-sdk")}, Python {sys.version.split()[0]}')

from anova_oven_sdk.models import Temperature

temperature = Temperature(celsius=100)
print("created with 100 °C:", temperature, temperature.to_dict())
temperature.celsius = 60
print("then celsius = 60:  ", temperature, temperature.to_dict())
both = Temperature(celsius=60, fahrenheit=100)
print("created with both:  ", both, "equal:", both == Temperature(celsius=60))
same = temperature.to_dict() == {"celsius": 60, "fahrenheit": 212} and both.fahrenheit == 100
sys.exit(0 if same and both == Temperature(celsius=60) else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
