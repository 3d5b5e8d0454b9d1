# SPDX-License-Identifier: Apache-2.0 OR MIT
"""bench_size: what a board's image consists of, by target, file and symbol."""

BenchSizeInfo = provider(
    doc = "What an image consists of.",
    fields = {
        "board": "the board's label, as text",
        "size": "file: see size/main.c",
    },
)

_OwnersInfo = provider(
    doc = "Which target each source file belongs to.",
    fields = {"lines": "depset of \"FILE TARGET\""},
)

def _owners_impl(target, ctx):
    lines = []
    below = []
    for name in ["srcs", "hdrs", "textual_hdrs"]:
        for source in getattr(ctx.rule.attr, name, []):
            for file in source.files.to_list():
                if file.is_source:
                    lines.append("%s %s" % (file.path, target.label))
    for name in ["deps", "image"]:
        for dep in getattr(ctx.rule.attr, name, []):
            if _OwnersInfo in dep:
                below.append(dep[_OwnersInfo].lines)
    return [_OwnersInfo(lines = depset(lines, transitive = below))]

_owners = aspect(
    implementation = _owners_impl,
    attr_aspects = [
        "deps",
        "image",
    ],
)

def _bench_size_impl(ctx):
    elf = [file for file in ctx.files.board if file.extension == "elf"][0]
    owners = ctx.actions.declare_file(ctx.label.name + ".owners")
    ctx.actions.write(owners, "\n".join(ctx.attr.board[_OwnersInfo].lines.to_list()) + "\n")
    size = ctx.actions.declare_file(ctx.label.name + ".size")
    ctx.actions.run_shell(
        command = "set -e; sh \"$1\" \"$2\" \"$3\" \"$4\" \"$5\" \"$6\" >\"$7\"",
        arguments = [
            ctx.file._script.path,
            ctx.executable._size.path,
            ctx.executable._objdump.path,
            ctx.executable._dwarfdump.path,
            elf.path,
            owners.path,
            size.path,
        ],
        inputs = [ctx.file._script, elf, owners] + ctx.files._dwarfdump_files + ctx.files._objdump_files,
        outputs = [size],
        tools = [ctx.executable._size],
        mnemonic = "BenchSize",
        progress_message = "Taking %s apart" % ctx.attr.board.label,
    )
    return [
        DefaultInfo(files = depset([size]), runfiles = ctx.runfiles([size, owners])),
        BenchSizeInfo(board = "%s" % ctx.attr.board.label, size = size),
    ]

bench_size = rule(
    implementation = _bench_size_impl,
    doc = "NAME.size: what the board's image consists of.",
    attrs = {
        "board": attr.label(aspects = [_owners], mandatory = True),
        "_dwarfdump": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@llvm//:bin/llvm-dwarfdump",
            executable = True,
        ),
        "_dwarfdump_files": attr.label(cfg = "exec", default = "@llvm//:dwarfdump"),
        "_objdump": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@llvm//:bin/llvm-objdump",
            executable = True,
        ),
        "_objdump_files": attr.label(cfg = "exec", default = "@llvm//:objdump"),
        "_script": attr.label(
            allow_single_file = True,
            default = "//testing/bench/size:size.sh",
        ),
        "_size": attr.label(
            cfg = "exec",
            default = "//testing/bench/size",
            executable = True,
        ),
    },
)
