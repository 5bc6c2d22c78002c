export POD_IP=10.1.2.3

/jobs/.bin/podlet-1.0.0 run /jobs/science-0f8b7c1e-0000-4000-8000-00000000beef
