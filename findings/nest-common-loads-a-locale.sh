#!/usr/bin/env bash
# @nestjs/common 12.5.1, imported by a server that writes its log itself.
#
# Expected: classes and decorators; whatever formats times is made when a line is first written.
# Happens: two files of loggers make an Intl.DateTimeFormat each while they are imported, and that makes ICU load the data
# of a locale. It stays resident, whether a line is ever formatted or not: 12 MB and 19 ms in a process that does nothing
# else, 7 MB and 10 ms in a bundled server.
# Why it matters: a bridge shares 512 MB with everything else on a Raspberry Pi Zero; this was a twelfth of its idle
# memory. A server with a logger of its own can have both formatters made later when it is bundled.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' >package.json
npm install --silent --no-audit --no-fund @nestjs/common@12.5.1 reflect-metadata@0.2.2 rxjs@7.8.2
cat >try.mjs <<'END'
import { readFileSync } from 'node:fs';

const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
const Original = Intl.DateTimeFormat;
let [made, megabytes, milliseconds] = [0, 0, 0];
Intl.DateTimeFormat = function (...given) {
  made += 1;
  const [before, begun] = [resident(), performance.now()];
  const formatter = new Original(...given);
  megabytes += resident() - before;
  milliseconds += performance.now() - begun;
  return formatter;
};
await import('@nestjs/common');
console.log(`Node ${process.version}, @nestjs/common 12.5.1`);
console.log(`formatters made by the import: ${made}, ${megabytes.toFixed(1)} MB, ${milliseconds.toFixed(1)} ms`);
process.exit(made === 2 && (megabytes > 2 || Number.isNaN(megabytes)) ? 0 : 1);
END
node try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
