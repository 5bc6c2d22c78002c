# shellcheck shell=bash disable=SC2154
interlink_tsocks=$(mktemp -d) || exit 1
interlink_port=
for interlink_try in $(shuf -i 10000-65000 -n 3); do
    # In the background only once the port is open; the control socket is what closes it again.
    if ssh -f -N -M -S "$interlink_tsocks/ssh" -D "127.0.0.1:$interlink_try" \
        -o BatchMode=yes -o ExitOnForwardFailure=yes "$interlink_login_node"; then
        interlink_port=$interlink_try
        break
    fi
done
if [ -z "$interlink_port" ]; then
    echo "The pod is not started: ssh could not open a tunnel through $interlink_login_node." >&2
    exit 1
fi
printf 'local = 10.0.0.0/255.0.0.0\nserver = 127.0.0.1\nserver_port = %s\n' "$interlink_port" >"$interlink_tsocks/tsocks.conf"
export TSOCKS_CONF_FILE="$interlink_tsocks/tsocks.conf" LD_PRELOAD="$interlink_tsocks_library"
