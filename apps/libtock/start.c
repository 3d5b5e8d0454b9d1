// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Start-up of a position-independent application on Cortex-M.
//
// The kernel enters _start with (r0) the first byte of the image behind its TBF header, (r1) the
// first byte of the process's RAM, (r2) the size of that RAM and (r3) the break. Only the few bytes
// of stack that the kernel needs for a system call can be relied on, so _start first moves the
// break and its stack pointer, in registers alone. image_start() then makes C possible: it copies
// initial values into RAM and moves each address that they hold from where the linker put it
// (layout.ld) to where it is.

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "libtock/tock.h"

// What layout.ld writes at the start of the image. Offsets: in flash from the image's first byte,
// in RAM from the first byte of the process's memory.
struct image {
    uint32_t values_flash; // Initial values of what lies from values_ram on.
    uint32_t values_ram;   // Where they go: the global offset table, then data.
    uint32_t got_size;     // Bytes of them that are the global offset table.
    uint32_t values_size;  // Bytes of both.
    uint32_t ram_end;      // End of zeroed data, which begins right behind the values.
    uint32_t relocs_flash; // Relocations as elf2tbf appends them: length in bytes, entries.
    uint32_t stack_end;    // The stack is below.
};

// An entry of a relocation section (ELF for the Arm Architecture): the type is in the low byte of
// `info`.
struct relocation {
    uint32_t offset;
    uint32_t info;
};

// Bit 31 marks an address in flash.
#define FLASH_MARK 0x80000000U

enum {
    RELOCATION_ABS32 = 2,
    MEMOP_STACK_START = 10,
    MEMOP_HEAP_START = 11,
};

int main(void);
__attribute__((noreturn)) void image_start(const struct image *image, uint8_t *ram);
__attribute__((noreturn)) void _start(void);

extern void (*__init_array_start[])(void);
extern void (*__init_array_end[])(void);

// The offsets that _start names by number.
_Static_assert(offsetof(struct image, values_ram) == 4, "_start loads it");
_Static_assert(offsetof(struct image, ram_end) == 16, "_start loads it");
_Static_assert(offsetof(struct image, stack_end) == 24, "_start loads it");

// r4  the image, as r0 came in. Kept: callee-saved.
// r5  the process's RAM, as r1 came in. Kept.
// r9  the global offset table from here on: every load of an address goes through it.
// A break that is refused ends the process with NOMEM (9): there is no memory to say more in.
__attribute__((naked, section(".start"))) void _start(void) {
    __asm__ volatile("mov  r4, r0            \n"
                     "mov  r5, r1            \n"
                     "movs r0, #0            \n" // memop brk
                     "ldr  r1, [r4, #16]     \n" // image.ram_end
                     "add  r1, r5            \n"
                     "svc  5                 \n"
                     "cmp  r0, #128          \n" // success
                     "bne  1f                \n"
                     "ldr  r0, [r4, #24]     \n" // image.stack_end
                     "add  r0, r5            \n"
                     "mov  sp, r0            \n"
                     "ldr  r0, [r4, #4]      \n" // image.values_ram
                     "add  r9, r0, r5        \n"
                     "mov  r0, r4            \n"
                     "mov  r1, r5            \n"
                     "bl   image_start       \n"
                     "1:                     \n"
                     "movs r0, #0            \n" // exit-terminate
                     "movs r1, #9            \n"
                     "svc  6                 \n"
                     "b    1b                \n");
}

// Moves one address. 0 stays 0: it is NULL or a weak symbol that nobody defined, for the lowest
// byte of RAM is the stack's and has no name.
static void move(uint32_t *address, const uint8_t *flash, const uint8_t *ram) {
    if (*address == 0) {
        return;
    }
    if ((*address & FLASH_MARK) != 0) {
        *address = *address - FLASH_MARK + (uint32_t)flash;
    } else {
        *address = *address + (uint32_t)ram;
    }
}

// Until the addresses are moved, nothing here may touch a global object or take a function's
// address: both go through the table that is being filled.
void image_start(const struct image *image, uint8_t *ram) {
    const uint8_t *flash = (const uint8_t *)image;

    uint8_t *values = ram + image->values_ram;
    memcpy(values, flash + image->values_flash, image->values_size);
    memset(values + image->values_size, 0, image->ram_end - image->values_ram - image->values_size);

    for (uint32_t at = 0; at < image->got_size; at += sizeof(uint32_t)) {
        move((uint32_t *)(values + at), flash, ram);
    }
    const uint32_t *length = (const uint32_t *)(flash + image->relocs_flash);
    const struct relocation *relocs = (const struct relocation *)(length + 1);
    for (uint32_t i = 0; i < *length / sizeof(struct relocation); i++) {
        if ((relocs[i].info & 0xff) == RELOCATION_ABS32) {
            move((uint32_t *)(ram + relocs[i].offset), flash, ram);
        }
    }

    memop(MEMOP_STACK_START, (uintptr_t)(ram + image->stack_end));
    memop(MEMOP_HEAP_START, (uintptr_t)(ram + image->ram_end));

    for (void (**init)(void) = __init_array_start; init < __init_array_end; init++) {
        (*init)();
    }
    exit(main());
}
