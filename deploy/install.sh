#!/bin/sh
# Installs, updates or removes Coddle on this machine, from the unpacked folder of a release.
# Everything is checked before anything is changed, and the release that runs is replaced by one rename.
set -eu
umask 022

usage() {
  cat <<'END'
Usage: sudo coddle-<version>/deploy/install.sh [options]
  --token-file FILE  takes the Anova token from FILE instead of asking for it
  --restore FILE     takes settings, keys and data from a backup instead of making new ones
  --key-file FILE    takes the key of that backup from FILE instead of asking for it
  --yes              asks nothing
  --no-start         installs, and starts nothing
  --uninstall        packs settings and data into /var/backups, then removes everything else
  --root DIR         works in DIR instead of / and touches nothing of this system
PERSONAL_ACCESS_TOKEN in the environment is taken as the token too.
END
}

say() { printf '%s\n' "$*"; }
fail() {
  printf 'install: %s\n' "$*" >&2
  exit 1
}

token_file='' backup_file='' key_file='' yes=false start=true uninstall=false root=''
while [ $# -gt 0 ]; do
  case $1 in
    --token-file | --restore | --key-file | --root)
      if [ $# -lt 2 ]; then usage >&2 && exit 2; fi
      case $1 in
        --token-file) token_file=$2 ;;
        --restore) backup_file=$2 ;;
        --key-file) key_file=$2 ;;
        --root) root=$2 ;;
      esac
      shift
      ;;
    --yes) yes=true ;;
    --no-start) start=false ;;
    --uninstall) uninstall=true ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done

live=true
if [ -n "$root" ]; then
  live=false
  mkdir -p "$root" || fail "$root cannot be made: name a folder that you may write to"
  root=$(cd "$root" && pwd)
fi

deploy=$(cd "$(dirname "$0")" && pwd -P)
release=$(dirname "$deploy")
opt=$root/opt/coddle etc=$root/etc/coddle var=$root/var/lib/coddle units=$root/etc/systemd/system
backups=$root/var/backups/coddle
draft=$opt/releases/.draft.$$ former=$opt/releases/.former.$$

# shellcheck source=parts/checks.sh
. "$deploy/parts/checks.sh"
# shellcheck source=parts/secrets.sh
. "$deploy/parts/secrets.sh"
# shellcheck source=parts/files.sh
. "$deploy/parts/files.sh"
# shellcheck source=parts/service.sh
. "$deploy/parts/service.sh"
# shellcheck source=parts/uninstall.sh
. "$deploy/parts/uninstall.sh"

# Whatever ends this early: the terminal shows again what is typed, and no half release stays.
tidy() {
  if [ -t 0 ]; then stty echo; fi
  clear_away_draft
}
trap tidy EXIT
trap 'exit 130' INT TERM HUP

if $live && [ "$(id -u)" -ne 0 ]; then fail "this needs root: run it with sudo"; fi

if $uninstall; then
  uninstall_coddle
  exit 0
fi

check_machine
check_release
check_sums
check_node
check_binary
check_service
check_backup
find_token

make_user
make_folders
place_release
restore_backup
write_settings
write_credentials
place_tools
pin_release_key
install_units
switch_release
start_service
tell_what_next
