# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A damaged copy of an application."""

def _edited_tbf_impl(ctx):
    tbf = [file for file in ctx.files.app if file.extension == "tbf"][0]
    output = ctx.actions.declare_file(ctx.label.name + ".tbf")
    ctx.actions.run(
        executable = ctx.executable._tool,
        arguments = [tbf.path, output.path] + ctx.attr.edits,
        inputs = [tbf],
        outputs = [output],
        mnemonic = "EditTbf",
    )
    return [DefaultInfo(files = depset([output]))]

edited_tbf = rule(
    implementation = _edited_tbf_impl,
    attrs = {
        "app": attr.label(mandatory = True, doc = "The application to damage."),
        "edits": attr.string_list(doc = "What to do to it, word by word; see tbf_edit.c."),
        "_tool": attr.label(
            default = "//testing/system:tbf_edit",
            executable = True,
            cfg = "exec",
        ),
    },
)
