// SPDX-License-Identifier: Apache-2.0 OR MIT
// Grants: a capsule's state for one process, held in that process's own memory, and the process's
// upcalls and allowed buffers for the driver beside it. A grant is allocated when first entered,
// lives as long as its process, and is never reachable by the process.
//
// Use:
//     grant_enter(scope, &self->driver, process);
//     struct console_state *state = grant_state(scope, console_driver_ops, struct console_state);
//     if (state == nullptr) {
//         return scope.error;
//     }
//     ... state, grant_readonly(&scope, 0), grant_upcall(&scope, 1, n, 0, 0) ...
//
// The scope ends with the block, on every way out. Nothing obtained from a scope (state, slices)
// may be kept past it.
#pragma once

#include "kernel/driver.h"
#include "kernel/slice.h"

// An entered grant, or the reason why there is none. Private to the kernel but for error.
struct grant_scope {
    void *entry;          // The kernel's record of the grant; null if the grant was not entered.
    enum errorcode error; // E_OK, or why not: see grant_open().
};

// Declares the variable scope and enters the driver's grant of a process for the rest of the block.
#define grant_enter(scope, driver, process)                                                        \
    struct grant_scope scope __attribute__((cleanup(grant_close))) = grant_open((driver), (process))

// The capsule's state in an entered scope as a pointer to type; null if the grant was not entered.
// operations: the driver's struct driver_ops, by name. It ties the type to the driver: one type is
// used with it, of the size that its layout says, and it traps if the scope is another driver's.
#define grant_state(scope, operations, type)                                                       \
    ((type *)grant_state_of(&(scope), &(operations), sizeof(type)))

// Enters a grant, allocating and zeroing it first if need be. The scope's error is
//   E_OK        entered;
//   E_NODEVICE  no live process has this id, or the driver is not on the board's list or without a
//               grant;
//   E_NOMEM     the process's grant region has no room;
//   E_ALREADY   the grant is entered already (a capsule called itself through another).
// Only grant_enter() calls this.
struct grant_scope grant_open(const struct driver *driver, struct process_id process);

// Leaves the grant. Only grant_enter() calls this.
void grant_close(struct grant_scope *scope);

// The state of a scope that was entered for a driver with these operations, else it traps; null if
// it was not entered. Only grant_state() calls these two.
void *grant_state_under(const struct grant_scope *scope, const struct driver_ops *operations);

// Inlined, where the layout is known: sizes are compared by the compiler.
[[gnu::always_inline]] static inline void *
grant_state_of(const struct grant_scope *scope, const struct driver_ops *operations, size_t size) {
    if (size != operations->layout.state_size) {
        __builtin_trap();
    }
    return grant_state_under(scope, operations);
}

// The buffer that the process allowed under number; empty if it allowed none, if the number is past
// the layout, or if the scope was not entered. Its bytes may overlap those of other allowed
// buffers, and the process may change them between two scopes.
struct slice grant_readonly(const struct grant_scope *scope, uint32_t number);
struct slice_mut grant_readwrite(const struct grant_scope *scope, uint32_t number);
struct slice_mut grant_readable(const struct grant_scope *scope, uint32_t number);

// Queues upcall number for the process with three arguments; it runs when the process yields.
// A null upcall is dropped, which is no error.
//   E_INVAL  number is past the layout, or the scope was not entered;
//   E_NOMEM  the process's queue is full, and the upcall is lost.
enum errorcode grant_upcall(const struct grant_scope *scope, uint32_t number, uint32_t argument0,
                            uint32_t argument1, uint32_t argument2);

// Allocates a process's grant, unless it is, without entering it: what is to be there later, is.
// E_OK or an error as grant_open()'s.
enum errorcode grant_allocate(const struct driver *driver, struct process_id process);

// As grant_upcall(), without a scope. Besides its errors, grant_open()'s, but for E_ALREADY.
enum errorcode grant_upcall_to(const struct driver *driver, struct process_id process,
                               uint32_t number, uint32_t argument0, uint32_t argument1,
                               uint32_t argument2);

// Steps through the live processes that have this driver's grant, in table order. Start with
// *process = process_id_none(); false when there is no further one. The grant is not entered.
bool grant_next(const struct driver *driver, struct process_id *process);
