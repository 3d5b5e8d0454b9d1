// SPDX-License-Identifier: Apache-2.0 OR MIT
// Makes capabilities. Visible to boards only: a board mints a token once and hands it to the
// components that it trusts with it.
#pragma once

#include "kernel/capability.h"

// The one token of each kind. A token carries no data; holding its address is the right.
extern const struct process_management_capability process_management_capability;
extern const struct process_start_capability process_start_capability;
extern const struct main_loop_capability main_loop_capability;
extern const struct memory_allocation_capability memory_allocation_capability;
extern const struct external_process_capability external_process_capability;
extern const struct kernel_storage_capability kernel_storage_capability;
extern const struct application_storage_capability application_storage_capability;
extern const struct network_capability network_capability;
