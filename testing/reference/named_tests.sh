#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
# named_tests.sh PAGE [ROW-PATTERN]
#
# Checks that the tests that PAGE names exist. They stand in backquotes: `SOURCE.cc:Suite.Name` is a
# GoogleTest, `SOURCE.c:name` an attack or the application of that name. With a pattern, each line
# that matches it is a row, with its number first: it must name one, and each source that it names
# must say for which bug it is there: "Row NUMBER", or "Known bugs 3, 4 and NUMBER".
set -u
page=$1
rows=${2:-}
named='`[a-z0-9_/]*[.]cc\{0,1\}:[A-Za-z0-9_.]*`'
missing=$(
    grep -o "$named" "$page" | tr -d '`' | sort -u | while IFS=: read -r source name; do
        case $source in
        *.cc) pattern="^TEST(_F|_P)?\(${name%%.*}, ${name#*.}\)" ;;
        *) pattern="^(ATTACK|FAULTING|POINTER|POINTER_BEFORE_UPCALL)\($name[,)]|\"$name: " ;;
        esac
        grep -Eq "$pattern" "$source" || echo "$source has no $name"
    done
    if [ -n "$rows" ]; then
        grep "$rows" "$page" | grep -v "$named"
        grep "$rows" "$page" | while read -r _ number row; do
            for source in $(echo "$row" | grep -o "$named" | tr -d '`' | sed 's/:.*//' | sort -u); do
                grep -Eq "([Kk]nown[ -]bugs?|[Rr]ows?)[ 0-9,and]* $number\\b" "$source" ||
                    echo "$source does not name row $number"
            done
        done
    fi
)
count=$(grep -o "$named" "$page" | sort -u | wc -l)
if [ -n "$missing" ] || [ "$count" -eq 0 ]; then
    echo "FAILED: of $count named tests, or rows without one:"
    echo "$missing"
    exit 1
fi
echo "$count named tests exist"
