#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Runs every input of the corpus once. The last one named is the one that fails.
set -eu

here=$PWD
export ASAN_SYMBOLIZER_PATH="$here/%{symbolizer}"
export UBSAN_OPTIONS=print_stacktrace=1
set -- %{corpus}/*
[ -f "$1" ] || { echo "%{name}: no corpus" >&2; exit 1; }
cd "$TEST_TMPDIR"
for input; do
    printf '%s\n' "$here/$input"
done >inputs
xargs -d '\n' "$here/%{program}" -rss_limit_mb=1024 -timeout=20 <inputs
