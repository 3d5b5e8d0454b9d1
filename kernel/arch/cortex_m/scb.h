// SPDX-License-Identifier: Apache-2.0 OR MIT
// The system control block: what chips use of it.
#pragma once

// Whether the next sleep is a deep one (SCR.SLEEPDEEP); what that stops is the chip's.
void scb_set_sleep_deep(bool deep);

// Resets the chip (AIRCR.SYSRESETREQ).
[[noreturn]] void scb_system_reset(void);
