# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Rules that run a board's image in the emulator: `emulate` for people, `emulation_test` for tests."""

def _elf(target):
    for file in target.files.to_list():
        if file.extension == "elf":
            return file
    fail("%s makes no .elf file" % target.label)

def _tbf(target):
    for file in target.files.to_list():
        if file.extension == "tbf":
            return file
    fail("%s makes no .tbf file" % target.label)

def _quote(text):
    return "'" + text.replace("'", "'\\''") + "'"

def launch_command(ctx):
    """The launcher's command line, as words relative to the runfiles directory, and its files."""
    elf = _elf(ctx.attr.board)
    apps = [_tbf(app) for app in ctx.attr.apps]
    words = [
        ctx.executable._launcher.short_path,
        "--emulator",
        ctx.executable._emulator.short_path,
        "--machine",
        ctx.attr.machine,
        "--kernel",
        elf.short_path,
    ]
    for app in apps:
        words += ["--default-app", "$PWD/" + app.short_path]
    runfiles = ctx.runfiles(files = [elf] + apps)
    runfiles = runfiles.merge(ctx.attr._launcher[DefaultInfo].default_runfiles)
    runfiles = runfiles.merge(ctx.attr._emulator[DefaultInfo].default_runfiles)
    return words, runfiles

def shell_words(words):
    return " ".join([
        '"$PWD"/' + _quote(word[5:]) if word.startswith("$PWD/") else _quote(word)
        for word in words
    ])

def _emulate_impl(ctx):
    words, runfiles = launch_command(ctx)
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(script, "#!/bin/sh\nexec %s \"$@\"\n" % shell_words(words), is_executable = True)
    return [DefaultInfo(executable = script, runfiles = runfiles)]

def _emulation_test_impl(ctx):
    words, runfiles = launch_command(ctx)
    expectations = ctx.actions.declare_file(ctx.label.name + ".expect")
    ctx.actions.write(expectations, "\n".join(ctx.attr.expect) + "\n")
    words = [ctx.executable._check.short_path, expectations.short_path] + words + [
        "--icount",
        "--leds",
        "--strict",
        "--timeout",
        ctx.attr.seconds,
    ] + ctx.attr.arguments
    if not ctx.attr.apps:
        words.append("--no-apps")
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(script, "#!/bin/sh\nexec %s\n" % shell_words(words), is_executable = True)
    runfiles = runfiles.merge(ctx.runfiles(files = [expectations]))
    runfiles = runfiles.merge(ctx.attr._check[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = script, runfiles = runfiles)]

LAUNCH_ATTRIBUTES = {
    "apps": attr.label_list(
        allow_files = [".tbf"],
        doc = "Applications: app targets or .tbf files.",
    ),
    "board": attr.label(
        mandatory = True,
        doc = "The board whose .elf is booted.",
    ),
    "machine": attr.string(
        mandatory = True,
        doc = "The emulator's machine type.",
    ),
    "_emulator": attr.label(
        default = "//testing/emulator:qemu",
        executable = True,
        cfg = "target",
    ),
    "_launcher": attr.label(
        default = "//toolchains/emulate:launcher",
        executable = True,
        cfg = "target",
    ),
}

emulate = rule(
    implementation = _emulate_impl,
    attrs = LAUNCH_ATTRIBUTES,
    executable = True,
    doc = "`bazel run` boots the board in the emulator; see its --help.",
)

emulation_test = rule(
    implementation = _emulation_test_impl,
    attrs = dict(
        LAUNCH_ATTRIBUTES,
        arguments = attr.string_list(doc = "More of the launcher's options."),
        expect = attr.string_list(
            mandatory = True,
            doc = "Expectations; see check_output.c for their form.",
        ),
        seconds = attr.string(
            default = "5",
            doc = "How long to run, on the board's clock.",
        ),
        _check = attr.label(
            default = "//toolchains/emulate:check_output",
            executable = True,
            cfg = "target",
        ),
    ),
    test = True,
    doc = "Boots the real image, with time following instructions, and checks what a person would see.",
)
