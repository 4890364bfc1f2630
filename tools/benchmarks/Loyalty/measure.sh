#!/usr/bin/env bash
# Builds the system and its benchmark, starts a PostgreSQL of their own with default durability, and measures.
# usage: measure.sh NAME [--seconds N] [--rounds N] [--connections N,N] [--codes N] [--members N] [--json]
#                        [--graphql auto|builtin|hotchocolate]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
. tools/scripts/say.sh
. tools/scripts/frameworks.sh
. tools/scripts/postgres.sh

USAGE="usage: ./bench $1 [--seconds N] [--rounds N] [--connections N,N] [--codes N] [--members N] [--only-ours] [--json]
       [--graphql auto|builtin|hotchocolate]"
options=("$1")
shift
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help)
            printf '%s\n' "$USAGE"
            exit 0
            ;;
        --graphql) framework_option "${2:-}" && shift ;;
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

command -v wrk >/dev/null || { apt-get update -q && apt-get install -y -q wrk; } >&2 || fail "wrk is missing (Debian: apt-get install wrk)."
require_dotnet
framework_choose
for project in silo/OrleansLoyalty.Silo.csproj tools/benchmarks/Loyalty/LoyaltyBenchmark.csproj; do
    build_or_end "$project"
done

work=$PWD/artifacts/benchmarks
postgres_start "$work"
trap postgres_stop EXIT
LOYALTY_POSTGRES=$POSTGRES_SUPERUSER LOYALTY_APP=$(built_file OrleansLoyalty.Silo loyalty.dll) \
    dotnet "$(built_file LoyaltyBenchmark loyalty-benchmark.dll)" "${options[@]}" --work "$work"
