// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

#include <gtest/gtest.h>

extern "C" {
#include "kernel/process/info.h"
#include "kernel/process/management.h"
}

namespace detent {
namespace {

class Info : public KernelTest {
  protected:
    Info() { text_.writer.ops = &kTextOps; }

    std::string Map(struct process_id id) {
        text_.text.clear();
        size_t before = 0;
        for (uint32_t row = 0; process_info_write_row(id, row, &text_.writer, right_); row++) {
            EXPECT_LE(text_.text.size() - before, 256u);
            before = text_.text.size();
        }
        return text_.text;
    }

    std::string State(struct process_id id) {
        text_.text.clear();
        process_info_write_state(id, &text_.writer, right_);
        return text_.text;
    }

    const struct process_management_capability *right_ = &process_management_capability;
    Text text_;
};

TEST_F(Info, EmptySlots) {
    EXPECT_EQ(process_info_slots(right_), 4u);
    for (uint32_t slot : {0u, 3u, 4u, UINT32_MAX}) {
        EXPECT_TRUE(process_id_is_none(process_info_in_slot(slot, right_).id));
    }
    EXPECT_EQ(Map(process_id_none()), "");
    EXPECT_EQ(State(process_id{0}), "");
}

TEST_F(Info, SaysWhatTheProcessIs) {
    struct process *p = MakeProcess();
    Call(p, kSubscribe, kDriver, 0, Function(p), 7);
    EXPECT_EQ(Upcall(driver_, p->id, 0), E_OK);
    struct process_info info = process_info_in_slot(0, right_);
    EXPECT_TRUE(process_id_equal(info.id, p->id));
    EXPECT_TRUE(info.live);
    EXPECT_FALSE(info.stopped);
    EXPECT_EQ(info.grants, 1);
    EXPECT_EQ(info.grants_most, 4);
    EXPECT_EQ(info.syscalls, 1u);
    EXPECT_EQ(State(p->id), "running");
    EXPECT_EQ(process_stop(p->id, right_), E_OK);
    EXPECT_EQ(State(p->id), "stopped, running");
    EXPECT_EQ(info.state, PROCESS_INFO_RUNNING);
    EXPECT_EQ(process_info_in_slot(0, right_).state, PROCESS_INFO_STOPPED);
    struct process_id before = p->id;
    EXPECT_EQ(process_start_again(p->id, right_), E_OK);
    info = process_info_in_slot(0, right_);
    EXPECT_EQ(info.restarts, 1u);
    EXPECT_EQ(info.grants, 0);
    EXPECT_EQ(State(before), "");
    EXPECT_EQ(process_terminate(info.id, right_), E_OK);
    EXPECT_FALSE(process_info_in_slot(0, right_).live);
    EXPECT_EQ(State(info.id), "terminated");
}

TEST_F(Info, Names) {
    MakeProcess();
    struct process *p = MakeProcess();
    static const uint8_t app[] = {'a', 'p', 'p'};
    EXPECT_EQ(process_info_find_name(SLICE(app), 0, right_), 0u);
    EXPECT_EQ(process_info_find_name(SLICE(app), 1, right_), 1u);
    EXPECT_EQ(process_info_find_name(SLICE(app), 2, right_), 4u);
    EXPECT_EQ(process_info_find_name(slice_over(app, 2), 0, right_), 4u);
    EXPECT_EQ(process_info_find_name(slice_over(nullptr, 0), 0, right_), 4u);
    process_info_write_name(p->id, &text_.writer, 5, right_);
    EXPECT_EQ(text_.text, "app  ");
    uint8_t copy[8] = {};
    EXPECT_EQ(process_info_copy_name(p->id, SLICE_MUT(copy), right_), 3u);
    EXPECT_STREQ(reinterpret_cast<char *>(copy), "app");
    EXPECT_EQ(process_info_copy_name(p->id, slice_mut_over(copy, 2), right_), 2u);
    EXPECT_EQ(process_info_copy_name(process_id_none(), SLICE_MUT(copy), right_), 0u);
    static const uint8_t name[200] = {};
    p->name = name;
    p->name_length = sizeof(name);
    text_.text.clear();
    process_info_write_name(p->id, &text_.writer, 5, right_);
    EXPECT_EQ(text_.text.size(), PROCESS_NAME_MOST);
}

TEST_F(Info, MapNamesEveryPart) {
    struct process *p = MakeProcess();
    Call(p, kMemop, 10, Start(p) + 256);
    Call(p, kMemop, 11, Start(p) + 512);
    std::string map = Map(p->id);
    size_t at = 0;
    for (const char *part : {"kernel's", "free", "| 512 heap", "| 256 data", "| 256 stack",
                             "| 960 program", "| 64 header"}) {
        at = map.find(part, at);
        EXPECT_NE(at, std::string::npos) << part << " in\n" << map;
    }
}

TEST_F(Info, TheLongestRowHasRoom) {
    static const uint8_t name[200] = {};
    struct process *p = MakeProcess();
    p->name = name;
    p->name_length = sizeof(name);
    p->short_id = p->syscalls = p->completion_code = UINT32_MAX;
    p->dropped_upcalls = p->expired_slices = p->restarts = UINT16_MAX;
    p->upcall_count = PROCESS_UPCALLS_MAX;
    p->last_syscall.class_number = 255; // An svc's.
    EXPECT_NE(Map(p->id).find("last exit code 4294967295"), std::string::npos);
    p->upcall_count = 0;
}

TEST_F(Info, MapBelievesNoLies) {
    struct process *p = MakeProcess();
    for (uint32_t stack : {0u, Start(p), Start(p) + 5000, UINT32_MAX}) {
        for (uint32_t heap : {0u, Start(p) - 1, Start(p) + 100, UINT32_MAX}) {
            Call(p, kMemop, 10, stack);
            Call(p, kMemop, 11, heap);
            std::string map = Map(p->id);
            EXPECT_EQ(map.find("| 4294"), std::string::npos) << map;
            EXPECT_NE(map.find("kernel's"), std::string::npos) << map;
        }
    }
}

TEST_F(Info, MakeFault) {
    struct process *p = MakeProcess();
    {
        grant_enter(scope, &driver_.driver, p->id);
        EXPECT_EQ(process_make_fault(p->id, right_), E_BUSY);
    }
    EXPECT_EQ(process_make_fault(p->id, right_), E_OK);
    EXPECT_EQ(State(p->id), "faulted");
    EXPECT_NE(debug_.text.find("process app: fault: asked for"), std::string::npos);
    EXPECT_EQ(process_make_fault(p->id, right_), E_ALREADY);
    EXPECT_EQ(process_make_fault(process_id_none(), right_), E_NODEVICE);
}

} // namespace
} // namespace detent
