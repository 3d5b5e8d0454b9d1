# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the kernel does about a damaged application."""

load("//toolchains:defs.bzl", "emulation_test")
load(":edited_tbf.bzl", "edited_tbf")

def bad_input_test(name, cause, edits):
    """Boots imix with a damaged `hello` between two good applications.

    Args:
      name: the test is NAME_test.
      cause: what the loader must say: an expression.
      edits: what is done to `hello`; see tbf_edit.c.
    """
    edited_tbf(
        name = name,
        app = "//apps/hello",
        edits = [word for edit in edits for word in edit.split(" ")],
    )
    emulation_test(
        name = name + "_test",
        apps = [
            "//apps/rng",
            ":" + name,
            "//apps/blink",
        ],
        board = "//boards/imix",
        expect = [
            "exactly 1 ^loader: %s" % cause,
            "exactly 1 ^loader: ",
            "expect ^rng: ",
            "expect led 0 on$",
            "reject fault|panic|^hello: [0-9]",
        ],
        machine = "imix",
        seconds = "2",
    )
