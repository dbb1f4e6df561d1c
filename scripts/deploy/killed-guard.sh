# Kills the guard at each program that it runs, and lets it run again as systemd would. Sourced by check-update.sh.
# shellcheck shell=bash disable=SC2154 # work and top are set there

guards_programs='basename cat cmp cp grep ln mkdir mv readlink rm sed sync systemctl'

# Each program that the guard runs is counted first; the one whose turn it is ends the guard, as a power cut would.
prepare_counting() {
  local program real
  mkdir "$work/counting"
  for program in $guards_programs; do
    real=$(command -v "$program")
    [ "$program" != systemctl ] || real=true
    cat >"$work/counting/$program" <<END
#!/bin/sh
n=\$((\$(/bin/cat "\$COUNT") + 1))
echo \$n >"\$COUNT"
if [ \$n = "\$KILL_AT" ]; then kill -9 \$GUARD; kill -9 \$PPID; exit 1; fi
exec $real "\$@"
END
    chmod +x "$work/counting/$program"
  done
}

# guard WORD KILL_AT: with 0 it is let to its end
guard() {
  echo 0 >"$root.count"
  # shellcheck disable=SC2016 # the inner shell becomes the guard, so its number is the guard's
  COUNT=$root.count KILL_AT=$2 PATH=$work/counting:$PATH CODDLE_ROOT=$root \
    sh -c 'GUARD=$$; export GUARD; exec sh "$CODDLE_ROOT/opt/coddle/guard" "$1"' sh "$1"
} >/dev/null 2>&1

# between TRIES: a machine on which 1.1.0 was switched to and tried so often
between() {
  root=$work/guarded
  rm -rf "$root"
  mkdir -p "$root/opt/coddle/releases" "$root/etc/systemd/system" "$root/var/lib/coddle"
  for version in 1.0.0 1.1.0; do
    mkdir -p "$root/opt/coddle/releases/$version/deploy"
    echo "# $version" >"$root/opt/coddle/releases/$version/deploy/coddle.service"
  done
  cp "$top/deploy/guard.sh" "$root/opt/coddle/guard"
  ln -s releases/1.1.0 "$root/opt/coddle/current"
  touch "$root/opt/coddle/releases/1.1.0/deploy/coddle-new.timer"
  cp "$root"/opt/coddle/releases/1.1.0/deploy/* "$root/etc/systemd/system/"
  echo before >"$root/var/lib/coddle/coddle.db"
  echo key >"$root/var/lib/coddle/journal.key"
  printf 'from=releases/1.0.0\nto=releases/1.1.0\ntries=0\n' >"$root/opt/coddle/pending"
  [ "$1" = 1 ] || return 0
  guard before-start 0 || fail 'the guard did not keep the data'
  echo broken >"$root/var/lib/coddle/coddle.db"
  echo log >"$root/var/lib/coddle/coddle.db-wal"
  rm "$root/var/lib/coddle/journal.key"
}

contents_now() { (cd "$root" && find opt etc var -type f -exec sha256sum {} + -o -type l -printf '%p -> %l\n' | sort); }

# survives WORD TRIES: killed at any point and run again, the guard has reached the same result once a version is ready
survives() {
  local n count wanted
  between "$2"
  guard "$1" 0 || fail "the guard fails at $1"
  count=$(cat "$root.count")
  guard after-start 0 || fail 'the guard fails once a version is ready'
  wanted=$(contents_now)
  for n in $(seq 1 "$count"); do
    between "$2"
    ! guard "$1" "$n" || fail "the guard was not killed at $n of $1"
    guard "$1" 0 || fail "the guard fails at $1 after it was killed at $n of $1"
    guard after-start 0 || fail "the guard fails after it was killed at $n of $1"
    [ "$(contents_now)" = "$wanted" ] || fail "killed at $n of $1, the guard ends otherwise"
  done
  points=$((points + count))
}

guard_is_killed() {
  local points=0
  prepare_counting
  survives before-start 0
  survives before-start 1
  tell "the guard, killed at each of $points programs that it runs, reaches the same result the next time"
}
