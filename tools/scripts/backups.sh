# shellcheck shell=bash
# Copies the database into a file and back. Sourced after say.sh and postgres.sh; LOYALTY_POSTGRES names the database.
#
#   backup_database FILE            writes FILE, which is there whole or not at all. The system may run meanwhile.
#   restore_database FILE REPLACE   fills an empty database from FILE, or, where REPLACE is true, any. All or nothing.

backup_database() {
    local file=$1 began=$SECONDS
    database_tools pg_dump
    say "Backing up into $file…"
    (umask 077 && : >"$file.partial") || fail "$file.partial cannot be written."
    watched "$file.partial" with_database "$POSTGRES_BIN/pg_dump" --format=custom --no-password --file="$file.partial" || {
        rm -f "$file.partial"
        fail "The database could not be read to its end (see above); nothing was written."
    }
    "$POSTGRES_BIN/pg_restore" --list "$file.partial" >/dev/null || fail "$file.partial was written, and cannot be read again."
    sync "$file.partial" 2>/dev/null || true
    mv -f "$file.partial" "$file"
    say "Backed up $(size_of "$file") in $((SECONDS - began)) s: $file"
}

restore_database() {
    local file=$1 replace=$2 began=$SECONDS tables others
    database_tools pg_restore
    "$POSTGRES_BIN/pg_restore" --list "$file" >/dev/null 2>&1 || fail "$file is no backup, or only a part of one."
    tables=$(database_sql "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')") ||
        fail "The database cannot be reached (see above)."
    if [ "$tables" -gt 0 ] && [ "$replace" != true ]; then
        fail "The database has $tables tables already. To lose what they hold, add --replace."
    fi
    others=$(database_sql "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
    [ "$others" -eq 0 ] || fail "The database is in use by $others connections: stop the application first."

    say "Restoring $file ($(size_of "$file"))…"
    # One transaction, ended only when the last row has come: a backup that breaks off leaves the database as it was.
    if ! {
        printf '%s\n' 'begin;' "$(emptied)"
        if "$POSTGRES_BIN/pg_restore" --no-owner --file=- "$file"; then
            printf 'commit;\n'
        else
            printf "do \$\$ begin raise exception 'The backup breaks off.'; end \$\$;\n"
        fi
    } | with_database "$POSTGRES_BIN/psql" -X -q -v ON_ERROR_STOP=1 --no-password >/dev/null; then
        fail "The backup could not be restored (see above); the database is as it was."
    fi
    tables=$(database_sql "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
    database_sql analyze >/dev/null
    say "Restored $tables tables in $((SECONDS - began)) s."
}

# What stands in the way goes, and the role that the dump grants rights to is there, since roles are of the whole server.
emptied() {
    cat <<'SQL'
set client_min_messages = warning;
do $$
declare one text;
begin
  for one in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', one);
  end loop;
  create schema public;
  if not exists (select from pg_roles where rolname = 'loyalty_app') then
    create role loyalty_app nologin;
  end if;
  execute format('grant loyalty_app to %I', current_user);
end $$;
SQL
}

database_tools() {
    if [ -z "${POSTGRES_BIN:-}" ]; then
        postgres_find_binaries || fail "$1 is not on this machine: install PostgreSQL's programs (Debian: postgresql-client)."
    fi
    [ -x "$POSTGRES_BIN/$1" ] && [ -x "$POSTGRES_BIN/psql" ] ||
        fail "$1 is not in $POSTGRES_BIN: install PostgreSQL's client programs."
}

database_sql() {
    with_database "$POSTGRES_BIN/psql" -X -q -At -v ON_ERROR_STOP=1 --no-password -c "$1"
}

# Runs one of PostgreSQL's own programs against the database that the Npgsql connection string names.
with_database() (
    local pair key value
    unset PGSERVICE PGOPTIONS
    while IFS= read -r -d ';' pair; do
        key=$(printf '%s' "${pair%%=*}" | tr -d ' ' | tr '[:upper:]' '[:lower:]')
        value=${pair#*=}
        value=${value#[\"\']}
        value=${value%[\"\']}
        case $key in
            host | server) export PGHOST=$value ;;
            port) export PGPORT=$value ;;
            username | userid | user) export PGUSER=$value ;;
            password) export PGPASSWORD=$value ;;
            database | db) export PGDATABASE=$value ;;
            sslmode) PGSSLMODE=$(printf '%s' "$value" | tr '[:upper:]' '[:lower:]' | sed 's/^verify\([cf]\)/verify-\1/') && export PGSSLMODE ;;
            rootcertificate) export PGSSLROOTCERT=$value ;;
            *) ;; # Pools and the like are the application's.
        esac
    done <<<"$LOYALTY_POSTGRES;"
    exec "$@"
)

# Says every few seconds how large the file has become.
watched() {
    local file=$1 code=0 waited=0
    shift
    "$@" &
    local program=$!
    while kill -0 "$program" 2>/dev/null; do
        sleep 0.2
        waited=$((waited + 1))
        [ $((waited % 25)) -ne 0 ] || say "… $(size_of "$file")"
    done
    wait "$program" || code=$?
    return "$code"
}

size_of() {
    du -h "$1" | cut -f 1
}
