# SPDX-License-Identifier: Apache-2.0 OR MIT
"""rejected_test: passes if a target does not compile, for the right reason.

The target under test is marked `tags = ["manual"]`. Its own compile commands are run, with their
own inputs, so what is tested is what a build does.
"""

_CompilesInfo = provider(fields = ["actions"])

def _compiles_aspect_impl(target, _ctx):
    return [_CompilesInfo(actions = [a for a in target.actions if a.mnemonic == "CppCompile"])]

_compiles_aspect = aspect(implementation = _compiles_aspect_impl)

# The compiler complains of a folder that is missing for its output before it reads the source.
_COMPILE = """
for argument; do
    case $argument in
    bazel-out/*) mkdir -p "${argument%%/*}" ;;
    esac
done
if "$@" 2>'%s'; then
    echo 'it compiles' >'%s'
fi
"""

def _rejected_test_impl(ctx):
    headers = ctx.attr.target[CcInfo].compilation_context.headers
    logs = []
    for index, action in enumerate(ctx.attr.target[_CompilesInfo].actions):
        log = ctx.actions.declare_file("%s.%d.log" % (ctx.label.name, index))
        ctx.actions.run_shell(
            command = _COMPILE % (log.path, log.path),
            arguments = action.args,
            inputs = depset(transitive = [action.inputs, headers]),
            outputs = [log],
            mnemonic = "RejectedCompile",
            progress_message = "Compiling what must not compile: %s" % ctx.attr.target.label,
        )
        logs.append(log)
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        script,
        is_executable = True,
        content = "#!/bin/sh\ncat {logs}\ngrep -qF -e {expected} {logs}\n".format(
            expected = "'" + ctx.attr.expected.replace("'", "'\\''") + "'",
            logs = " ".join([log.short_path for log in logs]),
        ),
    )
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(logs))]

rejected_test = rule(
    implementation = _rejected_test_impl,
    attrs = {
        "expected": attr.string(mandatory = True, doc = "What one of the error messages contains."),
        "target": attr.label(
            mandatory = True,
            providers = [CcInfo],
            aspects = [_compiles_aspect],
            doc = "The target that must not compile.",
        ),
    },
    test = True,
)
