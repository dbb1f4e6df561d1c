# The units, the start, and what to do next. Sourced by install.sh.
# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with it

install_units() {
  for unit in "$release"/deploy/coddle*.service "$release"/deploy/coddle*.timer; do
    if [ -f "$unit" ]; then
      install -m 644 "$unit" "$units/" || fail "$unit cannot be copied to $units: is the disk full?"
    fi
  done
  drop_in=$units/coddle.service.d/node.conf
  rm -f "$drop_in"
  [ "$node" != /usr/bin/node ] || return 0
  mkdir -p "$units/coddle.service.d"
  printf '[Service]\nExecStart=\nExecStart=%s /opt/coddle/current/dist/main.js\n' "$node" >"$drop_in"
}

port() {
  set_port=$(sed -n 's/^PORT=//p' "$etc/coddle.env" | tail -1 | tr -d "\"' \r")
  say "${set_port:-5000}"
}

start_service() {
  $live || return 0
  systemctl daemon-reload
  systemctl --quiet enable coddle.service || fail "systemd does not take the unit: 'systemctl status coddle' shows why"
  $start || return 0
  systemctl --quiet enable --now coddle-backup.timer || say 'The weekly backup could not be planned: systemctl enable --now coddle-backup.timer'
  systemctl restart coddle.service || go_back
  wait_for_health || go_back
}

wait_for_health() {
  "$node" "$release/deploy/parts/wait-for-health.mjs" "$(port)" 45
}

# The release that ran until now is better than one that does not respond.
go_back() {
  if [ -n "$previous" ] && [ "$previous" != "releases/$version" ] && [ -d "$opt/$previous" ]; then
    point current "$previous"
    systemctl restart coddle.service || true
    wait_for_health || fail "neither Coddle $version nor ${previous#releases/} responds: 'journalctl -u coddle -n 50' shows why; systemd keeps trying ${previous#releases/}"
    fail "Coddle $version does not respond, so ${previous#releases/} runs again: 'journalctl -u coddle -n 50' shows why"
  fi
  fail "Coddle $version is installed and does not respond: 'journalctl -u coddle -n 50' shows why; systemd keeps trying"
}

tell_what_next() {
  say "Coddle $version is installed."
  if [ -n "$api_key" ]; then
    printf '\nThis is the API key, which is shown only now. An assistant needs it:\n  %s\n\n' "$api_key"
  fi
  if $live && $start; then
    say "It listens at http://127.0.0.1:$(port), for this machine alone. Its log: journalctl -u coddle"
  elif $live; then
    say 'It was not started: systemctl start coddle'
  else
    say "It lies in $root; nothing of this system was touched, and nothing was started."
  fi
  say 'Next: give it an address on the internet, as /opt/coddle/current/docs/deploy.md tells.'
}
