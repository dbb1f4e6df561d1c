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
  mkdir -p "$opt/releases" "$etc" "$var" "$units" || fail "the folders cannot be made: is the disk full or read-only?"
  chmod 750 "$etc"
  chmod 700 "$var"
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
  point_at "releases/$version"
}

# Where current points to changes in one rename: there is always a release to start.
point_at() {
  rm -f "$opt/.current.$$"
  { ln -s "$1" "$opt/.current.$$" && mv -T "$opt/.current.$$" "$opt/current"; } ||
    fail "$opt/current cannot be changed: the release that was there is still in use"
}
