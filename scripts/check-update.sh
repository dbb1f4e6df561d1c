#!/usr/bin/env bash
# Checks that an update always leaves a running version: updates, refusals, broken builds, a full disk and a
# kill at any step, in throw-away folders with a stand-in for systemd. It touches nothing of this system.
# With EVERY_STEP=1 it is killed at each step; else at every third, and which third depends on the commit.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
parallel=()
finish() {
  local pid
  for pid in "${parallel[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "$work"/*/run/pid; do
    [ ! -f "$pid" ] || { root=$(dirname "$(dirname "$pid")") && power_cut; }
  done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

tell() { echo "update: $1"; }
fail() {
  {
    echo "update: $1"
    [ ! -f "${root:-}.said" ] || sed 's/^/  | /' "$root.said"
    [ ! -f "${root:-}/run/journal" ] || tail -8 "$root/run/journal" | cut -c1-200 | sed 's/^/  : /'
  } >&2
  exit 1
}

# shellcheck source=scripts/deploy/machine.sh
. scripts/deploy/machine.sh
# shellcheck source=scripts/deploy/killed-guard.sh
. scripts/deploy/killed-guard.sh

throws() { echo 'throw new Error("this build is broken");' >dist/server.tmp && mv dist/server.tmp dist/server.cjs; }
hangs() { echo 'setInterval(() => {}, 1000);' >dist/server.tmp && mv dist/server.tmp dist/server.cjs; }
# Writes into the database as a wrong migration would, and is gone.
damages() {
  cat >dist/server.tmp <<'END'
const { rmSync, writeFileSync } = require('node:fs');
process.chdir(process.env.DATA_DIR);
writeFileSync('coddle.db', 'no database any more', { flag: 'r+' });
writeFileSync('coddle.db-wal', 'no log');
rmSync('journal.key');
process.exit(1);
END
  mv dist/server.tmp dist/server.cjs
}
other_machine() {
  local other='\267'
  [ "$kind" = x64 ] || other='\076'
  cp dist/libsql.node dist/engine
  printf '%b' "$other" | dd of=dist/engine bs=1 seek=18 conv=notrunc status=none
  mv dist/engine dist/libsql.node
}
damaged() { rm dist/package.json && echo '{ }' >dist/package.json; }
added() { echo >dist/more.js; }
leads_out() { ln -s /etc/passwd dist/passwd; }

make_releases() {
  release first 1.0.0
  release second 1.1.0
  release throws 1.1.0 throws
  release hangs 1.1.0 hangs
  release damages 1.1.0 damages
}

# A server that has run once, so that there is a database.
make_data() {
  mkdir "$work/data"
  machine once
  systemctl stop coddle.service
  cp -R "$root/var/lib/coddle/." "$work/data/"
}

it_updates() {
  machine life
  coddle update "$(tarball second 1.1.0)" || fail 'the update failed'
  runs 1.1.0 || fail 'the new version does not run'
  grep -q '^# Coddle 1.1.0' "$root/etc/systemd/system/coddle.service" || fail 'the new units were not taken'
  [ -z "$(half_made)" ] || fail "left behind: $(half_made)"
  tell "updates: $(tail -1 "$root.said")"
  coddle update "$(tarball second 1.1.0)" || fail 'the same version again failed'
  tell "the same again: $(tail -1 "$root.said")"
  coddle rollback || fail 'the rollback failed'
  runs 1.0.0 || fail 'the rollback did not bring the former version back'
  grep -q '^# Coddle 1.0.0' "$root/etc/systemd/system/coddle.service" || fail 'the former units were not put back'
  coddle rollback || fail 'the second rollback failed'
  runs 1.1.0 || fail 'the second rollback did not return'
  tell "rolls back, and back again: $(tail -1 "$root.said")"
  bad_input_is_refused
  systemctl stop coddle.service
}

# refuses PATTERN ARGUMENT...: ends with 1, says why, and changes nothing
refuses() {
  local pattern=$1 before code=0
  shift
  before=$(state)
  coddle update "$@" || code=$?
  [ "$code" = 1 ] || fail "no refusal with /$pattern/, but exit $code"
  grep -qE "$pattern" "$root.said" || fail "no sentence with /$pattern/"
  [ "$(state)$(half_made)" = "$before" ] || fail "a refusal with /$pattern/ changed something"
  tell "$(grep -E "$pattern" "$root.said" | cut -c1-150)"
}

bad_input_is_refused() {
  local folder=$work/made/bad name=coddle-1.2.0-linux-$kind.tar.gz
  release bad 1.2.0
  refuses 'does not have the sum' "$folder/$name" --sha256 "$(printf '%064d' 0)"
  head -c 2000000 "$folder/$name" >"$folder/half" && mv "$folder/half" "$folder/$name"
  refuses 'does not have the sum' "$folder/$name"
  rm "$folder/SHA256SUMS"
  refuses 'was not signed with the key' "$folder/$name"
  refuses 'was not signed with the key' "$folder/$name" --allow-unsigned
  rm "$folder/$name.sig"
  refuses 'has no signature' "$folder/$name"
  refuses 'is not a whole' "$folder/$name" --allow-unsigned
  refuses 'is not there' "$folder/nothing.tar.gz"
  cp "$(tarball second 1.1.0)" "$folder/coddle-1.1.0-linux-mips.tar.gz"
  refuses 'made for mips' "$folder/coddle-1.1.0-linux-mips.tar.gz" --allow-unsigned
  refuses 'is older than' "$(tarball first 1.0.0)"
  release other 1.2.0 other_machine
  refuses 'made for .* and this machine is' "$(tarball other 1.2.0)"
  release damaged 1.2.0 : damaged
  refuses 'dist/package.json in this release is damaged' "$(tarball damaged 1.2.0)"
  release added 1.2.0 : added
  refuses 'dist/more.js in this release is .* too much' "$(tarball added 1.2.0)"
  release link 1.2.0 leads_out
  refuses 'dist/passwd.* has no place in a release' "$(tarball link 1.2.0)"
  paths_are_refused
  mv "$root/etc/coddle/release-key.pem" "$root/etc/coddle/key-elsewhere"
  refuses 'release-key.pem is missing, so the signature' "$(tarball second 1.1.0)"
  mv "$root/etc/coddle/key-elsewhere" "$root/etc/coddle/release-key.pem"
}

# Even where the owner waives the signature, nothing is written outside of the release.
paths_are_refused() {
  local path
  tar -C "$work/made/second" -czPf "$folder/up.tar.gz" coddle-1.1.0/deploy --transform 's,deploy/parts,../../out,'
  refuses 'out.* has no place in a release' "$folder/up.tar.gz" --allow-unsigned
  tar -C "$work/made/second" -czPf "$folder/abs.tar.gz" coddle-1.1.0/deploy /etc/hostname
  refuses '/etc/hostname, which has no place' "$folder/abs.tar.gz" --allow-unsigned
  for path in coddle-1.1.0//out/parts coddle-1.1.0/./out coddle-1.1.0/deploy//out; do
    tar -C "$work/made/second" -czPf "$folder/path.tar.gz" coddle-1.1.0/deploy --transform "s,coddle-1.1.0/deploy/parts,$path,"
    refuses 'out.* has no place in a release' "$folder/path.tar.gz" --allow-unsigned
  done
}

# All but the index of the log, which SQLite makes anew at every start.
# Without the two counters of writes in the header of the database (bytes 24 to 27 and 92 to 95): a server that starts
# writes its first page as it is.
data_sums() {
  (
    cd "$root/var/lib/coddle"
    {
      head -c 24 coddle.db
      dd if=coddle.db bs=1 skip=28 count=64 status=none
      tail -c +97 coddle.db
    } | sha256sum
    sha256sum coddle.db-wal journal.key
  )
}

# goes_back NAME: an update to a build that does not work ends with the former version, its units and its data
goes_back() {
  local before seconds
  machine "broken-$1"
  systemctl stop coddle.service
  before=$(data_sums)
  ! coddle update "$(tarball "$1" 1.1.0)" || fail 'the broken build was taken'
  runs 1.0.0 || fail 'the former version does not run'
  seconds=$(sed -n 's/.*so 1.0.0 runs again, .*, after \([0-9]*\) s.*/\1/p' "$root.said")
  [ -n "$seconds" ] || fail 'it does not say that it went back'
  [ "$seconds" -le 45 ] || fail "it took $seconds seconds to go back"
  grep -q '^# Coddle 1.0.0' "$root/etc/systemd/system/coddle.service" || fail 'the former units were not put back'
  [ ! -e "$root/etc/systemd/system/coddle-1.1.0.timer" ] || fail 'a new unit was left behind'
  grep -q 'did not get ready' "$root/opt/coddle/update-failed" || fail 'nothing was left for the doctor'
  systemctl stop coddle.service
  [ "$(data_sums)" = "$before" ] || fail 'the data is not as it was'
  [ "$(half_made)$(ls "$root/opt/coddle/releases")" = 1.0.0 ] || fail "left behind: $(half_made)"
  tell "a build that $1: back after $seconds s, and the data is byte for byte as it was"
}

# How many steps an update has, each of which changes files or runs a program.
count_steps() {
  machine count
  FAULT_COUNT=$work/steps coddle_with none 0 update "$(tarball second 1.1.0)" || fail 'the update failed'
  systemctl stop coddle.service
  cat "$work/steps"
}

a_full_disk_changes_nothing() {
  local n before
  machine full
  before=$(state)
  for n in $(seq 1 "$steps"); do
    if coddle_with full "$n" update "$(tarball second 1.1.0)"; then break; fi
    grep -qE '[Dd]isk (is )?full' "$root.said" || fail "full at step $n: no sentence of it"
    [ "$(state)" = "$before" ] || fail "full at step $n: something was changed"
    [ -z "$(half_made)" ] || fail "full at step $n: left behind: $(half_made)"
    curl -sf -m 5 -o /dev/null "http://127.0.0.1:$port/health" || fail "full at step $n: nothing runs"
  done
  runs 1.1.0 || fail "full from step $n on: it says that it is done, and it is not"
  systemctl stop coddle.service
  tell "a disk that is full from any of the first $((n - 1)) steps on: nothing was changed; from step $n on it needs no room"
}

# kills FIRST STRIDE: kills the update at every step of these, and at every other one all that runs, as a power cut does
kills() {
  local n old=0 new=0
  for n in $(seq "$1" "$2" "$steps"); do
    machine "kills-$1"
    ! coddle_with kill "$n" update "$(tarball second 1.1.0)" || fail "killed at step $n, it ended well"
    if [ $(((n + n / $2) % 2)) = 1 ]; then power_cut && systemctl start coddle.service; fi
    is_healthy || fail "killed at step $n: nothing responds"
    (cd "$root/opt/coddle/current" && sha256sum --check --quiet SHA256SUMS) >/dev/null || fail "killed at step $n: half a version"
    if [ "$(current)" = 1.0.0 ]; then old=$((old + 1)); else new=$((new + 1)); fi
    coddle update "$(tarball second 1.1.0)" || fail "killed at step $n: the next update fails"
    runs 1.1.0 || fail "killed at step $n: the next update does nothing"
    [ -z "$(half_made)" ] || fail "killed at step $n: left behind: $(half_made)"
    systemctl stop coddle.service
  done
  echo "$old $new" >"$work/killed-$1"
}

tell_of_kills() {
  local old new
  read -r old new < <(cat "$work"/killed-* | awk '{ old += $1; new += $2 } END { print old, new }')
  [ $((old + new)) -ge $((steps / 3)) ] || fail "killed at $((old + new)) of $steps steps only"
  tell "killed at $((old + new)) of $steps steps: 1.0.0 ran on after $old, 1.1.0 ran after $new, and the next update was done"
}

# in_parallel CALL...: each in a process of its own, with a machine of its own
in_parallel() {
  local call pid failed=false
  for call in "$@"; do
    (port='' && eval "$call") &
    parallel+=($!)
  done
  for pid in "${parallel[@]}"; do wait "$pid" || failed=true; done
  ! $failed || exit 1
}

node scripts/ensure-build.mjs
started=$SECONDS
prepare_stand_ins
make_releases
make_data
steps=$(count_steps)
[ "$steps" -ge 20 ] || fail "an update has only $steps steps"
if [ "${EVERY_STEP:-}" = 1 ]; then
  trials=('kills 1 3' 'kills 2 3' 'kills 3 3')
else
  third=$((0x$(git rev-parse HEAD | cut -c1-7) % 3 + 1))
  trials=("kills $third 9" "kills $((third + 3)) 9" "kills $((third + 6)) 9")
fi
in_parallel 'goes_back hangs' 'it_updates; guard_is_killed; goes_back throws; goes_back damages' \
  "${trials[@]}" 'a_full_disk_changes_nothing'
tell_of_kills
tell "all of it in $((SECONDS - started)) s"
