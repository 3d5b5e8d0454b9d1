# SPDX-License-Identifier: Apache-2.0 OR MIT
"""QEMU from source, in two steps: the engine once, our machine models in seconds."""

_LLVM = "external/llvm"
_SOURCE = "external/qemu_source"
_SYSROOT = "external/sysroot"
_TOOLS = "external/qemu_tools"

QemuEngineInfo = provider(
    doc = "QEMU without boards.",
    fields = {
        "headers": "folder with the headers that its build generated",
        "rest": "archive to link by need",
        "whole": "archive to link whole",
    },
)

def _engine_impl(ctx):
    whole = ctx.actions.declare_file(ctx.label.name + "_whole.a")
    rest = ctx.actions.declare_file(ctx.label.name + "_rest.a")
    headers = ctx.actions.declare_directory(ctx.label.name + "_headers")
    ctx.actions.run(
        executable = ctx.file._build,
        arguments = [whole.path, rest.path, headers.path],
        inputs = ctx.files._inputs,
        outputs = [whole, rest, headers],
        mnemonic = "QemuEngine",
        progress_message = "Building the SAM4L emulator (QEMU 7.2), about five minutes, once",
    )
    return [
        DefaultInfo(files = depset([whole, rest, headers])),
        QemuEngineInfo(headers = headers, rest = rest, whole = whole),
    ]

qemu_engine = rule(
    implementation = _engine_impl,
    doc = "QEMU's ARM system emulation as archives, without any board.",
    attrs = {
        "_build": attr.label(default = "//third_party/qemu:build.sh", allow_single_file = True),
        "_inputs": attr.label_list(default = [
            "@llvm//:ar",
            "@llvm//:compiler",
            "@llvm//:linker",
            "@llvm//:nm",
            "@qemu_source//:source",
            "@qemu_tools//:tools",
            "@sysroot//:headers",
            "@sysroot//:libraries",
        ]),
    },
)

_TARGET = [
    "--target=x86_64-linux-gnu",
    "--sysroot=" + _SYSROOT,
    "--gcc-install-dir=%s/usr/lib/gcc/x86_64-linux-gnu/12" % _SYSROOT,
    "-resource-dir=%s/usr/lib/llvm-19/lib/clang/19" % _LLVM,
    "-no-canonical-prefixes",
]

# As QEMU compiles its own device models.
_COMPILE = _TARGET + [
    "-std=gnu11",
    "-O2",
    "-mcx16",
    "-fPIE",
    "-fno-strict-aliasing",
    "-fno-common",
    "-fwrapv",
    "-fstack-protector-strong",
    "-ffile-compilation-dir=.",
    "-pthread",
    "-Wall",
    "-Werror",
    "-Wmissing-prototypes",
    "-Wstrict-prototypes",
    "-Wundef",
    "-Wno-typedef-redefinition",
    "-Wno-initializer-overrides",
    "-Wno-gnu-variable-sized-type-not-at-end",
    "-D_GNU_SOURCE",
    "-D_FILE_OFFSET_BITS=64",
    "-D_LARGEFILE_SOURCE",
    "-DNEED_CPU_H",
    "-DCONFIG_TARGET=\"arm-softmmu-config-target.h\"",
    "-DCONFIG_DEVICES=\"arm-softmmu-config-devices.h\"",
    "-isystem",
    _SOURCE + "/linux-headers",
    "-iquote",
    _SOURCE,
    "-iquote",
    _SOURCE + "/include",
    "-iquote",
    _SOURCE + "/tcg/i386",
    "-I" + _SOURCE + "/target/arm",
    "-I" + _TOOLS + "/usr/include/glib-2.0",
    "-I" + _TOOLS + "/usr/lib/x86_64-linux-gnu/glib-2.0/include",
    "-I" + _TOOLS + "/usr/include/pixman-1",
]

_LINK = _TARGET + [
    "-fuse-ld=lld",
    "-static-libgcc",
    "-pie",
    "-Wl,--build-id=none",
    "-Wl,--strip-all",
    "-Wl,-z,relro",
    "-Wl,-z,now",
    "-Wl,--dynamic-list=%s/plugins/qemu-plugins.symbols" % _SOURCE,
]

_LIBRARIES = ["fdt", "z", "pixman-1", "gmodule-2.0", "glib-2.0", "pcre2-8"]

def _compile(ctx, source, engine, generated):
    object = ctx.actions.declare_file("%s_objects/%s.o" % (ctx.label.name, source.basename))
    folders = {header.dirname: None for header in ctx.files.hdrs}
    args = ctx.actions.args()
    args.add_all(_COMPILE)
    args.add_all(folders.keys(), format_each = "-I%s")
    args.add("-iquote", engine.headers.path)
    args.add("-I" + engine.headers.path)
    args.add("-c", source)
    args.add("-o", object)
    ctx.actions.run(
        executable = ctx.file._clang,
        arguments = [args],
        inputs = [source, engine.headers] + ctx.files.hdrs + ctx.files._compile_inputs,
        outputs = [object],
        mnemonic = "QemuDevice",
        progress_message = "Compiling " + source.short_path,
    )
    return object

def _program_impl(ctx):
    engine = ctx.attr._engine[QemuEngineInfo]
    objects = [_compile(ctx, source, engine, []) for source in ctx.files.srcs]
    program = ctx.actions.declare_file(ctx.label.name)
    args = ctx.actions.args()
    args.add_all(_LINK)
    args.add_all(ctx.attr.linkopts)
    args.add("-o", program)
    args.add_all(objects)
    args.add_all(["-Wl,--whole-archive", engine.whole, "-Wl,--no-whole-archive", engine.rest])
    args.add("-L%s/usr/lib/x86_64-linux-gnu" % _TOOLS)
    args.add("-Wl,--start-group")
    args.add_all(_LIBRARIES, format_each = "-l%s")
    args.add_all(["-Wl,--end-group", "-lm", "-lutil", "-pthread"])
    ctx.actions.run(
        executable = ctx.file._clang,
        arguments = [args],
        inputs = objects + [engine.whole, engine.rest] + ctx.files._link_inputs,
        outputs = [program],
        mnemonic = "QemuLink",
        progress_message = "Linking " + program.short_path,
    )
    return [DefaultInfo(
        executable = program,
        files = depset([program]),
        runfiles = ctx.runfiles(files = [program]),
    )]

qemu_program = rule(
    implementation = _program_impl,
    executable = True,
    doc = "QEMU with the machine and device models in `srcs`.",
    attrs = {
        "hdrs": attr.label_list(
            allow_files = [".h"],
            doc = "The models' headers; their folders are searched.",
        ),
        "linkopts": attr.string_list(),
        "srcs": attr.label_list(
            allow_files = [".c"],
            mandatory = True,
        ),
        "_clang": attr.label(default = "@llvm//:bin/clang", allow_single_file = True),
        "_compile_inputs": attr.label_list(default = [
            "@llvm//:compiler",
            "@qemu_source//:source",
            "@qemu_tools//:headers",
            "@sysroot//:headers",
        ]),
        "_engine": attr.label(
            default = "//third_party/qemu:engine",
            providers = [QemuEngineInfo],
        ),
        "_link_inputs": attr.label_list(default = [
            "@llvm//:linker",
            "@qemu_source//:source",
            "@qemu_tools//:archives",
            "@sysroot//:libraries",
        ]),
    },
)
