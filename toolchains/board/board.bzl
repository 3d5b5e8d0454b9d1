# SPDX-License-Identifier: Apache-2.0 OR MIT
"""board: a kernel image, linked for its chip whatever platform the build is for."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")
load("@rules_cc//cc:defs.bzl", "cc_library")
load("//toolchains/capsule:capsule.bzl", "capsule_boundary", "check_capsule_boundary", LLVM_LIBRARIES = "CHECKER_LIBRARIES")

BoardInfo = provider(
    doc = "A linked kernel image.",
    fields = {
        "bin": "the bytes of flash",
        "elf": "the image with its debug information",
        "hex": "the bytes of flash in Intel's format, with their addresses",
        "map": "what the linker placed where",
        "stack": "the worst case of its stacks, with the path that leads there",
    },
)

_ImageInfo = provider(fields = ["elf", "map", "program"])

# The image itself. It lies in the board's platform, where the toolchain is that of the chip.

def _audit(ctx, archives):
    """Makes sure that no symbol has two definitions, of which the linker would take one."""
    done = ctx.actions.declare_file(ctx.label.name + ".audited")
    arguments = ctx.actions.args()
    arguments.add(ctx.executable._audit)
    arguments.add(ctx.file._nm)
    arguments.add(done)
    arguments.add_all(archives)
    ctx.actions.run_shell(
        command = "set -o pipefail; audit=$1 nm=$2 out=$3; shift 3; " +
                  "\"$nm\" --format=posix --defined-only --extern-only \"$@\" | \"$audit\" --unique && : >\"$out\"",
        arguments = [arguments],
        inputs = archives + ctx.files._nm_files,
        tools = [ctx.executable._audit, ctx.file._nm],
        outputs = [done],
        mnemonic = "BoardAudit",
        progress_message = "Auditing %s" % ctx.label,
    )
    return done

def _image_impl(ctx):
    check_capsule_boundary(ctx.attr.deps)
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    archives = []
    for linker_input in cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in ctx.attr.deps]).linking_context.linker_inputs.to_list():
        archives += [library.static_library for library in linker_input.libraries]
    audited = _audit(ctx, archives)

    # With its initial values in .data; and once more, with those packed.
    name = ctx.label.name
    if "data.ld" not in [file.basename for file in ctx.files.layout_deps]:
        return [_link(ctx, toolchain, features, name, audited, [])]
    unpacked = _link(ctx, toolchain, features, name + "_unpacked", audited, [])
    packed = ctx.actions.declare_file(name + ".packed/data.ld")
    ctx.actions.run(
        executable = ctx.executable._pack,
        arguments = [unpacked.elf.path, packed.path],
        inputs = [unpacked.elf],
        outputs = [packed],
        mnemonic = "BoardPack",
        progress_message = "Packing %s" % ctx.label,
    )
    return [_link(ctx, toolchain, features, name, audited, [packed])]

def _link(ctx, toolchain, features, name, audited, scripts):
    """Links the image. scripts: linker scripts that take the place of layout_deps' of the same names."""
    elf = ctx.actions.declare_file(name + ".elf")
    map = ctx.actions.declare_file(name + ".map")
    arguments = ctx.actions.args()
    arguments.add_all(cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = ACTION_NAMES.cpp_link_executable,
        variables = cc_common.create_link_variables(
            cc_toolchain = toolchain,
            feature_configuration = features,
            output_file = elf.path,
            is_linking_dynamic_library = False,
        ),
    ))
    arguments.add(ctx.file.layout, format = "-Wl,-T,%s")
    scripts = scripts + ctx.files.layout_deps
    arguments.add_all(scripts, format_each = "-L%s", map_each = _folder, uniquify = True)
    for symbol, value in ctx.attr.symbols.items():
        arguments.add("-Wl,--defsym=%s=%s" % (symbol, value))
    arguments.add(map, format = "-Wl,-Map,%s")

    # For the analysis of the stack: frames' sizes, and the program that code is generated from.
    arguments.add("-Wl,-mllvm,-stack-size-section")
    arguments.add("-Wl,--save-temps=precodegen")
    program = ctx.actions.declare_file(name + ".elf.0.5.precodegen.bc")

    inputs = [ctx.file.layout, audited] + scripts
    archives = []
    linking = cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in ctx.attr.deps]).linking_context
    for linker_input in linking.linker_inputs.to_list():
        arguments.add_all(linker_input.user_link_flags)
        inputs += linker_input.additional_inputs
        for library in linker_input.libraries:
            archives.append(library.static_library)
            if library.alwayslink:
                arguments.add("-Wl,--whole-archive")
            arguments.add(library.static_library)
            if library.alwayslink:
                arguments.add("-Wl,--no-whole-archive")
    ctx.actions.run(
        executable = cc_common.get_tool_for_action(
            feature_configuration = features,
            action_name = ACTION_NAMES.cpp_link_executable,
        ),
        arguments = [arguments],
        inputs = depset(
            inputs + archives,
            transitive = [toolchain.all_files],
        ),
        outputs = [elf, map, program],
        mnemonic = "BoardLink",
        progress_message = "Linking %s" % ctx.label,
    )
    return _ImageInfo(elf = elf, map = map, program = program)

def _folder(file):
    return file.dirname

_image = rule(
    implementation = _image_impl,
    attrs = {
        "deps": attr.label_list(
            aspects = [capsule_boundary],
            providers = [CcInfo],
        ),
        "layout": attr.label(allow_single_file = [".ld"], mandatory = True),
        "layout_deps": attr.label_list(allow_files = [".ld"]),
        "symbols": attr.string_dict(),
        "_audit": attr.label(
            cfg = "exec",
            default = "//toolchains/capsule/audit",
            executable = True,
        ),
        "_nm": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@llvm//:bin/llvm-nm",
        ),
        "_nm_files": attr.label(cfg = "exec", default = "@llvm//:nm"),
        "_pack": attr.label(
            cfg = "exec",
            default = "//toolchains/board/pack",
            executable = True,
        ),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

# What people and other rules name. Its outputs lie where bazel-bin points.

def _to_platform_impl(_settings, attr):
    return {"//command_line_option:platforms": attr.platform}

_to_platform = transition(
    implementation = _to_platform_impl,
    inputs = [],
    outputs = ["//command_line_option:platforms"],
)

def _board_impl(ctx):
    image = ctx.attr.image[0][_ImageInfo]
    out = ctx.outputs
    for source, copy in [(image.elf, out.elf), (image.map, out.map)]:
        ctx.actions.run_shell(
            command = "cp \"$1\" \"$2\"",
            arguments = [source.path, copy.path],
            inputs = [source],
            outputs = [copy],
            mnemonic = "BoardCopy",
        )
    for format, output in [("binary", out.bin), ("ihex", out.hex)]:
        ctx.actions.run(
            executable = ctx.executable._objcopy,
            arguments = ["-O", format, image.elf.path, output.path],
            inputs = [image.elf] + ctx.files._objcopy_files,
            outputs = [output],
            mnemonic = "BoardConvert",
        )
    ctx.actions.run(
        executable = ctx.executable._stack,
        arguments = ["%s" % ctx.label, image.elf.path, image.program.path, out.stack.path],
        inputs = [image.elf, image.program],
        tools = ctx.files._libraries,
        outputs = [out.stack],
        env = {"LD_LIBRARY_PATH": LLVM_LIBRARIES},
        mnemonic = "BoardStack",
        progress_message = "Bounding the stack of %s" % ctx.label,
    )
    ctx.actions.run(
        executable = ctx.executable._footprint,
        arguments = [
            "%s" % ctx.label,
            image.elf.path,
            out.stack.path,
            out.footprint.path,
            "%d" % ctx.attr.flash_origin,
            "%d" % ctx.attr.flash_size,
            "%d" % (ctx.attr.flash_budget or ctx.attr.flash_size),
            "%d" % ctx.attr.ram_origin,
            "%d" % ctx.attr.ram_size,
            "%d" % (ctx.attr.ram_budget or ctx.attr.ram_size),
        ],
        inputs = [image.elf, out.stack],
        outputs = [out.footprint],
        mnemonic = "BoardFootprint",
        progress_message = "Measuring %s" % ctx.label,
    )
    files = [out.elf, out.bin, out.hex, out.map, out.footprint, out.stack]
    return [
        DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files)),
        BoardInfo(bin = out.bin, elf = out.elf, hex = out.hex, map = out.map, stack = out.stack),
    ]

_board = rule(
    implementation = _board_impl,
    attrs = {
        "flash_budget": attr.int(),
        "flash_origin": attr.int(mandatory = True),
        "flash_size": attr.int(mandatory = True),
        "image": attr.label(cfg = _to_platform, providers = [_ImageInfo], mandatory = True),
        "platform": attr.string(mandatory = True),
        "ram_budget": attr.int(),
        "ram_origin": attr.int(mandatory = True),
        "ram_size": attr.int(mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_footprint": attr.label(
            cfg = "exec",
            default = "//toolchains/board:footprint",
            executable = True,
        ),
        "_libraries": attr.label(cfg = "exec", default = "@llvm//:nm"),
        "_objcopy": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@llvm//:bin/llvm-objcopy",
            executable = True,
        ),
        "_objcopy_files": attr.label(cfg = "exec", default = "@llvm//:objcopy"),
        "_stack": attr.label(
            cfg = "exec",
            default = "//toolchains/board/stack",
            executable = True,
        ),
    },
    outputs = {
        "bin": "%{name}.bin",
        "elf": "%{name}.elf",
        "footprint": "%{name}.footprint",
        "hex": "%{name}.hex",
        "map": "%{name}.map",
        "stack": "%{name}.stack",
    },
)

def board(
        name,
        srcs,
        layout,
        flash_origin,
        flash_size,
        ram_origin,
        ram_size,
        deps = [],
        layout_deps = [],
        flash_budget = None,
        ram_budget = None,
        stack_size = 2048,
        platform = "//toolchains/platforms:cortex_m4",
        tags = None,
        visibility = None):
    """A kernel image: NAME.elf, NAME.bin, NAME.hex, NAME.map.

    The build says how much flash, RAM and stack it uses, keeps that in NAME.footprint, and fails
    over budget. NAME.stack has the path on which the stack gets deepest. All sizes are bytes.

    Args:
      name: name of the board.
      srcs: C sources of the board itself. They are linked whole; of `deps`, what is referred to.
      layout: the linker script. Sections `.stack` and `.process_memory` are counted apart. It may
        use the symbols board_flash_origin, board_flash_size, board_ram_origin, board_ram_size,
        board_stack_size.
      flash_origin: where the kernel's flash begins.
      flash_size: how much flash the kernel has.
      ram_origin: where RAM begins.
      ram_size: how much RAM there is.
      deps: what `srcs` use.
      layout_deps: linker scripts that `layout` names in INCLUDE commands. If one is called data.ld,
        the image is linked twice, the second time with a data.ld made by toolchains/board/pack.
      flash_budget: how much of the flash the kernel may use; all of it if not given.
      ram_budget: how much RAM the kernel may use besides its stack and the processes' memory.
      stack_size: how large the kernel's stack is. The build fails if its worst case is deeper
        (toolchains/board/stack).
      platform: what the board is built for.
      tags: the board's, as of any target.
      visibility: who may use it.
    """
    cc_library(
        name = name + "_sources",
        srcs = srcs,
        alwayslink = True,
        tags = ["manual"],
        visibility = ["//visibility:private"],
        deps = deps,
    )
    _image(
        name = name + "_image",
        layout = layout,
        layout_deps = layout_deps,
        symbols = {
            "board_flash_origin": "%d" % flash_origin,
            "board_flash_size": "%d" % flash_size,
            "board_ram_origin": "%d" % ram_origin,
            "board_ram_size": "%d" % ram_size,
            "board_stack_size": "%d" % stack_size,
        },
        tags = ["manual"],
        visibility = ["//visibility:private"],
        deps = [name + "_sources"],
    )
    _board(
        name = name,
        flash_budget = flash_budget,
        flash_origin = flash_origin,
        flash_size = flash_size,
        image = name + "_image",
        platform = platform,
        ram_budget = ram_budget,
        ram_origin = ram_origin,
        ram_size = ram_size,
        tags = tags,
        visibility = visibility,
    )
