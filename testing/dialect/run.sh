# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# run.sh examples|attacks SOURCE...: runs the checker on each source and compares what it says with
# the source's second line. An example breaks just the one rule, and passes once that is off.
set -u
kind=$1
shift
failures=0

check() { # SOURCE [--off RULE]: what the checker says
    name=${1##*/}
    name=${name%.c}
    header=${1%.c}.h
    source=$1
    shift
    if [ -f "$header" ]; then
        set -- "$@" --own "$header"
    fi
    # shellcheck disable=SC2086 # words are wanted
    "$CHECKER" --name "$name" "$@" "$source" -- $ARGUMENTS 2>&1
}

fail() {
    printf 'FAILED %s: %s\n%s\n' "$source" "$1" "$said"
    failures=$((failures + 1))
}

for source; do
    wanted=$(sed -n '2s,^// rejected: ,,p' "$source")
    said=$(check "$source")
    status=$?
    rules=$(printf '%s\n' "$said" | sed -n 's/^[^ ]*: error: \[\([a-z]*\)\].*/\1/p' | sort -u)
    if [ -z "$wanted" ]; then
        [ "$(sed -n 2p "$source")" = '// accepted' ] || fail 'its second line says nothing'
        [ $status -eq 0 ] || fail 'rejected'
        continue
    fi
    [ $status -eq 1 ] || fail "exit status $status"
    if [ "$kind" = examples ]; then
        [ "$rules" = "$wanted" ] || fail "breaks other rules than $wanted"
        said=$(check "$source" --off "$wanted") || fail "rejected without rule $wanted"
    else
        printf '%s\n' "$rules" | grep -qx "$wanted" || fail "not rejected by rule $wanted"
    fi
done
if [ "$kind" = examples ]; then
    for rule in $("$CHECKER" --rules); do
        said=
        for source in "testing/dialect/examples/${rule}_rejected.c" \
            "testing/dialect/examples/${rule}_accepted.c"; do
            [ -f "$source" ] || fail 'there is no such file'
        done
        source=capsules/DIALECT.md
        grep -qx "### $rule" "$source" || fail "no heading for $rule"
    done
fi
echo "$# sources, $failures failures"
[ $failures -eq 0 ]
