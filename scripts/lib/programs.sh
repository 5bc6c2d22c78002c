# shellcheck shell=bash
# Sourced: the programs this repository builds, in the order they are built.

# NAME PROJECT; the name is also that of the binary.
program_table() {
  cat <<'TABLE'
podlet              kubelet/Podlet/Podlet.csproj
interlink           kubelet/ApiServer/ApiServer.csproj
slurm-sidecar       sidecars/Slurm/Slurm.csproj
kubernetes-sidecar  sidecars/Kubernetes/Kubernetes.csproj
refresh-token       sidecars/TokenRefresher/TokenRefresher.csproj
ssh-tunnel          sidecars/SshTunnel/SshTunnel.csproj
TABLE
}

program_names() {
  program_table | awk '{ print $1 }'
}

# program_project NAME : fails when there is no such program.
program_project() {
  program_table | awk -v name="$1" '$1 == name { print $2; found = 1 } END { exit !found }'
}

# Whether the program links OpenSSL: its project says so.
program_needs_openssl() {
  grep -q '<StaticOpenSslLinking>true<' "$1"
}
