#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Rewrites versions and hashes in lock.bzl to what the machine's package lists say now:
# `bazel run //toolchains/debian:update [-- NAME...]` for the packages named, or for all.
#
# Of several versions the one from the distribution's own archive wins over one from its security
# archive: it stays available until the next point release, and what a build uses of these packages
# never reaches a device.
set -eu

lock=${BUILD_WORKSPACE_DIRECTORY:?run me with bazel run}/toolchains/debian/lock.bzl
names=" $* "
new=$(mktemp)
scratch=$(mktemp -d)
trap 'rm -rf "$new" "$scratch"' EXIT

fail() {
    echo "update: $*" >&2
    exit 1
}

[ -n "$(apt-cache madison dpkg)" ] ||
    fail "apt's package lists are empty: run apt-get update as root first"

# The version of package $1 to pin.
version_of() {
    apt-cache madison "$1" | awk -F '|' '
        { gsub(/ /, "", $2) }
        $3 ~ / Sources$/ { next }
        !any { any = $2 }
        $3 !~ /security/ && !main { main = $2 }
        END { print main ? main : any }'
}

# Field $3 of package $1 in version $2.
field_of() {
    apt-cache show "$1=$2" | sed -n "s/^$3: //p" | head -n 1
}

# The entry of binary package $1.
pin_binary() {
    version=$(version_of "$1")
    [ -n "$version" ] || fail "no package named $1"
    echo "$1 $version $(field_of "$1" "$version" Architecture) $(field_of "$1" "$version" SHA256)"
}

# The entry of the source that binary package $1 is built from, as its signed description (.dsc), which
# lies beside it, has it.
pin_source() {
    version=$(version_of "$1")
    [ -n "$version" ] || fail "no package named $1"
    source=$(field_of "$1" "$version" Source)
    case $source in
    *\(*) version=${source#*\(} version=${version%\)} source=${source%% *} ;;
    '') source=$1 ;;
    esac
    dsc=${source}_${version#*:}.dsc
    for known in $(apt-cache madison "$1" | awk -F '|' '{ gsub(/ /, "", $2); print $2 }'); do
        uri=$(apt-get download --print-uris "$1=$known" | sed "s/^'\([^']*\)'.*/\1/")
        /usr/lib/apt/apt-helper download-file "${uri%/*}/$dsc" "$scratch/$dsc" >&2 || continue
        sed -n '/^Checksums-Sha256:/,/^[^ ]*:$/p' "$scratch/$dsc" | awk -v package="$1" '
            $3 ~ /\.orig\.tar\.[a-z0-9]*$/ { print $3, package, "orig", $1 }' | grep . && return
    done
    fail "$dsc is in no folder where a version of $1 lies"
}

changed=0
failed=0
while IFS= read -r line; do
    entry=$(echo "$line" | sed -n 's/^ *"\([^ ]* [^ ]* [^ ]* [^ ]*\)",$/\1/p')
    if [ -n "$entry" ]; then
        # shellcheck disable=SC2086 # four words
        set -- $entry
        case $names in
        "  " | *" $1 "* | *" $2 "*)
            if [ "$3" = orig ]; then
                pinned=$(pin_source "$2") || pinned=
            else
                pinned=$(pin_binary "$1") || pinned=
            fi
            if [ -z "$pinned" ]; then
                failed=$((failed + 1))
                pinned=$entry
            elif [ "$pinned" != "$entry" ]; then
                echo "$entry -> $pinned" >&2
                changed=$((changed + 1))
            fi
            line="        \"$pinned\","
            ;;
        esac
    fi
    printf '%s\n' "$line" >>"$new"
done <"$lock"
cat "$new" >"$lock"
echo "update: $changed changed, $failed failed" >&2
[ "$failed" -eq 0 ]
