#!/usr/bin/env bash
# mathjs 15.2.0, two thermometers, one set to °C and one to °F.
#
# Expected: the mean of 140 °F and 60 °C, which are the same temperature, is that temperature, and their difference is
# 0.
# Happens: the mean is 124 °F (51.1 °C) and the difference 32 °F. Sum and difference take the second operand for a
# span: 60 °C counts as 108 degrees Fahrenheit. Within one scale, all is right. Comparing fails by a rounding: 140 °F
# == 60 °C is false.
# Why it matters: a mean below both of its values, by 9 °C, is within the range of a plausible bath. Convert each
# reading to °C before any sum, and never let units of temperature into arithmetic.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0
cat >try.mjs <<'END'
import { evaluate } from 'mathjs';
import { readFileSync } from 'node:fs';
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(`mathjs ${version('mathjs')}, Node ${process.version}`);

const texts = ['mean(60 degC, 60 degC)', 'mean(140 degF, 60 degC)', '140 degF - 60 degC', '60 degC - 131 degF', '140 degF == 60 degC'];
const results = texts.map((text) => String(evaluate(text)));
texts.forEach((text, i) => console.log(text.padEnd(24), results[i]));
const near = (text, number) => Math.abs(parseFloat(text) - number) < 1e-6;
const same = near(results[0], 60) && near(results[1], 124) && near(results[2], 32) && near(results[3], -12.777777777);
process.exit(same && results[4] === 'false' ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
