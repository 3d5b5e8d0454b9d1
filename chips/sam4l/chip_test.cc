// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/chip.h"
#include "kernel/arch/arch.h"
#include "kernel/arch/cortex_m/nap.h"
#include "kernel/arch/cortex_m/nvic.h"
#include "kernel/arch/cortex_m/scb.h"
}
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace {

// An interrupt controller of levels, and what the driver under test did with it.
struct Controller {
    std::set<uint32_t> enabled, pending, asserted;
    bool deep = false;
    int sleeps = 0;
    int naps = 0;
} controller;

struct Device {
    uint32_t line;
    std::function<void()> service;
    int calls = 0;
};

void handle(void *object) {
    auto *device = static_cast<Device *>(object);
    device->calls++;
    device->service();
}

} // namespace

extern "C" void nvic_enable(uint32_t line) {
    controller.enabled.insert(line);
}

extern "C" void nvic_serviced(uint32_t line) {
    if (!controller.asserted.contains(line)) {
        controller.pending.erase(line);
    }
}

extern "C" bool nvic_is_pending(void) {
    return !controller.pending.empty();
}

// Here a line that is asserted stays pending until it is serviced.
extern "C" uint32_t nvic_take(void) {
    return *controller.pending.begin();
}

extern "C" void scb_set_sleep_deep(bool deep) {
    controller.deep = deep;
}

extern "C" void nap(uint32_t cycles) {
    EXPECT_GE(cycles, 3u * 48000000 / 32768) << "not long enough for a write to arrive";
    controller.naps++;
}

extern "C" void arch_wait_for_interrupt(void) {
    controller.sleeps++;
}

namespace {

class Chip : public testing::Test {
  protected:
    struct sam4l_pm_registers pm = {};
    struct sam4l_bscif_registers bscif = {};
    struct sam4l_gpio_registers ports[3] = {};
    struct sam4l_ast_registers timer = {};
    const struct sam4l_clock clock = {&pm, PM_PBDMASK_AST, SAM4L_BUS_PBD};
    struct sam4l_ast ast = {{&sam4l_ast_ops, nullptr}, &timer, &clock, 0, 0, 0, SAM4L_AST_DISARMED};
    Device first = {SAM4L_IRQ_PDCA_0, [] {}};
    Device second = {SAM4L_IRQ_USART3, [] {}};
    const struct sam4l_interrupt interrupts[2] = {{SAM4L_IRQ_USART3, handle, &second},
                                                  {SAM4L_IRQ_PDCA_0, handle, &first}};
    const struct sam4l_chip_wiring wiring = {interrupts, 2, &ast, &pm, &bscif, ports};
    struct sam4l_chip chip = {{&sam4l_chip_ops}, &wiring};

    void SetUp() override {
        controller = Controller();
        bscif.pclksr = BSCIF_PCLKSR_VREGOK;
        pm.hsbmask = 0x1E2; // After a reset.
        pm.pbbmask = 1;
        sam4l_chip_start(&chip);
    }

    static void raise(uint32_t line) {
        controller.asserted.insert(line);
        controller.pending.insert(line);
    }
    static void lower(uint32_t line) { controller.asserted.erase(line); }
};

TEST_F(Chip, SwitchesItsLinesOnAndNoOther) {
    EXPECT_EQ(controller.enabled, (std::set<uint32_t>{SAM4L_IRQ_PDCA_0, SAM4L_IRQ_USART3}));
}

TEST_F(Chip, ServicesEachPendingLineOnce) {
    first.service = [] { lower(SAM4L_IRQ_PDCA_0); };
    second.service = [] { lower(SAM4L_IRQ_USART3); };
    raise(SAM4L_IRQ_PDCA_0);
    raise(SAM4L_IRQ_USART3);
    chip.chip.ops->service_interrupts(&chip.chip);
    EXPECT_EQ(first.calls, 1);
    EXPECT_EQ(second.calls, 1);
    EXPECT_TRUE(controller.pending.empty());
}

TEST_F(Chip, WhatComesDuringTheHandlerIsServicedToo) {
    first.service = [this] {
        if (first.calls == 2) { // The first time, the device raises its line anew at once.
            lower(SAM4L_IRQ_PDCA_0);
        }
    };
    raise(SAM4L_IRQ_PDCA_0);
    chip.chip.ops->service_interrupts(&chip.chip);
    EXPECT_EQ(first.calls, 2);
}

TEST_F(Chip, SleepsDeeplyOnlyIfNothingNeedsAClock) {
    chip.chip.ops->sleep(&chip.chip);
    EXPECT_TRUE(controller.deep);
    EXPECT_EQ(controller.sleeps, 1);

    pm.pbamask = PM_PBAMASK_USART3;
    chip.chip.ops->sleep(&chip.chip);
    EXPECT_FALSE(controller.deep);
    EXPECT_EQ(controller.sleeps, 2);
    pm.pbamask = 0;
    EXPECT_TRUE(sam4l_chip_may_sleep_deeply(&chip));

    ports[1].ier = 1; // A pin waits for an edge.
    EXPECT_FALSE(sam4l_chip_may_sleep_deeply(&chip));
    ports[1].ier = 0;
    EXPECT_TRUE(sam4l_chip_may_sleep_deeply(&chip));

    bscif.pclksr = 0;
    EXPECT_FALSE(sam4l_chip_may_sleep_deeply(&chip));
}

TEST_F(Chip, DoesNotSleepDeeplyWhileTheTimersWriteIsUnderWay) {
    timer.sr = AST_SR_BUSY; // And stays so: something else ends the nap.
    chip.chip.ops->sleep(&chip.chip);
    EXPECT_EQ(controller.naps, 1);
    EXPECT_EQ(controller.sleeps, 0);
    timer.sr = 0;
    chip.chip.ops->sleep(&chip.chip);
    EXPECT_EQ(controller.naps, 1);
    EXPECT_EQ(controller.sleeps, 1);
    EXPECT_TRUE(controller.deep);
}

TEST_F(Chip, SleepsWithoutATimer) {
    const struct sam4l_chip_wiring none = {interrupts, 2, nullptr, &pm, &bscif, ports};
    struct sam4l_chip without = {{&sam4l_chip_ops}, &none};
    without.chip.ops->sleep(&without.chip);
    EXPECT_EQ(controller.sleeps, 1);
}

} // namespace
