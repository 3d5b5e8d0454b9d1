// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/ast.h"
}
#include <gtest/gtest.h>

namespace {

struct Client {
    struct alarm_client client;
    int calls = 0;
    struct sam4l_ast *again = nullptr;
};

void fired(struct alarm_client *client) {
    auto *self = reinterpret_cast<Client *>(client);
    self->calls++;
    if (self->again != nullptr) {
        alarm_set(&self->again->alarm, alarm_now(&self->again->alarm), 100);
    }
}

const struct alarm_client_ops client_ops = {fired};

class Ast : public testing::Test {
  protected:
    struct sam4l_pm_registers pm = {};
    struct sam4l_ast_registers registers = {};
    const struct sam4l_ast_wiring wiring = {&registers, {&pm, PM_PBDMASK_AST, SAM4L_BUS_PBD}};
    Client client = {{&client_ops}};
    struct sam4l_ast ast = {{&sam4l_ast_ops, &client.client}, &wiring, false};
    struct alarm *const alarm = &ast.alarm;

    // The counter reaches value: the model of 19.5.3.2.
    void reach(uint32_t value) {
        registers.cv = value;
        if (value == registers.ar0) {
            registers.sr = AST_SR_ALARM0;
        }
    }
    void clear_flag_if_asked() {
        registers.sr = registers.sr & ~registers.scr;
        registers.scr = 0;
    }
};

TEST_F(Ast, StartsAtZeroFromThe32kHzClock) {
    registers.cv = 99;
    ASSERT_EQ(sam4l_ast_start(&ast), E_OK);
    EXPECT_EQ(pm.pbdmask, uint32_t(PM_PBDMASK_AST));
    EXPECT_EQ(registers.clock, AST_CLOCK_CEN | AST_CLOCK_CSSEL_32K);
    EXPECT_EQ(registers.cr, AST_CR_EN | AST_CR_PCLR); // PSEL 0: 32768 Hz halved.
    EXPECT_EQ(alarm_now(alarm), 0u);
    EXPECT_EQ(alarm_frequency(alarm), 16384u);
    EXPECT_EQ(registers.wer, uint32_t(AST_WER_ALARM0));
}

TEST_F(Ast, ReportsThatItsClockStands) {
    registers.sr = AST_SR_BUSY;
    EXPECT_EQ(sam4l_ast_start(&ast), E_FAIL);
    registers.sr = AST_SR_CLKBUSY;
    EXPECT_EQ(sam4l_ast_start(&ast), E_FAIL);
}

TEST_F(Ast, FiresOnceAtItsTime) {
    registers.cv = 1000;
    alarm_set(alarm, 1000, 500);
    EXPECT_TRUE(alarm_is_armed(alarm));
    EXPECT_EQ(registers.ar0, 1500u);
    EXPECT_EQ(registers.scr, uint32_t(AST_SCR_ALARM0)); // What the old value may have left.
    EXPECT_EQ(registers.ier, uint32_t(AST_IER_ALARM0));
    clear_flag_if_asked();
    reach(1499);
    sam4l_ast_interrupt(&ast);
    EXPECT_EQ(client.calls, 0);
    reach(1500);
    sam4l_ast_interrupt(&ast);
    EXPECT_EQ(client.calls, 1);
    EXPECT_FALSE(alarm_is_armed(alarm));
    EXPECT_EQ(registers.idr, uint32_t(AST_IDR_ALARM0));
    EXPECT_EQ(registers.scr, uint32_t(AST_SCR_ALARM0));
    sam4l_ast_interrupt(&ast); // The flag is still up in this model: it must not count.
    EXPECT_EQ(client.calls, 1);
}

TEST_F(Ast, ReferenceInThePastShortensTheDistance) {
    registers.cv = 1000;
    alarm_set(alarm, 900, 500);
    EXPECT_EQ(registers.ar0, 1400u);
}

TEST_F(Ast, ExpiredFiresAsSoonAsItCan) {
    const uint32_t soon = alarm->ops->minimum_dt;
    registers.cv = 1000;
    for (uint32_t dt : {0u, 1u, 99u, 100u, 101u, 100u + soon - 1u}) {
        alarm_set(alarm, 900, dt);
        EXPECT_EQ(registers.ar0, 1000u + soon) << dt;
    }
    alarm_set(alarm, 900, 100 + soon);
    EXPECT_EQ(registers.ar0, 1000u + soon);
    alarm_set(alarm, 900, 101 + soon);
    EXPECT_EQ(registers.ar0, 1001u + soon);
}

TEST_F(Ast, EveryDistanceIsExactAcrossTheWrap) {
    const uint32_t soon = alarm->ops->minimum_dt;
    const uint32_t points[] = {0, 1, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFF0, 0xFFFFFFFF};
    for (uint32_t reference : points) {
        for (uint32_t elapsed : points) {
            for (uint32_t dt : points) {
                registers.cv = reference + elapsed;
                alarm_set(alarm, reference, dt);
                // The same in 64 bits, where nothing wraps.
                const uint64_t due = std::max<uint64_t>(dt, uint64_t{elapsed} + soon);
                EXPECT_EQ(registers.ar0, static_cast<uint32_t>(reference + due))
                    << reference << " " << elapsed << " " << dt;
            }
        }
    }
}

TEST_F(Ast, DisarmedDoesNotFireEvenIfDue) {
    registers.cv = 1000;
    alarm_set(alarm, 1000, 500);
    clear_flag_if_asked();
    reach(1500);
    alarm_disarm(alarm);
    EXPECT_FALSE(alarm_is_armed(alarm));
    EXPECT_EQ(registers.idr, uint32_t(AST_IDR_ALARM0));
    EXPECT_EQ(registers.scr, uint32_t(AST_SCR_ALARM0));
    sam4l_ast_interrupt(&ast);
    EXPECT_EQ(client.calls, 0);
}

TEST_F(Ast, ClientMaySetItAgain) {
    client.again = &ast;
    registers.cv = 0;
    alarm_set(alarm, 0, 50);
    clear_flag_if_asked();
    reach(50);
    sam4l_ast_interrupt(&ast);
    EXPECT_TRUE(alarm_is_armed(alarm));
    EXPECT_EQ(registers.ar0, 150u);
    clear_flag_if_asked();
    reach(150);
    sam4l_ast_interrupt(&ast);
    EXPECT_EQ(client.calls, 2);
}

} // namespace
