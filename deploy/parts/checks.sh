# What must hold before anything is changed. Sourced by install.sh.
# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with it

NODE_NEEDED=20.19

# Sets machine to the name that Node gives this kind of computer.
check_machine() {
  case $(uname -m) in
    aarch64 | arm64) machine=arm64 ;;
    x86_64 | amd64) machine=x64 ;;
    *) machine='' ;;
  esac
  # A Raspberry Pi with a 32-bit system often runs a 64-bit kernel.
  if [ -z "$machine" ] || [ "$(getconf LONG_BIT)" != 64 ]; then
    fail "this system is 32-bit ($(uname -m)) or of a kind that Coddle is not made for: write Raspberry Pi OS Lite (64-bit) to the card, which every Raspberry Pi since the Zero 2 W can run"
  fi
}

# Sets version from the folder: coddle-1.2.3 as it was unpacked, or 1.2.3 where an earlier run has put it.
check_release() {
  version=$(basename "$release")
  version=${version#coddle-}
  case $version in
    [0-9]*) ;;
    *) fail "$release is not the folder of a release: unpack coddle-<version>-linux-<machine>.tar.gz and run coddle-<version>/deploy/install.sh" ;;
  esac
  case $version in
    *[!0-9A-Za-z.+-]*) fail "$release has blanks or signs in its version: unpack the release again and leave the name of its folder alone" ;;
  esac
  for part in dist/main.js dist/server.cjs dist/coddle.js dist/libsql.node config/foods config/example.env deploy/coddle.service deploy/guard.sh; do
    [ -e "$release/$part" ] || fail "this release has no $part: copy the .tar.gz again, unpack it again and run the install.sh in it"
  done
}

check_sums() {
  if [ ! -f "$release/SHA256SUMS" ]; then
    say 'This release has no SHA256SUMS, so its files are taken as they are.'
    return
  fi
  wrong=$(cd "$release" && LC_ALL=C sha256sum -c --quiet SHA256SUMS 2>/dev/null | sed -n 's/: FAILED.*//p' | head -3 | tr '\n' ' ')
  [ -z "$wrong" ] || fail "files of this release are damaged or missing (${wrong% }): copy the .tar.gz again, compare its checksum, and unpack it again"
  (cd "$release" && sha256sum -c --quiet --strict SHA256SUMS >/dev/null 2>&1) ||
    fail 'the SHA256SUMS of this release cannot be read: copy the .tar.gz again and unpack it again'
}

# Sets node to the absolute path of one that is new enough and that the service can reach.
check_node() {
  how="install it with 'apt-get install nodejs' on Raspberry Pi OS or Debian 13 and newer; older ones have only old versions of it, so write a newer system to the card or take Node 22 from https://nodejs.org"
  node=$(command -v node || command -v nodejs) || fail "Node.js $NODE_NEEDED or newer is needed and there is none: $how"
  found=$("$node" --version 2>/dev/null) || fail "$node does not run: $how"
  case ${found#v} in
    [0-9]*.[0-9]*) ;;
    *) fail "$node does not tell its version: $how" ;;
  esac
  major=${found#v} minor=${found#*.}
  major=${major%%.*} minor=${minor%%.*}
  if [ "$major" -lt "${NODE_NEEDED%.*}" ] || { [ "$major" -eq "${NODE_NEEDED%.*}" ] && [ "$minor" -lt "${NODE_NEEDED#*.}" ]; }; then
    fail "Node.js $NODE_NEEDED or newer is needed and $node is ${found#v}: $how"
  fi
  kind=$("$node" -p process.arch)
  [ "$kind" = "$machine" ] || fail "$node is made for $kind and this machine is $machine: $how"
  if $live; then
    case $node in
      /home/* | /root/*) fail "$node lies in a home, which the service must not look into: $how" ;;
    esac
  fi
}

# The header of an ELF file: its magic and class in the first five bytes, its machine in the 19th and 20th.
check_binary() {
  file=$release/dist/libsql.node
  header=$(od -An -tx1 -N5 "$file" | tr -d ' \n')$(od -An -tx1 -j18 -N2 "$file" | tr -d ' \n')
  case $header in
    7f454c4602b700) made_for=arm64 ;;
    7f454c46023e00) made_for=x64 ;;
    *) fail 'dist/libsql.node is no 64-bit program for Linux: take the release for linux again' ;;
  esac
  [ "$made_for" = "$machine" ] || fail "this release is made for $made_for and this machine is $machine: take coddle-$version-linux-$machine.tar.gz"
}

check_service() {
  $live || return 0
  [ -d /run/systemd/system ] || fail 'this system is not run by systemd, which starts and guards Coddle: use Raspberry Pi OS or Debian'
  if [ -f "$units/anova-server.service" ] && [ ! -L "$units/anova-server.service" ]; then
    fail "there is an anova-server.service of another program: stop it with 'systemctl disable --now anova-server', move $units/anova-server.service away, and run this again"
  fi
}
