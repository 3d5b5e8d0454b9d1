// SPDX-License-Identifier: Apache-2.0 OR MIT
// MLFQ on an alarm, system calls filtered by TBF permissions, and fault policies by name: "crash"
// starts again after longer and longer waits, "always" at once, others twice.
#include "kernel/scheduler/mlfq.h"

#include "kernel/capability/mint.h"
#include "kernel/process/fault_policy_backoff.h"
#include "kernel/process/fault_policy_by_name.h"
#include "kernel/process/fault_policy_threshold.h"
#include "kernel/syscall/filter.h"
#include "testing/system/policies/policies_board.h"

static uint32_t used[POLICIES_SLOTS];
static struct mlfq scheduler = {.scheduler = {.ops = &mlfq_ops}, .used = SPAN(used)};

static struct fault_policy_backoff_process restarts[POLICIES_SLOTS];
static struct fault_policy_backoff_state restart_state = {
    .management = &process_management_capability,
    .processes = SPAN(restarts),
};
static const struct fault_policy_backoff later = {
    .policy = {.action = fault_policy_backoff_action},
    .first = 200,
    .longest = 800,
    .state = &restart_state,
};
static const struct fault_policy_threshold twice = {
    .policy = {.action = fault_policy_threshold_action},
    .restarts = 2,
    .then = &fault_policy_stop,
};
static const struct fault_policy_choice choices[] = {
    {"always", &fault_policy_restart},
    {"crash", &later.policy},
};
static const struct fault_policy_by_name by_name = {
    .policy = {.action = fault_policy_by_name_action},
    .choices = SPAN(choices),
    .otherwise = &twice.policy,
};

static const struct policies policies = {
    .scheduler = &scheduler.scheduler,
    .timer = &policies_slice_timer.timer,
    .fault_policy = &by_name.policy,
    .filter = &permission_filter,
};

static void start(void) {
    restart_state.alarm = policies_restart_alarm;
    fault_policy_backoff_init(&restart_state);
}

int main(void) {
    policies_run(&policies, start);
}
