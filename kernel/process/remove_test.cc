// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

class Remove : public KernelTest {
  protected:
    Remove() : whole_(pool_) {}

    static enum errorcode Give(struct process_id id) {
        return process_remove(id, &process_start_capability);
    }
    static void End(struct process *p) { process_end(p, PROCESS_TERMINATED); }

    std::vector<struct mpu_pool> Gaps() {
        std::vector<struct mpu_pool> gaps;
        struct mpu_pool gap;
        while (process_gap(whole_, static_cast<uint32_t>(gaps.size()), &gap)) {
            gaps.push_back(gap);
        }
        return gaps;
    }

    struct mpu_pool whole_;
};

TEST_F(Remove, OnlyWhatHasEnded) {
    struct process *p = MakeProcess();
    struct process_id id = p->id;
    EXPECT_EQ(Give(id), E_BUSY);
    End(p);
    EXPECT_EQ(Give(process_id_none()), E_NODEVICE);
    EXPECT_EQ(Give({id.value + 0x100}), E_NODEVICE);
    EXPECT_EQ(Give(id), E_OK);
    EXPECT_EQ(slots_[0], nullptr);
    EXPECT_EQ(Give(id), E_NODEVICE);
}

TEST_F(Remove, NotWhileAGrantIsEntered) {
    struct process *p = MakeProcess();
    grant_enter(scope, &other_.driver, p->id);
    p->state = PROCESS_FAULTED; // As no policy can make it: process_end() asks for the same.
    EXPECT_EQ(Give(p->id), E_BUSY);
    p->state = PROCESS_RUNNING;
}

TEST_F(Remove, AllOfItIsFreeAtFirst) {
    ASSERT_EQ(Gaps().size(), 1u);
    EXPECT_EQ(Gaps()[0].start, whole_.start);
    EXPECT_EQ(Gaps()[0].size, whole_.size);
}

TEST_F(Remove, AGapIsFilledAgain) {
    struct process *a = MakeProcess();
    struct process *b = MakeProcess(4096);
    struct process *c = MakeProcess();
    uintptr_t start = b->memory.start;
    size_t size = b->memory.size;
    struct process_id stale = b->id;
    End(b);
    ASSERT_EQ(Give(stale), E_OK);
    std::vector<struct mpu_pool> gaps = Gaps();
    ASSERT_GE(gaps.size(), 2u);
    size_t n = 0;
    while (gaps[n].size < size) {
        n++; // Alignment can leave small ones before it.
    }
    EXPECT_LE(gaps[n].start, start);
    EXPECT_EQ(gaps[n].start + gaps[n].size, c->memory.start);

    struct process_image image = Image(4096);
    struct process_create_result result =
        process_create(&kernel_, &image, &gaps[n], &process_start_capability);
    ASSERT_EQ(result.error, PROCESS_CREATE_OK);
    struct process *d = process_find(result.process);
    EXPECT_EQ(d->memory.start, start);
    EXPECT_EQ(process_slot(d), stale.value & 0xff) << "in the free slot";
    EXPECT_FALSE(process_id_equal(d->id, stale));
    EXPECT_EQ(process_find(stale), nullptr);
    EXPECT_EQ(Upcall(driver_, stale, 0), E_NODEVICE);
    for (struct process *p : {a, c, d}) {
        EXPECT_TRUE(process_check_invariants(p));
    }
    // What the old one left is not there to be read.
    for (uintptr_t at = d->memory.start; at < d->memory.accessible_end; at++) {
        ASSERT_EQ(*reinterpret_cast<uint8_t *>(at), 0);
    }
}

// Whatever comes and goes: blocks never overlap, and no memory is lost.
TEST_F(Remove, ManyTimes) {
    uint32_t random = 1;
    auto next = [&random](uint32_t below) {
        random = random * 1664525 + 1013904223;
        return (random >> 8) % below;
    };
    uint32_t made = 0;
    for (int round = 0; round < 3000; round++) {
        uint32_t slot = next(4);
        if (slots_[slot] != nullptr) {
            End(slots_[slot]);
            ASSERT_EQ(Give(slots_[slot]->id), E_OK);
        } else {
            images_ = slot;
            struct process_image image = Image(next(6000));
            for (struct mpu_pool gap : Gaps()) {
                if (process_create(&kernel_, &image, &gap, &process_start_capability).error ==
                    PROCESS_CREATE_OK) {
                    made++;
                    break;
                }
            }
        }
        size_t total = 0;
        for (struct mpu_pool gap : Gaps()) {
            total += gap.size;
        }
        for (struct process *p : slots_) {
            if (p == nullptr) {
                continue;
            }
            total += p->memory.size;
            ASSERT_TRUE(process_check_invariants(p));
            for (struct process *q : slots_) {
                ASSERT_TRUE(q == nullptr || q == p ||
                            q->memory.start >= p->memory.start + p->memory.size ||
                            p->memory.start >= q->memory.start + q->memory.size);
            }
        }
        ASSERT_EQ(total, whole_.size);
    }
    EXPECT_GT(made, 1000u);
}

} // namespace
} // namespace detent
