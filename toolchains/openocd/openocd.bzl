# SPDX-License-Identifier: Apache-2.0 OR MIT
"""openocd_flash: `bazel run` programs a board."""

load("//toolchains/board:board.bzl", "BoardInfo")

def _openocd_flash_impl(ctx):
    image = ctx.attr.board[BoardInfo].hex
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.expand_template(
        template = ctx.file._template,
        output = script,
        substitutions = {
            "@CONFIG@": ctx.file.config.short_path,
            "@IMAGE@": image.short_path,
        },
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles([image, ctx.file.config] + ctx.files._openocd),
    )]

openocd_flash = rule(
    implementation = _openocd_flash_impl,
    doc = "Programs, verifies and resets a board through the pinned OpenOCD.",
    attrs = {
        "board": attr.label(mandatory = True, providers = [BoardInfo], doc = "What to program."),
        "config": attr.label(
            mandatory = True,
            allow_single_file = [".cfg"],
            doc = "OpenOCD's configuration: probe, transport and target. Its lines `# Probe:` and " +
                  "`# Connection:` tell people what to plug in where.",
        ),
        "_openocd": attr.label(default = "//third_party/openocd"),
        "_template": attr.label(default = "//toolchains/openocd:flash.sh", allow_single_file = True),
    },
    executable = True,
)
