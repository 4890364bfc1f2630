#!/usr/bin/env bash
# A PostgreSQL for tests, in a folder that is gone afterwards. Prints its connection string once it takes connections, and
# stops it when its standard input ends: with the process that started this, however that one ends.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tools/scripts/say.sh
. tools/scripts/postgres.sh

folder=$(mktemp -d "${TMPDIR:-/tmp}/loyalty-test-XXXXXXXX")
# Open for passing through, so that the server's user reaches its own closed folder inside.
chmod 711 "$folder"
trap 'postgres_stop || true; rm -rf "$folder"' EXIT
trap 'exit 143' TERM HUP
trap '' INT # Ctrl-C reaches the tests as well, which end in order.
postgres_start "$folder"
printf '%s\n' "$POSTGRES_SUPERUSER"
exec 2>/dev/null # The tests may be gone by then.
cat >/dev/null
