// SPDX-License-Identifier: Apache-2.0 OR MIT
// Error codes of the Tock 2 system call ABI (TRD 104, section 3.2 "Return Values").
//
// Every kernel, HIL and capsule function that can fail returns one of these, by value; the compiler
// refuses a call that ignores it. The numbers are ABI: userspace sees them.
#pragma once

#include <stdint.h>

enum [[nodiscard]] errorcode : uint32_t {
    E_OK = 0,           // Success. Never sent to userspace as an error code.
    E_FAIL = 1,         // Generic failure.
    E_BUSY = 2,         // The underlying resource is in use; try again later.
    E_ALREADY = 3,      // The requested state is already set, or the operation already under way.
    E_OFF = 4,          // The component is powered down.
    E_RESERVE = 5,      // A reservation is required before use.
    E_INVAL = 6,        // An argument is out of its domain.
    E_SIZE = 7,         // A size is too large or too small.
    E_CANCEL = 8,       // The operation was cancelled by a call.
    E_NOMEM = 9,        // The memory needed is not available.
    E_NOSUPPORT = 10,   // The operation is not supported.
    E_NODEVICE = 11,    // The device, driver or process does not exist.
    E_UNINSTALLED = 12, // The device is not physically installed.
    E_NOACK = 13,       // The packet was sent, but not acknowledged.
};
