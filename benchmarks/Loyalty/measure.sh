#!/usr/bin/env bash
# Builds the system and its benchmark, starts a PostgreSQL of their own with default durability, and measures.
# usage: measure.sh NAME [--seconds N] [--rounds N] [--connections N,N] [--codes N] [--members N] [--json]
#                        [--actors embedded|orleans] [--graphql builtin|hotchocolate]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. scripts/say.sh
. scripts/frameworks.sh
. scripts/postgres.sh

frameworks_option --actors embedded
frameworks_option --graphql builtin
USAGE="usage: ./bench $1 [--seconds N] [--rounds N] [--connections N,N] [--codes N] [--members N] [--only-ours] [--json]
       [--actors embedded|orleans] [--graphql builtin|hotchocolate]"
options=("$1")
shift
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help)
            printf '%s\n' "$USAGE"
            exit 0
            ;;
        --actors | --graphql) frameworks_option "$1" "${2:-}" && shift ;;
        --only-ours | --json) options+=("$1") ;;
        --seconds | --rounds | --connections | --codes | --members)
            [[ ${2:-} =~ ^[1-9][0-9]{0,8}(,[1-9][0-9]{0,8})*$ ]] || misuse "$1 needs a whole number above 0, not '${2:-}'."
            options+=("$1" "$2")
            shift
            ;;
        *) misuse "There is no option $1." ;;
    esac
    shift
done

command -v wrk >/dev/null || apt-get install -y -q wrk >&2 || fail "wrk is missing (Debian: apt-get install wrk)."
require_dotnet
frameworks_choose
for project in silo/OrleansLoyalty.Silo.csproj benchmarks/Loyalty/LoyaltyBenchmark.csproj; do
    build "$project" || { explain_build; exit 1; }
done

work=$PWD/artifacts/benchmarks
postgres_start "$work"
trap postgres_stop EXIT
LOYALTY_POSTGRES=$POSTGRES_SUPERUSER LOYALTY_APP=$(built_file OrleansLoyalty.Silo loyalty.dll) \
    dotnet "$(built_file LoyaltyBenchmark loyalty-benchmark.dll)" "${options[@]}" --work "$work"
