#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# build_files_test.sh CHECK PAGE: every BUILD file under capsules/, whether a board links what it
# builds or not, has capsule_library and tests in it and nothing else; there are no macros or rules of
# one's own. It looks at the tree that the page lies in, so that a package that is new is seen.
set -u
check=$1
capsules=$(dirname "$(readlink -f "$2")")

# FOLDER: whether its BUILD files keep to that.
keeps() {
    find -L "$1" -name '*.bzl' -o -name WORKSPACE -o -name WORKSPACE.bazel >"$TEST_TMPDIR/odd"
    sed 's,$,:1:1: error: [reach] capsules have no rules of their own; see capsules/DIALECT.md#reach,' "$TEST_TMPDIR/odd"
    find -L "$1" \( -name BUILD -o -name BUILD.bazel \) >"$TEST_TMPDIR/files"
    # shellcheck disable=SC2046 # no path here has a blank
    [ ! -s "$TEST_TMPDIR/odd" ] && awk -f "$check" $(cat "$TEST_TMPDIR/files")
}

# FILE LINE...: such a file, in a folder that is new, is refused.
refused() {
    mkdir -p "$TEST_TMPDIR/capsules/new/deep"
    file=$TEST_TMPDIR/capsules/new/deep/$1
    shift
    printf '%s\n' "$@" >"$file"
    if keeps "$TEST_TMPDIR/capsules" >"$TEST_TMPDIR/said"; then
        printf 'FAILED: not refused: %s\n' "$*"
        exit 1
    fi
    grep -q "^$file:[0-9]*:1: error: " "$TEST_TMPDIR/said" || exit 1
    rm "$file"
}

refused BUILD.bazel 'cc_library(' '    name = "plain",' ')'
refused BUILD 'genrule(' '    name = "made",' ')'
refused BUILD.bazel 'alias(' '    name = "other",' '    actual = "//chips/sam4l:gpio",' ')'
refused BUILD.bazel 'capsule_library(' '    name = "x",' '    features = ["-layering_check"],' ')'
refused BUILD.bazel 'capsule_library(' '    name = "x",' '    copts = ["-w"],' ')'
refused BUILD.bazel 'capsule_library(' '    name = "x",' '    srcs = select({' ')'
refused BUILD.bazel 'package(features = ["-layering_check"])'
refused BUILD.bazel 'package(default_visibility = ["//visibility:public"]); cc_library(name = "x")'
refused BUILD.bazel 'load(":own.bzl", "capsule_library")'
refused BUILD.bazel 'load("@rules_cc//cc:defs.bzl", "cc_library", "cc_test")'
refused BUILD.bazel '[capsule_library(name = n) for n in ["a"]]'
refused BUILD.bazel 'capsule_library(' '    name = "x",' '    srcs = ["x.c"]); cc_library(name = "y",' ')'
refused own.bzl 'def f(): pass'

[ "$(find -L "$capsules" -name BUILD.bazel | wc -l)" -ge 3 ] || exit 1
keeps "$capsules"
