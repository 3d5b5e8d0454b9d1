// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/gpio.h"
#include "testing/fakes/gpio.h"
#include "testing/fakes/kernel.h"
}

#include <gtest/gtest.h>

namespace {

class Gpio : public testing::Test {
  protected:
    void SetUp() override {
        fake_kernel_reset();
        for (int i = 0; i < 2; i++) {
            fake_gpio_init(&pins[i]);
            table[i].pin = &pins[i].gpio;
        }
        driver.driver.ops = &gpio_driver_ops;
        driver.pins = {.items = table, .count = 2};
        gpio_driver_init(&driver);
        p = fake_process_new();
        q = fake_process_new();
    }

    void TearDown() override { EXPECT_EQ(fake_grants_entered(), 0u); }

    command_return command(uint32_t number, uint32_t pin, uint32_t argument = 0) {
        return fake_command(&driver.driver, p, number, pin, argument);
    }

    void expect_failure(command_return r, errorcode error) {
        EXPECT_EQ(r.variant, RETURN_FAILURE);
        EXPECT_EQ(r.value[0], error);
    }

    void expect_told(process_id process, uint32_t pin, uint32_t level) {
        fake_upcall upcall = fake_process_yield(process);
        ASSERT_TRUE(upcall.valid);
        EXPECT_EQ(upcall.number, 0u);
        EXPECT_EQ(upcall.argument[0], pin);
        EXPECT_EQ(upcall.argument[1], level);
    }

    fake_gpio pins[2];
    gpio_pin table[2] = {};
    gpio_driver driver = {};
    process_id p, q;
};

TEST_F(Gpio, ExistsAndCounts) {
    EXPECT_EQ(command(0, 77).variant, RETURN_SUCCESS);
    EXPECT_EQ(command(10, 77).variant, RETURN_SUCCESS_U32);
    EXPECT_EQ(command(10, 77).value[0], 2u);
    EXPECT_EQ(pins[0].mode, FAKE_GPIO_OFF) << "init leaves the pins alone";
}

TEST_F(Gpio, Output) {
    EXPECT_EQ(command(1, 1).variant, RETURN_SUCCESS);
    EXPECT_EQ(pins[1].mode, FAKE_GPIO_OUTPUT);
    EXPECT_EQ(command(2, 1).variant, RETURN_SUCCESS);
    EXPECT_TRUE(pins[1].level);
    EXPECT_EQ(command(3, 1).variant, RETURN_SUCCESS);
    EXPECT_FALSE(pins[1].level);
    EXPECT_EQ(command(4, 1).variant, RETURN_SUCCESS);
    EXPECT_TRUE(pins[1].level);
    EXPECT_EQ(command(9, 1).variant, RETURN_SUCCESS);
    EXPECT_EQ(pins[1].mode, FAKE_GPIO_OFF);
}

TEST_F(Gpio, Input) {
    for (uint32_t pull : {0u, 1u, 2u}) {
        EXPECT_EQ(command(5, 0, pull).variant, RETURN_SUCCESS);
        EXPECT_EQ(pins[0].pull, pull == 0   ? GPIO_PULL_NONE
                                : pull == 1 ? GPIO_PULL_UP
                                            : GPIO_PULL_DOWN);
    }
    EXPECT_EQ(command(6, 0).variant, RETURN_SUCCESS_U32);
    EXPECT_EQ(command(6, 0).value[0], 0u);
    fake_gpio_drive(&pins[0], true);
    EXPECT_EQ(command(6, 0).value[0], 1u);
    expect_failure(command(5, 0, 3), E_NOSUPPORT);
    EXPECT_EQ(pins[0].pull, GPIO_PULL_DOWN) << "nothing has changed";
}

TEST_F(Gpio, WhatThePinCannotDo) {
    pins[0].make_output_result = E_NOSUPPORT;
    pins[0].make_input_result = E_NOSUPPORT;
    expect_failure(command(1, 0), E_NOSUPPORT);
    expect_failure(command(5, 0, 1), E_NOSUPPORT);
}

TEST_F(Gpio, Interrupts) {
    (void)command(5, 0, 0);
    EXPECT_EQ(command(7, 0, 1).variant, RETURN_SUCCESS);
    EXPECT_EQ(pins[0].edge, GPIO_EDGE_RISING);
    EXPECT_TRUE(fake_gpio_drive(&pins[0], true));
    EXPECT_FALSE(fake_gpio_drive(&pins[0], false));
    expect_told(p, 0, 1);
    EXPECT_EQ(command(7, 0, 2).variant, RETURN_SUCCESS);
    EXPECT_EQ(pins[0].edge, GPIO_EDGE_FALLING);
    EXPECT_EQ(command(7, 0, 0).variant, RETURN_SUCCESS);
    EXPECT_EQ(pins[0].edge, GPIO_EDGE_EITHER);
    fake_gpio_drive(&pins[0], true);
    fake_gpio_drive(&pins[0], false);
    expect_told(p, 0, 1);
    expect_told(p, 0, 0);
    EXPECT_EQ(command(8, 0).variant, RETURN_SUCCESS);
    EXPECT_FALSE(fake_gpio_drive(&pins[0], true));
    EXPECT_EQ(pins[0].mode, FAKE_GPIO_INPUT);
    EXPECT_EQ(fake_process_upcalls(q), 0u) << "q never asked";
    expect_failure(command(7, 0, 3), E_NOSUPPORT);
    EXPECT_FALSE(pins[0].interrupt_enabled);
}

TEST_F(Gpio, DisablingThePinEndsItsInterrupts) {
    (void)command(5, 0, 0);
    (void)command(7, 0, 0);
    (void)command(9, 0);
    EXPECT_FALSE(fake_gpio_drive(&pins[0], true));
}

TEST_F(Gpio, DeathTurnsTheInterruptOff) {
    (void)command(7, 0, 0);
    process_id old = p;
    p = fake_process_restart(p);
    EXPECT_TRUE(fake_gpio_drive(&pins[0], true));
    EXPECT_FALSE(pins[0].interrupt_enabled);
    EXPECT_EQ(fake_process_upcalls(p), 0u);
    expect_failure(fake_command(&driver.driver, old, 7, 0, 0), E_NODEVICE);
    EXPECT_FALSE(pins[0].interrupt_enabled);
}

TEST_F(Gpio, HostileArguments) {
    for (uint32_t pin : {2u, 3u, 0x10000u, 0x80000000u, UINT32_MAX}) {
        for (uint32_t number = 1; number <= 9; number++) {
            expect_failure(command(number, pin), E_INVAL);
        }
    }
    for (uint32_t number : {11u, 12u, UINT32_MAX}) {
        expect_failure(command(number, 0), E_NOSUPPORT);
    }
    fake_process_set_grant_room(p, false);
    expect_failure(command(7, 0, 0), E_NOMEM);
    expect_failure(command(8, 0), E_NOMEM);
    EXPECT_FALSE(pins[0].interrupt_enabled);
    EXPECT_EQ(command(1, 0).variant, RETURN_SUCCESS);
}

} // namespace
