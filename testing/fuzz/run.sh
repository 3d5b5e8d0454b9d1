#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# bazel run //testing/fuzz:%{name} -- [--keep] [libFuzzer's options] [FILE...]
#
# Fuzzes, beginning with the inputs in %{corpus} and those found before, which
# are kept in .fuzz/%{name} of the workspace, findings too. With --keep: adds to
# %{corpus} those of them that reach code which no input there reaches. With
# files: runs these alone.
set -eu

root=$PWD
program=$root/%{program}
export ASAN_SYMBOLIZER_PATH="$root/%{symbolizer}"
export UBSAN_OPTIONS=print_stacktrace=1
workspace=${BUILD_WORKSPACE_DIRECTORY:?run me with bazel run}
corpus=$workspace/%{corpus}
work=$workspace/.fuzz/%{name}
mkdir -p "$work/inputs"

keep=false
files=false
for argument; do
    case $argument in
    --keep) keep=true ;;
    -*) ;;
    *) files=true ;;
    esac
done

if $keep; then
    before=$(ls "$corpus" | wc -l)
    "$program" -merge=1 "$corpus" "$work/inputs"
    echo "%{name}: $(($(ls "$corpus" | wc -l) - before)) inputs added to $corpus"
elif $files; then
    cd "${BUILD_WORKING_DIRECTORY:-$workspace}"
    exec "$program" "$@"
else
    exec "$program" -artifact_prefix="$work/" "$@" "$work/inputs" "$corpus"
fi
