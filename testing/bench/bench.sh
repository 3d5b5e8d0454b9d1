#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# bazel run //testing/bench: prints what was measured.
set -eu

usage() {
    cat <<END
usage: bazel run //testing/bench [-- OPTION]

  --profile RUN ID  where the instructions of a window are spent: RUN is a bench_run of
                    testing/bench/BUILD.bazel (calls, events, ...), ID a number of row.h
END
}

here=$PWD/testing/bench
case ${1:-} in
'')
    cat "$here/report.txt"
    ;;
--profile)
    exec sh "$here/profile.sh" external/llvm/bin/llvm-objdump "$here/$2.counts" "$here/$2.elf" "$3"
    ;;
*)
    usage
    exit 2
    ;;
esac
