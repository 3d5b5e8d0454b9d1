// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A TAB file: a Tock application bundle, as tockloader installs it.
//
// It is a tar archive (POSIX.1-1988 "ustar") of metadata.toml and one ARCHITECTURE.tbf for each
// architecture. Owners, times and modes are constants, so the same content gives the same bytes.

#pragma once

#include "toolchains/app/elf2tbf/bytes.h"

// Appends a file to the archive. `name` must be shorter than 100 bytes.
void tab_append_file(struct bytes *tab, const char *name, const void *data, size_t size);

// Appends metadata.toml: the bundle format's version, the application's name, and the kernel
// version that it needs.
void tab_append_metadata(struct bytes *tab, const char *app_name, unsigned kernel_major,
                         unsigned kernel_minor);

// Appends the end of the archive. Call it once, last.
void tab_finish(struct bytes *tab);
