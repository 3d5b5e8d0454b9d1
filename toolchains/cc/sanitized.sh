#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# PROGRAM [ARGUMENT...]: runs it so that a sanitizer's report names lines.
llvm=$(dirname "$0")/sanitized.runfiles/llvm
[ -d "$llvm" ] || llvm=$PWD/../llvm
export ASAN_SYMBOLIZER_PATH="$llvm/bin/llvm-symbolizer"
export UBSAN_OPTIONS="print_stacktrace=1:external_symbolizer_path=$ASAN_SYMBOLIZER_PATH"
# Leaks are looked for in unit tests. The tools that a script runs work once and end; what they
# allocate lives as long as they do.
case $(head -c 2 "$1") in
"#!") export ASAN_OPTIONS=detect_leaks=0 ;;
esac
exec "$@"
