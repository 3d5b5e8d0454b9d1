// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/capability/mint.h"

// Defined here alone, so that an object of such a type can be made nowhere else.
struct process_management_capability {
    char token;
};
struct process_start_capability {
    char token;
};
struct main_loop_capability {
    char token;
};
struct memory_allocation_capability {
    char token;
};
struct external_process_capability {
    char token;
};
struct kernel_storage_capability {
    char token;
};
struct application_storage_capability {
    char token;
};
struct network_capability {
    char token;
};

const struct process_management_capability process_management_capability;
const struct process_start_capability process_start_capability;
const struct main_loop_capability main_loop_capability;
const struct memory_allocation_capability memory_allocation_capability;
const struct external_process_capability external_process_capability;
const struct kernel_storage_capability kernel_storage_capability;
const struct application_storage_capability application_storage_capability;
const struct network_capability network_capability;
