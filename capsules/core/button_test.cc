// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/button.h"
#include "testing/fakes/gpio.h"
#include "testing/fakes/kernel.h"
}

#include <gtest/gtest.h>

namespace {

class Button : public testing::Test {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        fake_gpio_init(&pins[0]);
        fake_gpio_init(&pins[1]);
        pins[1].level = true;
        buttons[0].pin = &pins[0].gpio;
        buttons[0].pull = GPIO_PULL_DOWN;
        buttons[1].pin = &pins[1].gpio;
        buttons[1].pull = GPIO_PULL_UP;
        buttons[1].active_low = true;
        driver.driver.ops = &button_driver_ops;
        driver.buttons = {.items = buttons, .count = 2};
        button_driver_init(&driver);
        p = fake_process_new();
        q = fake_process_new();
    }

    void TearDown() override { EXPECT_EQ(fake_grants_entered(), 0u); }

    command_return command(process_id process, uint32_t number, uint32_t index) {
        return fake_command(&driver.driver, process, number, index, 0);
    }

    void expect_told(process_id process, uint32_t index, uint32_t pressed) {
        fake_upcall upcall = fake_process_yield(process);
        ASSERT_TRUE(upcall.valid);
        EXPECT_EQ(upcall.number, 0u);
        EXPECT_EQ(upcall.argument[0], index);
        EXPECT_EQ(upcall.argument[1], pressed);
    }

    fake_gpio pins[2];
    button buttons[2] = {};
    button_driver driver = {};
    process_id p, q;
};

TEST_F(Button, InitMakesInputs) {
    EXPECT_EQ(pins[0].mode, FAKE_GPIO_INPUT);
    EXPECT_EQ(pins[0].pull, GPIO_PULL_DOWN);
    EXPECT_EQ(pins[1].pull, GPIO_PULL_UP);
    EXPECT_FALSE(pins[0].interrupt_enabled);
}

TEST_F(Button, CountAndRead) {
    command_return r = command(p, 0, 0);
    EXPECT_EQ(r.variant, RETURN_SUCCESS_U32);
    EXPECT_EQ(r.value[0], 2u);
    EXPECT_EQ(command(p, 3, 0).value[0], 0u);
    EXPECT_EQ(command(p, 3, 1).value[0], 0u);
    fake_gpio_drive(&pins[0], true);
    fake_gpio_drive(&pins[1], false);
    EXPECT_EQ(command(p, 3, 0).variant, RETURN_SUCCESS_U32);
    EXPECT_EQ(command(p, 3, 0).value[0], 1u);
    EXPECT_EQ(command(p, 3, 1).value[0], 1u);
}

TEST_F(Button, TellsOfPressesAndReleases) {
    EXPECT_EQ(command(p, 1, 1).variant, RETURN_SUCCESS);
    EXPECT_TRUE(fake_gpio_drive(&pins[1], false));
    EXPECT_TRUE(fake_gpio_drive(&pins[1], true));
    expect_told(p, 1, 1);
    expect_told(p, 1, 0);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    EXPECT_FALSE(fake_gpio_drive(&pins[0], true)) << "the other button's interrupt is off";
}

TEST_F(Button, EachProcessChoosesForItself) {
    (void)command(p, 1, 0);
    (void)command(q, 1, 0);
    (void)command(q, 1, 1);
    fake_gpio_drive(&pins[0], true);
    fake_gpio_drive(&pins[1], false);
    expect_told(p, 0, 1);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    expect_told(q, 0, 1);
    expect_told(q, 1, 1);
    EXPECT_EQ(command(q, 2, 0).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(q, 2, 0).variant, RETURN_SUCCESS);
    fake_gpio_drive(&pins[0], false);
    expect_told(p, 0, 0);
    EXPECT_EQ(fake_process_upcalls(q), 0u);
}

TEST_F(Button, InterruptGoesOffWhenNobodyWantsIt) {
    (void)command(p, 1, 0);
    (void)command(q, 1, 0);
    (void)command(p, 2, 0);
    EXPECT_TRUE(pins[0].interrupt_enabled);
    fake_process_kill(q);
    fake_gpio_drive(&pins[0], true);
    EXPECT_FALSE(pins[0].interrupt_enabled);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    (void)command(p, 1, 0);
    EXPECT_TRUE(pins[0].interrupt_enabled);
}

TEST_F(Button, ARestartedProcessWantsNothing) {
    (void)command(p, 1, 0);
    process_id old = p;
    p = fake_process_restart(p);
    fake_gpio_drive(&pins[0], true);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    EXPECT_EQ(command(old, 1, 0).value[0], E_NODEVICE);
    EXPECT_EQ(command(old, 2, 0).value[0], E_NODEVICE);
    EXPECT_FALSE(pins[0].interrupt_enabled);
}

TEST_F(Button, FullUpcallQueueLosesTheUpcallOnly) {
    fake_process_set_upcall_room(p, 0);
    (void)command(p, 1, 0);
    fake_gpio_drive(&pins[0], true);
    EXPECT_TRUE(pins[0].interrupt_enabled);
    fake_process_set_upcall_room(p, 1);
    fake_gpio_drive(&pins[0], false);
    expect_told(p, 0, 0);
}

TEST_F(Button, HostileArguments) {
    for (uint32_t index : {2u, 32u, 0x80000000u, UINT32_MAX}) {
        for (uint32_t number : {1u, 2u, 3u}) {
            command_return r = command(p, number, index);
            EXPECT_EQ(r.variant, RETURN_FAILURE);
            EXPECT_EQ(r.value[0], E_INVAL);
        }
    }
    for (uint32_t number : {4u, 5u, UINT32_MAX}) {
        EXPECT_EQ(command(p, number, 0).value[0], E_NOSUPPORT);
    }
    fake_process_set_grant_room(q, false);
    EXPECT_EQ(command(q, 1, 0).value[0], E_NOMEM);
    EXPECT_FALSE(pins[0].interrupt_enabled);
    EXPECT_EQ(command(q, 0, 0).variant, RETURN_SUCCESS_U32);
}

} // namespace
