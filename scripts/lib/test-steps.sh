# shellcheck shell=bash
# Sourced by scripts/test: what is done before the tests run. Every step says why
# it failed and returns 1. Needs messages.sh, framework.sh, $root and $work.
: "${root:?the repository}" "${work:?where files of the tests go}"

can_install() {
  ((EUID == 0)) && command -v apt-get >/dev/null
}

# Twice: what the first round installs can need more (see openssl_uses_zstd).
install_tools() {
  local pairs
  for _ in 1 2; do
    mapfile -t pairs < <("$root/scripts/build" --tools)
    "$root/scripts/lib/apt-install" "${pairs[@]}" curl=curl shellcheck=shellcheck strace=strace \
      podman=podman runc=runc ssh=openssh-client sshd=openssh-server || return
  done
}

build_solution() {
  dotnet build "$root/interlink.slnx" -v q -nologo -clp:NoSummary
}

# The programs have to compile for the framework that is not shipped, too, when
# its reference packs can be had. Its NativeAOT pack is not asked for.
compile_for() {
  local framework=$1 program project said
  while read -r program project; do
    if ! said=$(InterlinkFramework=$framework dotnet restore "$root/$project" -p:PublishAot=false -v q -nologo 2>&1); then
      [[ $said =~ NU1101|NU1102|NETSDK1045 ]] || { echo "$said" >&2 && return 1; }
      say "$framework is not compiled for: the package sources lack its reference packs"
      return 0
    fi
    InterlinkFramework=$framework dotnet build "$root/$project" --no-restore -p:PublishAot=false \
      -v q -nologo -clp:NoSummary || return
    say "$program compiles for $framework"
  done < <(program_table)
}

# Files that are shell text by name or first line; what stands below tests/data is expected output, not a script of ours.
shell_scripts() {
  find "$root" \( -name artifacts -o -name bin -o -name obj -o -name .git -o -path "$root/tests/data" \) -prune -o -type f -print |
    while read -r file; do
      if [[ $file == *.sh ]] || head -n 1 "$file" | grep -qaE '^#!.*[/ ](ba|da)?sh\b'; then
        echo "$file"
      fi
    done
}

check_scripts() {
  local scripts
  if ! command -v shellcheck >/dev/null; then
    say "shell scripts are not checked: install shellcheck"
    return 0
  fi
  mapfile -t scripts < <(shell_scripts)
  shellcheck --severity=style "${scripts[@]}" || return
  say "shellcheck: ${#scripts[@]} shell scripts are clean"
}

# use_slurm : a test bed that is up is used and left alone, else one is started.
use_slurm() {
  local lines
  if "$root/scripts/slurm-testbed" status >/dev/null 2>&1; then
    say "the Slurm test bed that is up already is used"
  elif ((EUID == 0)); then
    started_slurm=yes
    "$root/scripts/slurm-testbed" up >/dev/null || return
  else
    say "no Slurm test bed, as starting one needs root: tests that need it are skipped"
    return 0
  fi
  lines=$("$root/scripts/slurm-testbed" env) || return
  eval "$lines"
}

drop_slurm() {
  drop_accounting
  drop_suite
  [[ -n ${started_slurm:-} ]] || return 0
  started_slurm=
  "$root/scripts/slurm-testbed" down
}

# A second Slurm beside it, with accounting, that forgets ended jobs at once.
accounting_testbed() {
  SLURM_TESTBED_DIR=/var/tmp/interlink-slurm-accounting SLURM_TESTBED_PORT=26850 SLURM_TESTBED_NODE=ta \
    SLURM_TESTBED_ACCOUNTING=yes SLURM_TESTBED_MIN_JOB_AGE=5 "$root/scripts/slurm-testbed" "$1"
}

use_accounting() {
  if ((EUID != 0)); then
    say "no Slurm with accounting, as starting one needs root: tests that need it are skipped"
    return 0
  fi
  started_accounting=yes
  accounting_testbed up >/dev/null || return
  export INTERLINK_ACCOUNTING_CONF=/var/tmp/interlink-slurm-accounting/slurm.conf
}

drop_accounting() {
  [[ -n ${started_accounting:-} ]] || return 0
  started_accounting=
  accounting_testbed down
}

# The end-to-end tests that show what Slurm's versions answer differently, on the Slurm of another Debian release.
run_on_slurm_of() {
  local suite=$1 lines saved=$PATH saved_conf=${SLURM_CONF:-} bed=(env SLURM_TESTBED_SUITE="$1"
    SLURM_TESTBED_DIR="/var/tmp/interlink-slurm-$1" SLURM_TESTBED_PORT=26870 SLURM_TESTBED_NODE="t$1"
    "$root/scripts/slurm-testbed")
  if ((EUID != 0)) || ! "${bed[@]}" up >/dev/null; then
    skipped=$((skipped + 1))
    echo "skipped: end-to-end tests on the Slurm of Debian $suite: it could not be had here (root and a Debian archive are needed)"
    return 0
  fi
  started_suite=$suite
  lines=$("${bed[@]}" env)
  eval "$lines"
  say "$(sbatch --version)"
  run_project "$root/tests/Interlink.EndToEnd.Tests/Interlink.EndToEnd.Tests.csproj" \
    '(Slurm=each version)&(DisplayName~Slurm)' "$suite"
  export PATH=$saved SLURM_CONF=$saved_conf
  drop_suite || note_failure "taking the Slurm of $suite down"
}

drop_suite() {
  [[ -n ${started_suite:-} ]] || return 0
  SLURM_TESTBED_SUITE=$started_suite SLURM_TESTBED_DIR=/var/tmp/interlink-slurm-$started_suite SLURM_TESTBED_PORT=26870 \
    SLURM_TESTBED_NODE=t$started_suite "$root/scripts/slurm-testbed" down
  started_suite=
}

make_test_image() {
  if "$root/scripts/test-image" "$work/image" >/dev/null; then
    export INTERLINK_TEST_IMAGE=$work/image
  elif ((EUID == 0)); then
    return 1
  else
    say "no test image: tests that need it are skipped"
  fi
}

# Root file systems of the Debian releases the programs are to run on. The oldest leaves the archives one day.
make_debian_roots() {
  local suite
  if ((EUID != 0)); then
    say "no foreign root file systems, as making them needs root: tests that need them are skipped"
    return 0
  fi
  export INTERLINK_DEBIAN_ROOTS=$work/debian-roots
  for suite in bullseye bookworm trixie sid; do
    if "$root/scripts/debian-root" "$INTERLINK_DEBIAN_ROOTS/$suite" "$suite" >/dev/null; then
      continue
    fi
    [[ $suite == bullseye ]] || return
    say "no root file system of Debian bullseye: this machine's package source does not have it, and its tests are skipped"
  done
}
