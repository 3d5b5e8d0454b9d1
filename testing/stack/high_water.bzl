# SPDX-License-Identifier: Apache-2.0 OR MIT
"""high_water_test: a real image, hard at work, uses no more stack than the build says."""

load("//toolchains:defs.bzl", "gdb_test")

def high_water_test(name, board, report, apps, arguments = [], commands = []):
    """Paints the stack of a board's image, lets it work, and looks at what paint is left.

    Args:
      name: name of the test.
      board: the board.
      report: its .stack file.
      apps: applications, of which those that GDB has no symbols for may be .tbf files.
      arguments: more of the launcher's options.
      commands: GDB's commands in between. The last one leaves the board where it has done its work.
    """
    gdb_test(
        name = name,
        size = "medium",
        apps = apps,
        arguments = arguments,
        board = board,
        commands = [
            "source testing/stack/paint.py",
            "paint",
        ] + commands + [
            "high-water $(rootpath %s)" % report,
        ],
        data = [
            "paint.py",
            report,
        ],
        expect = [
            "then ^painted: [0-9]+ bytes$",
            "then ^Breakpoint .* panic_end ",
            "then ^high water: [0-9]+ bytes, bound [0-9]+: within$",
            "then ^workload: heavy$",
        ],
        machine = "imix",
        seconds = "240",
    )
