# shellcheck shell=bash
# Builds the member page and the console where Node.js is present and their sources have changed.
# Sourced after say.sh.

# Without pages the API is served alone, so nothing here ends the command: it says what is missing and goes on.
# LOYALTY_PAGES=off is for whoever starts the system and looks at no page.
build_pages() {
    [ "${LOYALTY_PAGES:-}" != off ] || return 0
    if ! command -v npm >/dev/null; then
        say "Node.js is not on this machine: the API is served without the pages at /m and /admin."
        return
    fi
    pages_are_stale || return 0
    say "Building the pages…"
    local log
    log=$(mktemp "${TMPDIR:-/tmp}/loyalty-pages-XXXXXXXX")
    if pages_packages >"$log" 2>&1 && (cd web && npm run --silent build) >>"$log" 2>&1; then
        touch web/dist/built
    else
        tail -n 20 "$log" >&2
        say "The pages were not built; the API is served with the last ones, or without."
    fi
    rm -f "$log"
}

pages_are_stale() {
    [ -f web/dist/built ] || return 0
    [ -n "$(find web schema.graphql \( -name node_modules -o -name dist -o -name gql -o -name tests \) -prune \
        -o -newer web/dist/built -type f -print -quit)" ]
}

# The stamp is npm's own record of what it installed.
pages_packages() {
    [ web/node_modules/.package-lock.json -nt web/package-lock.json ] && return
    (cd web && npm ci --no-audit --no-fund --loglevel error)
}
