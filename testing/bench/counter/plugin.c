// SPDX-License-Identifier: Apache-2.0 OR MIT
// The instruction counter as a plugin of QEMU 7.2 and later, ours or a distribution's:
//
//     qemu-system-arm ... -plugin counter.so,kernel=IMAGE.elf,out=FILE[,answer=ADDRESS]
//
// The kernel's ELF file says by its symbols where applications lie ([_apps_start, _apps_end): what
// executes there is a process's, everything else the kernel's), where the kernel does (from
// _kernel_start up to there), and in its vector table (_vectors) where interrupts enter. A store to
// the word at ADDRESS ends a window.
//
// FILE gets lines of words between tabs:
//     window ID PARAMETER KERNEL PROCESS PASSES INTERRUPTS
//         counts of one window: instructions of the kernel, of processes, ways from a process into
//         the kernel, interrupts
//     at ADDRESS COUNT SYMBOL
//         of the window before: how often the kernel's instruction there, in that function, was
//         executed
// Counts are exact; with -icount they are the same in every run.
#include <stdlib.h>
#include <string.h>

#include "testing/bench/counter/counter.h"
#include "testing/bench/counter/qemu-plugin.h"

QEMU_PLUGIN_EXPORT int qemu_plugin_version = QEMU_PLUGIN_VERSION;

enum { HANDLERS_MAX = 128, SYSTEM_VECTORS = 16 };

static struct image kernel;
static struct counter counter;
static uint32_t apps_start, apps_end, answer;
static uint32_t handlers[HANDLERS_MAX]; // Different ones, 0 behind them.

static bool is_process(uint32_t address) {
    return address >= apps_start && address < apps_end;
}

static bool is_handler(uint32_t address) {
    for (size_t i = 0; i < HANDLERS_MAX && handlers[i] != 0; i++) {
        if (handlers[i] == address) {
            return true;
        }
    }
    return false;
}

static bool find_handlers(void) {
    const struct image_symbol *vectors = image_find(&kernel, "_vectors");
    size_t count = 0;
    if (vectors == nullptr) {
        return false;
    }
    for (uint32_t i = SYSTEM_VECTORS; i < vectors->size / 4 && count < HANDLERS_MAX; i++) {
        uint32_t word;
        if (image_word(&kernel, vectors->address + i * 4, &word) && !is_handler(word & ~1u)) {
            handlers[count++] = word & ~1u;
        }
    }
    return true;
}

// What QEMU calls while the processor runs. UNSAFE: userdata is what was registered with it.

static void on_block(unsigned int cpu, void *process) {
    (void)cpu;
    counter_block(&counter, process != nullptr);
}

// A digit with its address above it.
static void on_digit(unsigned int cpu, void *digit) {
    (void)cpu;
    counter_digit(&counter, (uint32_t)((uintptr_t)digit >> 8), (uint8_t)(uintptr_t)digit);
}

static void on_handler(unsigned int cpu, void *unused) {
    (void)cpu, (void)unused;
    counter_interrupt(&counter);
}

static void on_sleep(unsigned int cpu, void *unused) {
    (void)cpu, (void)unused;
    counter_sleep(&counter);
}

static void on_store(unsigned int cpu, qemu_plugin_meminfo_t info, uint64_t address, void *unused) {
    (void)cpu, (void)info, (void)unused;
    if (address == answer) {
        counter_answered(&counter);
    }
}

static void count(struct qemu_plugin_insn *instruction, uint64_t *where) {
    qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64, where, 1);
}

// DBG #digit: f3af 80fX (ARMv7-M ARM, A7.7.32).
static int digit_of(const struct qemu_plugin_insn *instruction) {
    const uint8_t *bytes = qemu_plugin_insn_data(instruction);
    bool is_dbg = qemu_plugin_insn_size(instruction) == 4 && bytes[0] == 0xaf && bytes[1] == 0xf3 &&
                  (bytes[2] & 0xf0) == 0xf0 && bytes[3] == 0x80;
    return is_dbg ? bytes[2] & 0x0f : -1;
}

// WFI: bf30 (A7.7.263).
static bool is_wfi(const struct qemu_plugin_insn *instruction) {
    const uint8_t *bytes = qemu_plugin_insn_data(instruction);
    return qemu_plugin_insn_size(instruction) == 2 && bytes[0] == 0x30 && bytes[1] == 0xbf;
}

static void translated_process(struct qemu_plugin_insn *instruction) {
    int digit = digit_of(instruction);
    if (digit >= 0) {
        uintptr_t where = (uintptr_t)qemu_plugin_insn_vaddr(instruction) << 8 | (uintptr_t)digit;
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_digit, QEMU_PLUGIN_CB_NO_REGS,
                                               (void *)where);
    }
    count(instruction, &counter.total.process);
}

static void translated_kernel(struct qemu_plugin_insn *instruction) {
    uint32_t address = (uint32_t)qemu_plugin_insn_vaddr(instruction);
    if (is_handler(address)) {
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_handler, QEMU_PLUGIN_CB_NO_REGS,
                                               nullptr);
    }
    if (is_wfi(instruction)) {
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_sleep, QEMU_PLUGIN_CB_NO_REGS,
                                               nullptr);
    }
    count(instruction, &counter.total.kernel);
    if (address >= counter.kernel_start && address < counter.kernel_end) {
        count(instruction, &counter.executed[(address - counter.kernel_start) / 2]);
    }
}

static void on_translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block) {
    (void)id;
    // No block goes on past a change between kernel and process: that takes an exception.
    bool process = is_process((uint32_t)qemu_plugin_tb_vaddr(block));
    qemu_plugin_register_vcpu_tb_exec_cb(block, on_block, QEMU_PLUGIN_CB_NO_REGS,
                                         (void *)(uintptr_t)process);
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        if (process) {
            translated_process(instruction);
        } else {
            translated_kernel(instruction);
        }
        if (counter.answers) {
            qemu_plugin_register_vcpu_mem_cb(instruction, on_store, QEMU_PLUGIN_CB_NO_REGS,
                                             QEMU_PLUGIN_MEM_W, nullptr);
        }
    }
}

static void on_exit(qemu_plugin_id_t id, void *unused) {
    (void)id, (void)unused;
    counter_stop(&counter);
    image_free(&kernel);
}

// Start.

static int refuse(const char *what, const char *why) {
    fprintf(stderr, "counter: %s %s\n", what, why);
    return 1;
}

static bool find_places(void) {
    const struct image_symbol *start = image_find(&kernel, "_kernel_start");
    const struct image_symbol *apps = image_find(&kernel, "_apps_start");
    const struct image_symbol *end = image_find(&kernel, "_apps_end");
    if (start == nullptr || apps == nullptr || end == nullptr || apps->address <= start->address) {
        return false;
    }
    counter.kernel_start = start->address;
    counter.kernel_end = apps->address;
    apps_start = apps->address;
    apps_end = end->address;
    return true;
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv) {
    const char *path = "", *out = "";
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "kernel=", 7) == 0) {
            path = argv[i] + 7;
        } else if (strncmp(argv[i], "out=", 4) == 0) {
            out = argv[i] + 4;
        } else if (strncmp(argv[i], "answer=", 7) == 0) {
            answer = (uint32_t)strtoul(argv[i] + 7, nullptr, 0);
            counter.answers = true;
        } else {
            return refuse(argv[i], "is not an option: kernel, out, answer are");
        }
    }
    const char *problem = image_read(&kernel, path);
    if (problem != nullptr) {
        return refuse(path, problem);
    }
    if (!find_places() || !find_handlers()) {
        return refuse(path, "lacks a symbol: _kernel_start, _apps_start, _apps_end, _vectors");
    }
    counter.kernel = &kernel;
    if (!counter_start(&counter, out)) {
        return refuse(out, "cannot be written");
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translated);
    qemu_plugin_register_atexit_cb(id, on_exit, nullptr);
    return 0;
}
