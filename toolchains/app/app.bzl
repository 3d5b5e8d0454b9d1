# SPDX-License-Identifier: Apache-2.0 OR MIT
"""app: an application for the boards, as a TBF file and a TAB bundle of it."""

load("@rules_cc//cc:defs.bzl", "cc_binary")

AppInfo = provider(
    doc = "An application.",
    fields = {
        "elf": "the linked program with its debug information",
        "tab": "the bundle that tockloader installs",
        "tbf": "what goes to a board's flash",
    },
)

def _app_platform_impl(_settings, _attr):
    return {"//command_line_option:platforms": "//toolchains/platforms:cortex_m4_app"}

_app_platform = transition(
    implementation = _app_platform_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)

def _app_impl(ctx):
    elf = ctx.actions.declare_file(ctx.label.name + ".elf")
    tbf = ctx.actions.declare_file(ctx.label.name + ".tbf")
    tab = ctx.actions.declare_file(ctx.label.name + ".tab")
    ctx.actions.symlink(output = elf, target_file = ctx.files.program[0])

    arguments = ctx.actions.args()
    arguments.add("--elf", elf)
    arguments.add("--tbf", tbf)
    arguments.add("--tab", tab)
    arguments.add("--name", ctx.attr.app_name)
    arguments.add("--architecture", "cortex-m4")
    arguments.add("--app-heap", ctx.attr.app_heap_size)
    arguments.add("--kernel-heap", ctx.attr.kernel_heap_size)
    arguments.add("--min-ram", ctx.attr.min_ram)
    arguments.add("--app-version", ctx.attr.app_version)
    arguments.add("--kernel-version", ctx.attr.kernel_version)
    arguments.add("--minimum-footer", ctx.attr.minimum_footer_size)
    arguments.add_all(ctx.attr.credentials, before_each = "--credentials")
    arguments.add_all(ctx.files.sign_keys, before_each = "--sign-key")
    arguments.add_all(ctx.attr.permissions, before_each = "--permission")
    if ctx.attr.write_id:
        arguments.add("--write-id", ctx.attr.write_id)
    if ctx.attr.short_id:
        arguments.add("--short-id", ctx.attr.short_id)
    arguments.add_all(ctx.attr.read_ids, before_each = "--read-id")
    arguments.add_all(ctx.attr.access_ids, before_each = "--access-id")
    ctx.actions.run(
        executable = ctx.executable._elf2tbf,
        arguments = [arguments],
        inputs = [elf] + ctx.files.sign_keys,
        outputs = [tbf, tab],
        mnemonic = "Elf2Tbf",
        progress_message = "Making %s" % tbf.short_path,
    )
    return [
        DefaultInfo(files = depset([elf, tbf, tab])),
        AppInfo(elf = elf, tbf = tbf, tab = tab),
    ]

_app = rule(
    implementation = _app_impl,
    attrs = {
        "access_ids": attr.int_list(doc = "Storage permission: ids that may be changed."),
        "app_heap_size": attr.int(doc = "Bytes of heap to ask for."),
        "app_name": attr.string(doc = "The TBF header's package name."),
        "app_version": attr.int(),
        "credentials": attr.string_list(doc = "Hashes to add: sha256, sha384, sha512."),
        "kernel_heap_size": attr.int(doc = "Bytes of the process's memory for the kernel's grants."),
        "kernel_version": attr.string(doc = "MAJOR.MINOR of the system call interface."),
        "min_ram": attr.int(doc = "Ask for at least this much RAM in all."),
        "minimum_footer_size": attr.int(doc = "Bytes to reserve for credentials."),
        "permissions": attr.string_list(doc = "Commands the process may use: DRIVER:COMMAND."),
        "program": attr.label(cfg = _app_platform, mandatory = True),
        "read_ids": attr.int_list(doc = "Storage permission: ids that may be read."),
        "short_id": attr.int(doc = "The application's short id, if not 0."),
        "sign_keys": attr.label_list(
            allow_files = True,
            doc = "Files with private keys to sign with.",
        ),
        "write_id": attr.int(doc = "Storage permission: the id to write with, if not 0."),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_elf2tbf": attr.label(
            cfg = "exec",
            default = "//toolchains/app/elf2tbf",
            executable = True,
        ),
    },
)

def app(
        name,
        srcs,
        deps,
        hdrs = [],
        copts = [],
        package_name = None,
        stack_size = 2048,
        app_heap_size = 1024,
        kernel_heap_size = 1024,
        min_ram = 0,
        permissions = [],
        write_id = 0,
        read_ids = [],
        access_ids = [],
        short_id = 0,
        app_version = 0,
        kernel_version = "2.0",
        minimum_footer_size = 0,
        credentials = [],
        sign_keys = [],
        layout = "//apps/libtock:layout.ld",
        visibility = None):
    """An application: NAME.elf, NAME.tbf and NAME.tab, whatever platform the build is for.

    Args:
      name: of the target and its files.
      srcs: C sources and private headers.
      deps: cc_library targets; //apps/libtock:start among them or below them.
      hdrs: more headers.
      copts: more options for the compiler.
      package_name: what the kernel and tools call the application; NAME if not given.
      stack_size: bytes of stack.
      app_heap_size: bytes of heap that the process can be sure of.
      kernel_heap_size: bytes of the process's memory for the kernel's grants.
      min_ram: asks for at least this many bytes of RAM in all.
      permissions: "DRIVER:COMMAND" strings. With any, the process may use these commands alone.
      write_id: storage permission, the id to write with (0: none).
      read_ids: storage permission, ids that may be read.
      access_ids: storage permission, ids that may be changed.
      short_id: the application's short id (0: none).
      app_version: the application's version, a number.
      kernel_version: the version of the system call interface that is needed.
      minimum_footer_size: bytes to reserve behind the image for credentials, these included:
      credentials: hashes of the application to add, of "sha256", "sha384" and "sha512".
      sign_keys: files with private keys to sign it with, as openssl makes them: RSA of 3072 or 4096
        bits, or EC on P-256. Signing outside of the build, by tockloader, needs reserved space.
      layout: the linker script, which goes with the start-up code in `deps`.
      visibility: of the target.
    """
    cc_binary(
        name = name + ".program",
        srcs = srcs + hdrs,
        copts = copts,
        linkopts = [
            "-Wl,-T,$(execpath %s)" % layout,
            "-Wl,--defsym=STACK_SIZE=%d" % stack_size,
        ],
        linkstatic = True,
        target_compatible_with = ["//toolchains/platforms:world_app"],
        visibility = ["//visibility:private"],
        deps = deps + [layout],
    )
    _app(
        name = name,
        access_ids = access_ids,
        app_heap_size = app_heap_size,
        app_name = package_name or name,
        app_version = app_version,
        credentials = credentials,
        kernel_heap_size = kernel_heap_size,
        kernel_version = kernel_version,
        min_ram = min_ram,
        minimum_footer_size = minimum_footer_size,
        permissions = permissions,
        program = name + ".program",
        read_ids = read_ids,
        short_id = short_id,
        sign_keys = sign_keys,
        visibility = visibility,
        write_id = write_id,
    )
