#!/usr/bin/env bash
# Checks what installs and guards Coddle on a machine: the scripts, the units, and a whole life of an installation in a
# throw-away folder, from bad input to the removal. It touches nothing of this system and needs no root.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
root=$work/root
server=''
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

tell() { echo "deploy: $1"; }
fail() {
  echo "deploy: $1" >&2
  [ ! -f "$work/said" ] || sed 's/^/  | /' "$work/said" >&2
  exit 1
}

scripts_are_sound() {
  local file
  for file in deploy/*.sh deploy/parts/*.sh; do sh -n "$file" || fail "$file cannot be read by sh"; done
  if command -v shellcheck >/dev/null; then
    shellcheck -x deploy/*.sh deploy/parts/*.sh scripts/*.sh scripts/deploy/*.sh || fail 'shellcheck finds fault'
    tell 'shellcheck finds no fault'
  else
    tell 'shellcheck is not installed here, so the scripts were only read'
  fi
}

# guarded NAME FILE...: the unit made of these files is one that systemd takes, and at most 1.5 exposed
guarded() {
  local unit=$work/units/$1.service
  shift
  # Where Node lies elsewhere, install.sh writes a drop-in; the other programs are not on every machine.
  cat "$@" | sed -E "s,^ExecStart=/usr/bin/node ,ExecStart=$(command -v node) ,
    s,^(Exec[A-Za-z]+=[+]?)(/usr/bin/cloudflared|/usr/local/bin/coddle|/opt/coddle/guard) ,\1/bin/true ," >"$unit"
  SYSTEMD_LOG_LEVEL=warning systemd-analyze verify "$unit" >"$work/said" 2>&1 || fail "systemd refuses $*"
  # Those two are known since systemd 254; before that they are warned of, and the rest holds.
  ! grep -vE "Unknown key.* 'Restart(Steps|MaxDelaySec)'" "$work/said" || fail "systemd warns of $*"
  systemd-analyze security --no-pager --offline=true --threshold=15 "$unit" >"$work/said" 2>/dev/null || fail "$* is exposed above 1.5"
  tell "systemd-analyze: $(tail -1 "$work/said" | grep -oE '[0-9.]+ [A-Z]+') (${*//"$work/"/})"
}

units_are_guarded() {
  command -v systemd-analyze >/dev/null || { tell 'systemd-analyze is not here, so the units were not checked' && return; }
  mkdir "$work/units"
  printf '[Service]\nType=notify\nExecStart=/usr/bin/cloudflared tunnel run\n' >"$work/cloudflared"
  guarded coddle deploy/coddle.service
  guarded coddle deploy/coddle.service deploy/coddle-credentials.conf
  guarded coddle-backup deploy/coddle-backup.service
  cp deploy/coddle-backup.timer "$work/units/"
  SYSTEMD_LOG_LEVEL=warning systemd-analyze verify "$work/units/coddle-backup.timer" >"$work/said" 2>&1 || fail 'systemd refuses the timer'
  [ ! -s "$work/said" ] || fail 'systemd warns of the timer'
  guarded cloudflared "$work/cloudflared" deploy/cloudflared-hardening.conf
}

# release VERSION: makes a folder as a release unpacks to
release() {
  local folder=$work/coddle-$1
  mkdir "$folder"
  cp -R dist config deploy docs README.md CHANGELOG.md "$folder/"
  echo "the key of release $1" >"$folder/release-key.pem"
  rm -f "$folder/dist/server.cache"
  (cd "$folder" && find . -type f ! -name SHA256SUMS -exec sha256sum {} + >"$work/sums" && mv "$work/sums" SHA256SUMS)
}

# run_install VERSION ARGUMENT...: all that it says goes to a file
run_install() {
  local version=$1
  shift
  "$work/coddle-$version/deploy/install.sh" --root "$root" "$@" >"$work/said" 2>&1 </dev/null
}

# refuses PATTERN VERSION ARGUMENT...: ends with 1, says one sentence, and leaves what was there as it was
refuses() {
  local pattern=$1 before code=0
  shift
  before=$(contents)
  run_install "$@" || code=$?
  [ "$code" = 1 ] || fail "no refusal with /$pattern/, but exit $code"
  grep -qE "^install: .*$pattern" "$work/said" || fail "no sentence with /$pattern/"
  [ "$(contents)" = "$before" ] || fail "a refusal with /$pattern/ changed something"
  tell "$(grep '^install: ' "$work/said" | cut -c10-150 | sed "s,$work/,,g")…"
}

contents() { [ ! -d "$root" ] || (cd "$root" && find . ! -type d -exec ls -l {} + | sort); }

# fake NAME COMMAND BODY: a program that stands in for another when $work/NAME comes first in PATH
fake() {
  mkdir -p "$work/$1"
  printf '#!/bin/sh\n%s\n' "$3" >"$work/$1/$2"
  chmod +x "$work/$1/$2"
}

bad_input_is_refused() {
  local other='\267' paths=$PATH
  [ "$(uname -m)" = x86_64 ] || other='\076'
  fake thirty-two uname 'echo armv7l'
  fake half getconf 'echo 32'
  fake old node 'echo v18.20.4'
  fake slightly-old node 'echo v20.18.3'
  PATH=$work/thirty-two:$paths && refuses '32-bit.*64-bit' 1.0.0 --token-file "$work/token"
  PATH=$work/half:$paths && refuses '32-bit.*64-bit' 1.0.0 --token-file "$work/token"
  PATH=$work/old:$paths && refuses '20\.19 or newer.*18\.20\.4' 1.0.0 --token-file "$work/token"
  PATH=$work/slightly-old:$paths && refuses '20\.19 or newer.*20\.18\.3' 1.0.0 --token-file "$work/token"
  PATH=$paths
  refuses 'no Anova token' 1.0.0 --yes
  refuses 'not an Anova token' 1.0.0 --token-file README.md
  refuses 'cannot be read' 1.0.0 --token-file "$work/nowhere"

  release 1.0.1
  printf '%b' "$other" | dd of="$work/coddle-1.0.1/dist/libsql.node" bs=1 seek=18 conv=notrunc status=none
  refuses 'damaged.*libsql\.node' 1.0.1 --token-file "$work/token"
  rm "$work/coddle-1.0.1/SHA256SUMS"
  refuses 'made for .* and this machine is' 1.0.1 --token-file "$work/token"
  rm -r "$work/coddle-1.0.1/dist/server.cjs"
  refuses 'no dist/server.cjs' 1.0.1 --token-file "$work/token"
}

mode() { stat -c %a "$root/$1"; }
sum() { sha256sum <"$root/$1"; }
current() { readlink "$root/opt/coddle/current"; }

it_installs() {
  local unit
  run_install 1.0.0 --token-file "$work/token" || fail 'the installation failed'
  [ "$(current)" = releases/1.0.0 ] || fail 'the link does not point to the release'
  [ "$(mode etc/coddle) $(mode etc/coddle/credentials.json) $(mode var/lib/coddle)" = '750 600 700' ] || fail 'the modes are wrong'
  grep -q '^  sk-anova-' "$work/said" || fail 'no API key was shown'
  ! grep -q anova-token "$work/said" || fail 'the token was shown'
  [ -f "$root/opt/coddle/current/dist/server.cache" ] || fail 'the compiled code was not kept'
  for unit in coddle.service coddle-backup.service coddle-backup.timer; do
    [ -f "$root/etc/systemd/system/$unit" ] || fail "$unit was not installed"
  done
  { cmp -s deploy/guard.sh "$root/opt/coddle/guard" && [ -x "$root/opt/coddle/guard" ]; } || fail 'the guard of updates is not in its place'
  grep -qE '^exec .*node /opt/coddle/current/dist/coddle.js ' "$root/usr/local/bin/coddle" || fail 'the command coddle is not in its place'
  tell 'installs, and keeps the compiled code'
}

it_updates() {
  local credentials
  credentials=$(sum etc/coddle/credentials.json)
  run_install 1.0.0 || fail 'a second installation failed'
  ! grep -q 'sk-anova-' "$work/said" || fail 'an API key was made again'
  release 1.1.0
  # shellcheck disable=SC2016 # it is the fake that must know its third word
  fake full cp 'mkdir -p "$3/dist"; echo "No space left on device" >&2; exit 1'
  PATH=$work/full:$PATH refuses 'disk full' 1.1.0
  [ "$(current)" = releases/1.0.0 ] || fail 'an update that failed moved the link'
  run_install 1.1.0 || fail 'the update failed'
  [ "$(current)" = releases/1.1.0 ] || fail 'the update did not move the link'
  grep -qx 'the key of release 1.0.0' "$root/etc/coddle/release-key.pem" || fail 'the key that verifies releases was replaced'
  [ "$(sum etc/coddle/credentials.json)" = "$credentials" ] || fail 'the credentials were changed'
  [ "$(find "$root/opt/coddle" -maxdepth 2 -name '.*' | wc -l)" = 0 ] || fail 'something half-made was left'
  tell 'installs again and updates, with the credentials that were there'
}

it_runs() {
  local port
  port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  (cd "$root/var/lib/coddle" && exec env CONFIG_DIR="$root/etc/coddle" DATA_DIR="$root/var/lib/coddle" PORT="$port" \
    ANOVA_WEBSOCKET_URL=ws://127.0.0.1:9 node --env-file="$root/etc/coddle/coddle.env" "$root/opt/coddle/current/dist/main.js") \
    >"$work/log" 2>&1 &
  server=$!
  node deploy/parts/wait-for-health.mjs "$port" 20 1 >"$work/said" || { cat "$work/log" && fail 'the installed server does not respond'; }
  grep -q "Anova's cloud" "$work/said" || fail 'nothing was said of the cloud, which is away'
  it_backs_up
  kill "$server"
  wait "$server" || fail 'the server did not end well'
  server=''
  [ -f "$root/var/lib/coddle/coddle.db" ] || fail 'the data is not where it belongs'
  tell 'the installed server responds, and says what is not ready'
}

# coddle ARGUMENT...: the command as it was installed
coddle() {
  CODDLE_ROOT=$root node "$root/opt/coddle/current/dist/coddle.js" "$@" >"$work/said" 2>&1
}

# While the server runs: what is needed for it to come back elsewhere.
it_backs_up() {
  coddle key add phone || fail 'no named key could be made'
  coddle backup || fail 'the backup failed'
  cp "$root"/var/backups/coddle/coddle-backup-*.tar.gz "$root/etc/coddle/backup.key" "$root/etc/coddle/credentials.json" "$root/etc/coddle/keys.json" "$work/"
  tell 'makes a backup while the server runs'
}

it_restores() {
  local elsewhere=$root file
  root=$work/restored
  run_install 1.0.0 --restore "$work"/coddle-backup-*.tar.gz --key-file "$work/backup.key" || fail 'the backup could not be restored'
  for file in credentials.json keys.json; do
    cmp -s "$work/$file" "$root/etc/coddle/$file" || fail "$file is not what it was"
    [ "$(mode "etc/coddle/$file")" = 600 ] || fail "others may read $file"
  done
  coddle journal verify || fail 'the journal does not hold after the restoration'
  refuses 'coddle restore --replace' 1.0.0 --restore "$work"/coddle-backup-*.tar.gz
  tell 'a clean machine gets keys, settings and journal back from a backup'
  root=$elsewhere
}

it_uninstalls() {
  local left file
  refuses 'add --yes' 1.1.0 --uninstall
  "$root/opt/coddle/current/deploy/install.sh" --root "$root" --uninstall --yes >"$work/said" 2>&1 || fail 'the removal failed'
  left=$(cd "$root" && find . ! -type d)
  left=$(grep -v '^\./var/backups/coddle/coddle-backup-[0-9TZ.-]*\.tar\.gz$' <<<"$left")
  [[ $left =~ ^\./var/backups/coddle-[0-9-]+\.tar\.gz$ ]] || fail "left behind: $left"
  [ "$(stat -c %a "$root/$left")" = 600 ] || fail 'others may read the backup'
  tar -tzf "$root/$left" >"$work/packed"
  for file in etc/coddle/credentials.json var/lib/coddle/coddle.db; do
    grep -qx "$file" "$work/packed" || fail "the backup has no $file"
  done
  run_install 1.0.0 --uninstall || fail 'a second removal failed'
  tell 'the removal leaves a backup and nothing else'
}

it_asks_in_secret() {
  command -v script >/dev/null || { tell 'script is not here, so the question was not checked' && return; }
  script -qec "'$work/coddle-1.0.0/deploy/install.sh' --root '$work/asked'" "$work/typescript" <"$work/token" >"$work/said" 2>&1 || fail 'asked for the token, it failed'
  grep -q anova-token "$work/asked/etc/coddle/credentials.json" || fail 'the token that was typed was not taken'
  # What was typed before the question was up may be shown; afterwards nothing is.
  ! sed '1,/not shown/d' "$work/said" | grep -q anova-token || fail 'the token was shown while it was typed'
  tell 'asks for the token'
}

node scripts/ensure-build.mjs
echo anova-token-of-a-test >"$work/token"
scripts_are_sound
units_are_guarded
release 1.0.0
bad_input_is_refused
it_installs
it_updates
it_runs
it_uninstalls
it_restores
it_asks_in_secret
