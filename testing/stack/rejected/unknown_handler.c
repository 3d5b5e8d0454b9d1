// SPDX-License-Identifier: Apache-2.0 OR MIT
// A handler that nothing says the priority of.
#include "testing/stack/rejected/start.h"

static void handler(void) {
    start_number++;
}

__asm__(".pushsection .stack_facts, \"\", %progbits\n"
        ".asciz \"vectors more_vectors\"\n"
        ".popsection");

[[gnu::used, gnu::section(".vectors")]] static const void *const more_vectors[] = {
    nullptr,
    (const void *)handler,
};

void run(void) {
    start_number++;
}
