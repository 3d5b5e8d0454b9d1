// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/ast.h"
}
#include "chips/sam4l/fake_nap.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <random>

namespace {

// The timer as datasheet 42023, chapter 19 has it: a write takes some cycles of the slow clock to
// arrive; until then further ones are lost and the counter reads 0. READY rises after each.
struct Timer {
    static constexpr uint32_t kUntouched = 0x5A5AA5A5; // What nobody wrote.

    struct sam4l_ast_registers registers = {};
    uint64_t cycles = 0; // Of the slow clock, since ever. The counter is half of it.
    uint32_t alarm = 0, imr = 0;
    bool flag = false, ready = false;
    uint32_t busy = 0;               // Cycles until the write has arrived.
    std::function<void()> arrive;    // What it then does.
    uint32_t delay = 2;              // Of the next write: 1 to 3.
    bool flag_clears_at_once = true; // Else when the write has arrived. The datasheet is silent.
    uint32_t lost = 0;               // Writes while busy.

    uint64_t counter() const { return cycles / 2; }

    // SR last: a driver that waits for it goes on then.
    void show() {
        registers.ar0 = kUntouched;
        registers.scr = 0;
        registers.ier = 0;
        registers.idr = 0;
        registers.cv = busy > 0 ? 0 : static_cast<uint32_t>(counter());
        registers.sr =
            (flag ? AST_SR_ALARM0 : 0) | (busy > 0 ? AST_SR_BUSY : 0) | (ready ? AST_SR_READY : 0);
    }

    void write(std::function<void()> effect) {
        lost += busy > 0;
        busy = delay;
        arrive = std::move(effect);
    }

    // Takes over what the driver wrote. It disables before it enables.
    void observe() {
        imr = (imr & ~registers.idr) | registers.ier;
        uint32_t scr = registers.scr, ar0 = registers.ar0;
        if (scr != 0) {
            ready = ready && (scr & AST_SCR_READY) == 0;
            flag = flag && (!flag_clears_at_once || (scr & AST_SCR_ALARM0) == 0);
            write([this, scr] { flag = flag && (scr & AST_SCR_ALARM0) == 0; });
        }
        if (ar0 != kUntouched) {
            write([this, ar0] { alarm = ar0; });
        }
        show();
    }

    bool interrupts() const {
        return (flag && (imr & AST_IER_ALARM0)) || (ready && (imr & AST_IER_READY));
    }

    // One cycle, or as many as pass without anything happening, up to limit.
    void step(uint64_t limit) {
        uint64_t skip = 1;
        if (busy == 0) {
            uint64_t distance = alarm - static_cast<uint32_t>(counter());
            skip = std::max<uint64_t>(1, std::min(limit, distance > 1 ? 2 * (distance - 1) : 1));
        }
        uint64_t before = counter();
        cycles += skip;
        if (counter() != before && static_cast<uint32_t>(counter()) == alarm) {
            flag = true;
        }
        if (busy > 0 && --busy == 0) {
            arrive();
            ready = true;
        }
        show();
    }
};

struct Client {
    struct alarm_client client;
    std::function<void()> observe = [] {};
    std::function<void()> fired = [] {};
    int calls = 0;
};

const struct alarm_client_ops client_ops = {[](struct alarm_client *client) {
    auto *self = reinterpret_cast<Client *>(client);
    self->observe();
    self->calls++;
    self->fired();
}};

class Ast : public testing::Test {
  protected:
    struct sam4l_pm_registers pm = {};
    Timer timer;
    const struct sam4l_clock clock = {&pm, PM_PBDMASK_AST, SAM4L_BUS_PBD};
    Client client = {{&client_ops}};
    struct sam4l_ast ast = {
        {&sam4l_ast_ops, &client.client}, &timer.registers, &clock, 0, 0, 0, SAM4L_AST_DISARMED};
    struct alarm *const alarm = &ast.alarm;

    void SetUp() override {
        fake_nap = FakeNap();
        fake_nap.nap = [this](uint32_t cycles) { nap(cycles); };
        client.observe = [this] { timer.observe(); };
        begin(1000);
    }

    void begin(uint64_t counter) {
        bool at_once = timer.flag_clears_at_once;
        timer.cycles = 2 * counter;
        timer.alarm = static_cast<uint32_t>(counter) - 1;
        timer.flag = false;
        timer.ready = true; // Since it was started.
        timer.busy = timer.imr = timer.lost = 0;
        timer.flag_clears_at_once = at_once;
        timer.show();
        ast.state = SAM4L_AST_DISARMED;
        client.calls = 0;
    }

    uint32_t now() { return alarm_now(alarm); }

    void set(uint32_t reference, uint32_t dt) {
        alarm_set(alarm, reference, dt);
        timer.observe();
    }

    void serve() {
        for (int i = 0; timer.interrupts(); i++) {
            ASSERT_LT(i, 3) << "the interrupt does not go away";
            while (timer.busy > 0 && timer.ready) {
                timer.step(1); // The driver would wait.
            }
            sam4l_ast_interrupt(&ast);
            timer.observe();
        }
    }

    void pass(uint64_t cycles) {
        for (uint64_t end = timer.cycles + cycles; timer.cycles < end;) {
            timer.step(end - timer.cycles);
            serve();
        }
    }
    void pass_ticks(uint64_t ticks) { pass(2 * ticks); }

    // Sleeps until the time is over or an interrupt comes, at 48 MHz.
    void nap(uint32_t cycles) {
        timer.observe();
        for (uint64_t rest = cycles * 32768ull / 48000000; rest > 0 && !timer.interrupts();
             rest--) {
            timer.step(1);
        }
    }

    // As the main loop does when there is nothing to do.
    void sleep() {
        for (int i = 0; i < 10; i++) {
            bool settled = sam4l_ast_settle(&ast);
            timer.observe();
            if (settled &&
                timer.busy == 0) { // It writes and looks within one call, unlike this timer.
                return;
            }
            serve();
        }
        FAIL() << "cannot sleep";
    }

    void arrive() { pass(timer.busy); }
};

// ---- Starting

TEST_F(Ast, StartsAtZeroFromThe32kHzClock) {
    struct sam4l_ast_registers plain = {};
    ast.registers = &plain;
    ASSERT_EQ(sam4l_ast_start(&ast), E_OK);
    EXPECT_EQ(pm.pbdmask, uint32_t(PM_PBDMASK_AST));
    EXPECT_EQ(plain.clock, AST_CLOCK_CEN | AST_CLOCK_CSSEL_32K);
    EXPECT_EQ(plain.cr, AST_CR_EN | AST_CR_PCLR); // PSEL 0: 32768 Hz halved.
    EXPECT_EQ(plain.wer, uint32_t(AST_WER_ALARM0));
    EXPECT_EQ(alarm_now(alarm), 0u);
    EXPECT_EQ(alarm_frequency(alarm), 16384u);
}

TEST_F(Ast, ReportsThatItsClockStands) {
    fake_nap.nap = [](uint32_t) {};
    timer.registers.sr = AST_SR_BUSY;
    EXPECT_EQ(sam4l_ast_start(&ast), E_FAIL);
    timer.registers.sr = AST_SR_CLKBUSY;
    EXPECT_EQ(sam4l_ast_start(&ast), E_FAIL);
}

// ---- Firing

TEST_F(Ast, FiresOnceAtItsTime) {
    set(1000, 500);
    EXPECT_TRUE(alarm_is_armed(alarm));
    pass_ticks(499);
    EXPECT_EQ(client.calls, 0);
    pass_ticks(1);
    EXPECT_EQ(client.calls, 1);
    EXPECT_FALSE(alarm_is_armed(alarm));
    pass_ticks(UINT64_C(1) << 33);
    EXPECT_EQ(client.calls, 1);
}

TEST_F(Ast, NobodyWaits) {
    set(1000, 500);
    EXPECT_EQ(fake_nap.cycles.size(), 0u);
    pass_ticks(500);
    EXPECT_EQ(client.calls, 1);
    EXPECT_GT(timer.busy, 0u) << "the flag is being cleared";
    set(now(), 500);
    EXPECT_EQ(fake_nap.cycles.size(), 0u);
    EXPECT_EQ(timer.lost, 0u);
    pass_ticks(500);
    EXPECT_EQ(client.calls, 2);
}

TEST_F(Ast, ExpiredFiresAsSoonAsItCan) {
    const uint32_t soon = alarm->ops->minimum_dt;
    for (uint32_t dt : {0u, 1u, 99u, 100u, 101u, 100u + soon - 1u, 100u + soon}) {
        begin(1000);
        set(900, dt);
        pass_ticks(soon - 1);
        EXPECT_EQ(client.calls, 0);
        pass_ticks(1);
        EXPECT_EQ(client.calls, 1) << dt;
    }
}

TEST_F(Ast, EveryDistanceIsExactAcrossTheWrap) {
    const uint64_t points[] = {0, 1, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFF0, 0xFFFFFFFF};
    for (uint64_t reference : points) {
        for (uint64_t elapsed : points) {
            for (uint64_t dt : points) {
                begin(reference + elapsed);
                set(static_cast<uint32_t>(reference), static_cast<uint32_t>(dt));
                uint64_t rest = dt > elapsed ? dt - elapsed : 0;
                rest = std::max<uint64_t>(rest, alarm->ops->minimum_dt);
                pass_ticks(rest - 1);
                EXPECT_EQ(client.calls, 0) << reference << " " << elapsed << " " << dt;
                pass_ticks(1);
                EXPECT_EQ(client.calls, 1) << reference << " " << elapsed << " " << dt;
            }
        }
    }
}

TEST_F(Ast, ServedLateItStillFires) {
    set(now(), UINT32_MAX);
    timer.show();
    for (uint64_t end = timer.cycles + 2 * (UINT64_C(1) << 31); timer.cycles < end;) {
        timer.step(end - timer.cycles);
    }
    serve();
    pass_ticks((UINT64_C(1) << 31) + 5000);
    EXPECT_EQ(client.calls, 1);
}

TEST_F(Ast, DisarmedDoesNotFireEvenIfDue) {
    set(1000, 500);
    arrive();
    timer.cycles = 2 * 1499;
    timer.step(1);
    timer.step(1);
    ASSERT_TRUE(timer.interrupts());
    alarm_disarm(alarm);
    timer.observe();
    EXPECT_FALSE(alarm_is_armed(alarm));
    serve();
    pass_ticks(UINT64_C(1) << 33);
    EXPECT_EQ(client.calls, 0);
}

TEST_F(Ast, ClientMaySetItAgain) {
    client.fired = [this] { alarm_set(alarm, now(), 100); };
    set(now(), 50);
    pass_ticks(50);
    EXPECT_EQ(client.calls, 1);
    EXPECT_TRUE(alarm_is_armed(alarm));
    pass_ticks(1000);
    EXPECT_EQ(client.calls, 11);
    EXPECT_EQ(timer.lost, 0u);
}

// ---- While a write is under way

TEST_F(Ast, TimeNeverGoesBackAndIsAtMostTwoTicksBehind) {
    for (uint32_t delay : {1u, 2u, 3u}) {
        timer.delay = delay;
        set(now(), 5000);
        uint32_t last = now();
        for (int i = 0; i < 10; i++) {
            EXPECT_GE(now(), last);
            EXPECT_LE(static_cast<uint32_t>(timer.counter()) - now(), 2u);
            last = now();
            pass(1);
        }
        EXPECT_EQ(now(), timer.counter());
    }
}

TEST_F(Ast, AnEarlierAlarmAtOnceWaitsForTheRestOfTheWrite) {
    set(now(), 5000);
    ASSERT_GT(timer.busy, 0u);
    EXPECT_DEATH(alarm_set(alarm, now(), 100), "") << "here, where it never ends";
    arrive();
    set(now(), 100);
    pass_ticks(100);
    EXPECT_EQ(client.calls, 1);
}

TEST_F(Ast, AnOldValueThatMatchesMeanwhileDoesNotFire) {
    for (bool at_once : {true, false}) {
        timer.flag_clears_at_once = at_once;
        begin(1000);
        set(now(), 8);
        arrive();
        pass_ticks(5);
        set(now(), 500);
        timer.flag = true; // The old value's time, while the new one is being written.
        timer.show();
        pass(4);
        EXPECT_EQ(client.calls, 0);
        EXPECT_TRUE(alarm_is_armed(alarm));
        pass_ticks(510);
        EXPECT_EQ(client.calls, 1);
    }
}

// The program was held up between reading the counter and writing the alarm.
TEST_F(Ast, AValueThatTheCounterPassedIsNoticedBeforeSleep) {
    set(now(), 8);
    timer.cycles += 2 * 1000;
    arrive();
    ASSERT_FALSE(timer.flag);
    EXPECT_EQ(client.calls, 0);
    sleep();
    pass_ticks(alarm->ops->minimum_dt + 2);
    EXPECT_EQ(client.calls, 1);
}

TEST_F(Ast, SleepWaitsForTheWriteInNaps) {
    set(now(), 5000);
    sleep();
    EXPECT_EQ(timer.busy, 0u);
    EXPECT_EQ(fake_nap.cycles.size(), 1u);
    EXPECT_GE(fake_nap.cycles[0], 3u * 48000000 / 32768);
    sleep();
    EXPECT_EQ(fake_nap.cycles.size(), 1u);
    EXPECT_NE(timer.imr & AST_IER_ALARM0, 0u);
}

TEST_F(Ast, SleepWritesWhatWaits) {
    client.fired = [this] { alarm_set(alarm, now(), 100); };
    set(now(), 50);
    arrive();
    timer.cycles = 2 * 1049;
    timer.step(1);
    timer.step(1);
    sam4l_ast_interrupt(&ast);
    timer.observe();
    sleep();
    EXPECT_EQ(timer.alarm, 1150u);
    EXPECT_EQ(timer.busy, 0u);
    EXPECT_EQ(timer.lost, 0u);
}

// ---- Random operations against a 64-bit model: never early, late, lost or twice.

class AstModel : public Ast, public testing::WithParamInterface<bool> {};

INSTANTIATE_TEST_SUITE_P(FlagClears, AstModel, testing::Bool());

TEST_P(AstModel, Agrees) {
    timer.flag_clears_at_once = GetParam();
    const uint64_t late = alarm->ops->minimum_dt + 6; // Two writes, and what now() is behind.
    std::mt19937_64 random(1);
    auto pick = [&](std::initializer_list<uint64_t> values) {
        return *(values.begin() + random() % values.size());
    };
    std::optional<uint64_t> due;
    client.fired = [&] {
        ASSERT_TRUE(due) << "fired for nobody";
        EXPECT_GE(timer.counter(), *due) << "early";
        EXPECT_LE(timer.counter(), *due + late) << "late";
        due.reset();
    };
    begin((UINT64_C(1) << 32) + random() % (UINT64_C(1) << 40));
    for (int step = 0; step < 200000 && !HasFailure(); step++) {
        timer.delay = 1 + random() % 3;
        switch (random() % 6) {
        case 0:
        case 1: {
            if (timer.busy > 0 && timer.ready) {
                arrive(); // The driver would wait for it.
            }
            uint64_t dt = pick({0, 1, 7, 8, 9, random() % 20, random() % 1000, random() >> 32,
                                0x80000000, UINT32_MAX});
            uint64_t ago = pick({0, 0, 1, random() % 100});
            uint32_t reference = now() - static_cast<uint32_t>(ago);
            uint64_t behind = static_cast<uint32_t>(timer.counter()) - now();
            due = std::max(timer.counter(), timer.counter() - behind - ago + dt);
            set(reference, static_cast<uint32_t>(dt));
            break;
        }
        case 2:
            alarm_disarm(alarm);
            timer.observe();
            due.reset();
            break;
        case 3:
            sleep();
            break;
        default:
            pass(
                pick({0, 1, 2, 3, random() % 40, random() % 3000, random() % (UINT64_C(1) << 34)}));
        }
        serve();
        EXPECT_EQ(alarm_is_armed(alarm), due.has_value());
        EXPECT_FALSE(due && timer.counter() > *due + late) << "lost at step " << step;
        EXPECT_EQ(timer.lost, 0u);
    }
}

} // namespace
