/* SPDX-License-Identifier: Apache-2.0 OR MIT
 *
 * The formatter of snprintf() and its kin: newlib compiles the one of printf() a second time.
 */

#define STRING_ONLY

#include "libc/stdio/nano-vfprintf.c"
