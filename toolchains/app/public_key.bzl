# SPDX-License-Identifier: Apache-2.0 OR MIT
"""public_key: a key that a board checks applications' signatures with."""

load("@rules_cc//cc:defs.bzl", "cc_library")

def public_key(name, key, visibility = None):
    """A library with NAME.h, which defines `static const uint8_t NAME[]`: see hil/signature.h.

    Args:
      name: of the target, its header and the array.
      key: file with the public key, as openssl makes it; of a private one, its public part.
      visibility: of the target.
    """
    native.genrule(
        name = name + ".header",
        srcs = [key],
        outs = [name + ".h"],
        cmd = "$(location //toolchains/app/elf2tbf:public_key) $(location %s) %s $@" % (key, name),
        exec_tools = ["//toolchains/app/elf2tbf:public_key"],
        visibility = ["//visibility:private"],
    )
    cc_library(
        name = name,
        hdrs = [name + ".h"],
        visibility = visibility,
    )
