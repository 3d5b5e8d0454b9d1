/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How the machine says that something is wrong: on stderr, each line opening with "sam4l:". */
#include "sam4l.h"

#include "cpu.h"
#include "exec/exec-all.h"
#include "sysemu/runstate.h"

enum { STATUS_UNIMPLEMENTED = 3, STATUS_LOCKUP = 4 };

static void v_report(const char *format, va_list arguments) {
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    fprintf(stderr, "sam4l: %s\n", text);
    fflush(stderr);
}

uint32_t sam4l_pc(void) {
    CPUState *cs = current_cpu;
    uint64_t data[TARGET_INSN_START_WORDS];
    CPUARMState *env;

    if (!cs) {
        return 0;
    }
    env = &ARM_CPU(cs)->env;
    if (cs->mem_io_pc && cpu_unwind_state_data(cs, cs->mem_io_pc, data)) {
        return (env->regs[15] & TARGET_PAGE_MASK) | (uint32_t)data[0];
    }
    return env->regs[15];
}

void sam4l_report(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    v_report(format, arguments);
    va_end(arguments);
}

void sam4l_report_access(struct sam4l *soc, bool unimplemented, uint32_t address,
                         const char *format, ...) {
    uint64_t key = ((uint64_t)address << 32) | (sam4l_pc() ^ unimplemented);
    va_list arguments;

    if (g_hash_table_contains(soc->reported, &key)) {
        return;
    }
    g_hash_table_add(soc->reported, g_memdup2(&key, sizeof(key)));
    va_start(arguments, format);
    v_report(format, arguments);
    va_end(arguments);
    if (unimplemented && soc->options.strict) {
        exit(STATUS_UNIMPLEMENTED);
    }
}

static void dump_registers(CPUARMState *env) {
    for (int i = 0; i < 16; i++) {
        fprintf(stderr, "%sr%-2d %08x%s", i % 4 == 0 ? "sam4l:   " : " ", i, env->regs[i],
                i % 4 == 3 ? "\n" : "");
    }
    fprintf(stderr, "sam4l:   xpsr %08x cfsr %08x hfsr %08x mmfar %08x bfar %08x\n", xpsr_read(env),
            env->v7m.cfsr[M_REG_NS], env->v7m.hfsr, env->v7m.mmfar[M_REG_NS], env->v7m.bfar);
}

static G_NORETURN void lock_up(CPUARMState *env, uint32_t pc, const char *format,
                               va_list arguments) {
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    sam4l_report("the CPU locked up at pc 0x%08x: %s", pc, g_strchomp(text));
    dump_registers(env);
    fflush(stderr);
    exit(STATUS_LOCKUP);
}

void sam4l_lockup(struct sam4l *soc, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    lock_up(&sam4l_cpu(soc)->env, sam4l_pc(), format, arguments);
}

/*
 * QEMU aborts when a fault strikes in a fault handler. The link wraps its cpu_abort, so that a
 * firmware's lockup is told apart from a failure of QEMU itself.
 */
G_NORETURN void __real_cpu_abort(CPUState *cs, const char *format, ...);
G_NORETURN void __wrap_cpu_abort(CPUState *cs, const char *format, ...);

void __wrap_cpu_abort(CPUState *cs, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    if (g_str_has_prefix(format, "Lockup")) {
        CPUARMState *env = &ARM_CPU(cs)->env;
        lock_up(env, env->regs[15], format, arguments);
    }
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    __real_cpu_abort(cs, "%s", text);
}
