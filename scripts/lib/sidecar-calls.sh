# shellcheck shell=bash
# Sourced by scripts/quickstart: the calls of the interLink plugin API, by curl,
# and what a person wants to see of the answers. Needs messages.sh and the variables
# below.
: "${folder:?where the files of this run are}" "${example:?the create request}"
: "${socket:?the socket of the sidecar}"
answer=$folder/answer

# call METHOD PATH BODY-FILE : the answer goes to stdout; other than 200 is a failure.
call() {
  local code
  code=$(curl --silent --show-error --max-time 20 --unix-socket "$socket" \
    --request "$1" --header 'Content-Type: application/json' --data-binary "@$3" \
    --output "$answer" --write-out '%{http_code}' "http://localhost$2") || return
  if [[ $code != 200 ]]; then
    say "$1 $2 was answered $code: $(<"$answer")"
    return 1
  fi
  cat "$answer"
}

# pod_of FILE : the pod inside a create request that is laid out as docs/examples/hello.json.
pod_of() {
  sed -n '/^  "pod": {$/,/^  }/{ s/^  "pod": {$/{/; s/^  },\{0,1\}$/}/; p; }' "$1"
}

# log_request CONTAINER : for the example's pod.
log_request() {
  printf '{ "Namespace": "default", "PodName": "hello", "PodUID": "%s", "ContainerName": "%s", "Opts": {} }\n' "$(pod_uid)" "$1"
}

pod_uid() {
  sed -n 's/^ *"uid": "\(.*\)",\{0,1\}$/\1/p' "$example"
}

# states STATUS-ANSWER : "CONTAINER STATE [(exit code N)]" of each container, init
# containers last, separated by commas.
states() {
  grep -oE '"name": ?"[^"]*"|"state": ?\{ ?("[a-z]+")?|"exitCode": ?-?[0-9]+' < <(tr -s '[:space:]' ' ' <<<"$1") | awk '
    function close_state() {
      if (state == "") return
      line = line (line == "" ? "" : ", ") name " " state (code == "" ? "" : " (exit code " code ")")
      state = ""; code = ""
    }
    /^"name"/ { close_state(); split($0, part, "\""); name = part[4] }
    /^"state"/ { close_state(); state = match($0, /[{] ?"[a-z]+/) ? substr($0, RSTART + 1) : "unknown"; gsub(/[ "]/, "", state) }
    /^"exitCode"/ { if (state == "terminated" && code == "") { code = $0; sub(/.*: ?/, "", code) } }
    END { close_state(); print line }'
}

submit() {
  call POST /create "$example" || die "the pod was not accepted."
  echo
}

# Prints each state the pod goes through, until its main container has ended.
watch_states() {
  local said now last='' deadline=$((SECONDS + 60))
  while ((SECONDS < deadline)); do
    said=$(call GET /status "$folder/pods.json") || die "asking for the pod's status failed."
    now=$(states "$said")
    [[ $now == "$last" ]] || printf '%(%H:%M:%S)T  %s\n' -1 "$now"
    last=$now
    if [[ $now == *"main terminated"* ]]; then
      [[ $now == *"main terminated (exit code 0)"* ]] && return
      die "the container main failed; its log: $(log_of main)"
    fi
    sleep 0.2
  done
  cat "$folder/sidecar.log" >&2
  die "the pod did not end within a minute; the sidecar's log is above."
}

log_of() {
  log_request "$1" >"$folder/log.json"
  call GET /getLogs "$folder/log.json"
}

delete_pod() {
  call POST /delete "$folder/pod.json" || return
  echo
  for _ in {1..150}; do
    [[ -n $(compgen -G "$folder/jobs/default-*") ]] || return 0
    sleep 0.1
  done
  say "the folder of the deleted pod is still there: $(compgen -G "$folder/jobs/default-*")"
  return 1
}
