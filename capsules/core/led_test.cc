// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/led.h"
#include "testing/fakes/kernel.h"
#include "testing/fakes/led.h"
}

#include <gtest/gtest.h>

namespace {

class Led : public testing::Test {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        process = fake_process_new();
        for (fake_led &led : leds) {
            fake_led_init(&led);
        }
        led_driver_init(&driver);
    }

    command_return command(uint32_t number, uint32_t index) {
        return fake_command(&driver.driver, process, number, index, 0);
    }

    process_id process;
    fake_led leds[2];
    led *table[2] = {&leds[0].led, &leds[1].led};
    led_driver driver = {.driver = {.ops = &led_driver_ops, .grant = 0},
                         .leds = {.items = table, .count = 2}};
};

TEST_F(Led, InitTurnsAllOff) {
    for (fake_led &led : leds) {
        EXPECT_TRUE(led.initialised);
        EXPECT_FALSE(led.on);
    }
}

TEST_F(Led, Command0CountsThem) {
    command_return r = command(0, 0);
    EXPECT_EQ(r.variant, RETURN_SUCCESS_U32);
    EXPECT_EQ(r.value[0], 2u);
}

TEST_F(Led, OnOffToggleRead) {
    EXPECT_EQ(command(1, 1).variant, RETURN_SUCCESS);
    EXPECT_TRUE(leds[1].on);
    EXPECT_FALSE(leds[0].on);
    EXPECT_EQ(command(4, 1).variant, RETURN_SUCCESS_U32);
    EXPECT_EQ(command(4, 1).value[0], 1u);
    EXPECT_EQ(command(2, 1).variant, RETURN_SUCCESS);
    EXPECT_FALSE(leds[1].on);
    EXPECT_EQ(command(4, 1).value[0], 0u);
    EXPECT_EQ(command(3, 0).variant, RETURN_SUCCESS);
    EXPECT_TRUE(leds[0].on);
}

TEST_F(Led, NoSuchLed) {
    for (uint32_t index : {2u, 3u, 255u, 0x80000000u, UINT32_MAX}) {
        for (uint32_t number : {1u, 2u, 3u, 4u}) {
            command_return r = command(number, index);
            EXPECT_EQ(r.variant, RETURN_FAILURE);
            EXPECT_EQ(r.value[0], E_INVAL);
        }
    }
}

TEST_F(Led, UnknownCommands) {
    for (uint32_t number : {5u, 100u, UINT32_MAX}) {
        command_return r = command(number, 0);
        EXPECT_EQ(r.variant, RETURN_FAILURE);
        EXPECT_EQ(r.value[0], E_NOSUPPORT);
    }
}

TEST(LedNone, ABoardMayHaveNone) {
    led_driver driver = {.driver = {.ops = &led_driver_ops, .grant = 0},
                         .leds = {.items = nullptr, .count = 0}};
    led_driver_init(&driver);
    command_return r = fake_command(&driver.driver, process_id_none(), 0, 0, 0);
    EXPECT_EQ(r.value[0], 0u);
    r = fake_command(&driver.driver, process_id_none(), 1, 0, 0);
    EXPECT_EQ(r.value[0], E_INVAL);
}

} // namespace
