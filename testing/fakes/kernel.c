// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fakes/kernel.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/debug.h"
#include "kernel/deferred_call.h"
#include "kernel/grant.h"

struct fake_grant {
    struct fake_grant *next;
    const struct driver *driver;
    bool entered;
    struct slice readonly[FAKE_ALLOWS];
    struct slice_mut readwrite[FAKE_ALLOWS];
    void *state;
    struct fake_process *process;
};

struct fake_process {
    bool alive;
    uint32_t generation;
    bool grant_room;
    uint32_t upcall_room;
    struct fake_grant *grants;
    uint32_t upcall_count;
    struct fake_upcall upcalls[FAKE_UPCALLS];
};

static struct fake_process processes[FAKE_PROCESSES];
static uint32_t entered_count;
static struct deferred_call *deferred_head;
static struct deferred_call *background_head;
static char debug_text[4096];
static size_t debug_length;

static void require(bool condition) {
    if (!condition) {
        __builtin_trap();
    }
}

static struct process_id id_of(uint32_t slot) {
    struct process_id id = {slot | processes[slot].generation << 8};
    return id;
}

// Null if there is no such live process.
static struct fake_process *find(struct process_id id) {
    uint32_t slot = id.value & 0xFF;
    if (slot >= FAKE_PROCESSES || !processes[slot].alive || !process_id_equal(id_of(slot), id)) {
        return nullptr;
    }
    return &processes[slot];
}

static struct fake_process *find_alive(struct process_id id) {
    struct fake_process *process = find(id);
    require(process != nullptr);
    return process;
}

static struct fake_grant *find_grant(struct fake_process *process, const struct driver *driver) {
    struct fake_grant *grant = process->grants;
    while (grant != nullptr && grant->driver != driver) {
        grant = grant->next;
    }
    return grant;
}

static struct fake_grant *allocate_grant(struct fake_process *process,
                                         const struct driver *driver) {
    struct fake_grant *grant = find_grant(process, driver);
    if (grant != nullptr || !process->grant_room) {
        return grant;
    }
    require(driver->ops->layout.readonly <= FAKE_ALLOWS);
    require(driver->ops->layout.readwrite <= FAKE_ALLOWS);
    grant = calloc(1, sizeof(*grant));
    grant->driver = driver;
    grant->process = process;
    grant->state = calloc(1, driver->ops->layout.state_size);
    grant->next = process->grants;
    process->grants = grant;
    return grant;
}

static void end_process(struct fake_process *process) {
    while (process->grants != nullptr) {
        struct fake_grant *grant = process->grants;
        require(!grant->entered);
        process->grants = grant->next;
        free(grant->state);
        free(grant);
    }
    process->upcall_count = 0;
    process->alive = false;
    process->generation++;
}

static struct process_id start_process(uint32_t slot) {
    processes[slot].alive = true;
    processes[slot].grant_room = true;
    processes[slot].upcall_room = FAKE_UPCALLS;
    return id_of(slot);
}

static void forget_calls(struct deferred_call **list) {
    while (*list != nullptr) {
        struct deferred_call *call = *list;
        *list = call->next;
        call->pending = false;
        call->next = nullptr;
    }
}

void fake_kernel_reset(void) {
    entered_count = 0;
    for (uint32_t slot = 0; slot < FAKE_PROCESSES; slot++) {
        for (struct fake_grant *g = processes[slot].grants; g != nullptr; g = g->next) {
            g->entered = false;
        }
        end_process(&processes[slot]);
    }
    forget_calls(&deferred_head);
    forget_calls(&background_head);
    debug_length = 0;
    debug_text[0] = 0;
}

struct process_id fake_process_new(void) {
    for (uint32_t slot = 0; slot < FAKE_PROCESSES; slot++) {
        if (!processes[slot].alive) {
            return start_process(slot);
        }
    }
    require(false);
    return process_id_none();
}

void fake_process_kill(struct process_id process) {
    end_process(find_alive(process));
}

struct process_id fake_process_restart(struct process_id process) {
    fake_process_kill(process);
    return start_process(process.value & 0xFF);
}

void fake_process_set_grant_room(struct process_id process, bool room) {
    find_alive(process)->grant_room = room;
}

void fake_process_set_upcall_room(struct process_id process, uint32_t count) {
    require(count <= FAKE_UPCALLS);
    find_alive(process)->upcall_room = count;
}

void fake_process_allow_readonly(struct process_id process, const struct driver *driver,
                                 uint32_t number, struct slice buffer) {
    struct fake_grant *grant = allocate_grant(find_alive(process), driver);
    require(grant != nullptr && number < driver->ops->layout.readonly);
    grant->readonly[number] = buffer;
}

void fake_process_allow_readwrite(struct process_id process, const struct driver *driver,
                                  uint32_t number, struct slice_mut buffer) {
    struct fake_grant *grant = allocate_grant(find_alive(process), driver);
    require(grant != nullptr && number < driver->ops->layout.readwrite);
    grant->readwrite[number] = buffer;
}

struct fake_upcall fake_process_yield(struct process_id id) {
    struct fake_process *process = find_alive(id);
    struct fake_upcall upcall = {0};
    if (process->upcall_count > 0) {
        upcall = process->upcalls[0];
        process->upcall_count--;
        memmove(&process->upcalls[0], &process->upcalls[1], process->upcall_count * sizeof(upcall));
    }
    return upcall;
}

uint32_t fake_process_upcalls(struct process_id process) {
    return find_alive(process)->upcall_count;
}

struct command_return fake_command(struct driver *driver, struct process_id process,
                                   uint32_t number, uint32_t argument1, uint32_t argument2) {
    return driver->ops->command(driver, process, number, argument1, argument2);
}

uint32_t fake_grants_entered(void) {
    return entered_count;
}

// The real kernel's interfaces.

struct grant_scope grant_open(const struct driver *driver, struct process_id id) {
    struct grant_scope scope = {nullptr, E_NODEVICE};
    struct fake_process *process = find(id);
    if (process == nullptr) {
        return scope;
    }
    struct fake_grant *grant = allocate_grant(process, driver);
    if (grant == nullptr) {
        scope.error = E_NOMEM;
    } else if (grant->entered) {
        scope.error = E_ALREADY;
    } else {
        grant->entered = true;
        entered_count++;
        scope.entry = grant;
        scope.error = E_OK;
    }
    return scope;
}

static struct fake_grant *entered(const struct grant_scope *scope) {
    struct fake_grant *grant = scope->entry;
    require(grant == nullptr || grant->entered);
    return grant;
}

void grant_close(struct grant_scope *scope) {
    struct fake_grant *grant = entered(scope);
    if (grant != nullptr) {
        grant->entered = false;
        entered_count--;
        scope->entry = nullptr;
    }
}

void *grant_state_under(const struct grant_scope *scope, const struct driver_ops *operations) {
    struct fake_grant *grant = entered(scope);
    if (grant == nullptr) {
        return nullptr;
    }
    require(operations == grant->driver->ops);
    return grant->state;
}

struct slice grant_readonly(const struct grant_scope *scope, uint32_t number) {
    struct fake_grant *grant = entered(scope);
    if (grant == nullptr || number >= grant->driver->ops->layout.readonly) {
        return slice_over(nullptr, 0);
    }
    return grant->readonly[number];
}

struct slice_mut grant_readwrite(const struct grant_scope *scope, uint32_t number) {
    struct fake_grant *grant = entered(scope);
    if (grant == nullptr || number >= grant->driver->ops->layout.readwrite) {
        return slice_mut_over(nullptr, 0);
    }
    return grant->readwrite[number];
}

struct slice_mut grant_readable(const struct grant_scope *scope, uint32_t number) {
    (void)scope;
    (void)number;
    return slice_mut_over(nullptr, 0); // No fake process allows any.
}

enum errorcode grant_allocate(const struct driver *driver, struct process_id id) {
    struct fake_process *process = find(id);
    return process == nullptr                           ? E_NODEVICE
           : allocate_grant(process, driver) == nullptr ? E_NOMEM
                                                        : E_OK;
}

static enum errorcode queue(const struct fake_grant *grant, struct fake_upcall upcall) {
    if (grant == nullptr || upcall.number >= grant->driver->ops->layout.upcalls) {
        return E_INVAL;
    }
    struct fake_process *process = grant->process;
    if (process->upcall_count >= process->upcall_room) {
        return E_NOMEM;
    }
    upcall.valid = true;
    upcall.driver = grant->driver;
    process->upcalls[process->upcall_count++] = upcall;
    return E_OK;
}

enum errorcode grant_upcall(const struct grant_scope *scope, uint32_t number, uint32_t argument0,
                            uint32_t argument1, uint32_t argument2) {
    struct fake_upcall upcall = {
        .number = number,
        .argument = {argument0, argument1, argument2},
    };
    return queue(entered(scope), upcall);
}

enum errorcode grant_upcall_to(const struct driver *driver, struct process_id id, uint32_t number,
                               uint32_t argument0, uint32_t argument1, uint32_t argument2) {
    struct fake_upcall upcall = {
        .number = number,
        .argument = {argument0, argument1, argument2},
    };
    enum errorcode error = grant_allocate(driver, id);
    return error != E_OK ? error : queue(find_grant(find(id), driver), upcall);
}

bool grant_next(const struct driver *driver, struct process_id *id) {
    uint32_t slot = process_id_is_none(*id) ? 0 : (id->value & 0xFF) + 1;
    for (; slot < FAKE_PROCESSES; slot++) {
        if (processes[slot].alive && find_grant(&processes[slot], driver) != nullptr) {
            *id = id_of(slot);
            return true;
        }
    }
    return false;
}

static void append_call(struct deferred_call **list, struct deferred_call *call) {
    if (call->pending) {
        return;
    }
    call->pending = true;
    call->next = nullptr;
    while (*list != nullptr) {
        list = &(*list)->next;
    }
    *list = call;
}

void deferred_call_set(struct deferred_call *call) {
    append_call(&deferred_head, call);
}

void deferred_call_set_background(struct deferred_call *call) {
    append_call(&background_head, call);
}

bool deferred_call_is_pending(const struct deferred_call *call) {
    return call->pending;
}

uint32_t fake_deferred_calls_run(void) {
    uint32_t count = fake_foreground_calls_run();
    while (background_head != nullptr) {
        deferred_head = background_head;
        background_head = nullptr;
        count += fake_foreground_calls_run();
        require(count < 1000);
    }
    return count;
}

uint32_t fake_foreground_calls_run(void) {
    uint32_t count = 0;
    while (deferred_head != nullptr) {
        struct deferred_call *call = deferred_head;
        deferred_head = call->next;
        call->next = nullptr;
        call->pending = false;
        call->ops->run(call);
        require(++count < 1000);
    }
    return count;
}

static void debug_write(struct writer *writer, struct slice bytes) {
    (void)writer;
    size_t room = sizeof(debug_text) - 1 - debug_length;
    size_t count = bytes.length < room ? bytes.length : room;
    if (count > 0) {
        memcpy(&debug_text[debug_length], bytes.data, count);
    }
    debug_length += count;
    debug_text[debug_length] = 0;
}

struct writer *debug(void) {
    static const struct writer_ops ops = {.write = debug_write};
    static struct writer writer = {.ops = &ops};
    return &writer;
}

const char *fake_debug_text(void) {
    return debug_text;
}
