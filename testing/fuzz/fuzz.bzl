# SPDX-License-Identifier: Apache-2.0 OR MIT
"""fuzzer: a libFuzzer program, and the test that replays its corpus."""

load("@rules_cc//cc:defs.bzl", "cc_binary")

def _sanitized_impl(_settings, _attr):
    return {"//command_line_option:platforms": "//toolchains/platforms:host_fuzzer"}

# Whatever the build is for, fuzzers and all that is linked to them have their sanitizers.
_sanitized = transition(
    implementation = _sanitized_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)

def _impl(ctx):
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.expand_template(
        template = ctx.file._runner,
        output = script,
        is_executable = True,
        substitutions = {
            "%{corpus}": ctx.label.package + "/corpus/" + ctx.attr.fuzzer_name,
            "%{name}": ctx.attr.fuzzer_name,
            "%{program}": ctx.executable.program.short_path,
            "%{symbolizer}": ctx.file._symbolizer.short_path,
        },
    )
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(files = ctx.files.corpus + ctx.files._symbolizer_files + [
            ctx.executable.program,
            ctx.file._symbolizer,
        ]),
    )]

def _attributes(runner):
    return {
        "corpus": attr.label_list(allow_files = True),
        "fuzzer_name": attr.string(mandatory = True),
        "program": attr.label(cfg = _sanitized, executable = True, mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_runner": attr.label(allow_single_file = True, default = runner),
        "_symbolizer": attr.label(allow_single_file = True, default = "@llvm//:bin/llvm-symbolizer"),
        "_symbolizer_files": attr.label(default = "@llvm//:symbolizer"),
    }

_fuzz_run = rule(
    implementation = _impl,
    attrs = _attributes("//testing/fuzz:run.sh"),
    executable = True,
)

_fuzz_replay_test = rule(
    implementation = _impl,
    attrs = _attributes("//testing/fuzz:replay.sh"),
    test = True,
)

def fuzzer(name, deps, srcs = []):
    """Makes NAME, which `bazel run` fuzzes with, and NAME_test, which replays corpus/NAME.

    Args:
      name: of the fuzzer; its source is NAME_fuzz.cc.
      deps: what the source includes.
      srcs: further sources.
    """
    cc_binary(
        name = name + "_fuzz",
        testonly = True,
        srcs = [name + "_fuzz.cc"] + srcs,
        features = ["fuzzer"],
        tags = ["manual"],  # it links only with its sanitizers, see above
        deps = deps,
    )
    corpus = native.glob(["corpus/%s/*" % name])
    if not corpus:
        fail("%s: corpus/%s has nothing to replay" % (name, name))
    _fuzz_run(
        name = name,
        testonly = True,
        fuzzer_name = name,
        program = ":%s_fuzz" % name,
        visibility = ["//visibility:public"],
    )
    _fuzz_replay_test(
        name = name + "_test",
        size = "small",
        corpus = corpus,
        fuzzer_name = name,
        program = ":%s_fuzz" % name,
    )
