/* SPDX-License-Identifier: Apache-2.0 OR MIT
 *
 * newlib's configuration for applications, in place of what its configure script would write: one
 * thread, one locale, nothing that costs memory without being asked for.
 */

#ifndef __NEWLIB_H__
#define __NEWLIB_H__ 1

#include <_newlib_version.h>

/* Formats: %hh, %j, %z, %t. %lld and %llu are printed by the integer formatter of the small
 * implementation only up to 32 bits, so applications split such numbers. */
#define _WANT_IO_C99_FORMATS 1

/* The small implementations. */
#define _NANO_FORMATTED_IO 1
#define _WANT_REENT_SMALL 1
#define _LITE_EXIT 1
#define _REENT_GLOBAL_ATEXIT 1

/* stdin, stdout and stderr are three objects, not made with malloc() at first use. */
#define _WANT_REENT_GLOBAL_STDIO_STREAMS 1

/* Characters are bytes. */
#define _MB_LEN_MAX 1

/* The processor and its ABI: long double is double; the linker script has .init_array. */
#define _HAVE_LONG_DOUBLE 1
#define _LDBL_EQ_DBL 1
#define HAVE_INITFINI_ARRAY 1
#define _HAVE_CC_INHIBIT_LOOP_TO_LIBCALL 1

#endif
