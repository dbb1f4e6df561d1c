#!/usr/bin/env bash
# Tries the built server on the versions of Node that people run: 22 and 24, or those given as arguments. The npm
# package `node` brings each into a temporary folder. Prints a line for each version; needs a build in dist/.
set -uo pipefail

top=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- 22 24
[ -f "$top/dist/main.js" ] || { echo 'There is no build: run npm run build, then this again.' >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# try VERSION: installs it and runs the journeys with it
try() {
  local folder=$work/$1
  mkdir "$folder" && echo '{"private":true}' >"$folder/package.json" || return 1
  if ! npm install --prefix "$folder" --no-audit --no-fund "node@$1" >"$folder/log" 2>&1; then
    echo "Node $1 could not be installed:" && tail -n 20 "$folder/log"
    return 1
  fi
  "$folder/node_modules/node/bin/node" "$top/scripts/journeys.mjs"
}

trials=()
for version in "$@"; do
  try "$version" >"$work/said-$version" 2>&1 &
  trials+=("$version:$!")
done

status=0
for trial in "${trials[@]}"; do
  wait "${trial#*:}" || status=1
  cat "$work/said-${trial%%:*}"
done
exit $status
