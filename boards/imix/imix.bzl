# SPDX-License-Identifier: Apache-2.0 OR MIT
"""imix_board: imix, or a variant of it."""

load("//toolchains:defs.bzl", "board")

def imix_board(name, flash_budget, ram_budget, srcs = ["main.c"], deps = []):
    """A board with imix's memories and wiring.

    Args:
      name: name of the board.
      flash_budget: bytes of flash that the kernel may use.
      ram_budget: bytes of RAM that it may use.
      srcs: where its main() is.
      deps: what srcs use besides the wiring.
    """
    board(
        name = name,
        srcs = srcs,
        flash_budget = flash_budget,
        flash_origin = 0x10000,
        flash_size = 0x2fe00,  # The rest is for attributes.ld.
        layout = "//boards/imix:layout.ld",
        layout_deps = [
            "//kernel/arch/cortex_m:attributes.ld",
            "//kernel/arch/cortex_m:sections.ld",
        ],
        ram_budget = ram_budget,
        ram_origin = 0x20000000,
        ram_size = 0x10000,
        deps = ["//boards/imix:wiring"] + deps,
    )
