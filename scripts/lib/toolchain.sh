# shellcheck shell=bash
# Sourced: what a static Native AOT build needs of the machine. Needs messages.sh.

# KIND THING DEBIAN-PACKAGE. zlib comes with the NativeAOT pack itself.
base_tools() {
  cat <<'TABLE'
command  clang    clang
command  ld.lld   lld
command  objcopy  binutils
command  readelf  binutils
archive  libc.a   libc6-dev
TABLE
}

# The pack brings the glue to OpenSSL as source text, compiled by cmake and make.
openssl_tools() {
  cat <<'TABLE'
command  cmake          cmake
command  make           make
header   openssl/ssl.h  libssl-dev
archive  libssl.a       libssl-dev
archive  libcrypto.a    libssl-dev
TABLE
  ! openssl_uses_zstd || echo 'archive  libzstd.a      libzstd-dev'
}

# Since Debian 13 the static library has an archive of its own to be linked.
openssl_uses_zstd() {
  local archive
  archive=$(archive_place libcrypto.a)
  [[ -e $archive ]] && grep -q ZSTD_compressStream "$archive"
}

# Where Debian puts a thing; a command is looked for on PATH.
debian_place() {
  case $1 in
    command) echo "$2" ;;
    header) echo "/usr/include/$2" ;;
    archive) echo "/usr/lib/x86_64-linux-gnu/$2" ;;
  esac
}

# Debian's place first: it can be looked at before clang is installed.
archive_place() {
  local place
  place=$(debian_place archive "$1")
  if [[ -e $place ]] || ! command -v clang >/dev/null; then
    echo "$place"
  else
    clang -print-file-name="$1"
  fi
}

header_compiles() {
  clang -E -x c -include "$1" /dev/null >/dev/null 2>&1
}

is_there() {
  case $1 in
    command) command -v "$2" >/dev/null ;;
    header) [[ -e $(debian_place header "$2") ]] || header_compiles "$2" ;;
    archive) [[ $(archive_place "$2") == /* && -e $(archive_place "$2") ]] ;;
  esac
}

# Reads a table; prints the packages of what is missing, each once.
missing_packages() {
  local kind thing package
  while read -r kind thing package; do
    is_there "$kind" "$thing" || echo "$package"
  done | sort -u
}

# Reads a table; prints it as lib/apt-install wants it.
apt_pairs() {
  local kind thing package
  while read -r kind thing package; do
    echo "$(debian_place "$kind" "$thing")=$package"
  done
}

need_platform() {
  [[ $(uname -sm) == 'Linux x86_64' ]] ||
    die "static binaries are built on Linux x86_64 only, not on $(uname -sm): use Dockerfile.aot with --platform linux/amd64."
}

need_sdk() {
  local version
  command -v dotnet >/dev/null ||
    die "dotnet is not on PATH: install the .NET SDK 10 (https://dotnet.microsoft.com/download)."
  # Fails when no installed SDK fits global.json.
  version=$(dotnet --version 2>/dev/null) || version=unknown
  [[ $version =~ ^[0-9]+ && ${BASH_REMATCH[0]} -ge 10 ]] ||
    die "the .NET SDK 10.0.100 or later is needed and $version was found (dotnet --list-sdks): install it from https://dotnet.microsoft.com/download."
}

# need_tools TABLE-FUNCTION…
need_tools() {
  local table packages
  mapfile -t packages < <(for table in "$@"; do "$table"; done | missing_packages)
  ((${#packages[@]} == 0)) ||
    die "this machine lacks what the packages below hold; as root: apt-get install --yes ${packages[*]}"
}
