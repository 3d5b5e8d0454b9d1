# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Rules that debug a board's image in the emulator: `gdb` for people, `gdb_test` for tests."""

load("//toolchains/app:app.bzl", "AppInfo")
load("//toolchains/emulate:emulate.bzl", "LAUNCH_ATTRIBUTES", "launch_command", "shell_words")

def _command(ctx, console):
    """gdb.sh's command line up to GDB's own arguments, and its files."""
    launch, runfiles = launch_command(ctx)
    for app in ctx.attr.apps:
        if AppInfo not in app:
            fail("%s is no app target: its symbols are not known" % app.label)
    infos = [app[AppInfo] for app in ctx.attr.apps]
    words = [
        ctx.file._script.short_path,
        console,
        ctx.file._gdb_program.short_path,
        ctx.attr.board[DefaultInfo].files.to_list()[0].short_path,
        ctx.file._applications.short_path,
        " ".join(["%s=%s" % (info.tbf.short_path, info.elf.short_path) for info in infos]),
    ] + launch
    files = [ctx.file._script, ctx.file._applications] + ctx.files._gdb
    for info in infos:
        files += [info.tbf, info.elf]
    return words, runfiles.merge(ctx.runfiles(files = files))

def _gdb_impl(ctx):
    words, runfiles = _command(ctx, "-")
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec %s -- \"$@\"\n" % shell_words(words),
        is_executable = True,
    )
    return [DefaultInfo(executable = script, runfiles = runfiles)]

def _gdb_test_impl(ctx):
    words, runfiles = _command(ctx, "/dev/null")
    expectations = ctx.actions.declare_file(ctx.label.name + ".expect")
    ctx.actions.write(expectations, "\n".join(ctx.attr.expect) + "\n")
    commands = ctx.actions.declare_file(ctx.label.name + ".gdb")
    ctx.actions.write(commands, "\n".join([
        ctx.expand_location(command, ctx.attr.data)
        for command in ctx.attr.commands
    ]) + "\n")
    words = [ctx.executable._check.short_path, expectations.short_path] + words + ctx.attr.arguments + [
        # Not --icount: the emulator would let idle time leap while GDB has stopped it.
        "--timeout",
        ctx.attr.seconds,
        "--",
        "-batch",
        "-x",
        commands.short_path,
    ]
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(script, "#!/bin/sh\nexec %s\n" % shell_words(words), is_executable = True)
    runfiles = runfiles.merge(ctx.runfiles(files = [expectations, commands] + ctx.files.data))
    runfiles = runfiles.merge(ctx.attr._check[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = script, runfiles = runfiles)]

_COMMON = dict(
    LAUNCH_ATTRIBUTES,
    _applications = attr.label(
        default = "//toolchains/emulate:applications.py",
        allow_single_file = True,
    ),
    _gdb = attr.label(default = "//third_party/gdb"),
    _gdb_program = attr.label(default = "//third_party/gdb:program", allow_single_file = True),
    _script = attr.label(default = "//toolchains/emulate:gdb.sh", allow_single_file = True),
)

gdb = rule(
    implementation = _gdb_impl,
    attrs = _COMMON,
    executable = True,
    doc = "`bazel run` starts GDB on the board in the emulator, which is halted before the first " +
          "instruction. Arguments are GDB's. `applications` is a command that GDB does not have.",
)

gdb_test = rule(
    implementation = _gdb_test_impl,
    attrs = dict(
        _COMMON,
        arguments = attr.string_list(doc = "More of the launcher's options."),
        commands = attr.string_list(
            mandatory = True,
            doc = "GDB's commands, one a line, with $(rootpath) of files in data.",
        ),
        data = attr.label_list(
            allow_files = True,
            doc = "Files that commands name.",
        ),
        seconds = attr.string(
            default = "60",
            doc = "When to give up, on the board's clock.",
        ),
        expect = attr.string_list(
            mandatory = True,
            doc = "Expectations; see check_output.c for their form.",
        ),
        _check = attr.label(
            default = "//toolchains/emulate:check_output",
            executable = True,
            cfg = "target",
        ),
    ),
    test = True,
    doc = "Runs GDB's commands on the real image, and checks what it says.",
)
