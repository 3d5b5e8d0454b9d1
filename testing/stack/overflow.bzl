# SPDX-License-Identifier: Apache-2.0 OR MIT
"""overflow_test: an overflow of the kernel's stack is a panic that says so."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("//toolchains:defs.bzl", "board", "emulation_test")

def overflow_test(way):
    """Boots an image whose stack overflows.

    Args:
      way: how: which function of overflow.h, without its prefix.
    """
    name = "overflow_" + way
    cc_library(
        name = name + "_way",
        srcs = ["way.c"],
        hdrs = ["way.h"],
        local_defines = ["WAY=overflow_" + way],
        tags = ["manual"],
        deps = [":overflow"],
    )
    board(
        name = name,
        srcs = ["overflow_board.c"],
        flash_origin = 0x10000,
        flash_size = 0x2fe00,
        layout = "//boards/imix:layout.ld",
        layout_deps = ["//kernel/arch/cortex_m:layout"],
        ram_origin = 0x20000000,
        ram_size = 0x10000,
        deps = [
            ":" + name + "_way",
            ":overflow",
            "//chips/sam4l:chip",
            "//chips/sam4l:clocks",
            "//chips/sam4l:gpio",
            "//chips/sam4l:usart",
            "//chips/sam4l:vectors",
            "//kernel:core",
            "//kernel:system",
            "//kernel/arch/cortex_m",
            "//kernel/arch/cortex_m:systick",
            "//kernel/panic",
            "//kernel/process:fault_policy",
            "//kernel/scheduler:round_robin",
        ],
    )
    emulation_test(
        name = name + "_test",
        size = "small",
        apps = [],
        board = ":" + name,
        expect = [
            "exactly 1 ^Kernel panic: kernel stack overflow$",
            "expect ^  exception 3: stack overflow",
            "reject locked up",
        ],
        machine = "imix",
        seconds = "1",
    )
