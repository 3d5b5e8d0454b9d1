# SPDX-License-Identifier: Apache-2.0 OR MIT
"""capsule_library: the only way in which a capsule is built."""

load("@rules_cc//cc:defs.bzl", "cc_library")

# What cannot be decided before the capsule runs is checked while it runs: a check that fails executes
# an undefined instruction, which is a fault in the kernel and hence a panic. (In C the compiler has
# no run-time check of an enum's range: any value of the underlying type is one of the enum's.) A null
# pointer needs no instructions on Cortex-M: kernel/arch/cortex_m lets the protection unit guard the
# flash below the kernel, and its sections.ld insists that there is some.
_RUN_TIME_CHECKS = [
    "array-bounds",
    "bool",
    "builtin",
    "integer-divide-by-zero",
    "shift",
    "signed-integer-overflow",
    "unreachable",
    "vla-bound",
]

_COPTS = [
    "-fsanitize=" + ",".join(_RUN_TIME_CHECKS),
    "-fsanitize-trap=all",
    "-fstrict-flex-arrays=3",
    "-ftrivial-auto-var-init=zero",
]

_NULL_CHECK = select({
    "@platforms//cpu:arm": [],
    "//conditions:default": ["-fsanitize=null"],
})

def capsule_library(name, srcs = [], hdrs = [], deps = [], visibility = None, testonly = False):
    """A capsule: untrusted code in the kernel's address space.

    It takes no compiler or linker options: what holds a capsule is the same for all.

    Args:
      name: name of the target.
      srcs: C sources and headers of the capsule's own.
      hdrs: headers that targets with this one in their `deps` may include.
      deps: what the capsule's files include: targets of //kernel, //hil and //capsules.
      visibility: who may use it.
      testonly: whether tests alone may use it.
    """
    cc_library(
        name = name,
        srcs = srcs,
        hdrs = hdrs,
        copts = _COPTS + _NULL_CHECK,
        testonly = testonly,
        visibility = visibility,
        deps = deps,
    )
