# shellcheck shell=bash
# Sourced: how the scripts speak to people. Results go to stdout, this to stderr.

say() {
  echo "${0##*/}: $*" >&2
}

die() {
  say "$@"
  exit 1
}
