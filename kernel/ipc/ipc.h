// SPDX-License-Identifier: Apache-2.0 OR MIT
// Inter-process communication, driver 0x10000, as libtock-c uses it: a client finds a service by
// its package name, lends it a buffer, and the two notify each other.
//
// A driver of the trusted kernel, for it changes what processes can reach. A board that wants it
// links //kernel/ipc and has two lines more:
//
//     const struct driver_ops ipc_driver_ops = IPC_DRIVER_OPS(PROCESS_SLOTS);
//     ...
//     {IPC_DRIVER_NUMBER, &ipc_driver}, // In its table of drivers.
//
// Ids. A process is called by a number from 1 on, its place in the process table, that others use
// as subscribe and allow number too. A process can use only the ids that it was given: by a
// discovery, or by a notification that it received. They are taken back when the process they stand
// for ends or restarts; what the numbers name later must be discovered anew. What a process calls
// itself is not proved: who wants more than a name checks credentials.
//
//     command 0            exists
//     command 1            discover: the id of the live process whose package name is the buffer of
//                          read-only allow 0; the first one in the table, the caller itself too
//                            INVAL     no name is lent, or an empty one
//                            NODEVICE  no live process is called so
//                            NOMEM     the caller has no memory for IPC
//     command 2, id        notify a service
//     command 3, id        notify a client
//                            INVAL     the caller was not given this id, it is no longer good, or
//                                      it is its own
//     subscribe own id     called when a client notifies this service; also subscribe 0
//     subscribe id         called when the service id notifies this client, who knows the id
//     read-write allow id  the buffer for the process id, who may be service or client
//                            INVAL     as for command 2, or protection cannot be set to exactly
//                                      these bytes with one region
//
// Upcalls get the id of who notified, and length and address of the buffer that it lends at that
// moment; 0 and 0 for none. The buffer becomes a region of the receiver's own protection, exactly
// as long as it is, when the upcall is delivered, and stays one until
//   - its owner allows another one, or none, under that number;
//   - its owner or the receiver ends or restarts, for whatever reason;
//   - IPC_BUFFERS others have notified the receiver since, or other regions take the place.
// After that an access faults. So a service may hold on to buffers of a few clients, must expect
// that a client takes its buffer back at any time, and should have a fault policy that restarts it.
// On Cortex-M one region is any power of two from 32 bytes on, aligned to itself, and any run of
// eighths of that from 256 bytes on. A service whose flash leaves no region gets 0 and 0.
//
// Notifications never fail for want of room. They call in the order in which they were made, one
// upcall each, until IPC_UPCALLS upcalls wait for the receiver; what the same process notifies from
// then on becomes one, which follows as soon as there is room. The rest of the queue is left to
// other drivers. A notification for a process that has not subscribed waits until it has, or until
// it waits for that upcall with Yield-WaitFor; also here, more than one become one.
#pragma once

#include "kernel/driver.h"

enum : uint32_t {
    IPC_DRIVER_NUMBER = 0x10000,
    IPC_UPCALLS = 4, // Most upcalls that wait for a process, whatever they are of, once one of
                     // IPC's has joined them.
    IPC_BUFFERS = 4, // Most buffers of others that a process can reach.
};

// What each process has for another one, for what it calls the other by. Kept in its grant.
struct ipc_state {
    uint32_t known; // Bit n: it was given the id of the process in slot n, which lives.
    uint32_t lent;  // Bit n: the buffer under that id is for the process that lives there now.
    uint32_t
        waiting[2]; // Bit n: it has notified slot n, as service or as client, to no effect yet.
    uint8_t mapped[IPC_BUFFERS]; // Slots whose buffers it reaches, first the one to give up next,
    uint8_t mapped_count;        // and how many.
};

struct command_return ipc_command(struct driver *driver, struct process_id id, uint32_t number,
                                  uint32_t argument1, uint32_t argument2);

// For a board with so many process slots.
#define IPC_DRIVER_OPS(slots)                                                                      \
    {                                                                                              \
        .command = ipc_command,                                                                    \
        .layout = {                                                                                \
            .upcalls = (slots) + 1,                                                                \
            .readonly = 1,                                                                         \
            .readwrite = (slots) + 1,                                                              \
            .readable = 0,                                                                         \
            .state_size = sizeof(struct ipc_state),                                                \
        },                                                                                         \
    }

// The board's, who knows the number of slots.
extern const struct driver_ops ipc_driver_ops;

// There is one; it does nothing unless the board lists it.
extern struct driver ipc_driver;
