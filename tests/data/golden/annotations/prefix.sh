export POD_IP=10.7.8.9

curl -o wstunnel http://x && ./wstunnel client &

module load gcc
export X='1 2'

/jobs/.bin/podlet-1.0.0 run /jobs/default-a000000d-1111-4222-8333-00000000000d
