export TMPDIR=/tmp/x

/jobs/default-a000000e-1111-4222-8333-00000000000e/mesh.sh /jobs/.bin/podlet-1.0.0 run /jobs/default-a000000e-1111-4222-8333-00000000000e
