// SPDX-License-Identifier: Apache-2.0 OR MIT

#include "libtock/kernel/ipc.h"

#include <string.h>

enum {
    ALLOW_NAME = 0,
    COMMAND_DISCOVER = 1,
    COMMAND_NOTIFY_SERVICE = 2,
    COMMAND_NOTIFY_CLIENT = 3,
};

int ipc_discover(const char *pkg_name, size_t *svc_id) {
    int result = tock_allow_ro_return_to_returncode(
        allow_readonly(IPC_DRIVER_NUM, ALLOW_NAME, pkg_name, strlen(pkg_name)));
    if (result != RETURNCODE_SUCCESS) {
        return result;
    }
    uint32_t id = 0;
    result =
        tock_command_return_u32_to_returncode(command(IPC_DRIVER_NUM, COMMAND_DISCOVER, 0, 0), &id);
    (void)allow_readonly(IPC_DRIVER_NUM, ALLOW_NAME, NULL, 0);
    if (result == RETURNCODE_SUCCESS) {
        *svc_id = id;
    }
    return result;
}

int ipc_register_service_callback(const char *pkg_name, subscribe_upcall *callback, void *ud) {
    size_t own_id = 0;
    int result = ipc_discover(pkg_name, &own_id);
    return result == RETURNCODE_SUCCESS ? ipc_register_client_callback(own_id, callback, ud)
                                        : result;
}

int ipc_register_client_callback(size_t svc_id, subscribe_upcall *callback, void *ud) {
    return tock_subscribe_return_to_returncode(subscribe(IPC_DRIVER_NUM, svc_id, callback, ud));
}

int ipc_notify_client(size_t pid) {
    return tock_command_return_novalue_to_returncode(
        command(IPC_DRIVER_NUM, COMMAND_NOTIFY_CLIENT, (int)pid, 0));
}

int ipc_notify_service(size_t pid) {
    return tock_command_return_novalue_to_returncode(
        command(IPC_DRIVER_NUM, COMMAND_NOTIFY_SERVICE, (int)pid, 0));
}

int ipc_share(size_t pid, void *base, int len) {
    return tock_allow_rw_return_to_returncode(
        allow_readwrite(IPC_DRIVER_NUM, pid, base, (size_t)len));
}
