# SPDX-License-Identifier: Apache-2.0 OR MIT
"""count_app: count.c under a name of its own, with credentials."""

load("//toolchains:defs.bzl", "app")

def count_app(name, **arguments):
    app(
        name = name,
        srcs = ["count.c"],
        copts = ["-DNAME=" + name],
        stack_size = 1024,
        deps = ["//apps/libtock-sync"],
        **arguments
    )
