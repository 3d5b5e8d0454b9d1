#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# graph_test.sh CAPSULES OTHERS: there are capsules, and nothing else.
grep -q '^//capsules/core:console$' "$1" || exit 1
cat "$2"
[ ! -s "$2" ]
