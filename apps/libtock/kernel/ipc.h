// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Inter-process communication (driver 0x10000): a client finds a service by its package name,
// shares a buffer with it, and the two notify each other. The service works on the client's buffer
// itself; nothing is copied.
//
//     // Client                                        // Service, package name "org.example.sum"
//     size_t sum;                                      static void serve(int pid, int len, int buf,
//     ipc_discover("org.example.sum", &sum);                             void *ud) {
//     ipc_register_client_callback(sum, done, NULL);       ... the len bytes at buf ...
//     ipc_share(sum, buffer, sizeof buffer);               ipc_notify_client(pid);
//     ipc_notify_service(sum);                         }
//     yield_for(&is_done);                             ipc_register_service_callback(
//                                                          "org.example.sum", serve, NULL);
//
// An id is never 0. It is good until the process that it stands for ends or restarts; from then on
// the calls below fail with EINVAL, and it must be discovered (or notify) again, and buffers shared
// again. A service learns its clients' ids when they notify it, not before.
//
// A process that was notified can use the other's buffer until its owner shares another one or
// none, or ends. Then an access faults: a service should take what it needs and answer, and be
// built so that it can be restarted. It can use the buffers of the last few clients, 4 at most.

#pragma once

#include "libtock/tock.h"

#define IPC_DRIVER_NUM 0x10000

// Callbacks get the id of the process that notified, and the length and address of the buffer that
// it shares, both 0 if it shares none. They run when this process yields.

// Stores the id of the process called pkg_name.
//   RETURNCODE_ENODEVICE  no process is called so, or the board has no IPC;
//   RETURNCODE_EINVAL     the name is empty;
//   RETURNCODE_ENOMEM     no memory for it: the application's kernel_heap_size is too small.
int ipc_discover(const char *pkg_name, size_t *svc_id);

// Makes this process a service: callback is called when a client notifies it, also if that was
// before this call. pkg_name is its own package name. Errors as for ipc_discover().
int ipc_register_service_callback(const char *pkg_name, subscribe_upcall *callback, void *ud);

// Has callback called when the service notifies this process.
int ipc_register_client_callback(size_t svc_id, subscribe_upcall *callback, void *ud);

// Notifies. Each call calls the other side's callback once; but if several have to wait there, they
// may become one.
//   RETURNCODE_EINVAL  no good id.
int ipc_notify_client(size_t pid);
int ipc_notify_service(size_t pid);

// Shares a buffer with a service or a client, who can use it from the next notification on. It
// takes the place of the one shared before; len 0 shares none.
//   RETURNCODE_EINVAL  no good id; not this process's RAM; or no exact region for the memory
//                      protection: len must be a power of two, 32 or more, and base a multiple of
//                      it.
int ipc_share(size_t pid, void *base, int len);
