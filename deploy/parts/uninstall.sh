# Takes Coddle off the machine and leaves a backup of what cannot be made again. Sourced by install.sh.
# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with it

uninstall_coddle() {
  cd /
  if [ ! -e "$opt" ] && [ ! -e "$etc" ] && [ ! -e "$var" ]; then
    say 'Coddle is not installed here: there is nothing to remove.'
    return
  fi
  make_sure
  if $live && [ -d /run/systemd/system ]; then
    systemctl --quiet disable --now coddle.service coddle-backup.timer 2>/dev/null || true
  fi
  pack_backup
  remove_units
  rm -rf "$opt" "$etc" "$var" "$var-before-update"
  # What a restoration has put aside, secrets and all.
  rm -rf "$etc".before-restore-* "$etc".restoring-* "$var".before-restore-* "$var".restoring-*
  rmdir "$backups" 2>/dev/null || true
  rm -f "$root/usr/local/bin/coddle"
  if $live; then remove_user; fi
  say "Coddle is removed. Its settings, keys and data are in ${backup#"$root"}, which only root may read."
  say 'The tunnel and Node.js are left as they are.'
}

make_sure() {
  if $yes; then return; fi
  [ -t 0 ] || fail 'there is no terminal to confirm the removal: add --yes'
  printf 'Remove Coddle from this machine? A backup of its settings and data is kept. [y/N] '
  IFS= read -r answer || answer=''
  case $answer in
    y | Y | yes) ;;
    *) fail 'nothing was removed' ;;
  esac
}

# The server has ended by now, so what is packed is whole.
pack_backup() {
  backup=$root/var/backups/coddle-$(date +%Y-%m-%d-%H%M%S).tar.gz
  mkdir -p "$root/var/backups"
  set --
  for folder in etc/coddle var/lib/coddle; do
    if [ -d "$root/$folder" ]; then set -- "$@" "$folder"; fi
  done
  [ $# -gt 0 ] || set -- opt/coddle
  if ! (umask 077 && tar -C "$root/" -czf "$backup" "$@" && tar -tzf "$backup" >/dev/null); then
    rm -f "$backup"
    fail "the backup could not be written, so nothing was removed: make room in /var/backups; 'systemctl enable --now coddle' starts it again"
  fi
}

remove_units() {
  rm -rf "$units/coddle.service.d"
  rm -f "$units/coddle.service" "$units"/coddle-*.service "$units"/coddle-*.timer
  if [ -L "$units/anova-server.service" ]; then rm -f "$units/anova-server.service"; fi
  if $live && [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
}

remove_user() {
  if getent passwd coddle >/dev/null; then userdel coddle; fi
  if getent group coddle >/dev/null; then groupdel coddle; fi
}
