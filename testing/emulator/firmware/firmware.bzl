# SPDX-License-Identifier: GPL-2.0-or-later
"""firmware_test: boots a bare-metal program on the emulator and checks what it prints."""

load("//toolchains:defs.bzl", "board")

def _quote(text):
    return "'" + text.replace("'", "'\\''") + "'"

def _firmware_test_impl(ctx):
    elf = [f for f in ctx.files.firmware if f.extension == "elf"][0]
    expectations = ctx.actions.declare_file(ctx.label.name + ".expect")
    ctx.actions.write(expectations, "\n".join(ctx.attr.expect) + "\n")
    script = ctx.actions.declare_file(ctx.label.name + ".script")
    ctx.actions.write(script, "\n".join(ctx.attr.script + ["%d quit" % ctx.attr.milliseconds]) + "\n")
    machine = "imix,script=%s,panel=panel" % script.short_path
    if ctx.attr.strict:
        machine += ",strict=on"
    words = [
        ctx.executable._check.short_path,
        expectations.short_path,
        ctx.executable._emulator.short_path,
        "-M",
        machine,
        "-icount",
        "shift=4,sleep=off",
        "-kernel",
        elf.short_path,
        "-chardev",
        "file,id=panel,path=/dev/stderr",
        "-serial",
        "stdio",
    ]
    test = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        test,
        "#!/bin/sh\nexec %s </dev/null\n" % " ".join([_quote(word) for word in words]),
        is_executable = True,
    )
    runfiles = ctx.runfiles(files = [elf, expectations, script])
    runfiles = runfiles.merge(ctx.attr._check[DefaultInfo].default_runfiles)
    runfiles = runfiles.merge(ctx.attr._emulator[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = test, runfiles = runfiles)]

_firmware_test = rule(
    implementation = _firmware_test_impl,
    test = True,
    attrs = {
        "expect": attr.string_list(
            mandatory = True,
            doc = "Expectations; //toolchains/emulate:check_output says their form.",
        ),
        "firmware": attr.label(mandatory = True),
        "milliseconds": attr.int(
            default = 1000,
            doc = "When to end, in the program's time.",
        ),
        "script": attr.string_list(doc = "Panel commands, each with its time in ms."),
        "strict": attr.bool(default = True),
        "_check": attr.label(
            cfg = "target",
            default = "//toolchains/emulate:check_output",
            executable = True,
        ),
        "_emulator": attr.label(
            cfg = "target",
            default = "//testing/emulator:qemu",
            executable = True,
        ),
    },
)

def firmware_test(name, src, flash_origin = 0, **kwargs):
    """A test that is a program of one source file, NAME_test, with its image, NAME.

    Args:
      name: of the test; it must end in _test.
      src: the program.
      flash_origin: where it is linked to: 0, or where the boards' bootloader expects a kernel.
      **kwargs: what _firmware_test takes.
    """
    image = name[:-len("_test")]
    board(
        name = image,
        srcs = [src],
        flash_origin = flash_origin,
        flash_size = 0x10000,
        layout = "firmware.ld",
        ram_origin = 0x20000000,
        ram_size = 0x10000,
        deps = [
            "//testing/emulator:facts",
            "//testing/emulator/firmware",
        ],
    )
    _firmware_test(
        name = name,
        size = "small",
        firmware = image,
        **kwargs
    )
