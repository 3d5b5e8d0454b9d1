/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What to run and where it starts. An image with something at address 0 starts there, as the chip
 * does. Any other is one that the boards' bootloader would start: at the vector table at its lowest
 * address in flash, with VTOR pointing there. A raw image goes where its vectors say that it was
 * linked: to 0, or where the boards' bootloader expects a kernel.
 */
#include "sam4l.h"

#include "cpu.h"
#include "elf.h"
#include "exec/exec-all.h"
#include "hw/loader.h"
#include "qemu/error-report.h"

enum { USUAL_KERNEL_BASE = 0x10000, VTOR_ALIGNMENT = 128, CORE_VECTORS = 16 };

static bool linked_for_bootloader(const char *path) {
    g_autofree char *bytes = NULL;
    gsize size;

    if (!g_file_get_contents(path, &bytes, &size, NULL) || size < CORE_VECTORS * 4) {
        return false;
    }
    for (unsigned i = 1; i < CORE_VECTORS; i++) {
        uint32_t vector = ldl_le_p(bytes + 4 * i);
        if (vector && vector < USUAL_KERNEL_BASE) {
            return false;
        }
    }
    return true;
}

void sam4l_load(struct sam4l *soc, const char *kernel) {
    uint64_t entry, low = 0;

    if (!kernel) {
        return;
    }
    if (load_elf_as(kernel, NULL, NULL, NULL, &entry, &low, NULL, NULL, 0, EM_ARM, 1, 0,
                    &address_space_memory) < 0) {
        low = linked_for_bootloader(kernel) ? USUAL_KERNEL_BASE : 0;
        if (load_image_targphys(kernel, low, SAM4L_FLASH_SIZE - low) < 0) {
            error_report("cannot load '%s' as an ARM ELF file or a raw flash image", kernel);
            exit(1);
        }
    }
    if (low >= SAM4L_FLASH_SIZE) {
        error_report("'%s' has nothing in flash (0 to 0x%x): its lowest address is 0x%" PRIx64,
                     kernel, SAM4L_FLASH_SIZE, low);
        exit(1);
    }
    soc->boot_address = low;
    soc->boot_address_known = true;
}

static uint32_t flash_word(struct sam4l *soc, uint32_t address) {
    return ldl_le_p((uint8_t *)memory_region_get_ram_ptr(&soc->flash) + address);
}

static bool plausible_vectors(struct sam4l *soc, uint32_t address) {
    uint32_t stack = flash_word(soc, address), start = flash_word(soc, address + 4);

    return stack > SAM4L_RAM_BASE && stack <= SAM4L_RAM_BASE + SAM4L_RAM_SIZE && stack % 4 == 0 &&
           (start & 1) && start < SAM4L_FLASH_SIZE;
}

/* An ELF file's first bytes in flash may be something else than its vector table. */
static uint32_t find_vectors(struct sam4l *soc, uint32_t from) {
    uint32_t first = QEMU_ALIGN_UP(from, VTOR_ALIGNMENT);

    for (uint32_t at = first; at < first + 64 * KiB && at + 8 <= SAM4L_FLASH_SIZE;
         at += VTOR_ALIGNMENT) {
        if (plausible_vectors(soc, at)) {
            return at;
        }
    }
    return from;
}

/*
 * What a bootloader may leave: interrupts masked, but SysTick counting and a line pending; faults
 * and traps on that a reset leaves off.
 */
static void leave_busy(CPUState *cs) {
    CPUARMState *env = &ARM_CPU(cs)->env;
    const struct {
        hwaddr address;
        uint32_t value;
    } left[] = {
        {0xe000e014, 4800},    /* SYST_RVR: 0.1 ms at 48 MHz */
        {0xe000e010, 7},       /* SYST_CSR: on, with its exception, by the processor's clock */
        {0xe000e108, 1 << 15}, /* NVIC_ISER2: line 79, the last */
        {0xe000e208, 1 << 15}, /* NVIC_ISPR2 */
        {0xe000ed14, 1 << 3},  /* CCR: UNALIGN_TRP; no DIV_0_TRP, no STKALIGN */
        {0xe000ed24, 7 << 16}  /* SHCSR: MemManage, BusFault, UsageFault */
    };

    env->v7m.primask[M_REG_NS] = 1;
    for (size_t i = 0; i < ARRAY_SIZE(left); i++) {
        address_space_stl(cpu_get_address_space(cs, ARMASIdx_NS), left[i].address, left[i].value,
                          MEMTXATTRS_UNSPECIFIED, NULL);
    }
}

void sam4l_boot(struct sam4l *soc) {
    CPUState *cs = CPU(sam4l_cpu(soc));
    CPUARMState *env = &sam4l_cpu(soc)->env;
    uint32_t vectors = soc->boot_address;

    if (!soc->boot_address_known) {
        soc->boot_address_known = true;
        vectors = plausible_vectors(soc, 0) ? 0 : USUAL_KERNEL_BASE;
    }
    if (vectors != 0 && !plausible_vectors(soc, vectors)) {
        vectors = find_vectors(soc, vectors);
    }
    soc->boot_address = vectors;
    env->v7m.vecbase[M_REG_NS] = vectors;
    env->regs[13] = flash_word(soc, vectors) & ~3u;
    cpu_set_pc(cs, flash_word(soc, vectors + 4));
    if (soc->options.busy_bootloader && vectors != 0) {
        leave_busy(cs);
    }
    arm_rebuild_hflags(env);
    if (!plausible_vectors(soc, vectors)) {
        sam4l_report("no vector table at 0x%08x: stack pointer 0x%08x, reset vector 0x%08x",
                     vectors, flash_word(soc, vectors), flash_word(soc, vectors + 4));
    }
}
