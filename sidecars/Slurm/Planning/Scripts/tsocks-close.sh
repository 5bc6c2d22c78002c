# shellcheck shell=bash disable=SC2154
LD_PRELOAD='' ssh -S "$interlink_tsocks/ssh" -O exit "$interlink_login_node" || true
rm -rf -- "$interlink_tsocks"
exit "$interlink_code"
