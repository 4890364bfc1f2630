# shellcheck shell=bash
# How the commands speak: progress on stderr, so that stdout carries only what was asked for.

say() {
    printf '%s\n' "$*" >&2
}

# Ends the command with one clear sentence (and, where it helps, what to do about it on the following lines).
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# The command line was not understood: another exit code, so that scripts can tell it from a failure.
misuse() {
    printf '%s\n' "$1" "Try: $0 --help" >&2
    exit 2
}

# Prints the path absolute; neither it nor its parents need to exist.
absolute_path() {
    case $1 in
        /*) printf '%s\n' "$1" ;;
        *) printf '%s\n' "$PWD/$1" ;;
    esac
}
