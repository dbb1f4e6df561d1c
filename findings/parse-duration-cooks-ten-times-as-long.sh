#!/usr/bin/env bash
# parse-duration 2.1.9, times as people write them: a decimal comma, a range, a clock time, a second number.
#
# Expected: 1.5 hours for "1,5 h", as half of Europe writes it; undefined or null for what is not understood, which is
# what "90 Minuten" gives.
# Happens: "1,5 h" is 15 hours. "12-14 h" is 14 hours and 12 milliseconds, "3/4 h" is 4 hours and 3 milliseconds. "45
# min at 60" is 46 minutes, since a number without a unit takes the next smaller unit. "1:30" is about a millisecond.
# Each is a number like any other, with no sign that a part was not understood.
# Why it matters: a number in milliseconds looks as sure as a correct one. Ten times too long spoils the food, a
# millisecond ends the cook at once. A bridge must match the whole text against the few forms it knows.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund parse-duration@2.1.9
cat >try.mjs <<'END'
import parse from 'parse-duration';
import { readFileSync } from 'node:fs';
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(`parse-duration ${version('parse-duration')}, Node ${process.version}`);

const texts = ['1.5 h', '1,5 h', '12-14 h', '3/4 h', '45 min', '45 min at 60', '1:30', '90 Minuten'];
const minutes = texts.map((text) => parse(text, 'min'));
const milliseconds = texts.map((text) => parse(text));
texts.forEach((text, i) => console.log(text.padEnd(14), milliseconds[i], 'ms =', minutes[i], 'min'));
const expected = [5_400_000, 54_000_000, 50_400_012, 14_400_003, 2_700_000, 2_760_000, 1.03, null];
process.exit(JSON.stringify(milliseconds) === JSON.stringify(expected) ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
