// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Reads the code that the linker generated an image from: LLVM's bitcode after link-time
// optimisation (lld's --save-temps=precodegen).

#pragma once

#include "toolchains/board/stack/program.h"

// Fills in *program. False after saying on stderr what is wrong with the file.
bool module_read(struct program *program, const char *path);
