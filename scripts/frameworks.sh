# shellcheck shell=bash
# Which frameworks the code is built with, and building it. Sourced after say.sh, in the repository's root.
#
#   frameworks_option NAME VALUE   takes --actors or --graphql from the command line.
#   frameworks_choose              asks the machine's feeds and sets ACTORS, GRAPHQL and FRAMEWORKS_WHY.
#   build WHAT                     builds a project or the solution with that pair; explain_build says why it failed.
#   built_file PROJECT NAME        where that build puts a project's file.

ACTORS_ASKED=auto
GRAPHQL_ASKED=auto

# Build servers would outlive the command and hold its output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true

frameworks_option() {
    case $1:$2 in
        --actors:auto | --actors:orleans | --actors:embedded) ACTORS_ASKED=$2 ;;
        --graphql:auto | --graphql:hotchocolate | --graphql:builtin) GRAPHQL_ASKED=$2 ;;
        --actors:*) misuse "--actors is auto, orleans or embedded, not '$2'." ;;
        --graphql:*) misuse "--graphql is auto, hotchocolate or builtin, not '$2'." ;;
    esac
}

require_dotnet() {
    local dir
    if ! command -v dotnet >/dev/null; then
        for dir in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
            if [ -x "$dir/dotnet" ]; then
                PATH=$dir:$PATH
                break
            fi
        done
    fi
    command -v dotnet >/dev/null ||
        fail "The .NET 10 SDK is not on this machine. Install it from https://dotnet.microsoft.com/download."
    dotnet --version >/dev/null 2>&1 ||
        fail "This needs the .NET 10 SDK; on this machine there is:" "$(dotnet --list-sdks)" \
            "Install it from https://dotnet.microsoft.com/download."
}

# A real framework is taken where its packages restore: some feeds carry it and some do not, and only a restore
# can tell. Each pair has an output tree of its own, so asking about one leaves the others' as they are.
frameworks_choose() {
    ACTORS=$ACTORS_ASKED ACTORS_WHY='as asked'
    if [ "$ACTORS" = auto ]; then
        ACTORS=orleans ACTORS_WHY=$(does_not_restore orleans builtin)
        [ -z "$ACTORS_WHY" ] || ACTORS=embedded
    fi
    GRAPHQL=$GRAPHQL_ASKED GRAPHQL_WHY='as asked'
    if [ "$GRAPHQL" = auto ]; then
        GRAPHQL=hotchocolate GRAPHQL_WHY=$(does_not_restore embedded hotchocolate)
        [ -z "$GRAPHQL_WHY" ] || GRAPHQL=builtin
    fi
    : "${ACTORS_WHY:=its packages restore here}" "${GRAPHQL_WHY:=its packages restore here}"
    frameworks_explain
}

frameworks_explain() {
    FRAMEWORKS_WHY=$ACTORS_WHY
    [ "$ACTORS_WHY" = "$GRAPHQL_WHY" ] || FRAMEWORKS_WHY="$ACTORS_WHY; $GRAPHQL_WHY"
}

frameworks_print() {
    say "actors: $ACTORS ($ACTORS_WHY)"
    say "graphql: $GRAPHQL ($GRAPHQL_WHY)"
}

# Where the chosen frameworks restore but this source does not build with them, what auto chose is taken back.
# False where there is nothing to take back.
frameworks_fall_back() {
    local pair=$ACTORS-$GRAPHQL
    if [ "$ACTORS_ASKED" = auto ] && [ "$ACTORS" = orleans ]; then
        ACTORS=embedded ACTORS_WHY='the source does not build with Orleans here'
    fi
    if [ "$GRAPHQL_ASKED" = auto ] && [ "$GRAPHQL" = hotchocolate ]; then
        GRAPHQL=builtin GRAPHQL_WHY='the source does not build with Hot Chocolate here'
    fi
    frameworks_explain
    [ "$pair" != "$ACTORS-$GRAPHQL" ]
}

# Prints what keeps a pair from restoring, as a sentence; nothing where it restores.
does_not_restore() {
    local log
    if ! log=$(timeout 300 dotnet restore silo/OrleansLoyalty.Silo.csproj "-p:Actors=$1" "-p:GraphQL=$2" \
        -v q -nologo --tl:off 2>&1 </dev/null); then
        missing_package <<<"$log" || printf 'its packages do not restore here\n'
    fi
}

# Names the first of this project's own packages that a log reports as not found; false where there is none.
missing_package() {
    local package
    while read -r package; do
        if [ -n "$(version_of "$package")" ]; then
            printf '%s %s does not restore here\n' "$package" "$(version_of "$package")"
            return
        fi
    done < <(sed -nE 's/.*error NU110[12]: Unable to find package ([A-Za-z0-9.]*[A-Za-z0-9]).*/\1/p')
    return 1
}

version_of() {
    sed -nE "s/.*Include=\"$1\" Version=\"([^\"]+)\".*/\1/p" Directory.Packages.props
}

build() {
    BUILD_LOG=artifacts/$ACTORS-$GRAPHQL/build.log
    mkdir -p "${BUILD_LOG%/*}"
    say "Building with $ACTORS and $GRAPHQL…"
    # The compiler server, too, would stay behind.
    dotnet build "$1" -c Release "-p:Actors=$ACTORS" "-p:GraphQL=$GRAPHQL" -p:UseSharedCompilation=false \
        -v q -nologo --tl:off >"$BUILD_LOG" 2>&1 </dev/null
}

# Says why the last build failed.
explain_build() {
    local missing
    if missing=$(missing_package <"$BUILD_LOG"); then
        say "$missing."
    else
        # The first few errors; without any, the end of the output must say what happened.
        { awk '/: error / && !seen[$0]++ && shown++ < 12' "$BUILD_LOG" | grep . || tail -n 20 "$BUILD_LOG"; } >&2
    fi
    say "The build failed; all of its output is in $BUILD_LOG."
}

built_file() {
    printf '%s\n' "$PWD/artifacts/$ACTORS-$GRAPHQL/bin/$1/release/$2"
}
