# SPDX-License-Identifier: Apache-2.0 OR MIT
"""refused_test: a target that cannot even be analysed, and why."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
load("//toolchains/capsule:capsule.bzl", "capsule_boundary", "check_capsule_boundary")

def _refused_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.expect_failure(env, ctx.attr.expected)
    return analysistest.end(env)

_refused_test = analysistest.make(
    _refused_impl,
    attrs = {"expected": attr.string(mandatory = True)},
    expect_failure = True,
)

# Stands for a board.

def _linked_impl(ctx):
    check_capsule_boundary(ctx.attr.deps)
    return []

_linked = rule(
    implementation = _linked_impl,
    attrs = {"deps": attr.label_list(aspects = [capsule_boundary])},
)

def refused_test(name, expected, target = None, linked = None):
    """Passes if analysing a target fails with a message.

    Args:
      name: name of the test.
      expected: part of the message.
      target: what fails to be analysed.
      linked: what a board fails to link.
    """
    if linked:
        target = name + "_board"
        _linked(
            name = target,
            tags = ["manual"],
            deps = [linked],
        )
    _refused_test(
        name = name,
        size = "small",
        expected = expected,
        target_under_test = target,
    )
