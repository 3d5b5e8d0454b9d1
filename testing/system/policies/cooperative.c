// SPDX-License-Identifier: Apache-2.0 OR MIT
// Cooperative scheduling, with SysTick.
#include "kernel/scheduler/cooperative.h"

#include "chips/sam4l/clocks.h"
#include "kernel/arch/cortex_m/systick.h"
#include "kernel/process/fault_policy.h"
#include "testing/system/policies/policies_board.h"

static struct cooperative scheduler = COOPERATIVE;
static struct systick systick;

static const struct policies policies = {
    .scheduler = &scheduler.scheduler,
    .timer = &systick.timer,
    .fault_policy = &fault_policy_stop,
};

static void start(void) {
    systick_init(&systick, sam4l_clocks_frequency());
}

int main(void) {
    policies_run(&policies, start);
}
