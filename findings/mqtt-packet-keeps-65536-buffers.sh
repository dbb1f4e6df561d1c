#!/usr/bin/env bash
# mqtt-packet 9.0.2, which mqtt.js 5.16.0 writes its packets with.
#
# Expected: a client that subscribes to three topics needs memory for its packets, and no more.
# Happens: before the first packet of a process is written, a Buffer is made for each number from 0 to 65,535, and all of
# them are kept: 7.5 MB, whatever the client does. mqtt.js has no option against it. The switch is in mqtt-packet
# (`writeToStream.cacheNumbers = false`), whose README names "a list of buffers for faster write", and no price.
# Why it matters: on a Raspberry Pi with 512 MB a gateway of three probes pays as much for this table as for the rest of
# the client, TLS included. Loading the package shows nothing: the memory is taken at the first connection.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mqtt-packet@9.0.2
cat >try.mjs <<'END'
import mqtt from 'mqtt-packet';

const kept = () => (globalThis.gc(), globalThis.gc(), process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
const grown = (cache) => {
  mqtt.writeToStream.cacheNumbers = cache;
  const before = kept();
  mqtt.generate({ cmd: 'pingreq' });
  return (kept() - before) / 1e6;
};
const [without, withCache] = [grown(false), grown(true)];
console.log(`mqtt-packet 9.0.2, Node ${process.versions.node}`);
console.log(`one PINGREQ of 2 bytes, without the table: ${without.toFixed(1)} MB kept`);
console.log(`one PINGREQ of 2 bytes, as it is:          ${withCache.toFixed(1)} MB kept`);
process.exit(withCache > 4 && without < 1 ? 0 : 1);
END
node --expose-gc try.mjs || { echo 'It behaves otherwise now.' && exit 1; }
