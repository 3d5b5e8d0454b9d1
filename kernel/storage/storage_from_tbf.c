// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/process/process.h"
#include "kernel/storage/storage_policies.h"
#include "kernel/tbf/tbf.h"

// The header of a process that may have permissions, parsed anew: storage is slow, and a process
// need not keep more. False: it has ended, or has no fixed short id, or no sound header.
static bool find_header(struct process_id id, struct tbf *tbf, uint32_t *short_id) {
    const struct process *process = process_find(id);
    if (process == nullptr || process->short_id == 0) {
        return false;
    }
    *short_id = process->short_id;
    // UNSAFE: the process's flash, which stays while the process does.
    struct slice flash = slice_over((const uint8_t *)process->flash_start,
                                    process->flash_end - process->flash_start);
    return tbf_parse(flash, tbf).is_sound;
}

static uint32_t write_id(const struct storage_policy *policy, struct process_id id) {
    (void)policy;
    struct tbf tbf;
    uint32_t short_id;
    return find_header(id, &tbf, &short_id) && tbf_storage_write_id(&tbf) != 0 ? short_id : 0;
}

static bool may_read(const struct storage_policy *policy, struct process_id id, uint32_t owner) {
    (void)policy;
    struct tbf tbf;
    uint32_t short_id;
    bool may = false;
    if (find_header(id, &tbf, &short_id)) {
        uint32_t count = tbf_storage_read_count(&tbf);
        for (uint32_t i = 0; i < count; i++) {
            may = may || tbf_storage_read_id(&tbf, i) == owner;
        }
    }
    return may;
}

static bool may_modify(const struct storage_policy *policy, struct process_id id, uint32_t owner) {
    (void)policy;
    struct tbf tbf;
    uint32_t short_id;
    bool may = false;
    if (find_header(id, &tbf, &short_id)) {
        uint32_t count = tbf_storage_modify_count(&tbf);
        for (uint32_t i = 0; i < count; i++) {
            may = may || tbf_storage_modify_id(&tbf, i) == owner;
        }
    }
    return may;
}

static const struct storage_policy_ops ops = {write_id, may_read, may_modify};
const struct storage_policy storage_from_tbf = {&ops};
