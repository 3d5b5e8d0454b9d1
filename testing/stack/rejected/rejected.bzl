# SPDX-License-Identifier: Apache-2.0 OR MIT
"""unbounded_test: a program whose stack cannot be bounded is not built."""

load("//toolchains:defs.bzl", "board")
load("//toolchains/board/stack:stack_rejected.bzl", "stack_rejected_test")

def unbounded_test(name, expected, stack_size = 1024):
    """Builds NAME.c as a board, which must fail.

    Args:
      name: name of the program; the test is NAME_test.
      expected: expressions that what the build says must match.
      stack_size: the board's.
    """
    board(
        name = name,
        srcs = [name + ".c"],
        flash_origin = 0x10000,
        flash_size = 0x30000,
        layout = "//toolchains/selftest:selftest.ld",
        ram_origin = 0x20000000,
        ram_size = 0x10000,
        stack_size = stack_size,
        tags = ["manual"],
        deps = [":start"],
    )
    stack_rejected_test(
        name = name + "_test",
        size = "small",
        board = ":" + name,
        expected = expected,
    )
