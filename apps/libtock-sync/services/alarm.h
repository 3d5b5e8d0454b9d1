// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Waiting for time to pass. Upcalls run meanwhile.

#pragma once

#include "libtock/services/alarm.h"
#include "libtock/tock.h"

// Returns not earlier than `ms` milliseconds from now.
int libtocksync_alarm_delay_ms(uint32_t ms);

// Yields until `*cond` is true, but not much longer than `ms` milliseconds: RETURNCODE_SUCCESS if
// it became true, RETURNCODE_FAIL if the time ran out.
int libtocksync_alarm_yield_for_with_timeout(bool *cond, uint32_t ms);
