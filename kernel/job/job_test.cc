// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/fake_arch/kernel_test_fixture.h"

extern "C" {
#include "testing/fake_arch/fake_mpu.h"
}

extern "C" {
#include "kernel/job/job.h"
}
#include <gtest/gtest.h>

namespace detent {
namespace {

struct Client {
    struct job_client client; // First.
    uint32_t ended;
    bool sound;
    uint32_t result;
};

const struct job_client_ops kClientOps = {[](struct job_client *c, bool sound, uint32_t result) {
    auto *self = reinterpret_cast<Client *>(c);
    self->ended++;
    self->sound = sound;
    self->result = result;
}};

uint32_t Double(void *data) {
    return *static_cast<uint32_t *>(data) * 2;
}

// What the fake processor does when it runs the job, once each; then the job returns 77.
std::vector<enum arch_switch_reason> script;
uint32_t runs;
bool in_slice;
std::function<bool()> slice_runs;

enum arch_switch_reason RunJob(struct arch_context *, struct arch_syscall *call) {
    in_slice = slice_runs();
    if (runs < script.size()) {
        return script[runs++];
    }
    runs++;
    *call = {6, {77, 0, 0, 0}};
    return ARCH_SWITCH_SYSCALL;
}

class Job : public KernelTest {
  protected:
    Job() {
        // Neither lies where the fixture's processes do.
        job_.kernel = &kernel_;
        job_.memory = {fake_arch_ram() + FAKE_ARCH_RAM_SIZE - kMemory, kMemory};
        job_.code = {fake_arch_flash(), 0x2340};
        client_.client.ops = &kClientOps;
        script.clear();
        runs = 0;
        in_slice = false;
        slice_runs = [this] { return timer_.left > 0 && timer_.stops == 0; };
        fake_arch.run = RunJob;
    }

    static constexpr size_t kMemory = 4096;
    struct job job_ {};
    Client client_{};
};

TEST_F(Job, RunsFromTheMainLoopAndGivesItsResult) {
    auto *data = static_cast<uint32_t *>(job_prepare(&job_, 512, sizeof(uint32_t)));
    ASSERT_NE(data, nullptr);
    EXPECT_EQ(*data, 0u) << "zeroed";
    *data = 21;
    job_start(&job_, Double, &client_.client);
    EXPECT_EQ(runs, 0u) << "not from within the call";
    Step(); // Nobody else wants the processor.
    Step();
    EXPECT_EQ(runs, 1u);
    EXPECT_TRUE(in_slice) << "it ends";
    EXPECT_EQ(timer_.started, static_cast<uint32_t>(JOB_SLICE));
    EXPECT_EQ(timer_.stops, 1u);
    EXPECT_EQ(client_.ended, 1u);
    EXPECT_TRUE(client_.sound);
    EXPECT_EQ(client_.result, 77u);
    // How it is entered: function and data.
    EXPECT_EQ(job_.context->calls, 1u);
    EXPECT_EQ(job_.context->called.argument[0],
              static_cast<uint32_t>(reinterpret_cast<uintptr_t>(Double)));
    EXPECT_EQ(job_.context->called.argument[1],
              static_cast<uint32_t>(reinterpret_cast<uintptr_t>(data)));
}

TEST_F(Job, ReachesItsMemoryAndTheCodeAlone) {
    void *data = job_prepare(&job_, 512, 100);
    ASSERT_NE(data, nullptr);
    uintptr_t at = reinterpret_cast<uintptr_t>(data);
    const struct mpu_config *p = job_.protection;
    EXPECT_EQ(job_.stack.end, at);
    EXPECT_EQ(job_.stack.end - job_.stack.start, 512u);
    EXPECT_TRUE(fake_arch_can_write(p, job_.stack.start, 512 + 100));
    EXPECT_FALSE(fake_arch_can_write(p, job_.stack.start - 1, 1)) << "below the stack";
    EXPECT_FALSE(fake_arch_can_read(p, job_.stack.start - 1, 1));
    EXPECT_LE(reinterpret_cast<uintptr_t>(job_.context) + sizeof(struct arch_context),
              job_.stack.start)
        << "its registers";
    uintptr_t code = reinterpret_cast<uintptr_t>(fake_arch_flash());
    EXPECT_TRUE(fake_arch_can_read(p, code, 0x3000));
    EXPECT_FALSE(fake_arch_can_write(p, code, 1));
    EXPECT_FALSE(fake_arch_can_read(p, code + 0x3000, 1));
    EXPECT_FALSE(fake_arch_can_read(p, reinterpret_cast<uintptr_t>(fake_arch_ram()), 1));
}

TEST_F(Job, ProcessesHaveTheirTurns) {
    struct process *process = MakeProcess();
    script = {ARCH_SWITCH_INTERRUPT, ARCH_SWITCH_INTERRUPT, ARCH_SWITCH_INTERRUPT,
              ARCH_SWITCH_INTERRUPT, ARCH_SWITCH_INTERRUPT, ARCH_SWITCH_INTERRUPT};
    ASSERT_NE(job_prepare(&job_, 512, 4), nullptr);
    timer_.left = 0; // Each slice ends: nobody yields.
    job_start(&job_, Double, &client_.client);
    struct scheduler_timer_ops ended = kTimerOps;
    ended.stop = [](struct scheduler_timer *) -> uint32_t { return 0; };
    timer_.timer.ops = &ended;
    for (int i = 0; i < 6; i++) {
        Step();
    }
    EXPECT_EQ(process_context(process)->switches, 3u);
    EXPECT_EQ(job_.context->switches, 3u);
    EXPECT_EQ(fake_arch.applied, job_.protection) << "its own, at each turn";
    EXPECT_EQ(client_.ended, 0u);
    process_set_stopped(process, true);
    Step();
    Step();
    EXPECT_EQ(client_.ended, 1u) << "and it ends: no call is left for the next test";
}

TEST_F(Job, InterruptsComeFirst) {
    script = {ARCH_SWITCH_INTERRUPT};
    ASSERT_NE(job_prepare(&job_, 512, 4), nullptr);
    job_start(&job_, Double, &client_.client);
    Step();
    Step();
    fake_arch.interrupt_pending = true;
    static Client *client;
    client = &client_;
    chip_.on_service = [] { EXPECT_EQ(client->ended, 0u); };
    Step();
    EXPECT_EQ(chip_.serviced, 1u);
    Step();
    EXPECT_EQ(client_.ended, 1u);
    EXPECT_EQ(chip_.sleeps, 0u);
}

TEST_F(Job, AFaultEndsIt) {
    script = {ARCH_SWITCH_FAULT};
    ASSERT_NE(job_prepare(&job_, 512, 4), nullptr);
    job_start(&job_, Double, &client_.client);
    Step();
    Step();
    EXPECT_EQ(client_.ended, 1u);
    EXPECT_FALSE(client_.sound);
    EXPECT_NE(job_prepare(&job_, 512, 4), nullptr) << "and the next one can run";
}

TEST_F(Job, OneAtATime) {
    ASSERT_NE(job_prepare(&job_, 512, 4), nullptr);
    job_start(&job_, Double, &client_.client);
    EXPECT_EQ(job_prepare(&job_, 512, 4), nullptr);
}

TEST_F(Job, NeedsItsRoom) {
    EXPECT_EQ(job_prepare(&job_, kMemory, 0), nullptr);
    EXPECT_EQ(job_prepare(&job_, 512, kMemory), nullptr);
    EXPECT_EQ(job_prepare(&job_, SIZE_MAX - 7, 4), nullptr);
    EXPECT_EQ(job_prepare(&job_, 4, SIZE_MAX), nullptr);
    job_.memory.length = 8;
    EXPECT_EQ(job_prepare(&job_, 0, 0), nullptr);
}

} // namespace
} // namespace detent
