# The user, the folders and the release itself. Sourced by install.sh.
# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with it

make_user() {
  $live || return 0
  getent group coddle >/dev/null || groupadd --system coddle || fail 'the group coddle cannot be made: see the line above'
  getent passwd coddle >/dev/null ||
    useradd --system --gid coddle --home-dir /var/lib/coddle --no-create-home --shell /usr/sbin/nologin coddle ||
    fail 'the user coddle cannot be made: see the line above'
}

make_folders() {
  mkdir -p "$opt/releases" "$etc" "$var" "$units" "$backups" || fail "the folders cannot be made: is the disk full or read-only?"
  chmod 750 "$etc"
  chmod 700 "$var" "$backups"
  if $live; then
    chown root:coddle "$etc"
    # All in it: what was unpacked from a backup belongs to the number that the user had then.
    chown -R coddle:coddle "$var"
  fi
}

# Built up beside its place and then renamed, so that a full disk or a pulled plug leaves no half release.
place_release() {
  place=$opt/releases/$version
  { mkdir "$draft" && cp -R "$release/." "$draft/"; } || fail "the release cannot be copied to $opt: is the disk full?"
  chmod -R u=rwX,go=rX "$draft"
  if $live; then chown -R root:root "$draft"; fi
  keep_code
  if [ -e "$place" ]; then mv -T "$place" "$former"; fi
  mv -T "$draft" "$place" || fail "the release cannot be moved to $place: see the line above"
  rm -rf "$former"
}

# What V8 makes of the server depends on this machine's Node; without it the server only opens more slowly.
keep_code() {
  [ -f "$draft/dist/keep-code.js" ] || return 0
  (cd "$draft" && timeout 120 "$node" dist/keep-code.js >/dev/null 2>&1) ||
    say 'The compiled code could not be kept, so the server opens a little more slowly.'
}

# A release of the same version that had to make room comes back when the new one did not get there.
clear_away_draft() {
  rm -rf "$draft"
  if [ -d "$former" ]; then
    if [ -e "$opt/releases/$version" ]; then rm -rf "$former"; else mv -T "$former" "$opt/releases/$version"; fi
  fi
}

# The guard of updates, which must not change with the release that it guards against; and the command, in the path.
place_tools() {
  put 755 "$opt/guard" <"$deploy/guard.sh"
  mkdir -p "$root/usr/local/bin" || fail "$root/usr/local/bin cannot be made: is the disk full or read-only?"
  printf '#!/bin/sh\nexec %s /opt/coddle/current/dist/coddle.js "$@"\n' "$node" | put 755 "$root/usr/local/bin/coddle"
}

# The key that later releases must be signed with: that of the first signed one that is installed, and never replaced.
pin_release_key() {
  if [ -f "$release/release-key.pem" ] && [ ! -e "$etc/release-key.pem" ]; then
    put 644 "$etc/release-key.pem" <"$release/release-key.pem"
  fi
}

# put MODE FILE: writes what comes in, whole or not at all
put() {
  { cat >"$2.new" && chmod "$1" "$2.new" && mv -T "$2.new" "$2"; } || {
    rm -f "$2.new"
    fail "$2 cannot be written: is the disk full?"
  }
}

# All settings, each with its default, commented out; the folders are the unit's to say, the secrets lie elsewhere.
write_settings() {
  if [ -e "$etc/coddle.env" ]; then
    if $live; then chown root:coddle "$etc/coddle.env"; fi
    return
  fi
  {
    say '# Settings of Coddle, read when the service starts: systemctl restart coddle takes up what was changed.'
    say '# The token and the API key lie in credentials.json.'
    say ''
    awk 'BEGIN { RS = ""; ORS = "\n\n" } NR > 1 && !/\n(PERSONAL_ACCESS_TOKEN|API_KEY|CONFIG_DIR|DATA_DIR)=/' \
      "$release/config/example.env" | sed 's/^[A-Z]/#&/'
  } >"$etc/.env.$$" || fail "$etc/coddle.env cannot be written: is the disk full?"
  chmod 640 "$etc/.env.$$"
  if $live; then chown root:coddle "$etc/.env.$$"; fi
  mv "$etc/.env.$$" "$etc/coddle.env"
}

switch_release() {
  previous=$(readlink "$opt/current" || true)
  # This installation takes the place of an update that did not come to its end.
  rm -rf "$opt/pending" "$var-before-update"
  if [ -n "$previous" ] && [ "$previous" != "releases/$version" ]; then point previous "$previous"; fi
  point current "releases/$version"
}

# point NAME TARGET: a link changes in one rename, so that there is always a release to start
point() {
  rm -f "$opt/.$1.$$"
  { ln -s "$2" "$opt/.$1.$$" && mv -T "$opt/.$1.$$" "$opt/$1"; } ||
    fail "$opt/$1 cannot be changed: the release that was there is still in use"
}
