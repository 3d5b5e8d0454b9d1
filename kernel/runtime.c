// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the compiler calls on its own: copying, setting and comparing memory, under the names of C
// and of the Arm run-time ABI (AAPCS RTABI, 4.3.4). Word by word: the processor loads and stores
// single words at any address of RAM and flash (DDI 0403, A3.2.1; handler.c leaves that on).
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *a, const void *b, size_t size);

void __aeabi_memset(void *to, size_t size, int value);
void __aeabi_memclr(void *to, size_t size);

typedef uint32_t __attribute__((may_alias, aligned(1))) word;

// From the first byte on: right also where `to` overlaps `from` and lies before it.
static void copy_up(void *to, const void *from, size_t size) {
    uint8_t *t = to;
    const uint8_t *f = from;
    if (size >= 2 * sizeof(word)) {
        do {
            word first = ((const word *)f)[0];
            word second = ((const word *)f)[1];
            ((word *)t)[0] = first;
            ((word *)t)[1] = second;
            t += 2 * sizeof(word);
            f += 2 * sizeof(word);
            size -= 2 * sizeof(word);
        } while (size >= 2 * sizeof(word));
    }
    if (size > 0) {
        do {
            *t++ = *f++;
        } while (--size > 0);
    }
}

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
    copy_up(to, from, size);
    return to;
}

void *memmove(void *to, const void *from, size_t size) {
    uint8_t *t = to;
    const uint8_t *f = from;
    if ((uintptr_t)t - (uintptr_t)f >= size) {
        copy_up(to, from, size);
        return to;
    }
    while (size > 0) {
        size--;
        t[size] = f[size];
    }
    return to;
}

void *memset(void *to, int value, size_t size) {
    uint8_t *t = to;
    word pattern = (uint8_t)value * UINT32_C(0x01010101);
    if (size >= 2 * sizeof(word)) {
        do {
            ((word *)t)[0] = pattern;
            ((word *)t)[1] = pattern;
            t += 2 * sizeof(word);
            size -= 2 * sizeof(word);
        } while (size >= 2 * sizeof(word));
    }
    if (size > 0) {
        do {
            *t++ = (uint8_t)value;
        } while (--size > 0);
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t size) {
    const uint8_t *x = a;
    const uint8_t *y = b;
    for (; size > 0; size--, x++, y++) {
        if (*x != *y) {
            return *x < *y ? -1 : 1;
        }
    }
    return 0;
}

void __aeabi_memset(void *to, size_t size, int value) {
    (void)memset(to, value, size);
}

void __aeabi_memclr(void *to, size_t size) {
    (void)memset(to, 0, size);
}

// What returns nothing may as well return something. And the same for 4- and 8-byte aligned
// addresses.
#define ALIAS(name, of) extern __typeof__(of) name __attribute__((alias(#of)))
ALIAS(__aeabi_memcpy, copy_up);
ALIAS(__aeabi_memcpy4, copy_up);
ALIAS(__aeabi_memcpy8, copy_up);
ALIAS(__aeabi_memmove, memmove);
ALIAS(__aeabi_memmove4, memmove);
ALIAS(__aeabi_memmove8, memmove);
ALIAS(__aeabi_memset4, __aeabi_memset);
ALIAS(__aeabi_memset8, __aeabi_memset);
ALIAS(__aeabi_memclr4, __aeabi_memclr);
ALIAS(__aeabi_memclr8, __aeabi_memclr);
