# shellcheck shell=bash
# A private PostgreSQL for ./run and ./test, on Linux. Sourced after say.sh.
#
#   postgres_start DIR   starts the cluster kept in DIR/postgres, or finds it running; makes it where there is none.
#                        Sets POSTGRES_HOST (the socket's folder), POSTGRES_SUPERUSER (an Npgsql connection string)
#                        and POSTGRES_STARTED (true when this call started it).
#   postgres_database N  creates the database N unless it is there and prints its connection string.
#   postgres_stop        stops what postgres_start started; a server that was found running is left alone.
#
# The server listens on a unix socket alone, in a folder that only its owner (and root) may enter: no port to
# collide with, no password to keep, and nobody else on the machine can connect.

POSTGRES_STARTED=false
POSTGRES_PORT=5432 # Only names the socket: the server opens no TCP port.

postgres_start() {
    local dir=$1
    mkdir -p "$dir" || fail "The data folder $dir cannot be created."
    postgres_require_binaries
    postgres_place "$dir"
    postgres_match_version

    # Two commands may start on the same folder at once; the second waits and then finds the server running.
    exec 8>"$dir/postgres.lock"
    if command -v flock >/dev/null; then
        flock -w 120 8 || fail "Another command has been starting the PostgreSQL in $dir for two minutes."
    fi
    [ -f "$POSTGRES_DATA/PG_VERSION" ] || postgres_create
    postgres_start_server
    exec 8>&-

    # shellcheck disable=SC2034 # For the command that sourced this.
    POSTGRES_SUPERUSER="Host=$POSTGRES_HOST;Port=$POSTGRES_PORT;Username=postgres;Database=postgres"
}

postgres_database() {
    local name=$1
    if [ "$(postgres_sql "SELECT 1 FROM pg_database WHERE datname = '$name'")" != 1 ]; then
        postgres_sql "CREATE DATABASE \"$name\"" >/dev/null
    fi
    printf 'Host=%s;Port=%s;Username=postgres;Database=%s\n' "$POSTGRES_HOST" "$POSTGRES_PORT" "$name"
}

postgres_stop() {
    [ "$POSTGRES_STARTED" = true ] || return 0
    POSTGRES_STARTED=false
    # Fast: open transactions are rolled back, a checkpoint is written, nothing needs recovery next time.
    if ! as_postgres "$POSTGRES_BIN/pg_ctl" stop -D "$POSTGRES_DATA" -m fast -w -t 60 >/dev/null 2>&1; then
        say "PostgreSQL in $POSTGRES_DATA did not stop within a minute; its log is $POSTGRES_HOME/postgres.log."
        return 1
    fi
}

# ---- where the programs are -------------------------------------------------------------------------------------

postgres_require_binaries() {
    postgres_find_binaries && return
    postgres_install
    postgres_find_binaries || fail "PostgreSQL was installed, but initdb and pg_ctl are still not found."
}

postgres_find_binaries() {
    local bin
    while read -r bin; do
        if [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && [ -x "$bin/postgres" ]; then
            POSTGRES_BIN=$bin
            return 0
        fi
    done < <(postgres_candidates)
    return 1
}

# The newest first. Debian keeps the server's programs off the PATH.
postgres_candidates() {
    local bin
    for bin in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
        printf '%s\n' "$bin"
    done | sort -rV
    if bin=$(command -v pg_ctl); then
        dirname "$(readlink -f "$bin")"
    fi
    if command -v pg_config >/dev/null; then
        pg_config --bindir
    fi
}

postgres_install() {
    local with=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
            postgres_missing "PostgreSQL is not on this machine and may not be installed without an administrator."
        fi
        with=(sudo -n)
    fi
    command -v apt-get >/dev/null || postgres_missing "PostgreSQL is not on this machine."

    say "Installing Debian's postgresql…"
    # The package would otherwise make and start a cluster of its own, which nothing here uses.
    ${with[@]+"${with[@]}"} mkdir -p /etc/postgresql-common/createcluster.d
    printf 'create_main_cluster = false\n' |
        ${with[@]+"${with[@]}"} tee /etc/postgresql-common/createcluster.d/loyalty.conf >/dev/null
    if ! ${with[@]+"${with[@]}"} sh -c 'export DEBIAN_FRONTEND=noninteractive
            apt-get update -q && apt-get install -y -q --no-install-recommends postgresql' </dev/null >&2; then
        postgres_missing "Debian's postgresql could not be installed (see above)."
    fi
}

postgres_missing() {
    fail "$1" "Install it (Debian: apt-get install postgresql), or set LOYALTY_POSTGRES to an Npgsql connection" \
        "string of a server that is already there, such as Host=db;Username=loyalty;Password=…;Database=loyalty."
}

# A cluster opens with the major version that made it, and no other.
postgres_match_version() {
    [ -f "$POSTGRES_DATA/PG_VERSION" ] || return 0
    local made bin
    made=$(cat "$POSTGRES_DATA/PG_VERSION")
    while read -r bin; do
        if [ -x "$bin/postgres" ] && [ "$(postgres_major "$bin")" = "$made" ]; then
            POSTGRES_BIN=$bin
            return
        fi
    done < <(postgres_candidates)
    fail "The database in $POSTGRES_HOME was made by PostgreSQL $made, which is not on this machine" \
        "(found: $(postgres_major "$POSTGRES_BIN")). Install that version, or choose another folder with --data."
}

postgres_major() {
    "$1/postgres" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/'
}

# ---- where the data is, and whose ---------------------------------------------------------------------------------

# Decides POSTGRES_HOME (data/, socket/ and the log) and POSTGRES_USER, the user the server runs as.
postgres_place() {
    local dir=$1
    POSTGRES_HOME=$dir/postgres
    [ ! -f "$dir/postgres.location" ] || POSTGRES_HOME=$(cat "$dir/postgres.location")

    if [ "$(id -u)" -eq 0 ]; then
        postgres_place_as_root "$dir"
    else
        POSTGRES_USER=$(id -un)
        mkdir -p "$POSTGRES_HOME"
        [ -O "$POSTGRES_HOME" ] ||
            fail "$POSTGRES_HOME belongs to another user; start as that user or choose another folder with --data."
        chmod 700 "$POSTGRES_HOME"
    fi

    POSTGRES_DATA=$POSTGRES_HOME/data
    postgres_place_socket
}

# PostgreSQL refuses to run as root, so root hands the folder to a user without privileges.
postgres_place_as_root() {
    local dir=$1
    if [ -d "$POSTGRES_HOME" ] && [ "$(stat -c %u "$POSTGRES_HOME")" -ne 0 ]; then
        POSTGRES_USER=$(stat -c %U "$POSTGRES_HOME")
    elif id postgres >/dev/null 2>&1; then
        POSTGRES_USER=postgres
    else
        POSTGRES_USER=nobody
    fi

    postgres_own "$POSTGRES_HOME"
    if ! as_postgres test -w "$POSTGRES_HOME"; then
        # Its parents are closed to that user. The folder remembers the other place, so that it may be moved, and
        # a deleted folder means a new database.
        rmdir "$POSTGRES_HOME" 2>/dev/null || true
        mkdir /var/lib/orleans-loyalty 2>/dev/null && chmod 755 /var/lib/orleans-loyalty
        POSTGRES_HOME=$(mktemp -d /var/lib/orleans-loyalty/XXXXXXXX 2>/dev/null ||
            mktemp -d /tmp/orleans-loyalty-XXXXXXXX)
        postgres_own "$POSTGRES_HOME"
        printf '%s\n' "$POSTGRES_HOME" >"$dir/postgres.location"
        say "The user $POSTGRES_USER cannot enter $dir, so PostgreSQL keeps its files in $POSTGRES_HOME."
    fi
}

postgres_own() {
    mkdir -p "$1"
    chown "$POSTGRES_USER" "$1"
    chmod 700 "$1"
}

# A socket's path holds about 100 bytes, and a connection string wants it without signs of its own.
postgres_place_socket() {
    POSTGRES_HOST=$POSTGRES_HOME/socket
    if [ ${#POSTGRES_HOST} -gt 80 ] || [[ ! $POSTGRES_HOST =~ ^[A-Za-z0-9/._-]+$ ]]; then
        POSTGRES_HOST=/tmp/loyalty-$(printf '%s' "$POSTGRES_HOME" | cksum | cut -d ' ' -f 1)
    fi
    as_postgres mkdir "$POSTGRES_HOST" 2>/dev/null || true
    [ "$(stat -c %U "$POSTGRES_HOST")" = "$POSTGRES_USER" ] ||
        fail "$POSTGRES_HOST belongs to another user, so PostgreSQL cannot put its socket there."
    as_postgres chmod 700 "$POSTGRES_HOST"
}

# Runs a program as the server's user, with nothing of the caller's PG… settings, from a folder open to all.
as_postgres() (
    cd /
    local clean=(env -i "PATH=$PATH" LC_ALL=C)
    if [ "$(id -un)" = "$POSTGRES_USER" ]; then
        exec "${clean[@]}" "$@"
    fi
    exec runuser -u "$POSTGRES_USER" -- "${clean[@]}" "$@"
)

postgres_sql() {
    as_postgres "$POSTGRES_BIN/psql" -X -q -At -v ON_ERROR_STOP=1 \
        -h "$POSTGRES_HOST" -p "$POSTGRES_PORT" -U postgres -d postgres -c "$1"
}

# ---- making and starting ------------------------------------------------------------------------------------------

postgres_create() {
    local locale=C
    ! locale -a 2>/dev/null | grep -qiE '^C\.utf-?8$' || locale=C.UTF-8
    say "Making a PostgreSQL $(postgres_major "$POSTGRES_BIN") database in $POSTGRES_HOME…"

    # A cluster whose making was interrupted has no worth; a finished one carries its name only after the move.
    as_postgres rm -rf "$POSTGRES_DATA.new"
    as_postgres "$POSTGRES_BIN/initdb" -D "$POSTGRES_DATA.new" -U postgres -E UTF8 "--locale=$locale" \
        --auth-local=trust --auth-host=reject --data-checksums >"$POSTGRES_HOME/initdb.log" 2>&1 ||
        fail "PostgreSQL could not make a database in $POSTGRES_HOME:" "$(tail -n 5 "$POSTGRES_HOME/initdb.log")"
    printf "include = 'loyalty.conf'\n" | as_postgres tee -a "$POSTGRES_DATA.new/postgresql.conf" >/dev/null
    as_postgres mv "$POSTGRES_DATA.new" "$POSTGRES_DATA"
}

postgres_start_server() {
    if postgres_running; then
        say "PostgreSQL is already running in $POSTGRES_HOME; it is used, and left running afterwards."
        return
    fi
    # Left behind by a kill -9. PostgreSQL would trust it if another program now had that process id.
    as_postgres rm -f "$POSTGRES_DATA/postmaster.pid" "$POSTGRES_HOST/.s.PGSQL.$POSTGRES_PORT.lock"
    postgres_settings | as_postgres tee "$POSTGRES_DATA/loyalty.conf" >/dev/null

    local attempt
    POSTGRES_STARTED=true # From here on an interruption has something to stop.
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        if as_postgres "$POSTGRES_BIN/pg_ctl" start -D "$POSTGRES_DATA" -l "$POSTGRES_HOME/postgres.log" \
            -w -t 120 >/dev/null 2>&1 8>&-; then
            return
        fi
        # After a kill -9 the old server's processes hold its memory for a moment, and a new one must wait.
        tail -n 5 "$POSTGRES_HOME/postgres.log" | grep -q 'shared memory block' || break
        sleep 1
    done
    POSTGRES_STARTED=false
    fail "PostgreSQL does not start in $POSTGRES_HOME (attempt $attempt). Its log ends with:" \
        "$(tail -n 10 "$POSTGRES_HOME/postgres.log" 2>/dev/null)"
}

# True when the process that the data folder names is a PostgreSQL at work in this very folder.
postgres_running() {
    local pid attempt
    pid=$(as_postgres head -n 1 "$POSTGRES_DATA/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] || return 1
    # It may have been started a moment ago and be recovering.
    for attempt in $(seq 1 1200); do
        [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$(readlink -f "$POSTGRES_DATA")" ] || return 1
        ! as_postgres "$POSTGRES_BIN/pg_isready" -q -h "$POSTGRES_HOST" -p "$POSTGRES_PORT" || return 0
        sleep 0.1
    done
    fail "A PostgreSQL runs in $POSTGRES_DATA (process $pid) but took no connections in $attempt attempts."
}

# Durability is PostgreSQL's default and stays so: an answer given is an answer kept.
postgres_settings() {
    cat <<SETTINGS
# Written at every start by tools/scripts/postgres.sh.
listen_addresses = ''
port = $POSTGRES_PORT
unix_socket_directories = '$POSTGRES_HOST'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = $(postgres_shared_buffers)MB
max_wal_size = 2GB
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d '
SETTINGS
}

# A quarter of the memory, as PostgreSQL's manual advises, but no more than one small application needs.
postgres_shared_buffers() {
    local megabytes=512
    if [ -r /proc/meminfo ]; then
        megabytes=$(($(awk '/^MemTotal:/ { print $2 }' /proc/meminfo) / 4096))
    fi
    [ "$megabytes" -lt 512 ] || megabytes=512
    [ "$megabytes" -gt 32 ] || megabytes=32
    printf '%s\n' "$megabytes"
}
