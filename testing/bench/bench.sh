#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# bazel run //testing/bench: see usage(). Counts and sizes are build outputs by now; here they are
# printed, compared with another commit, and the build itself is tried out.
#
# What needs another state of the sources is built in a copy of them, with the workspace's own output
# base, so that little is built twice and no source file is touched. After another commit was built,
# the boards are built anew. What was touched differs by a comment: the next build does it again.
set -eu

usage() {
    cat <<END
usage: bazel run //testing/bench [-- OPTION...]

  --out DIR         where bench.csv and bench.svg go (default: bazel-bin/testing/bench/out)
  --against REV     sizes: the difference to a commit (default: the last one, if the sources differ)
  --quick           no difference, and no build times
  --profile RUN ID  where a window's instructions are spent: RUN is a bench_run of
                    testing/bench/BUILD.bazel (calls, events, ...), ID a number of row.h
  --readme          puts the figures to reach, as measured now, into README.md
  --tighten         lowers each budget that is above its figure, and keeps what the figures
                    consist of, in testing/bench/budgets.tsv and baseline.tsv
END
}

say() {
    echo "bench: $*" >&2
}

here=$PWD/testing/bench
workspace=${BUILD_WORKSPACE_DIRECTORY:-}
out= against= quick=
while [ $# -gt 0 ]; do
    case $1 in
    --out)
        out=${2:?"--out needs a folder"}
        shift
        ;;
    --against)
        against=${2:?"--against needs a commit"}
        shift
        ;;
    --quick)
        quick=yes
        ;;
    --profile)
        exec sh "$here/profile.sh" external/llvm/bin/llvm-objdump "$here/$2.counts" \
            "$here/$2.elf" "$3"
        ;;
    --readme)
        awk -v table="$here/report.txt" '
            /^    The figures to reach / {
                while ((getline line < table) > 0 && line != "") {
                    sub(/ +$/, "", line)
                    print "    " line
                }
                skipping = 1
            }
            !skipping { print }
            /^      !: / { skipping = 0 }
        ' "$workspace/README.md" >"$workspace/README.md.new"
        mv "$workspace/README.md.new" "$workspace/README.md"
        exit 0
        ;;
    --tighten)
        folder=$(mktemp -d)
        "$here/report.sh" --tighten "$folder/budgets.tsv" "$folder/baseline.tsv"
        cp "$folder/budgets.tsv" "$folder/baseline.tsv" "$workspace/testing/bench/"
        rm -r "$folder"
        exit 0
        ;;
    *)
        usage
        exit 2
        ;;
    esac
    shift
done
if [ -z "$workspace" ]; then
    say "start it with bazel run"
    exit 2
fi
case $out in
'') out=$workspace/bazel-bin/testing/bench/out ;;
/*) ;;
*) out=${BUILD_WORKING_DIRECTORY:-$workspace}/$out ;;
esac
mkdir -p "$out"

scratch=$(mktemp -d)
output_base= commit=
finish() {
    trap - EXIT INT TERM
    rm -rf "$scratch"
    if [ -n "$commit" ]; then
        say "building the workspace's own boards again"
        (cd "$workspace" && bazel build --noshow_progress //testing/bench >/dev/null 2>&1) ||
            say "that failed; the next build will do it"
    fi
}
trap finish EXIT
trap 'exit 1' INT TERM

# Runs Bazel in a folder that holds the sources in another state.
bazel_in() { # FOLDER WORD...
    (
        cd "$1"
        shift
        exec bazel --output_base="$output_base" "$@"
    )
}

find_output_base() {
    if [ -z "$output_base" ]; then
        output_base=$(cd "$workspace" && bazel info output_base 2>/dev/null)
    fi
}

is_changed() {
    ! git -C "$workspace" diff --quiet HEAD -- ||
        [ -n "$(git -C "$workspace" ls-files --others --exclude-standard)" ]
}

# Sizes at another commit.

measure_base() { # REV
    commit=$(git -C "$workspace" rev-parse --verify --short "$1^{commit}") || exit 2
    say "building the boards at $commit"
    find_output_base
    mkdir "$scratch/base"
    git -C "$workspace" archive "$commit" | tar -x -C "$scratch/base"
    while read -r name board; do
        package=${board%:*}
        [ -e "$scratch/base/${package#//}/BUILD.bazel" ] || continue
        bazel_in "$scratch/base" build --noshow_progress "$board" >"$scratch/log" 2>&1 || {
            say "$board does not build at $commit"
            tail -n 5 "$scratch/log" >&2
            continue
        }
        path=$(bazel_in "$scratch/base" info bazel-bin 2>/dev/null)/${package#//}/${board#*:}.elf
        sh "$here/size/size.sh" "$here/size/size" external/llvm/bin/llvm-objdump \
            external/llvm/bin/llvm-dwarfdump "$path" "$here/size_$name.owners" \
            >"$scratch/$name.base"
        echo "--base $name $scratch/$name.base" >>"$scratch/bases"
    done <"$here/report.boards"
}

: >"$scratch/bases"
if [ -z "$quick" ] && ! git -C "$workspace" rev-parse --quiet --verify HEAD >/dev/null 2>&1; then
    say "this is no clone: neither differences nor build times"
    quick=yes
fi
if [ -z "$quick" ]; then
    if [ -n "$against" ]; then
        measure_base "$against"
    elif is_changed; then
        measure_base HEAD
    fi
fi

# shellcheck disable=SC2046 # The words of the file are words.
"$here/report.sh" $(cat "$scratch/bases") --table "$scratch/table" --csv "$out/bench.csv" \
    --page "$out/bench.svg"
cat "$scratch/table"
if [ -n "$commit" ]; then
    echo "Changes are to commit $commit."
elif [ -z "$quick" ]; then
    echo "No changes are shown: the sources are those of the last commit."
fi

# The build: what runs again after a change.

rebuild() { # WHAT FILE
    printf '// %s %s\n' "$$" "$(date +%s%N)" >>"$scratch/tree/$2"
    if ! bazel_in "$scratch/tree" build --noshow_progress //boards/imix >"$scratch/log" 2>&1; then
        tail -n 5 "$scratch/log" >&2
        return
    fi
    seconds=$(sed -n 's/^INFO: Elapsed time: \([0-9.]*\)s.*/\1/p' "$scratch/log")
    actions=$(sed -n 's/^INFO: \([0-9]*\) process.*/\1/p' "$scratch/log")
    internal=$(sed -n 's/^INFO: .* \([0-9]*\) internal.*/\1/p' "$scratch/log")
    printf '  %-60s %9d %9s\n' "$1: $2" "$((actions - ${internal:-0}))" "$seconds"
}

if [ -z "$quick" ]; then
    find_output_base
    mkdir "$scratch/tree"
    (cd "$workspace" && git ls-files -co --exclude-standard -z |
        xargs -0 cp -p --parents -t "$scratch/tree" 2>/dev/null) || true
    bazel_in "$scratch/tree" build --noshow_progress //boards/imix >/dev/null 2>&1
    printf '\n%-62s %9s %9s\n' "Building imix again, after touching" actions seconds
    rebuild "a capsule" capsules/core/led.c
    rebuild "a HIL" hil/uart.h
    rebuild "a kernel header" kernel/grant.h
fi
echo
echo "Also as $out/bench.csv and $out/bench.svg"
