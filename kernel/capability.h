// SPDX-License-Identifier: Apache-2.0 OR MIT
// Capabilities: tokens for what is safe for the language but not for the system. A guarded function
// takes a pointer to one as its proof; only //kernel/capability:mint, visible to boards alone,
// makes them. The types are never defined: a capsule can hold and pass on what it was handed, and
// make none.
#pragma once

// What a guarded function does first: traps if it was called with no token.
#define capability_require(capability)                                                             \
    ({                                                                                             \
        if ((capability) == nullptr) {                                                             \
            __builtin_trap();                                                                      \
        }                                                                                          \
    })

struct process_management_capability;  // Stop, resume, terminate, restart processes; see their
                                       // state.
struct process_start_capability;       // Create processes and start them.
struct main_loop_capability;           // Run the kernel's main loop.
struct memory_allocation_capability;   // Give drivers their grants.
struct external_process_capability;    // Use process ids received from outside.
struct kernel_storage_capability;      // Read and write the kernel's storage.
struct application_storage_capability; // Read and write applications' storage.
struct network_capability;             // Use the network as any application.
