#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# audit_test.sh AUDIT: what the audit says of symbols of a capsule called x.
set -u
audit=$1
failures=0
names() { # LINE...: what the checker said of the capsule's files
    printf '%s\n' 'other grant_open' 'other write_string' "$@" >"$TEST_TMPDIR/names"
}
names

symbol() { # NAME KIND SECTION
    printf '%-20s|0000000000000000|%s|FUNC|0000000000000004||%s\n' "$1" "$2" "$3"
}

expect() { # STATUS WHAT: the symbols come from standard input
    said=$("$audit" x "$TEST_TMPDIR/names" 2>&1)
    status=$?
    if [ $status -ne "$1" ] || { [ $status -ne 0 ] && ! printf '%s' "$said" | grep -q "$2"; }; then
        echo "FAILED: '$2' expected, status $status: $said"
        failures=$((failures + 1))
    fi
}

{
    symbol x_init T .text.x_init
    symbol x_ops R .rodata.x_ops
    symbol helper t .text.helper
    symbol state b .bss.state
    symbol grant_open U '*UND*'
    symbol memcpy U '*UND*'
    symbol __aeabi_uldivmod U '*UND*'
    symbol x_init U '*UND*'
} | expect 0
symbol kernel_loop T .text.kernel_loop | expect 1 'does not begin with'
symbol x T .text.x | expect 1 'does not begin with'
symbol memcpy T .text.memcpy | expect 1 'does not begin with'
symbol process_destroy U '*UND*' | expect 1 'exported by no dependency'
symbol x_other U '*UND*' | expect 1 'exported by no dependency'
names 'own x_init x.h:1:6 void (void)' 'own x_ops x.h:2:8 const struct x_ops' 'other x_y_init'
{
    symbol x_init T .text.x_init
    symbol x_ops R .rodata.x_ops
    symbol x_y_init U '*UND*'
} | expect 0
symbol x_init T .text.x_init | expect 1 'x.h:2:8: error.*x_ops.*not defined by it'
names 'own x_init x.h:1:6 void (void)' 'own x_init x2.h:1:6 void (void)'
symbol x_init T .text.x_init | expect 1 'in two ways'
names 'own x_init x.h:1:6 void (void)' 'own x_init x.h:1:6 void (int)'
symbol x_init T .text.x_init | expect 1 'in two ways'
names 'call x_a x_b' 'call x_b x_c' 'call x_d x_a'
symbol x_init T .text.x_init | expect 0
names 'call x_a x_b' 'call x_b x_c' 'call x_c x_b'
symbol x_init T .text.x_init | expect 1 'x_b.*calls itself'
names
symbol x_weak W .text.x_weak | expect 1 'weak'
symbol x_weak V .data.x_weak | expect 1 'weak'
symbol process_destroy w '*UND*' | expect 1 'weak'
symbol x_common C '*COM*' | expect 1 'common'
symbol x_register A '*ABS*' | expect 1 'absolute'
symbol x_resolver i .text.x_resolver | expect 1 'kind'
symbol x_vector R .vectors | expect 1 'section'
symbol x_constructor d .init_array | expect 1 'section'
symbol x_code T .textual | expect 1 'section'

unique() { # STATUS, and symbols from standard input
    "$audit" --unique
    status=$?
    if [ $status -ne "$1" ]; then
        echo "FAILED: --unique gives $status"
        failures=$((failures + 1))
    fi
}

printf 'a.a[a.o]:\nx_init T 0 4\nb.a[b.o]:\ny_init T 0 4\nz_hook W 0 2\nc.a[c.o]:\nz_hook W 0 2\n' | unique 0
printf 'a.a[a.o]:\nslice_copy T 0 4\nb.a[b.o]:\nslice_copy T 0 4\n' | unique 1
[ $failures -eq 0 ]
