# SPDX-License-Identifier: Apache-2.0 OR MIT
"""refused_capsule_test: a capsule that the build itself refuses, through the real rule."""

load("//toolchains/capsule:capsule.bzl", "CHECKER_LIBRARIES")

_ChecksInfo = provider(fields = ["actions"])

def _checks_aspect_impl(target, _ctx):
    return [_ChecksInfo(actions = [a for a in target.actions if a.mnemonic == "CapsuleCheck"])]

_checks_aspect = aspect(implementation = _checks_aspect_impl)

_CHECK = """
for argument; do
    case $argument in
    bazel-out/*) mkdir -p "${argument%%/*}" ;;
    esac
done
if "$@" 2>'%s'; then
    echo 'it passes' >'%s'
fi
"""

def _refused_capsule_test_impl(ctx):
    logs = []
    for index, action in enumerate(ctx.attr.target[_ChecksInfo].actions):
        log = ctx.actions.declare_file("%s.%d.log" % (ctx.label.name, index))
        ctx.actions.run_shell(
            command = _CHECK % (log.path, log.path),
            arguments = action.args,
            env = {"LD_LIBRARY_PATH": CHECKER_LIBRARIES},
            inputs = action.inputs,
            outputs = [log],
            mnemonic = "RefusedCheck",
        )
        logs.append(log)
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        script,
        is_executable = True,
        content = "#!/bin/sh\ncat {logs}\n".format(logs = " ".join([log.short_path for log in logs])) +
                  "".join([
                      "grep -qF -e '%s' %s || exit 1\n" % (words, " ".join([log.short_path for log in logs]))
                      for words in ctx.attr.expected
                  ]),
    )
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(logs))]

refused_capsule_test = rule(
    implementation = _refused_capsule_test_impl,
    attrs = {
        "expected": attr.string_list(mandatory = True, doc = "What the messages contain."),
        "target": attr.label(
            mandatory = True,
            aspects = [_checks_aspect],
            doc = "The capsule that must be refused.",
        ),
    },
    test = True,
)
