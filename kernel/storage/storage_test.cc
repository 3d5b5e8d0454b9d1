// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "kernel/storage/storage_policies.h"
}
#include "kernel/tbf/tbf_builder.h"

#include <gtest/gtest.h>

namespace detent {
namespace {

class Storage : public KernelTest {
  protected:
    // A process with a short id and, if storage is not empty, a header with these permissions.
    struct process_id Make(uint32_t short_id, const TbfBuilder::Bytes &storage = {}) {
        TbfBuilder builder;
        builder.Main(0x21, 0, 1024);
        if (!storage.empty()) {
            builder.Element(7, storage);
        }
        struct process_image image = Image();
        TbfBuilder::Bytes flash = builder.Build(kFlashSize);
        std::copy(flash.begin(), flash.end(), reinterpret_cast<uint8_t *>(image.flash_start));
        image.short_id = short_id;
        return Create(image)->id;
    }

    // A storage element: write id, ids to read, ids to modify.
    static TbfBuilder::Bytes Element(uint32_t write, const std::vector<uint32_t> &read,
                                     const std::vector<uint32_t> &modify) {
        TbfBuilder::Bytes bytes;
        TbfBuilder::Word(bytes, write);
        for (const auto *list : {&read, &modify}) {
            TbfBuilder::Half(bytes, static_cast<uint32_t>(list->size()));
            for (uint32_t id : *list) {
                TbfBuilder::Word(bytes, id);
            }
        }
        return bytes;
    }

    static uint32_t WriteId(const struct storage_policy &policy, struct process_id id) {
        return storage_write_id(&policy, id, &application_storage_capability);
    }
    static bool MayRead(const struct storage_policy &policy, struct process_id id, uint32_t owner) {
        return storage_may_read(&policy, id, owner, &application_storage_capability);
    }
    static bool MayModify(const struct storage_policy &policy, struct process_id id,
                          uint32_t owner) {
        return storage_may_modify(&policy, id, owner, &application_storage_capability);
    }
};

TEST_F(Storage, NoneIsNothing) {
    struct process_id id = Make(5, Element(5, {5}, {5}));
    EXPECT_EQ(WriteId(storage_none, id), 0u);
    EXPECT_FALSE(MayRead(storage_none, id, 5));
    EXPECT_FALSE(MayModify(storage_none, id, 5));
}

TEST_F(Storage, OwnIsOnesOwn) {
    struct process_id id = Make(5);
    EXPECT_EQ(WriteId(storage_own, id), 5u);
    EXPECT_TRUE(MayRead(storage_own, id, 5));
    EXPECT_TRUE(MayModify(storage_own, id, 5));
    EXPECT_FALSE(MayRead(storage_own, id, 6));
    EXPECT_FALSE(MayModify(storage_own, id, 6));
}

TEST_F(Storage, TheHeaderSaysWho) {
    struct process_id id = Make(5, Element(9, {5, 6}, {6, 7}));
    EXPECT_EQ(WriteId(storage_from_tbf, id), 5u) << "the short id, not the header's";
    const std::vector<std::pair<uint32_t, std::pair<bool, bool>>> owners = {
        {5, {true, false}}, {6, {true, true}}, {7, {false, true}}, {9, {false, false}}};
    for (const auto &[owner, may] : owners) {
        EXPECT_EQ(MayRead(storage_from_tbf, id, owner), may.first) << owner;
        EXPECT_EQ(MayModify(storage_from_tbf, id, owner), may.second) << owner;
    }
    struct process_id reader = Make(8, Element(0, {5}, {}));
    EXPECT_EQ(WriteId(storage_from_tbf, reader), 0u);
    EXPECT_TRUE(MayRead(storage_from_tbf, reader, 5));
    EXPECT_FALSE(MayModify(storage_from_tbf, reader, 5));
    EXPECT_FALSE(MayRead(storage_from_tbf, reader, 8)) << "not listed";
}

TEST_F(Storage, NothingWithoutTheElement) {
    struct process_id id = Make(5);
    EXPECT_EQ(WriteId(storage_from_tbf, id), 0u);
    EXPECT_FALSE(MayRead(storage_from_tbf, id, 5));
    EXPECT_FALSE(MayModify(storage_from_tbf, id, 5));
}

TEST_F(Storage, NothingWithoutAFixedShortId) {
    struct process_id id = Make(0, Element(9, {5}, {5}));
    for (const struct storage_policy *policy : {&storage_own, &storage_from_tbf}) {
        EXPECT_EQ(WriteId(*policy, id), 0u);
        EXPECT_FALSE(MayRead(*policy, id, 5));
        EXPECT_FALSE(MayModify(*policy, id, 5));
        EXPECT_FALSE(MayRead(*policy, id, 0));
    }
}

TEST_F(Storage, TheKernelsIsNobodys) {
    struct process_id id = Make(5, Element(9, {0}, {0}));
    for (const struct storage_policy *policy : {&storage_own, &storage_from_tbf}) {
        EXPECT_FALSE(MayRead(*policy, id, 0));
        EXPECT_FALSE(MayModify(*policy, id, 0));
    }
}

TEST_F(Storage, NothingForTheDead) {
    struct process_id id = Make(5, Element(9, {5}, {5}));
    process_end(process_find(id), PROCESS_TERMINATED);
    for (const struct storage_policy *policy : {&storage_own, &storage_from_tbf}) {
        EXPECT_EQ(WriteId(*policy, id), 0u);
        EXPECT_FALSE(MayRead(*policy, id, 5));
        EXPECT_FALSE(MayModify(*policy, id, 5));
    }
}

} // namespace
} // namespace detent
