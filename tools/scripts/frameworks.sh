# shellcheck shell=bash
# Which GraphQL framework the code is built with, and building it. Sourced after say.sh, in the repository's root.
#
#   framework_option VALUE   takes --graphql from the command line.
#   framework_choose         asks the machine's feeds and sets GRAPHQL and FRAMEWORK_WHY.
#   build WHAT               builds a project or the solution with it; explain_build says why it failed.
#   built_file PROJECT NAME  where that build puts a project's file.

GRAPHQL_ASKED=auto

# Build servers would outlive the command and hold its output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true

framework_option() {
    case $1 in
        auto | hotchocolate | builtin) GRAPHQL_ASKED=$1 ;;
        *) misuse "--graphql is auto, hotchocolate or builtin, not '$1'." ;;
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

# Hot Chocolate is taken where its packages restore: some feeds carry it and some do not, and only a restore can tell.
# Each framework has an output tree of its own, so asking about one leaves the other's as it is.
framework_choose() {
    GRAPHQL=$GRAPHQL_ASKED FRAMEWORK_WHY='as asked'
    [ "$GRAPHQL" = auto ] || return 0
    GRAPHQL=hotchocolate FRAMEWORK_WHY=$(does_not_restore)
    [ -z "$FRAMEWORK_WHY" ] || GRAPHQL=builtin
    : "${FRAMEWORK_WHY:=its packages restore here}"
}

# Where Hot Chocolate restores but this source does not build with it, what auto chose is taken back.
# False where there is nothing to take back.
framework_fall_back() {
    [ "$GRAPHQL_ASKED" = auto ] && [ "$GRAPHQL" = hotchocolate ] || return 1
    GRAPHQL=builtin FRAMEWORK_WHY='the source does not build with Hot Chocolate here'
}

# Builds with what was chosen, or with what is left when that does not build; ends the command when nothing does.
build_or_end() {
    build "$1" || { framework_fall_back && build "$1"; } || { explain_build; exit 1; }
}

# Prints what keeps Hot Chocolate from restoring, as a sentence; nothing where it restores.
does_not_restore() {
    local log
    if ! log=$(timeout 300 dotnet restore silo/OrleansLoyalty.Silo.csproj -p:GraphQL=hotchocolate \
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
    BUILD_LOG=artifacts/$GRAPHQL/build.log
    mkdir -p "${BUILD_LOG%/*}"
    say "Building with graphql: $GRAPHQL ($FRAMEWORK_WHY)…"
    # The compiler server, too, would stay behind.
    dotnet build "$1" -c Release "-p:GraphQL=$GRAPHQL" -p:UseSharedCompilation=false \
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
    printf '%s\n' "$PWD/artifacts/$GRAPHQL/bin/$1/release/$2"
}
