#!/usr/bin/env bash
# Home Assistant 2026.11.0, started for the first time with an address or a port in `http:` of configuration.yaml.
#
# Expected: it serves at that port for as long as it runs, as for years.
# Happens: the setting is on trial. Five minutes after the start Home Assistant goes back to its own port 8123 and starts
# again by itself, unless somebody has confirmed the setting in its page (or by the WebSocket command
# http/config/promote). Nothing is said in the log before that.
# Why it matters: an installation that is set up by a script, or a test of an integration, works for five minutes. Then
# every entity is unavailable for a moment, and whoever asks at the old port is refused.
#
# Takes seven minutes. Home Assistant needs Python 3.14.2: where it is older, root and Debian's debootstrap are needed.
set -euo pipefail

folder=$(mktemp -d)
trap 'kill "$hass" 2>/dev/null || true; sleep 3; rm -rf "$folder"' EXIT
hass=
inside=()
config=$folder/config
seen=$config
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 14, 2))' 2>/dev/null; then
  command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >"$folder.log" 2>&1
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -1)
  packages=python3,python3-venv,ca-certificates,tzdata
  debootstrap --variant=minbase --include=$packages forky "$folder/system" "$mirror" \
    /usr/share/debootstrap/scripts/sid >"$folder.log" 2>&1
  rm -f "$folder.log"
  for file in /etc/ssl/certs/ca-certificates.crt /etc/resolv.conf /etc/pip.conf; do
    [ ! -e "$file" ] || cp -L "$file" "$folder/system$file"
  done
  inside=(chroot "$folder/system")
  config=$folder/system/config
  seen=/config
fi
env=${inside:+/env}
env=${env:-$folder/env}
"${inside[@]}" python3 -m venv "$env"
"${inside[@]}" "$env/bin/pip" install --quiet --disable-pip-version-check homeassistant==2026.11.0
mkdir -p "$config"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf 'http:\n  server_host: 127.0.0.1\n  server_port: %s\napi:\n' "$port" >"$config/configuration.yaml"
"${inside[@]}" "$env/bin/hass" -c "$seen" >"$folder/hass.log" 2>&1 &
hass=$!
# Whether something listens there: 7 is curl's status for a refused connection.
isOpen() {
  local status=0
  curl -s -o "$folder/body" --max-time 5 "http://127.0.0.1:$port/api/" || status=$?
  [ "$status" -ne 7 ]
}
for _ in $(seq 300); do
  if isOpen; then break; fi
  sleep 1
done
echo "Home Assistant $("${inside[@]}" "$env/bin/hass" --version), $("${inside[@]}" python3 --version)"
isOpen && echo 'open at the port of configuration.yaml'
begun=$SECONDS
while isOpen && [ $((SECONDS - begun)) -lt 420 ]; do sleep 1; done
took=$((SECONDS - begun))
echo "refused there after about $((took / 60)) minutes:"
grep -o 'Pending HTTP config was not confirmed.*' "$folder/hass.log" "$config/home-assistant.log" 2>/dev/null | sed 's/^[^:]*://' | head -1
[ "$took" -ge 240 ] && [ "$took" -lt 420 ]
