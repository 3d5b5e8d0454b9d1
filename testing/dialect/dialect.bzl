# SPDX-License-Identifier: Apache-2.0 OR MIT
"""dialect_test: holds sources against the capsule dialect, and the dialect against them."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")
load("//toolchains/capsule:capsule.bzl", "CHECKER_LIBRARIES", "compiler_arguments")

def _quote(text):
    return "'" + text.replace("'", "'\\''") + "'"

def _dialect_test_impl(ctx):
    toolchain = find_cpp_toolchain(ctx)
    merged = cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in ctx.attr.deps])
    arguments = compiler_arguments(ctx, toolchain, merged.compilation_context)
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, is_executable = True, content = "\n".join([
        "#!/bin/sh",
        "export LD_LIBRARY_PATH=" + CHECKER_LIBRARIES,
        "export CHECKER=" + ctx.executable._checker.short_path,
        "export ARGUMENTS=" + _quote(" ".join(arguments)),
        "exec sh %s %s %s" % (
            ctx.file._runner.short_path,
            "examples" if ctx.attr.examples else "attacks",
            " ".join([f.short_path for f in ctx.files.srcs if f.extension == "c"]),
        ),
        "",
    ]))
    files = ctx.files.srcs + ctx.files._libraries + [ctx.executable._checker, ctx.file._runner]
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(
        files,
        transitive_files = depset(transitive = [
            merged.compilation_context.headers,
            toolchain.all_files,
            ctx.attr._checker[DefaultInfo].default_runfiles.files,
        ]),
    ))]

dialect_test = rule(
    implementation = _dialect_test_impl,
    attrs = {
        "deps": attr.label_list(providers = [CcInfo], doc = "Whose headers the sources include."),
        "examples": attr.bool(
            doc = "Each breaks its one rule and no other, and passes with that rule switched off.",
        ),
        "srcs": attr.label_list(
            allow_files = True,
            doc = "Sources whose second line says `// accepted` or `// rejected: RULE`.",
        ),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
        "_checker": attr.label(
            cfg = "exec",
            default = "//toolchains/capsule/checker",
            executable = True,
        ),
        "_libraries": attr.label(cfg = "exec", default = "@llvm//:nm"),
        "_runner": attr.label(allow_single_file = True, default = ":run.sh"),
    },
    fragments = ["cpp"],
    test = True,
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
