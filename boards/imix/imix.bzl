# SPDX-License-Identifier: Apache-2.0 OR MIT
"""imix_board: imix, or a variant of it."""

load("//toolchains:defs.bzl", "board")

# What wiring.c uses.
WIRING_DEPS = [
    "//capsules/core:alarm",
    "//capsules/core:button",
    "//capsules/core:console",
    "//capsules/core:gpio",
    "//capsules/core:led",
    "//capsules/core:led_gpio",
    "//capsules/core:low_level_debug",
    "//capsules/core:rng",
    "//capsules/core:virtual_uart",
    "//capsules/system:debug_writer",
    "//chips/sam4l:ast",
    "//chips/sam4l:chip",
    "//chips/sam4l:clocks",
    "//chips/sam4l:gpio",
    "//chips/sam4l:trng",
    "//chips/sam4l:usart",
    "//kernel",
    "//kernel:core",
    "//kernel:system",
    "//kernel/arch/cortex_m",
    "//kernel/arch/cortex_m:memory_map",
    "//kernel/arch/cortex_m:systick",
    "//kernel/arch/cortex_m:vectors",
    "//kernel/capability:mint",
    "//kernel/debug",
    "//kernel/loader",
    "//kernel/panic",
    "//kernel/process:fault_policy",
    "//kernel/scheduler:round_robin",
]

def imix_board(
        name,
        flash_budget,
        ram_budget,
        stack_size = 1024,
        srcs = ["main.c"],
        deps = [],
        wiring = "//boards/imix:wiring"):
    """A board with imix's memories and wiring.

    Args:
      name: name of the board.
      flash_budget: bytes of flash that the kernel may use.
      ram_budget: bytes of RAM that it may use.
      stack_size: bytes of the kernel's stack: at least its worst case, which the build says.
      srcs: where its main() is.
      deps: what srcs use besides the wiring.
      wiring: the wiring, if it is not imix's own.
    """
    board(
        name = name,
        srcs = srcs,
        flash_budget = flash_budget,
        flash_origin = 0x10000,
        flash_size = 0x2fe00,  # The rest is for attributes.ld.
        layout = "//boards/imix:layout.ld",
        layout_deps = ["//kernel/arch/cortex_m:layout"],
        ram_budget = ram_budget,
        ram_origin = 0x20000000,
        ram_size = 0x10000,
        stack_size = stack_size,
        deps = [wiring] + deps,
    )
