// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/rng.h"
#include "testing/fakes/entropy.h"
#include "testing/fakes/kernel.h"
}

#include <gtest/gtest.h>

#include <cstring>

namespace {

class Rng : public testing::Test {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        fake_entropy_init(&source);
        driver.driver.ops = &rng_driver_ops;
        driver.entropy = &source.entropy;
        rng_driver_init(&driver);
        p = fake_process_new();
        q = fake_process_new();
    }

    void TearDown() override { EXPECT_EQ(fake_grants_entered(), 0u); }

    void share(process_id process, slice_mut buffer) {
        fake_process_allow_readwrite(process, &driver.driver, 0, buffer);
    }

    command_return command(process_id process, uint32_t number, uint32_t count = 0) {
        return fake_command(&driver.driver, process, number, count, 0);
    }

    void run() {
        for (int i = 0; i < 1000 && fake_entropy_give(&source); i++) {
        }
        EXPECT_FALSE(source.running);
    }

    void expect_failure(command_return r, errorcode error) {
        EXPECT_EQ(r.variant, RETURN_FAILURE);
        EXPECT_EQ(r.value[0], error);
    }

    void expect_got(process_id process, uint32_t count) {
        fake_upcall upcall = fake_process_yield(process);
        ASSERT_TRUE(upcall.valid);
        EXPECT_EQ(upcall.number, 0u);
        EXPECT_EQ(upcall.argument[0], 0u);
        EXPECT_EQ(upcall.argument[1], count);
    }

    fake_entropy source;
    uint8_t room[12] = {};
    rng_driver driver = {};
    process_id p, q;
};

TEST_F(Rng, ExistsAndKnowsItsCommands) {
    EXPECT_EQ(command(p, 0).variant, RETURN_SUCCESS);
    expect_failure(command(p, 2, 4), E_NOSUPPORT);
    expect_failure(command(p, UINT32_MAX, 4), E_NOSUPPORT);
}

TEST_F(Rng, FillsTheBuffer) {
    share(p, SLICE_MUT(room));
    EXPECT_EQ(command(p, 1, 10).variant, RETURN_SUCCESS);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    run();
    expect_got(p, 10);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    const uint8_t expected[12] = {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0};
    EXPECT_EQ(memcmp(room, expected, sizeof(room)), 0);
    EXPECT_EQ(source.words, 3u) << "no word more than needed";
}

TEST_F(Rng, EachLength) {
    for (uint32_t count = 1; count <= 12; count++) {
        memset(room, 0xEE, sizeof(room));
        share(p, SLICE_MUT(room));
        ASSERT_EQ(command(p, 1, count).variant, RETURN_SUCCESS);
        run();
        expect_got(p, count);
        for (uint32_t i = count; i < 12; i++) {
            EXPECT_EQ(room[i], 0xEE);
        }
        EXPECT_NE(room[count - 1], 0xEE);
    }
}

TEST_F(Rng, CountBeyondTheBuffer) {
    share(p, SLICE_MUT(room));
    EXPECT_EQ(command(p, 1, UINT32_MAX).variant, RETURN_SUCCESS);
    run();
    expect_got(p, 12);
}

TEST_F(Rng, NothingToFill) {
    EXPECT_EQ(command(p, 1, 8).variant, RETURN_SUCCESS); // No buffer.
    expect_got(p, 0);
    share(p, SLICE_MUT(room));
    EXPECT_EQ(command(p, 1, 0).variant, RETURN_SUCCESS);
    expect_got(p, 0);
    EXPECT_FALSE(source.running);
}

TEST_F(Rng, SecondRequestIsBusy) {
    share(p, SLICE_MUT(room));
    EXPECT_EQ(command(p, 1, 8).variant, RETURN_SUCCESS);
    expect_failure(command(p, 1, 8), E_BUSY);
    run();
    expect_got(p, 8);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    EXPECT_EQ(command(p, 1, 8).variant, RETURN_SUCCESS);
}

TEST_F(Rng, NoWordIsGivenTwice) {
    uint8_t other[8] = {};
    share(p, SLICE_MUT(room));
    share(q, SLICE_MUT(other));
    EXPECT_EQ(command(p, 1, 5).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(q, 1, 8).variant, RETURN_SUCCESS);
    run();
    expect_got(p, 5);
    expect_got(q, 8);
    EXPECT_EQ(room[0], 1);
    EXPECT_EQ(room[4], 2);
    EXPECT_EQ(other[0], 3);
    EXPECT_EQ(other[4], 4);
}

TEST_F(Rng, AGreedyProcessDoesNotStarveAnother) {
    uint8_t other[4] = {};
    share(p, SLICE_MUT(room));
    share(q, SLICE_MUT(other));
    (void)command(p, 1, 4);
    (void)command(q, 1, 4);
    ASSERT_TRUE(fake_entropy_give(&source));
    expect_got(p, 4);
    (void)command(p, 1, 4); // Again at once.
    ASSERT_TRUE(fake_entropy_give(&source));
    expect_got(q, 4);
}

TEST_F(Rng, DeathDuringARequest) {
    uint8_t other[8] = {};
    share(p, SLICE_MUT(room));
    share(q, SLICE_MUT(other));
    (void)command(p, 1, 12);
    (void)command(q, 1, 8);
    ASSERT_TRUE(fake_entropy_give(&source));
    fake_process_kill(p);
    run();
    expect_got(q, 8);
    EXPECT_EQ(room[4], 0);
}

TEST_F(Rng, DeathOfTheOnlyOne) {
    share(p, SLICE_MUT(room));
    (void)command(p, 1, 12);
    process_id old = p;
    p = fake_process_restart(p);
    run();
    EXPECT_EQ(room[0], 0);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    expect_failure(command(old, 1, 4), E_NODEVICE);
}

TEST_F(Rng, ShrinkingAndRevokingTheBuffer) {
    share(p, SLICE_MUT(room));
    (void)command(p, 1, 12);
    ASSERT_TRUE(fake_entropy_give(&source));
    uint8_t shorter[6] = {};
    share(p, SLICE_MUT(shorter));
    run();
    expect_got(p, 6);
    EXPECT_EQ(shorter[4], 2);
    share(p, SLICE_MUT(room));
    (void)command(p, 1, 12);
    share(p, slice_mut_over(nullptr, 0));
    run();
    expect_got(p, 0);
}

TEST_F(Rng, SourceThatCannotStart) {
    source.get_result = E_FAIL;
    share(p, SLICE_MUT(room));
    expect_failure(command(p, 1, 8), E_FAIL);
    source.get_result = E_OK;
    EXPECT_EQ(command(p, 1, 8).variant, RETURN_SUCCESS) << "no request is left over";
    run();
    expect_got(p, 8);
}

TEST_F(Rng, NoRoomForTheGrant) {
    fake_process_set_grant_room(p, false);
    expect_failure(command(p, 1, 8), E_NOMEM);
    EXPECT_FALSE(source.running);
}

} // namespace
