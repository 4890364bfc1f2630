# shellcheck shell=bash
# Whether the last build still stands, so that ./run starts at once when nothing has changed.
# Sourced after frameworks.sh.

# Takes the framework of the last build for the same question; false when it has to be asked and built again.
recall_build() {
    local record feeds
    record=$(build_record)
    [ -f "$record" ] && [ -z "$(changed_since "$record")" ] || return 1
    # shellcheck disable=SC2034 # For the command that sourced this.
    { read -r feeds && read -r GRAPHQL && read -r FRAMEWORK_WHY; } <"$record" || return 1
    [ "$feeds" = "$(feeds_at_hand)" ]
}

# To be called before a build: what changes while it runs is newer than this.
begin_build() {
    mkdir -p artifacts
    find artifacts -maxdepth 1 -name 'began-*' -mmin +60 -delete # Of builds that did not end well; another may be building now.
    BUILD_BEGAN=$(mktemp artifacts/began-XXXXXX)
}

remember_build() {
    local record
    record=$(build_record)
    printf '%s\n' "$(feeds_at_hand)" "$GRAPHQL" "$FRAMEWORK_WHY" >"$record"
    touch -r "$BUILD_BEGAN" "$record"
    rm -f "$BUILD_BEGAN"
}

build_record() {
    printf 'artifacts/built-%s\n' "$GRAPHQL_ASKED"
}

# A folder is newer when a file was added or deleted in it.
changed_since() {
    local sources=() path
    for path in api grain-interfaces grains ledger graphql/engine silo storage Directory.* global.json .editorconfig; do
        [ ! -e "$path" ] || sources+=("$path")
    done
    find "${sources[@]}" \( -name node_modules -o -name dist -o -name bin -o -name obj \) -prune -o \
        -newer "$1" -print -quit
}

# Another feed or package folder may carry another framework.
feeds_at_hand() {
    { printf '%s\n' "${RestoreAdditionalProjectSources:-}" "${RestoreSources:-}" "${NUGET_PACKAGES:-}"
      cat "$HOME/.nuget/NuGet/NuGet.Config" [Nn]u[Gg]et.[Cc]onfig 2>/dev/null; } | cksum
}
