# shellcheck shell=bash
# The application as it was built, and the database under it, for whatever starts one of them or many.
# Sourced after say.sh, frameworks.sh and postgres.sh.

app_file() {
    built_file OrleansLoyalty.Silo loyalty.dll
}

port_is_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Starts the private PostgreSQL kept in $DATA and names its database in LOYALTY_POSTGRES, unless that names one already.
start_database() {
    mkdir -p "$DATA"
    if [ -n "${LOYALTY_POSTGRES:-}" ]; then
        say "Using the PostgreSQL that LOYALTY_POSTGRES names."
        return
    fi
    say "Starting PostgreSQL…"
    postgres_start "$DATA"
    LOYALTY_POSTGRES=$(postgres_database loyalty)
    export LOYALTY_POSTGRES
}
