# What the scripts of the test servers share: a server from a Debian suite in a folder of its own.
#
# debootstrap puts the suite into a folder and the server runs from there in a private mount
# namespace, so the machine's own packages, services and mounts stay as they are, and one installed
# tree serves any number of servers.
#
# The script that sources this sets: self (its own path), home (where the tree, the logs and the
# keys are kept) and tree. RUNDIR, the folder of one server, is in $dir.

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

say() { printf '%s\n' "$*" >&2; }
die() { say "${self##*/}: $*"; exit 1; }

require_root() {
  [[ $(uname -s) == Linux ]] || die "the server runs from a Debian tree, which needs Linux; this is $(uname -s)."
  [[ $EUID -eq 0 ]] || die "root is needed to $1 the server (chroot and mounts); run this with sudo."
}

# require_command COMMAND PACKAGE: installs the Debian package when the command is missing.
require_command() {
  ! command -v "$1" >/dev/null || return 0
  command -v apt-get >/dev/null || die "the command $1 is missing and there is no apt-get to install it with."
  say "Installing $2"
  apt_get "$2"
}

apt_get() {
  local log=$home/apt-get.log
  mkdir -p "$home"
  { apt-get update && apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1 \
    || die "apt-get could not install $* ($(network_or_last_line "$log")); see $log."
}

network_or_last_line() {
  if grep -qE 'Temporary failure|Could not resolve|Failed getting release file|Unable to connect|Network is unreachable' "$1"; then
    echo "no network: the Debian mirror cannot be reached"
  else
    tail -n 1 "$1"
  fi
}

# --- install ---------------------------------------------------------------------------------

# install_tree NAME SUITE PACKAGE...: the packages of that Debian suite in $tree.
install_tree() {
  local name=$1 suite=$2 base=${tree##*/}
  shift 2
  require_root install
  mkdir -p "$home"
  # Two installs at the same time: the second waits, and then finds the tree complete.
  exec 8>&2
  exec 9>"$home/install-$base.lock"
  flock 9
  if [[ -d $tree ]]; then
    complete_tree "$name" "$@"
    return
  fi
  require_command debootstrap debootstrap
  require_command openssl openssl

  # Everything happens in TREE.partial, which gets its name only when it is complete: a tree that
  # exists is usable, and what an interrupted install left behind is thrown away here.
  local partial=$tree.partial log=$home/install-$base.log
  rm -rf --one-file-system "$partial"
  say "Installing $name (Debian $suite) into $tree; the output goes to $log"
  unshare --mount --propagation private "$self" populate "$suite" "$partial" "$@" >"$log" 2>&1 \
    || die "Debian $suite could not be installed ($(network_or_last_line "$log")); see $log."
  mv "$partial" "$tree"
  say "$name is ready"
}

# complete_tree NAME PACKAGE...: installs what an older version of the script has not.
complete_tree() {
  local name=$1 package missing=() log=$home/install-${tree##*/}.log info=$tree/var/lib/dpkg/info
  shift
  for package in "$@"; do
    compgen -G "$info/$package.list" >/dev/null || compgen -G "$info/$package:*.list" >/dev/null \
      || missing+=("$package")
  done
  if ((${#missing[@]})); then
    say "Adding ${missing[*]} to $tree; the output goes to $log"
    unshare --mount --propagation private "$self" add-packages "$tree" "${missing[@]}" >"$log" 2>&1 \
      || die "${missing[*]} could not be added to $tree ($(network_or_last_line "$log")); see $log."
  fi
  say "$name is installed in $tree"
}

# populate SUITE FOLDER PACKAGE...
# Runs in a mount namespace of its own: whatever is mounted here is gone when it ends, however it ends.
populate() {
  local suite=$1 partial=$2 scripts=/usr/share/debootstrap/scripts script=$1
  shift 2
  [[ -e $scripts/$suite ]] || script=sid # debootstrap does not know the newest suite's name yet
  progress "  base system"
  debootstrap --variant=minbase "$suite" "$partial" "${JASIP_DEBIAN_MIRROR:-}" "$script"

  printf '#!/bin/sh\nexit 101\n' >"$partial/usr/sbin/policy-rc.d" # no service starts by itself
  chmod 755 "$partial/usr/sbin/policy-rc.d"
  printf '%s\n' force-unsafe-io 'path-exclude=/usr/share/man/*' 'path-exclude=/usr/share/locale/*' \
    >"$partial/etc/dpkg/dpkg.cfg.d/jasip"
  progress "  the server and its packages"
  add_packages "$partial" "$@"
}

# add_packages FOLDER PACKAGE...; in a mount namespace of its own, too.
add_packages() {
  local folder=$1
  shift
  mount --bind /dev "$folder/dev"
  mount -t proc proc "$folder/proc"
  # The mirror's release file of a testing suite is past its date as soon as the mirror is a week old.
  local apt=(chroot "$folder" apt-get -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none)
  "${apt[@]}" update
  "${apt[@]}" install -y --no-install-recommends "$@"
  "${apt[@]}" clean
  rm -rf "$folder"/var/lib/apt/lists/*
}

# The populate step writes its output to a log; descriptor 8 is the terminal.
progress() { say "$*" 2>&8; }

# --- certificates ----------------------------------------------------------------------------

# make_certificates NAME: $home/keys gets NAME.crt, NAME.key and ca.crt.
# A certificate for localhost and 127.0.0.1 that all servers here share, signed by an own CA. The
# CA's key is deleted at once, so whoever trusts ca.crt trusts this one server certificate only.
make_certificates() (
  exec 9>"$home/keys.lock"
  flock 9
  keys=$home/keys
  ! openssl x509 -checkend 86400 -noout -in "$keys/$1.crt" >/dev/null 2>&1 || exit 0
  require_command openssl openssl
  (
    umask 077
    rm -rf "$keys" "$keys.partial"
    mkdir -p "$keys.partial"
    cd "$keys.partial"
    ec=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
    openssl req -x509 "${ec[@]}" -keyout ca.key -out ca.crt -days 825 -subj '/CN=Test CA of JaSIP' \
      -addext 'basicConstraints=critical,CA:true,pathlen:0' -addext 'keyUsage=critical,keyCertSign'
    openssl req "${ec[@]}" -keyout "$1.key" -out "$1.csr" -subj '/CN=localhost'
    openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -set_serial 2 -days 825 -out "$1.crt" \
      -extfile <(printf '%s\n' 'subjectAltName=DNS:localhost,IP:127.0.0.1' 'extendedKeyUsage=serverAuth')
    rm ca.key "$1.csr"
    chmod 644 ca.crt "$1.crt"
    mv "$keys.partial" "$keys"
  ) >"$home/openssl.log" 2>&1 || die "openssl could not make the certificate; see $home/openssl.log."
)

# --- start -----------------------------------------------------------------------------------

# require_free tcp|udp PORT OPTION: a server that has just been killed may still be letting go of it.
require_free() {
  [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || die "$3 must be a port, not '$2'."
  local try
  for try in {1..50}; do
    is_taken "$1" "$2" || return 0
    sleep 0.1
  done
  die "$1 port $2 is in use; choose another one with $3."
}

is_taken() {
  local state=0A # listening
  [[ $1 == tcp ]] || state=07
  grep -qiE "^ *[0-9]+: [0-9A-F]+:$(printf %04X "$2") [0-9A-F:]+ $state" "/proc/net/$1" "/proc/net/${1}6" 2>/dev/null
}

# launch ARGUMENT...: runs this script with the arguments in a session and a mount namespace of its
# own. Each step replaces the process by the next, so $! is the process id of the server itself.
launch() {
  setsid unshare --mount --propagation private "$self" "$@" >"$dir/log/console" 2>&1 </dev/null 8>&- 9>&- &
  echo "$! $(process_start $!)" >"$dir/pid"
}

# enter_tree FOLDER:PLACE...: mounts the folders of RUNDIR at their places in the tree, and /dev, /proc.
enter_tree() {
  local folder
  mount --bind /dev "$tree/dev"
  mount -t proc proc "$tree/proc"
  for folder in "$@"; do
    mkdir -p "$tree/${folder#*:}"
    mount --bind "$dir/${folder%%:*}" "$tree/${folder#*:}"
  done
}

# --- a running server ------------------------------------------------------------------------

require_dir() {
  [[ -n ${1:-} ]] || die "which server? Give the folder that start printed as RUNDIR."
  [[ -f $1/server ]] || die "there is no server in $1."
  dir=$(readlink -f "$1")
}

# Prints the process id, or fails. The start time guards against a process id that was given away again.
server_pid() {
  local pid start
  [[ -f $dir/pid ]] && read -r pid start <"$dir/pid" && [[ $(process_start "$pid") == "$start" ]] && echo "$pid"
}

# Prints when the process started, in ticks since boot; nothing when it has ended (a zombie has).
process_start() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  read -ra stat <<<"${stat##*) }" # what follows the program's name: state, parent, ...
  [[ ${stat[0]} == Z ]] || echo "${stat[19]}"
}

require_running() {
  server_pid >/dev/null || die "the server in $dir is not running."
}

require_stopped() {
  ! server_pid >/dev/null || die "a server is running in $dir already (pid $(server_pid))."
}

status() {
  require_running
  cat "$dir/server"
  echo "PID=$(server_pid)"
}

# in_tree COMMAND...: runs a command where the server runs.
in_tree() {
  nsenter --target "$(server_pid)" --mount --root --wd "$@"
}

kill_server() {
  require_running
  signal KILL
  must_end
}

must_end() {
  ended_within 5 || die "process $(server_pid) of the server in $dir does not end."
  rm -f "$dir/pid"
}

# The server leads a session of its own: the signal goes to its children too.
signal() {
  kill "-$1" -- "-$(server_pid)" 2>/dev/null || true
}

ended_within() {
  local deadline=$((SECONDS + $1))
  while server_pid >/dev/null; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
