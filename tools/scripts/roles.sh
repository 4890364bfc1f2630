# shellcheck shell=bash
# The processes of a cluster on one machine. Sourced after say.sh.
#
#   roles_start NAME   starts the silo or gateway of that name (silo-1, gateway-2) in a process group of its own.
#   roles_wait NAMES   waits until each of them is ready; false, and says why, when one ends before.
#   roles_stop NAMES   asks each of them to end, one after the other, and waits.
#
# Expects APP (the built application), DATA (the folder), PORT and LOYALTY_POSTGRES. Of each, $DATA/cluster holds a .pid,
# a .url (where its health and metrics, and a gateway's GraphQL, are served) and a .log (.log.before: of the one before it).
#
# With PORT 5000: gateways at 5000, 5001, …; silos' health at 5020, 5021, …; between processes 5040, … and 5060, ….

declare -A ROLE_PIDS=()
ROLES_MOST=10 # Of silos, and of gateways: as far as the ports reach.

# Prints the first port in use of those that this number of silos and gateways take from PORT on; false when all are free.
roles_port_taken() {
    local silos=$1 gateways=$2 port ports=()
    for ((port = PORT; port < PORT + gateways; port++)); do ports+=("$port"); done
    for ((port = PORT; port < PORT + silos; port++)); do ports+=($((port + 20)) $((port + 40)) $((port + 60))); done
    for port in "${ports[@]}"; do
        if port_is_taken "$port"; then
            printf '%s\n' "$port"
            return
        fi
    done
    return 1
}

roles_start() {
    local name=$1 number=${1#*-} web
    local settings=("Process__ClusterId=loyalty" "Process__Address=127.0.0.1")
    case $name in
        gateway-*)
            web=$((PORT + number - 1))
            settings+=("Process__Role=Gateway")
            ;;
        silo-*)
            web=$((PORT + 19 + number))
            settings+=("Process__Role=Silo" "Process__SiloPort=$((PORT + 39 + number))"
                "Process__GatewayPort=$((PORT + 59 + number))")
            ;;
    esac
    [ ! -f "$DATA/cluster/$name.log" ] || mv "$DATA/cluster/$name.log" "$DATA/cluster/$name.log.before"
    set -m
    env "${settings[@]}" dotnet "$APP" --urls "http://127.0.0.1:$web" --data "$DATA" "${@:2}" \
        </dev/null >"$DATA/cluster/$name.log" 2>&1 &
    ROLE_PIDS[$name]=$!
    set +m
    printf 'http://127.0.0.1:%s\n' "$web" >"$DATA/cluster/$name.url"
    # Moved into place: whoever waits for another process finds its whole number.
    printf '%s\n' "$!" >"$DATA/cluster/$name.new" && mv "$DATA/cluster/$name.new" "$DATA/cluster/$name.pid"
}

roles_wait() {
    local name
    for name in "$@"; do
        until role_is_ready "$name"; do
            if ! kill -0 "$(role_pid "$name")" 2>/dev/null; then
                say "$name ended before it was ready. Its log, $DATA/cluster/$name.log, ends with:"
                tail -n 10 "$DATA/cluster/$name.log" >&2
                return 1
            fi
            sleep 0.1
        done
    done
}

roles_stop() {
    local name pid
    for name in "$@"; do
        pid=${ROLE_PIDS[$name]:-}
        if [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null; then
            wait "$pid" || true
        fi
        unset "ROLE_PIDS[$name]"
        rm -f "$DATA/cluster/$name.pid"
    done
}

role_pid() {
    cat "$DATA/cluster/$1.pid" 2>/dev/null || printf '0\n'
}

# Ready is what its log says at the end of its start, and what /health/ready says now, asked as the image's health check does: a subshell, so that a refused connection ends nothing else.
role_is_ready() {
    local url
    url=$(cat "$DATA/cluster/$1.url" 2>/dev/null) && grep -q '^Ready: ' "$DATA/cluster/$1.log" || return 1
    (
        exec 3<>"/dev/tcp/127.0.0.1/${url##*:}" || exit 1
        printf 'GET /health/ready HTTP/1.0\r\n\r\n' >&3
        IFS= read -r -t 4 status <&3 && [[ $status == *' 200 '* ]]
    ) 2>/dev/null
}
