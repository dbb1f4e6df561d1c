#!/usr/bin/env bash
# Packs the release twice, in two places, and wants the same bytes; then unpacks it and runs it as its owner would.
# Here it takes the build in dist/ while no source is newer; elsewhere it builds anew.
set -euo pipefail

top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
server=''
stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  server=''
}
finish() {
  stop
  rm -rf "$work"
}
trap finish EXIT

fail() {
  echo "package: $1"
  exit 1
}

# A project of the same content elsewhere, with files of another time.
copy_to() {
  mkdir -p "$1"
  # By name, since another program may write into the folder meanwhile.
  git -C "$top" ls-files -z --cached --others --exclude-standard |
    tar -C "$top" -c --null -T - | tar -C "$1" -xm
  # Git says what belongs into a release, and when it was made.
  cp -a "$top/.git" "$1/.git"
  # Linked where that can be, since it is large; copied where not, such as onto another disk.
  cp -al "$top/node_modules" "$1/" 2>/dev/null || cp -a "$top/node_modules" "$1/"
}

pack_here() {
  (cd "$top" && node scripts/ensure-build.mjs)
  signs
  node "$top/scripts/package.mjs" --out "$work/one"
  [ -z "$(find "$work/one" -name '*.sig')" ] || fail 'an old signature was left beside a new release'
}

pack_elsewhere() {
  copy_to "$work/elsewhere/project"
  umask 077
  export TZ=Pacific/Auckland LC_ALL=C NODE_ENV=production
  npm --prefix "$work/elsewhere/project" run --silent build
  cd /
  node "$work/elsewhere/project/scripts/package.mjs" --out "$work/two"
}

pack_twice() {
  local elsewhere
  (pack_elsewhere >/dev/null) &
  elsewhere=$!
  pack_here
  wait "$elsewhere" || fail 'it could not be packed elsewhere'
  diff -r "$work/one" "$work/two" || fail 'packed twice, it differs'
  (cd "$work/one" && sha256sum --check --quiet SHA256SUMS)
  echo 'package: packed twice, the same bytes'
}

# check_contents ARCHITECTURE MACHINE: unpacks it; MACHINE is how an ELF file names it
check_contents() {
  local packed strange machine
  packed=$(echo "$work"/one/coddle-*-linux-"$1".tar.gz)
  strange=$(tar --numeric-owner -tvzf "$packed" | grep -vE '^(-rw-r--r--|-rwxr-xr-x|drwxr-xr-x) 0/0 ' || true)
  [ -z "$strange" ] || fail "owners or modes: $strange"
  [ "$(stat -c %s "$packed")" -le 25000000 ] || fail "$packed is too large"

  mkdir "$work/$1"
  tar -C "$work/$1" -xzf "$packed"
  cd "$work/$1"/coddle-*
  sha256sum --check --quiet SHA256SUMS
  [ "$(find . -type f | wc -l)" -eq $(($(wc -l <SHA256SUMS) + 1)) ] || fail 'SHA256SUMS does not name every file'
  while read -r file; do
    [ "$(head -c 4 "$file" | tr -d '\0')" = $'\x7fELF' ] || continue
    machine=$(od -An -tx1 -j18 -N1 "$file" | tr -d ' ')
    [ "$machine" = "$2" ] || fail "$file is for machine $machine, not $2"
  done < <(find . -type f)
  ! grep -rlF -e "$top" -e "$work" . || fail 'it names a folder of this machine'
  ! grep -nE 'registry\.|npmjs|timestamp|serialNumber' sbom.cdx.json || fail 'the bill of materials is not neutral'
  echo "package: $1 holds what it says, $(stat -c %s "$packed") bytes"
}

# Settings that let a server start alone: nothing listens at the port of its cloud.
settings=(
  PATH="$PATH"
  PERSONAL_ACCESS_TOKEN=anova-only-for-the-check
  API_KEY=only-for-the-check-only-for-the-check
  ANOVA_WEBSOCKET_URL=ws://127.0.0.1:9
  PORT=0
)

# run_server: runs it in an empty folder until it responds, and prints how long that took
run_server() {
  local folder address='' started
  folder=$(mktemp -d -p "$work")
  started=$(date +%s%N)
  env -i -C "$folder" "${settings[@]}" node "$release/dist/main.js" >"$folder/log" 2>&1 &
  server=$!
  for _ in $(seq 1 1000); do
    address=$(sed -n 's/.*Listening at \(http:[^"]*\)".*/\1/p' "$folder/log")
    [ -z "$address" ] || break
    kill -0 "$server" 2>/dev/null || fail "the server ended by itself: $(cat "$folder/log")"
    sleep 0.02
  done
  echo "package: $1, ready after $((($(date +%s%N) - started) / 1000000)) ms"
  curl -sS -m 10 "$address/health" | grep -q '"status":"ok"' || fail "/health: $(cat "$folder/log")"
  stop
}

# V8 silently refuses cached code of another Node; the launcher notices.
takes_kept_code() {
  env -i -C "$(mktemp -d -p "$work")" "${settings[@]}" node --input-type=module -e "
    const { script } = await import('$release/dist/main.js');
    process.exit(script.cachedDataRejected === false ? 0 : 1);" >/dev/null
}

# A signature that anyone can verify, and the key for those who install it. It lies where the next release is packed.
signs() {
  local packed
  openssl genpkey -algorithm ed25519 -out "$work/key.pem" 2>/dev/null
  openssl pkey -in "$work/key.pem" -pubout -out "$work/public.pem"
  node "$top/scripts/package.mjs" --out "$work/one" --sign "$work/key.pem" >/dev/null
  for packed in "$work"/one/coddle-*.tar.gz; do
    openssl pkeyutl -verify -pubin -inkey "$work/public.pem" -rawin -in "$packed" -sigfile "$packed.sig" >/dev/null ||
      fail "$packed is not signed"
    tar -xzOf "$packed" --wildcards '*/release-key.pem' | diff - "$work/public.pem" || fail "$packed holds another key"
  done
  echo 'package: signed, and verified by openssl'
}

pack_twice
(check_contents arm64 b7) &
other=$!
(check_contents x64 3e)
wait "$other" || exit 1

release=$(echo "$work/$(node -p process.arch)"/coddle-*)
run_server 'the release runs'
! takes_kept_code || fail 'it came with kept code'
env -i -C / PATH="$PATH" node "$release/dist/keep-code.js"
takes_kept_code || fail 'the code that keep-code.js kept is refused'
run_server 'it runs from kept code'
