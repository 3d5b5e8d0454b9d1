# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What TRD 104, 105 and 106 demand, sentence by sentence, and what shows it.

The wording is ours and short; the TRDs (tock/tock, doc/reference) are what counts. Ids: TRD, section,
number within it. `test` is CHECK for a check in this folder, run on the real image; or a test's source and
its name there, SOURCE:SUITE.NAME; or DESIGN, where nothing runs that could show it, and `why` says so; or
MISSING, where Detent does not do it.
"""

CHECK = "check"
DESIGN = "design"
MISSING = "missing"

_ALARM = "capsules/core/virtual_alarm_test.cc:VirtualAlarm."
_AST = "chips/sam4l/ast_test.cc:Ast."
_LIBTOCK = "apps/libtock/tock_test.cc:Tock."
_SYNC = "apps/libtock-sync/libtock_sync_test.cc:Sync."
_SYSCALL = "kernel/syscall/syscall_test.cc:Syscall."
_NO_TIMER = "there is no Timer: users set an alarm again (`capsules/core/virtual_alarm.h`)"

def _sentence(id, level, text, test = CHECK, why = ""):
    return struct(id = id, level = level, text = text, test = test, why = why)

SENTENCES = [
    _sentence("trd104-3.2-1", "SHOULD", "Calls give each register as specific a type as it has a meaning.", DESIGN, "types of `apps/libtock/tock.h` and `kernel/driver.h`"),
    _sentence("trd104-3.2-2", "SHOULD NOT", "The kernel does not read values of opaque types."),
    _sentence("trd104-3.2-3", "MUST", "The kernel preserves values of opaque types."),
    _sentence("trd104-3.3-1", "MUST", "A call has one failure variant and one success variant."),
    _sentence("trd104-3.3-2", "MUST", "What could have several variants is several calls."),
    _sentence("trd104-3.3-3", "MUST", "For each failure the error code is in r1."),
    _sentence("trd104-3.3-4", "MUST NOT", "The kernel returns no reserved value in r0."),
    _sentence("trd104-3.3-5", "MUST", "Userspace copes with values of r0 that it does not know.", _LIBTOCK + "OtherVariantsAreBadReturnValues"),
    _sentence("trd104-3.4-1", "MUST NOT", "No kernel error code is above 1023."),
    _sentence("trd104-3.4-2", "MUST NOT", "The kernel returns no error code that no TRD specifies."),
    _sentence("trd104-4-1", "MUST", "A call of a driver that is not installed fails with NODEVICE."),
    _sentence("trd104-4-2", "MUST", "A call that a driver does not know fails with NOSUPPORT.", why = "Subscribe to a driver that keeps nothing per process (LED): NOMEM, as in Tock 2"),
    _sentence("trd104-4-3", "(plain)", "Calls other than Yield and Exit do not wait."),
    _sentence("trd104-4.1-1", "(plain)", "Upcalls run in response to Yield only."),
    _sentence("trd104-4.1-2", "MUST", "An invalid Yield number returns immediately."),
    _sentence("trd104-4.1-3", "MUST NOT", "An invalid Yield number uses no parameter."),
    _sentence("trd104-4.1.1-1", "(plain)", "Yield-NoWait runs a single upcall."),
    _sentence("trd104-4.1.1-2", "(plain)", "Yield-NoWait returns at once if none is pending."),
    _sentence("trd104-4.1.1-3", "(plain)", "Yield-NoWait writes 1, one byte, if an upcall ran."),
    _sentence("trd104-4.1.1-4", "(plain)", "Yield-NoWait writes 0, one byte, if none ran."),
    _sentence("trd104-4.1.1-5", "SHOULD", "Userspace passes a valid address, or 0.", _LIBTOCK + "YieldForRunsUpcallsUntilTheConditionHolds"),
    _sentence("trd104-4.1.1-6", "SHALL", "The kernel writes the result to any valid memory of the process."),
    _sentence("trd104-4.1.1-7", "SHALL NOT", "The kernel does not write it anywhere else."),
    _sentence("trd104-4.1.2-1", "(plain)", "Yield-Wait blocks until an upcall has run."),
    _sentence("trd104-4.1.2-2", "(plain)", "Events are delivered in their order."),
    _sentence("trd104-4.1.2-3", "(plain)", "An event for the null upcall does not end Yield-Wait."),
    _sentence("trd104-4.1.3-1", "(plain)", "Yield-WaitFor returns the upcall's arguments in r0 to r2."),
    _sentence("trd104-4.1.3-2", "(plain)", "Yield-WaitFor runs no function."),
    _sentence("trd104-4.1.3-3", "(plain)", "Other events stay queued, in their order."),
    _sentence("trd104-4.1.3-4", "(plain)", "Events are queued although no function is registered."),
    _sentence("trd104-4.2-1", "SHOULD", "Userspace passes a valid upcall or the null upcall.", DESIGN, "`apps/libtock` passes functions only; what happens otherwise is trd104-4.2-2"),
    _sentence("trd104-4.2-2", "MUST", "An invalid upcall fails with INVALID, and the driver is not asked."),
    _sentence("trd104-4.2-3", "(plain)", "It changes neither the registered upcall nor what is pending."),
    _sentence("trd104-4.2-4", "MUST", "Userspace keeps an upcall valid until the next successful Subscribe.", DESIGN, "functions in flash; `apps/libtock` unregisters nothing early"),
    _sentence("trd104-4.2-5", "MUST", "Success cancels what is pending for that subscription."),
    _sentence("trd104-4.2-6", "MUST NOT", "The previous upcall does not run after that."),
    _sentence("trd104-4.2-7", "MUST NOT", "The new upcall does not run for events before it."),
    _sentence("trd104-4.2-8", "MUST", "The first success returns the null upcall."),
    _sentence("trd104-4.2-9", "(plain)", "Success returns the previous upcall and userdata."),
    _sentence("trd104-4.2-10", "(plain)", "Failure returns the passed upcall and userdata."),
    _sentence("trd104-4.2.1-1", "MUST NOT", "The null upcall does not run."),
    _sentence("trd104-4.2.1-2", "MUST", "The null upcall is 0."),
    _sentence("trd104-4.2.1-3", "MUST", "Without the driver: NODEVICE and the null upcall."),
    _sentence("trd104-4.3-1", "(plain)", "Without the driver Command fails with a plain failure, NODEVICE."),
    _sentence("trd104-4.3.1-1", "MUST", "Command 0 returns success, or a failure with NODEVICE.", why = "LED and button return success with u32, their number, as in Tock 2"),
    _sentence("trd104-4.4-1", "SHALL", "The buffer is assigned to the allow number and replaces the previous one."),
    _sentence("trd104-4.4-2", "MUST", "A buffer that is not all the process's to write fails with INVALID."),
    _sentence("trd104-4.4-3", "MUST", "Failure returns the address and length that were passed."),
    _sentence("trd104-4.4-4", "MUST", "Success returns those of the previous call."),
    _sentence("trd104-4.4-5", "MUST", "The first success returns 0 and 0."),
    _sentence("trd104-4.4-6", "(plain)", "NOMEM if the grant cannot be had.", "testing/conformance/no_memory.c:no_memory"),
    _sentence("trd104-4.4-7", "(plain)", "INVALID for an allow number that the driver does not have."),
    _sentence("trd104-4.4-8", "(plain)", "A buffer of no bytes may be anywhere."),
    _sentence("trd104-4.4-9", "MUST", "Several references to the same memory do no harm in the kernel."),
    _sentence("trd104-4.4-10", "MUST NOT", "Userspace does not rely on a lent buffer.", _SYNC + "WriteWaitsAndTakesTheBufferBack"),
    _sentence("trd104-4.4-11", "MUST", "Userspace takes a buffer back before it uses it.", _SYNC + "WriteWaitsAndTakesTheBufferBack"),
    _sentence("trd104-4.4.1-1", "MUST NOT", "The kernel does not assume that a lent buffer stays as it is."),
    _sentence("trd104-4.5-1", "MAY", "The process may read a read-only buffer."),
    _sentence("trd104-4.5-2", "MUST NOT", "The kernel does not write to a read-only buffer."),
    _sentence("trd104-4.5-3", "(plain)", "Read-only numbers are independent of read-write ones."),
    _sentence("trd104-4.5-4", "MUST", "Otherwise as Read-Write Allow: first, swap, failure."),
    _sentence("trd104-4.5-5", "MUST NOT", "Userspace does not depend on writing to a lent buffer.", _SYNC + "WriteWaitsAndTakesTheBufferBack"),
    _sentence("trd104-4.5-6", "MUST NOT", "The kernel does not assume that a read-only buffer stays as it is."),
    _sentence("trd104-4.5-7", "MUST", "A buffer that is not all the process's to read fails with INVALID."),
    _sentence("trd104-4.6-1", "(plain)", "Operations 0 and 1 move the break."),
    _sentence("trd104-4.6-2", "(plain)", "Operations 2 to 7 tell bounds, as success with u32."),
    _sentence("trd104-4.6-3", "(plain)", "Operations 8 and 9 tell writeable flash regions."),
    _sentence("trd104-4.6-4", "(plain)", "Operations 10 and 11 take hints."),
    _sentence("trd104-4.6-5", "(plain)", "All fail with a plain failure."),
    _sentence("trd104-4.7-1", "MUST", "A restarted application has a new process identifier.", "kernel/process/restart_test.cc:Restart.GivesANewId"),
    _sentence("trd104-4.7-2", "MUST", "Both Exits succeed and do not return.", "testing/conformance/ends.c:ends"),
    _sentence("trd104-4.7-3", "(plain)", "Another Exit number returns a failure."),
    _sentence("trd105-2-1", "MUST", "A time tells its frequency in Hz.", _ALARM + "ShowsTheHardwaresProperties"),
    _sentence("trd105-2-2", "MUST NOT", "The frequency is not above what the clock can tell apart.", _AST + "StartsAtZeroFromThe32kHzClock"),
    _sentence("trd105-3-1", "MUST NOT", "A counter's resolution is not above its hardware's.", _AST + "StartsAtZeroFromThe32kHzClock"),
    _sentence("trd105-4-1", "(plain)", "Setting an alarm replaces one that is set.", _ALARM + "SettingReplaces"),
    _sentence("trd105-4-2", "(plain)", "An alarm in the past fires soon, not after a wrap.", _ALARM + "PastTimesFireSoonButNotFromWithin"),
    _sentence("trd105-4-3", "(plain)", "Reference and distance tell the near past from the far future.", _ALARM + "AgreesWithA64BitModel"),
    _sentence("trd105-4-4", "(plain)", "A disarmed alarm does not fire.", _ALARM + "ADisarmedAlarmNeverFires"),
    _sentence("trd105-5-1", "MUST", "A one-shot timer replaces what was set before.", DESIGN, _NO_TIMER),
    _sentence("trd105-5-2", "MUST NOT", "A one-shot timer is not early.", DESIGN, _NO_TIMER + "; that alarms are not: " + _ALARM + "AgreesWithA64BitModel"),
    _sentence("trd105-5-3", "MUST", "A repeating timer replaces what was set before.", DESIGN, _NO_TIMER),
    _sentence("trd105-5-4", "MUST NOT", "A repeating timer's first callback is not early.", DESIGN, _NO_TIMER),
    _sentence("trd105-8-1", "MUST", "A chip has an alarm of 32 kHz and 32 bits.", MISSING, "SAM4L's AST counts at 16 kHz at most (`chips/sam4l/ast.h`), as in Tock; 32 bits it has"),
    _sentence("trd105-8-2", "MUST", "A chip has a time of 32 kHz and 64 bits.", MISSING, "the counter of SAM4L has 32 bits, and nothing extends it"),
    _sentence("trd105-8-3", "SHOULD", "A chip has an alarm of 1 MHz and 32 bits.", MISSING, "the same"),
    _sentence("trd105-9-1", "(plain)", "An expired alarm is set so that the hardware cannot miss it.", _AST + "ExpiredFiresAsSoonAsItCan"),
    _sentence("trd106-3-1", "MUST", "Completion code 0 means that the application ended normally.", _SYSCALL + "ExitTerminate"),
    _sentence("trd106-3-2", "SHOULD", "Another code means that it did not.", _SYSCALL + "ExitTerminate"),
    _sentence("trd106-3-3", "SHOULD", "Codes 1 to 1024 are those of TRD 104, 3.4.", DESIGN, "`apps/libtock/newlib.c`: what main() returns, a return code's sign dropped; `start.c`: NOMEM"),
]
