# Machines that Coddle is installed on, each in a folder of its own, with systemctl.mjs for systemd. Sourced by
# check-update.sh.
# shellcheck shell=bash disable=SC2154 # work is set there

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
kind=$(node -p process.arch)

# What stands in for systemd comes first in PATH, for all that is started from here.
prepare_stand_ins() {
  mkdir "$work/bin" "$work/made"
  printf '#!/bin/sh\nexec node %s/scripts/deploy/systemctl.mjs "$@"\n' "$top" >"$work/bin/systemctl"
  # shellcheck disable=SC2016 # it is the stand-in that knows its root
  printf '#!/bin/sh\ntail -n 200 "$CODDLE_ROOT/run/journal"\n' >"$work/bin/journalctl"
  # Only power cuts need it, and here none is real; on a busy disk it takes seconds.
  printf '#!/bin/sh\n' >"$work/bin/sync"
  chmod +x "$work"/bin/*
  node --input-type=module -e "
    import { generateKeyPairSync } from 'node:crypto';
    import { writeFileSync } from 'node:fs';
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    writeFileSync('$work/signing-key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync('$work/release-key.pem', publicKey.export({ type: 'spki', format: 'pem' }));"
  PATH=$work/bin:$PATH
  export CODDLE_SYSTEMCTL=$work/bin/systemctl
  # On a busy machine, one journey on one machine takes minutes.
  export STAND_IN_SECONDS=${STAND_IN_SECONDS:-900}
}

# contents FOLDER: what is in every release here; the code that the build kept saves it the time to be made again. Copied,
# since tar wonders at files that are linked anew while it packs them.
contents() {
  mkdir -p "$1/dist/swagger-ui" "$1/config"
  touch "$1/dist/swagger-ui/swagger-ui.css"
  cp -R "$top"/dist/{main.js,server.cjs,package.json,libsql.node} "$1/dist/"
  # Of the programs only the one, with the parts that it has in common with others.
  cp "$top"/dist/coddle.js "$top"/dist/chunk-*.js "$1/dist/"
  cp -R "$top/config/foods" "$1/config/"
  cp -R "$top/deploy" "$1/"
  printf "import { copyFileSync } from 'node:fs';\ncopyFileSync('%s', new URL('server.cache', import.meta.url));\n" \
    "$top/dist/server.cache" >"$1/dist/keep-code.js"
}

# release NAME VERSION [CHANGE [LATER]]: packs a release into $work/made/NAME; CHANGE runs in its folder, and LATER
# once the sums of its files are listed
release() {
  local folder=$work/made/$1/coddle-$2
  contents "$folder"
  # So that every version has units of its own.
  echo "# Coddle $2" >>"$folder/deploy/coddle.service"
  echo "# Coddle $2" >"$folder/deploy/coddle-$2.timer"
  (cd "$folder" && ${3:-:})
  list_sums "$folder"
  (cd "$folder" && ${4:-:})
  pack "$1" "$2"
}

list_sums() {
  (cd "$1" && find . -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum >"$1.sums" && mv "$1.sums" SHA256SUMS)
}

# pack NAME VERSION: as npm run package does, with the sum beside it, but not squeezed, which is unpacked in less time
pack() {
  local name=coddle-$2-linux-$kind.tar.gz
  tar -C "$work/made/$1" -c "coddle-$2" |
    node -e 'process.stdin.pipe(require("node:zlib").createGzip({ level: 0 })).pipe(process.stdout)' >"$work/made/$1/$name"
  (cd "$work/made/$1" && sha256sum "$name" >SHA256SUMS)
  sign "$work/made/$1/$name"
}

# sign FILE: as npm run package -- --sign does
sign() {
  node --input-type=module -e "
    import { createPrivateKey, sign } from 'node:crypto';
    import { readFileSync, writeFileSync } from 'node:fs';
    const key = createPrivateKey(readFileSync('$work/signing-key.pem'));
    writeFileSync('$1.sig', sign(null, readFileSync('$1'), key));"
}

tarball() { echo "$work/made/$1/coddle-$2-linux-$kind.tar.gz"; }

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# machine NAME: installs 1.0.0 there and starts it; run again, it begins anew
machine() {
  root=$work/$1
  port=${port:-$(free_port)}
  export CODDLE_ROOT=$root
  rm -rf "$root"
  mkdir -p "$root/opt/coddle/releases" "$root/etc/coddle" "$root/etc/systemd/system" "$root/var/lib" "$root/run"
  cp -al "$work/made/first/coddle-1.0.0" "$root/opt/coddle/releases/1.0.0"
  cp "$top/dist/server.cache" "$root/opt/coddle/releases/1.0.0/dist/"
  ln -s releases/1.0.0 "$root/opt/coddle/current"
  cp "$top/deploy/guard.sh" "$root/opt/coddle/guard"
  cp "$work/release-key.pem" "$root/etc/coddle/"
  cp "$root"/opt/coddle/releases/1.0.0/deploy/coddle*.{service,timer} "$root/etc/systemd/system/"
  printf 'PORT=%s\nANOVA_WEBSOCKET_URL=ws://127.0.0.1:9\n' "$port" >"$root/etc/coddle/coddle.env"
  (umask 077 && printf '{ "personal_access_token": "anova-of-a-test", "api_key": "%s" }\n' of-a-test-of-a-test-of-a-test-of-a-test \
    >"$root/etc/coddle/credentials.json" && cp -R "$work/data" "$root/var/lib/coddle")
  systemctl start coddle.service || fail 'the first version does not start'
}

# power_cut: kills everything that runs on the machine
power_cut() {
  local pid
  pid=$(cat "$root/run/pid")
  pkill_children "$pid"
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$root/run/pid"
}

pkill_children() {
  local child children=()
  kill -STOP "$1" 2>/dev/null || true
  { read -ra children <"/proc/$1/task/$1/children"; } 2>/dev/null || true
  for child in "${children[@]}"; do
    pkill_children "$child"
    kill -9 "$child" 2>/dev/null || true
  done
}

coddle() { node "$root/opt/coddle/current/dist/coddle.js" "$@" >"$root.said" 2>&1; }

# coddle_with FAULT N ARGUMENT...: as coddle, with a fault at the n-th step; what it says is no step, since it goes into a
# pipe
coddle_with() {
  local fault=$1 at=$2
  shift 2
  FAULT=$fault FAULT_AT=$at node --import "$top/test/harness/fault-at.mjs" "$root/opt/coddle/current/dist/coddle.js" "$@" 2>&1 |
    cat >"$root.said"
} 2>/dev/null

current() { basename "$(readlink "$root/opt/coddle/current")"; }

runs() { [ "$(current)" = "$1" ] && is_healthy; }

is_healthy() {
  local _
  for _ in $(seq 1 200); do
    if curl -sf -m 2 -o /dev/null "http://127.0.0.1:$port/health"; then return 0; fi
    sleep 0.05
  done
  return 1
}

# What an update must not leave behind, with any result.
half_made() {
  find "$root/opt/coddle" "$root/var/lib" -maxdepth 2 \
    \( -name '.*' -o -name 'pending*' -o -name 'coddle.lock*' -o -name '*.draft' -o -name '*before-update*' \) ! -path '*/var/lib/coddle/*'
}

# state: all that an update could change, but the data, which the server has open
state() {
  (cd "$root" && find opt etc -type f -printf '%p %m %s\n' -o -type l -printf '%p %l\n' | sort && sha256sum etc/*/*/* opt/coddle/guard)
}
