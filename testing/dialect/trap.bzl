# SPDX-License-Identifier: Apache-2.0 OR MIT
"""trap_test: what a capsule does wrong at run time is a panic that names the place."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("//toolchains:defs.bzl", "board")

def trap_test(kind):
    """Boots an image whose capsule springs a trap.

    Args:
      kind: which, as in enum trap.
    """
    name = "trap_" + kind.lower()
    cc_library(
        name = name + "_kind",
        srcs = ["trap_kind.c"],
        hdrs = ["trap_kind.h"],
        local_defines = ["KIND=TRAP_" + kind],
        tags = ["manual"],
        deps = [":trap"],
    )
    board(
        name = name,
        srcs = ["trap_board.c"],
        flash_origin = 0x10000,
        flash_size = 0x2fe00,
        layout = "//boards/imix:layout.ld",
        layout_deps = ["//kernel/arch/cortex_m:layout"],
        ram_origin = 0x20000000,
        ram_size = 0x10000,
        deps = [
            ":" + name + "_kind",
            ":trap",
            "//chips/sam4l:chip",
            "//chips/sam4l:clocks",
            "//chips/sam4l:gpio",
            "//chips/sam4l:usart",
            "//chips/sam4l:vectors",
            "//kernel:core",
            "//kernel:system",
            "//kernel/arch/cortex_m",
            "//kernel/arch/cortex_m:systick",
            "//kernel/capability:mint",
            "//kernel/panic",
            "//kernel/process:fault_policy",
            "//kernel/scheduler:round_robin",
        ],
    )
    native.sh_test(
        name = name + "_test",
        size = "small",
        srcs = ["trap_test.sh"],
        args = [
            "$(location //toolchains/emulate:launcher)",
            "$(location //testing/emulator:qemu)",
            "$(location :%s.elf)" % name,
            "$(location @llvm//:bin/llvm-dwarfdump)",
        ],
        data = [
            ":%s.elf" % name,
            "//testing/emulator:qemu",
            "//toolchains/emulate:launcher",
            "@llvm//:bin/llvm-dwarfdump",
            "@llvm//:dwarfdump",
        ],
    )
