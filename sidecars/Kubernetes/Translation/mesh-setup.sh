#!/bin/sh
# Sets up a pod's mesh and keeps it up.
#   $1  the mesh script in base64
#   $2  install: put what mesh scripts need into an Alpine image first; ready: the image has it
#   $3  plain: run the script; slurm: it was made for a Slurm job, so change it and give it a job to run
# TMPDIR is a folder that the pod's containers may share; its file mesh-ready says that the mesh is up.
# No text here may look like a reference of Kubernetes: no dollar sign before another one or before a parenthesis.
set -eu

if [ "$2" = install ]; then
  apk add --no-cache curl bash procps gcompat libc6-compat iproute2 util-linux shadow
fi
printf '%s' "$1" | base64 -d >"$TMPDIR/mesh.sh"
chmod 0755 "$TMPDIR/mesh.sh"
if [ "$3" = plain ]; then
  exec bash "$TMPDIR/mesh.sh"
fi

# The pod has a network namespace of its own already: the script's own one, and the network it builds in it, are left out.
# shellcheck disable=SC2016
sed -i -e 's/fg 1/fg %1/g' \
  -e 's|unshare \$UNSHARE_FLAGS --net --mount \$TMPDIR/slirp.sh|$TMPDIR/slirp.sh|g' \
  -e 's|^\./slirp4netns|#&|' \
  "$TMPDIR/mesh.sh"
cat >"$TMPDIR/job.sh" <<EOF
#!/bin/sh
echo "mesh-setup: the mesh is up"
ip addr show || true
ip route show || true
touch "$TMPDIR/mesh-ready"
exec sleep infinity
EOF
chmod 0755 "$TMPDIR/job.sh"
job=$TMPDIR/job.sh
script=$TMPDIR/mesh.sh
export SLURM_JOB_ID=1 SLURM_PROCID=0 SLURM_TMPDIR=/tmp TMPDIR=/tmp
exec bash "$script" "$job"
