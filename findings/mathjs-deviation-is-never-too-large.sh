#!/usr/bin/env bash
# mathjs 15.2.0, the deviation of a bath from its target: abs(measured - target).
#
# Expected: abs(55 degC - 60 degC) is 5 degC, and it is larger than 1 degC. Of kelvins it is.
# Happens: it is -5 degC, and smaller than 1 degC. abs() takes the value in kelvins, which is never negative.
# Why it matters: a test such as abs(measured - target) < 1 degC passes for every bath that is too cold, by however
# much, and fails only for one that is too warm: the unsafe side goes unnoticed.
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

const texts = ['abs(65 degC - 60 degC)', 'abs(55 degC - 60 degC)', 'abs(55 degC - 60 degC) < 1 degC', 'abs(20 degC - 60 degC) < 1 degC', 'abs(55 K - 60 K)'];
const results = texts.map((text) => String(evaluate(text)));
texts.forEach((text, i) => console.log(text.padEnd(32), results[i]));
process.exit(results.join() === '5 degC,-5 degC,true,true,5 K' ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
