#!/usr/bin/env bash
# mosquitto of Debian 12, and mqtt.js 5.16.0: a second client of MQTT 5 connects with the client id of the first.
#
# Expected: the first is sent DISCONNECT with reason 0x8E, "session taken over", before its connection is closed: MQTT
# 5.0, section 3.1.4, demands it, and a client could then say that it was pushed out instead of trying again.
# Happens: the connection of the first is closed without any packet, for its program the same as a broken network.
# Why it matters: two servers or gateways with one client id push each other out for ever, and both logs speak of a bad
# connection. A bridge has to count connections that are closed soon after they were made, and say so itself.
set -euo pipefail

folder=$(mktemp -d)
trap 'kill "$broker" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
program=$(command -v mosquitto || echo /usr/sbin/mosquitto)
if [ ! -x "$program" ]; then
  apt-get install -y -qq mosquitto >apt.log 2>&1
  program=/usr/sbin/mosquitto
fi
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund mqtt@5.16.0
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
printf 'listener %s 127.0.0.1\nallow_anonymous true\nuser root\n' "$port" >conf
"$program" -c conf 2>broker.log &
broker=$!
cat >try.mjs <<'END'
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import mqtt from 'mqtt';

const version = /mosquitto version (\S+)/.exec(readFileSync('broker.log', 'utf8'))?.[1];
console.log(`mosquitto ${version}, mqtt.js 5.16.0, Node ${process.version}`);
const options = { clientId: 'one-id', protocolVersion: 5, reconnectPeriod: 0 };
const seen = [];
const first = mqtt.connect(process.argv[2], options);
first.on('disconnect', ({ reasonCode }) => seen.push(`DISCONNECT 0x${reasonCode.toString(16)}`));
first.on('error', (error) => seen.push(`error ${error.message}`));
first.on('close', () => seen.push('close'));
await new Promise((resolve) => first.once('connect', resolve));
const second = mqtt.connect(process.argv[2], options);
await new Promise((resolve) => second.once('connect', resolve));
await pause(1_000);
console.log('What the first client is given:', seen.join(', '));
second.end(true);
process.exit(seen.join() === 'close' ? 0 : 1);
END
sleep 1
node try.mjs "mqtt://127.0.0.1:$port"
