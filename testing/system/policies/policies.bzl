# SPDX-License-Identifier: Apache-2.0 OR MIT
"""policies_board: imix's memories and :wiring, with other policies."""

load("//toolchains:defs.bzl", "board")

def policies_board(name, srcs, deps):
    """A board on :wiring.

    Args:
      name: name of the board.
      srcs: where its main() is.
      deps: what srcs use besides :wiring.
    """
    board(
        name = name,
        srcs = srcs,
        flash_origin = 0x10000,
        flash_size = 0x2fe00,
        layout = "//testing/system/policies:layout.ld",
        layout_deps = ["//kernel/arch/cortex_m:layout"],
        ram_origin = 0x20000000,
        ram_size = 0x10000,
        deps = ["//testing/system/policies:wiring"] + deps,
    )
