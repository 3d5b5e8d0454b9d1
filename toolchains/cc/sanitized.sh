#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# PROGRAM [ARGUMENT...]: runs it so that a sanitizer's report names lines.
llvm=$(dirname "$0")/sanitized.runfiles/llvm
[ -d "$llvm" ] || llvm=$PWD/../llvm
export ASAN_SYMBOLIZER_PATH="$llvm/bin/llvm-symbolizer"
export UBSAN_OPTIONS="print_stacktrace=1:external_symbolizer_path=$ASAN_SYMBOLIZER_PATH"
exec "$@"
