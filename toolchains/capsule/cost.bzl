# SPDX-License-Identifier: Apache-2.0 OR MIT
"""capsule_cost_test: what the run-time checks of capsules cost, and that it is not too much."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")
load("//toolchains/capsule:capsule.bzl", "capsule_copts")

_CostInfo = provider(fields = {
    "checked": "objects as they are linked, but for link-time optimisation",
    "plain": "the same without run-time checks",
})

def _compile(ctx, toolchain, name, copts):
    _, outputs = cc_common.compile(
        actions = ctx.actions,
        cc_toolchain = toolchain,
        compilation_contexts = [dep[CcInfo].compilation_context for dep in ctx.rule.attr.deps],
        feature_configuration = cc_common.configure_features(
            ctx = ctx,
            cc_toolchain = toolchain,
            unsupported_features = ["layering_check", "module_maps", "use_module_maps"],
        ),
        name = "%s_%s" % (ctx.label.name, name),
        private_hdrs = [f for f in ctx.rule.files.srcs if f.extension == "h"],
        public_hdrs = ctx.rule.files.hdrs,
        srcs = [f for f in ctx.rule.files.srcs if f.extension == "c"],
        user_compile_flags = copts + ["-fno-lto"],
    )
    return outputs.objects or outputs.pic_objects

def _cost_impl(_target, ctx):
    toolchain = find_cpp_toolchain(ctx)
    return [_CostInfo(
        checked = _compile(ctx, toolchain, "checked", capsule_copts(toolchain, True)),
        plain = _compile(ctx, toolchain, "plain", capsule_copts(toolchain, False)),
    )]

_cost = aspect(
    implementation = _cost_impl,
    attrs = {"_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain")},
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

def _to_target_impl(_settings, _attr):
    return {"//command_line_option:platforms": "//toolchains/platforms:cortex_m4"}

_to_target = transition(
    implementation = _to_target_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)

def _capsule_cost_test_impl(ctx):
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    files = [ctx.executable._cost]
    words = [ctx.executable._cost.short_path, ctx.attr.percent]
    for capsule in ctx.attr.capsules:
        info = capsule[_CostInfo]
        words += ["+" + capsule.label.name]
        words += [f.short_path for f in info.checked] + ["-"] + [f.short_path for f in info.plain]
        files += info.checked + info.plain
    ctx.actions.write(
        script,
        is_executable = True,
        content = "#!/bin/sh\nexec %s\n" % " ".join(words),
    )
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(files))]

capsule_cost_test = rule(
    implementation = _capsule_cost_test_impl,
    doc = "Fails if the run-time checks take too much flash. `bazel run` prints the figures.",
    attrs = {
        "capsules": attr.label_list(
            aspects = [_cost],
            cfg = _to_target,
            doc = "What is measured, in the order of the report.",
        ),
        "percent": attr.string(
            doc = "How much more flash the checks may take, in all.",
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_cost": attr.label(
            cfg = "exec",
            default = "//toolchains/capsule/cost",
            executable = True,
        ),
    },
    test = True,
)
