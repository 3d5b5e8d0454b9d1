# SPDX-License-Identifier: Apache-2.0 OR MIT
"""stack_rejected_test: passes if a board's stack is not accepted, for the right reason.

The board is marked `tags = ["manual"]`. Its own command is run, so what is tested is what a build
does.
"""

_BoundsInfo = provider(fields = ["actions"])

def _bounds_aspect_impl(target, _ctx):
    return [_BoundsInfo(actions = [a for a in target.actions if a.mnemonic == "BoardStack"])]

_bounds_aspect = aspect(implementation = _bounds_aspect_impl)

_RUN = """
mkdir -p "$(dirname "$5")"
if LD_LIBRARY_PATH='%s' "$@" 2>'%s'; then
    echo 'it is accepted' >'%s'
fi
"""

def _stack_rejected_test_impl(ctx):
    action = ctx.attr.board[_BoundsInfo].actions[0]
    log = ctx.actions.declare_file(ctx.label.name + ".log")
    ctx.actions.run_shell(
        command = _RUN % (action.env["LD_LIBRARY_PATH"], log.path, log.path),
        arguments = action.args,
        inputs = action.inputs,
        outputs = [log],
        mnemonic = "RejectedStack",
        progress_message = "Bounding a stack that has no bound: %s" % ctx.attr.board.label,
    )
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        script,
        is_executable = True,
        content = "#!/bin/sh\ncat {log}\n".format(log = log.short_path) + "\n".join([
            "grep -qE -e '%s' %s || exit 1" % (line, log.short_path)
            for line in ctx.attr.expected
        ]) + "\n",
    )
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles([log]))]

stack_rejected_test = rule(
    implementation = _stack_rejected_test_impl,
    attrs = {
        "board": attr.label(
            mandatory = True,
            aspects = [_bounds_aspect],
            doc = "The board that must not be built.",
        ),
        "expected": attr.string_list(
            mandatory = True,
            doc = "Expressions, for each of which a line of what is said must match.",
        ),
    },
    test = True,
)
