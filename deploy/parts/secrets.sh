# The Anova token and the API key: asked for, made, written once and never overwritten. Sourced by install.sh.
# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with it

token='' api_key=''

has_credentials() {
  [ -e "$etc/credentials.json" ] || [ -e "$etc/credentials.enc" ] || [ -e "$etc/credentials.cred" ]
}

# Sets token, unless credentials lie there already. The environment is not handed on to any other program.
find_token() {
  given=${PERSONAL_ACCESS_TOKEN:-}
  unset PERSONAL_ACCESS_TOKEN
  if has_credentials || [ -n "$backup_file" ]; then return; fi
  if [ -n "$token_file" ]; then
    token=$(tr -d ' \r\n' 2>/dev/null <"$token_file") || fail "the token file $token_file cannot be read: name a file that holds the token and nothing else"
  elif [ -n "$given" ]; then
    token=$given
  elif ! $yes && [ -t 0 ]; then
    ask_token
  else
    fail "there is no Anova token and no terminal to ask for it: write it into a file and add --token-file FILE (it is made in the Anova Oven app under More, Developer, Personal Access Tokens)"
  fi
  check_token
}

# A backup brings its own token and keys, so there must be none here that it would replace.
check_backup() {
  [ -n "$backup_file" ] || return 0
  [ -f "$backup_file" ] || fail "$backup_file is not a file: name the backup to restore"
  if has_credentials; then
    fail "Coddle is set up here already: run 'coddle restore --replace $backup_file' to put the backup in its place"
  fi
}

# By the command of the release itself, which checks everything before it changes anything.
restore_backup() {
  [ -n "$backup_file" ] || return 0
  set -- restore "$backup_file"
  if [ -n "$key_file" ]; then set -- "$@" --key-file "$key_file"; fi
  CODDLE_ROOT=${root:-/} "$node" "$opt/releases/$version/dist/coddle.js" "$@" ||
    fail 'the backup was not restored, as the line above tells; nothing was started'
}

ask_token() {
  say 'The Anova token is made in the Anova Oven app under More, Developer, Personal Access Tokens.'
  printf 'Paste it here, it is not shown: '
  stty -echo
  IFS= read -r token || token=''
  stty echo
  say ''
}

# Only what may stand in JSON as it is.
check_token() {
  case $token in
    *[!A-Za-z0-9._~+/=-]*) ;;
    anova-?*) return ;;
  esac
  fail "that is not an Anova token: it begins with anova- and has no blanks or quotes; copy it whole and run this again"
}

# Whole or not at all, and from its first byte readable by Coddle alone.
write_credentials() {
  if has_credentials; then
    mend_credentials
    return
  fi
  if [ -z "$token" ]; then
    fail 'the backup holds no token, since it was sealed for another machine: run this once more with --token-file FILE in place of --restore'
  fi
  api_key=$("$node" "$opt/releases/$version/dist/coddle.js" key) || fail 'no API key could be made: run this again, and if it fails again copy the release again'
  written=$etc/.credentials.$$
  (umask 077 && printf '{\n  "personal_access_token": "%s",\n  "api_key": "%s"\n}\n' "$token" "$api_key" >"$written") ||
    { rm -f "$written" && fail "$etc/credentials.json cannot be written: is the disk full?"; }
  if $live; then chown coddle:coddle "$written"; fi
  mv "$written" "$etc/credentials.json"
}

mend_credentials() {
  say "The credentials in /etc/coddle are kept as they are."
  for kept in "$etc/credentials.json" "$etc/credentials.enc" "$etc/keys.json"; do
    if [ -f "$kept" ]; then
      chmod 600 "$kept"
      if $live; then chown coddle:coddle "$kept"; fi
    fi
  done
}
