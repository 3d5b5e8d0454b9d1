/* SPDX-License-Identifier: Apache-2.0 OR MIT
 *
 * The scanner of sscanf(): newlib compiles the one of scanf() a second time.
 */

#define STRING_ONLY

#include "libc/stdio/nano-vfscanf.c"
