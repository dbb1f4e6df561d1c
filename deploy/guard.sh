#!/bin/sh
# Sees an update through, whatever ends it early: a version that does not get ready makes room for the one before.
# coddle.service runs it as root around every start. Whatever it does may be killed at any step, and is done again.
#   before-start  keeps a copy of the data before a new version opens it; goes back when that one did not get ready
#   after-start   the version is ready, so the update is over
#   go-back       goes back now; the service must not be running a version that has begun
# An update that is under way lies in `pending`: the links that it leads from and to, and how often it was tried.
set -eu
umask 022

root=${CODDLE_ROOT:-}
root=${root%/}
opt=$root/opt/coddle units=$root/etc/systemd/system
data=${DATA_DIR:-$root/var/lib/coddle}
# Beside the data, so that it can be put back by renaming, for which a full disk has room.
kept=${data%/}-before-update
pending=$opt/pending
files='coddle.db coddle.db-wal coddle.db-shm journal.key'

# An installation elsewhere has no part in the services of this system.
systemctl=systemctl
if [ -n "$root" ]; then systemctl=${CODDLE_SYSTEMCTL:-true}; fi

say() { printf '%s\n' "$*"; }
field() { sed -n "s/^$1=//p" "$pending"; }
current() { readlink "$opt/current" || true; }

# write FILE: takes the text from stdin, and puts it there whole
write() {
  cat >"$1.draft" && sync "$1.draft" && mv -T "$1.draft" "$1"
}

# point NAME TARGET: changes a link in one step
point() {
  rm -f "$opt/.$1.draft"
  ln -s "$2" "$opt/.$1.draft"
  mv -T "$opt/.$1.draft" "$opt/$1"
}

has_tried() { printf 'from=%s\nto=%s\ntries=1\n' "$from" "$to" | write "$pending"; }

# Nothing writes to the data at this moment, so plain copies of its files fit together.
keep_data() {
  rm -rf "$kept" "$kept.draft"
  (umask 077 && mkdir "$kept.draft")
  for file in $files; do
    if [ -f "$data/$file" ]; then
      # The folder is the server's: where a link leads is nothing to be read as root.
      cp -pP "$data/$file" "$kept.draft/" || return 1
      say "$file" >>"$kept.draft/names" || return 1
    fi
  done
  sync "$kept.draft"/* "$kept.draft" 2>/dev/null || true
  mv -T "$kept.draft" "$kept"
}

# A folder in the place of a file is no data, and it must not keep a version from running that works without.
clear_place() {
  if [ ! -d "$1" ] || [ -L "$1" ]; then return 0; fi
  aside=$1.aside
  while [ -e "$aside" ] || [ -L "$aside" ]; do aside=$aside.aside; done
  mv -T "$1" "$aside"
  say "A folder in the place of ${1##*/} was moved aside, to ${aside##*/}"
}

# What is in the list and no longer there has been put back already.
put_data_back() {
  [ -d "$kept" ] || return 0
  for file in $files; do
    if [ -f "$kept/$file" ]; then
      clear_place "$data/$file"
      mv -fT "$kept/$file" "$data/$file"
    elif ! grep -qsx "$file" "$kept/names"; then
      # What was a folder before is left as it is.
      [ -d "$data/$file" ] || rm -f "$data/$file"
    fi
  done
}

put_units_back() {
  changed=false
  for unit in "$opt/$from"/deploy/coddle*.service "$opt/$from"/deploy/coddle*.timer; do
    place=$units/$(basename "$unit")
    if [ ! -f "$unit" ] || cmp -s "$unit" "$place"; then continue; fi
    { cp "$unit" "$units/.unit.draft" && mv -T "$units/.unit.draft" "$place"; } || return 1
    changed=true
  done
  for unit in "$opt/$to"/deploy/coddle*.service "$opt/$to"/deploy/coddle*.timer; do
    name=$(basename "$unit")
    if [ -f "$opt/$from/deploy/$name" ] || ! cmp -s "$unit" "$units/$name"; then continue; fi
    rm -f "$units/$name"
    changed=true
  done
  if $changed; then "$systemctl" daemon-reload || true; fi
}

go_back() {
  if [ ! -d "$opt/$from" ]; then
    say "Coddle ${to#releases/} did not get ready, and ${from#releases/} is gone, so it is tried again"
    forget
    return
  fi
  # The rest is done all the same: a version that runs is worth more than its units.
  put_units_back || say 'The units could not be put back'
  if [ "$tries" != 0 ]; then put_data_back; fi
  if [ "$(current)" = "$to" ]; then point current "$from"; fi
  sentence="Coddle ${to#releases/} did not get ready, so ${from#releases/} runs again"
  say "$sentence"
  say "$sentence: journalctl -u coddle -n 50 shows why" | write "$opt/update-failed" || rm -f "$opt/update-failed.draft"
  forget
}

forget() {
  rm -f "$pending"
  rm -rf "$kept" "$kept.draft"
}

before_start() {
  if [ "$(current)" = "$to" ] && [ "$tries" = 0 ]; then
    if keep_data && has_tried; then return; fi
    say 'The data could not be copied: is the disk full?'
    rm -rf "$kept.draft"
    go_back
  elif [ "$tries" != 0 ] && is_between; then
    go_back
  else
    forget
  fi
}

# Whoever has installed a third version since has decided otherwise.
is_between() { [ "$(current)" = "$to" ] || [ "$(current)" = "$from" ]; }

after_start() {
  if [ "$(current)" = "$to" ]; then
    point previous "$from"
    rm -f "$opt/update-failed"
  fi
  forget
}

if [ ! -f "$pending" ]; then
  if [ "${1:-}" = after-start ]; then rm -rf "$kept" "$kept.draft"; fi
  exit 0
fi
from=$(field from) to=$(field to) tries=$(field tries)
case ${1:-} in
  before-start) before_start ;;
  after-start) after_start ;;
  go-back) go_back ;;
  *) say 'Usage: guard before-start | after-start | go-back' >&2 && exit 2 ;;
esac
