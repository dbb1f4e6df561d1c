#!/usr/bin/env bash
# timestring 7.0.0, enhanced-ms 5.0.0 and iso8601-duration 2.1.4: "1h30", and a minus sign.
#
# Expected: 90 minutes for "1h30", the usual way to write it in French and Portuguese, or an error; a negative number
# for "-5 min" and for "-PT5M".
# Happens: timestring and enhanced-ms take "1h30" for one hour and drop the 30 in silence. Both lose the minus of "-5
# min", and iso8601-duration loses that of "-PT5M": five minutes ago becomes in five minutes.
# Why it matters: a cook of an hour and a half ends after an hour, which is the unsafe side. An offset before an alarm,
# which calendars write with a minus, lands after it.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund timestring@7.0.0 enhanced-ms@5.0.0 iso8601-duration@2.1.4
cat >try.mjs <<'END'
import timestring from 'timestring';
import { ms } from 'enhanced-ms';
import { parse, toSeconds } from 'iso8601-duration';
import { readFileSync } from 'node:fs';
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(`timestring ${version('timestring')}, enhanced-ms ${version('enhanced-ms')}, iso8601-duration ${version('iso8601-duration')}, Node ${process.version}`);

const seen = {};
for (const text of ['1h30m', '1h30', '-5 min']) {
  seen[text] = [timestring(text, 'm'), ms(text) / 60_000];
  console.log(text.padEnd(7), 'timestring', seen[text][0], 'min   enhanced-ms', seen[text][1], 'min');
}
seen.iso = ['PT5M', '-PT5M'].map((text) => toSeconds(parse(text)) / 60);
console.log('iso8601-duration: PT5M', seen.iso[0], 'min, -PT5M', seen.iso[1], 'min');
const expected = { '1h30m': [90, 90], '1h30': [60, 60], '-5 min': [5, 5], iso: [5, 5] };
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
