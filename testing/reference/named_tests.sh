#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
# named_tests.sh PAGE [ROW-PATTERN]
#
# Checks that the tests that PAGE names exist. They stand in backquotes: `SOURCE.cc:Suite.Name` is a
# GoogleTest, `SOURCE.c:name` an attack or the application of that name. With a pattern, each line
# that matches it must name one.
set -u
page=$1
rows=${2:-}
named='`[a-z0-9_/]*[.]cc\{0,1\}:[A-Za-z0-9_.]*`'
missing=$(
    grep -o "$named" "$page" | tr -d '`' | sort -u | while IFS=: read -r source name; do
        case $source in
        *.cc) pattern="^TEST(_F|_P)?\(${name%%.*}, ${name#*.}\)" ;;
        *) pattern="^(ATTACK|FAULTING|POINTER)\($name[,)]|\"$name: " ;;
        esac
        grep -Eq "$pattern" "$source" || echo "$source has no $name"
    done
    if [ -n "$rows" ]; then
        grep "$rows" "$page" | grep -v "$named"
    fi
)
count=$(grep -o "$named" "$page" | sort -u | wc -l)
if [ -n "$missing" ] || [ "$count" -eq 0 ]; then
    echo "FAILED: of $count named tests, or rows without one:"
    echo "$missing"
    exit 1
fi
echo "$count named tests exist"
