// SPDX-License-Identifier: Apache-2.0 OR MIT
// What must hold of every process whatever it and the capsules did, on the Cortex-M's real driver
// of the protection unit: the invariants of kernel/process/process.h, and that the process's
// registers let it reach its flash, its RAM up to its break, and nothing else.
#pragma once

#include "kernel/arch/cortex_m/mpu_oracle.h"
#include "testing/fuzz/require.h"

extern "C" {
#include "kernel/grant/record.h"
#include "kernel/kernel.h"
#include "kernel/process/memory.h"
#include "kernel/process/process.h"
#include "kernel/process/upcall.h"
}

#include <algorithm>
#include <cstring>
#include <map>

namespace detent {

// A buffer that the process lent, or none.
inline void CheckAllowed(const struct process *p, const struct grant_slot &slot, bool readonly) {
    uint64_t start = slot.value[0], end = start + slot.value[1];
    if (start == end) {
        return;
    }
    bool in_ram = start >= p->memory.start && end <= p->app_break;
    bool in_flash = start >= p->flash_allowed && end <= p->flash_end;
    REQUIRE(in_ram || (readonly && in_flash));
    REQUIRE(!in_ram || end <= p->high_water);
}

inline void CheckGrant(struct process *p, struct grant_record *record, uint32_t index) {
    uintptr_t start = reinterpret_cast<uintptr_t>(record);
    REQUIRE(start >= p->kernel_break && start < process_first_kernel_break(p) && start % 8 == 0);
    REQUIRE(record->grant == index && record->slot == process_slot(p));
    REQUIRE(!record->entered);
    const struct driver_layout &layout = record->ops->layout;
    uintptr_t end = start + sizeof(*record) +
                    grant_slot_count(&layout) * sizeof(struct grant_slot) + layout.state_size;
    REQUIRE(end <= process_first_kernel_break(p));
    for (uint32_t i = 0; i < layout.upcalls; i++) {
        const struct grant_slot *slot = grant_slot_of(record, GRANT_UPCALL, i);
        uint64_t function = slot->value[0] & ~1u; // On Cortex-M bit 0 is no part of the address.
        REQUIRE(slot->value[0] == 0 ||
                (function >= p->flash_allowed && function + 2 <= p->flash_end));
    }
    for (uint32_t i = 0; i < layout.readonly; i++) {
        CheckAllowed(p, *grant_slot_of(record, GRANT_READONLY, i), true);
    }
    for (uint32_t i = 0; i < layout.readwrite; i++) {
        CheckAllowed(p, *grant_slot_of(record, GRANT_READWRITE, i), false);
    }
    for (uint32_t i = 0; i < layout.readable; i++) {
        CheckAllowed(p, *grant_slot_of(record, GRANT_READABLE, i), false);
    }
}

inline void CheckGrants(struct process *p) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < process_table.grant_count; i++) {
        struct grant_record *record = *process_grant(p, i);
        if (record == nullptr) {
            continue;
        }
        REQUIRE(process_is_live(p));
        CheckGrant(p, record, i);
        total += sizeof(*record) +
                 grant_slot_count(&record->ops->layout) * sizeof(struct grant_slot) +
                 record->ops->layout.state_size;
    }
    if (process_is_live(p)) {
        REQUIRE(total <= process_first_kernel_break(p) - p->kernel_break);
    }
}

// The table's bit says whether it can run. What wakes a process that waits for any upcall has a
// function: the main loop would look for one for ever.
inline void CheckReady(struct process *p) {
    REQUIRE(p->upcall_count <= PROCESS_UPCALLS_MAX);
    REQUIRE(process_is_live(p) || p->upcall_count == 0);
    for (uint32_t i = 0; p->state == PROCESS_YIELDED && i < p->upcall_count; i++) {
        const struct process_upcall &upcall = p->upcalls[i];
        REQUIRE(grant_slots(*process_grant(p, upcall.grant))[upcall.number].value[0] != 0);
    }
    bool ready =
        p->state == PROCESS_UNSTARTED || p->state == PROCESS_RUNNING ||
        (p->state == PROCESS_YIELDED && p->upcall_count > 0) ||
        (p->state == PROCESS_YIELDED_FOR && upcall_is_pending(p, p->wait_grant, p->wait_number));
    REQUIRE(process_is_ready(p) == (ready && !p->stopped));
}

class KernelChecks {
  public:
    // Every process, outside of capsules' and processes' code. pool: what they were made in.
    void Kernel(struct mpu_pool pool) {
        Kernel(pool, [](const struct process *) { return MpuSpans(); });
    }

    // The same; shared says what others share with a process.
    template <typename Shared> void Kernel(struct mpu_pool pool, Shared shared) {
        for (uint32_t slot = 0; slot < process_table.slot_count; slot++) {
            struct process *p = process_table.slots[slot];
            if (p == nullptr) {
                REQUIRE((process_table.ready >> slot & 1) == 0);
                continue;
            }
            REQUIRE(process_slot(p) == slot);
            REQUIRE(process_check_invariants(p));
            REQUIRE(p->entered_grants == 0);
            Apart(p, pool);
            Reach(p, shared(p));
            CheckGrants(p);
            CheckReady(p);
        }
    }

    // What its registers let a process reach. shared: bytes beyond its own flash and RAM.
    void Reach(const struct process *p, const MpuSpans &shared = {}) {
        const mpu_config &config = *process_mpu(p);
        MpuSpans expected = shared;
        expected.push_back({p->flash_start, p->flash_end, kMpuCode});
        expected.push_back({p->memory.start, p->memory.accessible_end, kMpuRam});
        Seen &seen = seen_[process_slot(p)];
        if (std::memcmp(&config, &seen.config, sizeof(config)) == 0 && expected == seen.spans) {
            return;
        }
        seen.config = config;
        seen.spans = expected;
        Stamp(config);
        std::sort(expected.begin(), expected.end(),
                  [](const MpuSpan &a, const MpuSpan &b) { return a.start < b.start; });
        REQUIRE(MpuProblem(config) == "");
        REQUIRE(MpuDecode(config) == MpuJoin(expected));
    }

  private:
    static void Apart(const struct process *p, struct mpu_pool pool) {
        uintptr_t start = p->memory.start, end = start + p->memory.size;
        REQUIRE(start >= pool.start && end <= pool.start + pool.size);
        for (uint32_t slot = 0; slot < process_slot(p); slot++) {
            const struct process *other = process_table.slots[slot];
            REQUIRE(other == nullptr || other->memory.start >= end ||
                    other->memory.start + other->memory.size <= start);
            REQUIRE(other == nullptr || other->id.value != p->id.value);
        }
    }

    // mpu_apply() leaves the registers alone if the stamp is the one in force: two contents must
    // not have the same.
    void Stamp(const mpu_config &config) {
        auto [place, is_new] = stamps_.insert({config.stamp, config});
        REQUIRE(std::memcmp(place->second.region, config.region, sizeof(config.region)) == 0);
    }

    // What was found right, so that it is decoded anew after a change only.
    struct Seen {
        mpu_config config;
        MpuSpans spans;
    };
    Seen seen_[KERNEL_PROCESS_SLOTS_MAX] = {};
    std::map<uint32_t, mpu_config> stamps_;
};

} // namespace detent
