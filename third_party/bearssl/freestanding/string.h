// SPDX-License-Identifier: Apache-2.0 OR MIT
// What BearSSL needs of C's <string.h> where there is no C library; //kernel:runtime has it.
#pragma once

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *a, const void *b, size_t size);
