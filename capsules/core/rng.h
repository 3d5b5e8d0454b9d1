// SPDX-License-Identifier: Apache-2.0 OR MIT
// Random numbers for processes. System call driver 0x40001 (Tock: doc/syscalls/README.md, RNG).
//
//     command 0                    success.
//     command 1 (count)            fill the first count bytes of read-write buffer 0, or all of it
//                                  if that is less, with randomness; then
//     upcall 0 (0, bytes, 0)       how many bytes were written.
// Errors: E_BUSY  the process's request is under way;
//         E_FAIL  the source cannot be started;
//         E_NOMEM no room for the grant.
// Nothing to fill (count 0, no buffer) succeeds with an upcall of 0 bytes. A buffer that becomes
// shorter ends the request with what was written. Processes are served in turn, each request whole;
// no word of the source is given out twice.
//
// Wiring:
//     static struct rng_driver rng_driver = {
//         .driver = {.ops = &rng_driver_ops}, .entropy = &trng.entropy};
//     ... rng_driver_init(&rng_driver)
#pragma once

#include "hil/entropy.h"
#include "kernel/driver.h"

enum : uint32_t { RNG_DRIVER_NUMBER = 0x40001 };

extern const struct driver_ops rng_driver_ops;

struct rng_driver {
    struct driver driver;    // .ops set by the board.
    struct entropy *entropy; // Set by the board; the driver becomes its client.

    struct entropy_client client;
    struct process_id served; // Whose request is served, or was last.
};

// Wires driver and source together. Called once, before processes run.
void rng_driver_init(struct rng_driver *driver);
