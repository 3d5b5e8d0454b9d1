# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Two commands for GDB that see how much of the kernel's stack was used.

`paint` fills the stack before the board's first instruction. `high-water REPORT` says how deep the
paint is gone, and holds that against the bound in the board's .stack file.
"""

import re

import gdb

PAINT = b"\xa5"


def address_of(symbol):
    return int(gdb.parse_and_eval("(unsigned)&" + symbol))


class Paint(gdb.Command):
    def __init__(self):
        super().__init__("paint", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        low, top = address_of("_stack_start"), address_of("_stack_top")
        gdb.selected_inferior().write_memory(low, PAINT * (top - low))
        print("painted: %d bytes" % (top - low))


class HighWater(gdb.Command):
    def __init__(self):
        super().__init__("high-water", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        low, top = address_of("_stack_start"), address_of("_stack_top")
        stack = gdb.selected_inferior().read_memory(low, top - low).tobytes()
        used = len(stack.lstrip(PAINT))
        with open(argument) as report:
            bound = int(re.search(r"^  stack +(\d+) of", report.read(), re.MULTILINE).group(1))
        print("high water: %d bytes, bound %d: %s" % (used, bound, "within" if used <= bound else "above"))
        # A workload that is too light shows nothing.
        print("workload: %s" % ("heavy" if 2 * used >= bound else "light"))


Paint()
HighWater()
