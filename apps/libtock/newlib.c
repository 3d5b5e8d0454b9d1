// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the C library asks of the system below it (newlib's manual, "Syscalls"): standard output and
// standard error are the console, standard input is the console, the heap is the process's break,
// and there are no files.

#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "libtock-sync/interface/console.h"
#include "libtock/tock.h"

enum {
    MEMOP_SBRK = 1,
    STREAM_BUFFER_SIZE = 64, // Of each stream, from the heap at its first use.
};

int _close(int file);
int _fstat(int file, struct stat *status);
int _getpid(void);
int _isatty(int file);
int _kill(int process, int signal);
off_t _lseek(int file, off_t offset, int whence);
int _open(const char *path, int flags, int mode);
ssize_t _read(int file, void *buffer, size_t size);
void *_sbrk(ptrdiff_t increment);
ssize_t _write(int file, const void *buffer, size_t size);
int raise(int signal);
__attribute__((noreturn)) void _exit(int status);

ssize_t _write(int file, const void *buffer, size_t size) {
    (void)file;
    size_t done = 0;
    while (done < size) {
        uint32_t written = 0;
        returncode_t result = libtocksync_console_write((const uint8_t *)buffer + done,
                                                        (uint32_t)(size - done), &written);
        if (result != RETURNCODE_SUCCESS || written == 0) {
            errno = EIO;
            return -1;
        }
        done += written;
    }
    return (ssize_t)done;
}

// The driver returns when all that was asked for has come, so ask for one byte: a line can then be
// used as soon as it ends.
ssize_t _read(int file, void *buffer, size_t size) {
    (void)file;
    if (size == 0) {
        return 0;
    }
    uint32_t received = 0;
    if (libtocksync_console_read(buffer, 1, &received) != RETURNCODE_SUCCESS) {
        errno = EIO;
        return -1;
    }
    return (ssize_t)received;
}

void *_sbrk(ptrdiff_t increment) {
    memop_return_t result = memop(MEMOP_SBRK, (uintptr_t)increment);
    if (result.status != TOCK_STATUSCODE_SUCCESS) {
        errno = ENOMEM;
        return (void *)-1;
    }
    return (void *)result.data;
}

int _fstat(int file, struct stat *status) {
    (void)file;
    *status = (struct stat){.st_mode = S_IFCHR, .st_blksize = STREAM_BUFFER_SIZE};
    return 0;
}

int _isatty(int file) {
    (void)file;
    return 1;
}

void _exit(int status) {
    tock_exit(status < 0 ? (uint32_t)-status : (uint32_t)status);
}

// Signals have no handlers. Each ends the process, as abort() wants it.
int raise(int signal) {
    (void)signal;
    tock_exit(TOCK_STATUSCODE_FAIL);
}

// There are no files and no other processes.

int _open(const char *path, int flags, int mode) {
    (void)path, (void)flags, (void)mode;
    errno = ENOENT;
    return -1;
}

int _close(int file) {
    (void)file;
    return 0;
}

off_t _lseek(int file, off_t offset, int whence) {
    (void)file, (void)offset, (void)whence;
    errno = ESPIPE;
    return -1;
}

int _getpid(void) {
    return 1;
}

int _kill(int process, int signal) {
    (void)process;
    return raise(signal);
}
