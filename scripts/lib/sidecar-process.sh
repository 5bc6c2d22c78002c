# shellcheck shell=bash
# Sourced by scripts/quickstart: starts and ends slurm-sidecar. Needs messages.sh,
# sidecar-calls.sh and the variables below; sets $sidecar, its process id.
: "${folder:?where the files of this run are}" "${config:?the configuration file}"
: "${bin:?the folder of the programs}" "${socket:?the socket in the configuration}"

runs() {
  kill -0 "$1" 2>/dev/null
}

start_sidecar() {
  env -u SIDECARPORT -u TSOCKS "$bin/slurm-sidecar" --SlurmConfigpath "$config" >"$folder/sidecar.log" 2>&1 </dev/null &
  sidecar=$!
  echo '[]' >"$folder/ping.json"
  for _ in {1..100}; do
    runs "$sidecar" || break
    [[ ! -S $socket ]] || ! call GET /status "$folder/ping.json" >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  cat "$folder/sidecar.log" >&2
  die "slurm-sidecar did not start; what it said is above."
}

# Podlets run in sessions of their own and outlive the sidecar; their containers
# end with them. Ours are known by this run's folder.
left_podlets() {
  local process program
  for process in /proc/[0-9]*; do
    program=$(readlink "$process/exe" 2>/dev/null) || continue
    case $program in
      "$folder"/*) echo "${process#/proc/}" ;;
      "$bin/podlet") ! grep -qsaF "$folder" "$process/cmdline" || echo "${process#/proc/}" ;;
    esac
  done
}

stop_sidecar() {
  kill -TERM "$sidecar" 2>/dev/null || true
  for _ in {1..100}; do
    runs "$sidecar" || break
    sleep 0.1
  done
  kill -KILL "$sidecar" 2>/dev/null || true
  wait "$sidecar" 2>/dev/null || true
}
