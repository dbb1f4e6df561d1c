#!/usr/bin/env bash
# timelength 3.0.4, a parser for spoken times: "two and a half hours".
#
# Expected: 150 minutes, or success is false.
# Happens: 30 minutes, with success true. "An hour and a half" is 60 minutes, "1h30" too, "12 to 14 hours" is 14, "-5
# min" is 5. "PT90M", the ISO form of 90 minutes, is 90 months. Each of them is a success.
# Why it matters: these are the words in which a person tells an assistant how long to cook, and the package is made
# for them. A success that dropped a word cannot be told from a real one: the result must be said back to the person
# before anything starts.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check timelength==3.0.4
cat >try.py <<'END'
import sys
from importlib.metadata import version

print(f'timelength {version("timelength")}, Python {sys.version.split()[0]}')

from timelength import TimeLength

seen = {}
for text in ["90 minutes", "two and a half hours", "an hour and a half", "1h30", "12 to 14 hours", "-5 min", "PT90M"]:
    result = TimeLength(text).result
    seen[text] = (result.success, result.seconds / 60)
    print(f"{text:22} success {result.success}, {result.seconds / 60:g} min")
minutes = [value for _, value in seen.values()]
sys.exit(0 if all(good for good, _ in seen.values()) and minutes[:6] == [90, 30, 60, 60, 840, 5] and minutes[6] > 3_000_000 else 1)
END
env/bin/python try.py || { echo 'It behaves otherwise now.' && exit 1; }
