# SPDX-License-Identifier: Apache-2.0 OR MIT
"""bench_run: a board in the emulator, its instructions counted. bench_report: what came of it."""

BenchRunInfo = provider(
    doc = "What was counted in one run.",
    fields = {
        "console": "file: what the board said",
        "counts": "file: see counter/plugin.c",
        "elf": "file: the board's image",
        "name": "WORKLOAD or WORKLOAD:AXIS:N; see report/report.c",
    },
)

def _file(target, extension):
    for file in target.files.to_list():
        if file.extension == extension:
            return file
    fail("%s makes no .%s file" % (target.label, extension))

def _bench_run_impl(ctx):
    elf = _file(ctx.attr.board, "elf")
    apps = [_file(app, "tbf") for app in ctx.attr.apps]
    if ctx.attr.idle:
        apps += [_file(ctx.attr._idle, "tbf")] * ctx.attr.idle
    image = ctx.actions.declare_file(ctx.label.name + ".elf")
    ctx.actions.symlink(output = image, target_file = elf)
    counts = ctx.actions.declare_file(ctx.label.name + ".counts")
    console = ctx.actions.declare_file(ctx.label.name + ".console")
    arguments = ctx.actions.args()
    arguments.add(console)
    arguments.add(ctx.executable._launcher)
    arguments.add("--emulator", ctx.executable._emulator)
    arguments.add("--machine", ctx.attr.machine)
    arguments.add("--kernel", elf)
    plugin = "%s,kernel=%s,out=%s" % (ctx.file._counter.path, elf.path, counts.path)
    if ctx.attr.answer:
        plugin += ",answer=" + ctx.attr.answer
    arguments.add("--plugin", plugin)
    arguments.add_all(["--icount", "--strict", "--timeout", ctx.attr.seconds])
    arguments.add_all(ctx.attr.arguments)
    for app in apps:
        arguments.add("--app", app)
    if not apps:
        arguments.add("--no-apps")

    # What the board says is shown if the run fails only.
    ctx.actions.run_shell(
        command = "out=$1; shift; \"$@\" >\"$out\" 2>&1 </dev/null || { cat \"$out\"; exit 1; }",
        arguments = [arguments],
        inputs = [elf, ctx.file._counter] + apps,
        outputs = [counts, console],
        tools = [ctx.executable._launcher, ctx.executable._emulator],
        mnemonic = "BenchRun",
        progress_message = "Counting instructions of %s" % ctx.label,
    )
    files = [counts, console, image]
    return [
        DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files)),
        BenchRunInfo(
            console = console,
            counts = counts,
            elf = image,
            name = ctx.attr.workload or ctx.label.name,
        ),
    ]

bench_run = rule(
    implementation = _bench_run_impl,
    doc = "NAME.counts, what the counter counted, NAME.console, what the board said, and NAME.elf.",
    attrs = {
        "answer": attr.string(doc = "The address a store to which ends a window; empty: none."),
        "apps": attr.label_list(allow_files = [".tbf"]),
        "arguments": attr.string_list(doc = "More of the launcher's options."),
        "board": attr.label(mandatory = True),
        "idle": attr.int(doc = "How many processes that only wait run behind these."),
        "machine": attr.string(default = "imix"),
        "seconds": attr.string(default = "8", doc = "On the board's clock; idle time costs nothing."),
        "workload": attr.string(doc = "WORKLOAD or WORKLOAD:AXIS:N; NAME if empty."),
        # In the configuration of the build, which is the host's, so that the emulator is built
        # once.
        "_counter": attr.label(
            allow_single_file = True,
            default = "//testing/bench/counter:counter.so",
        ),
        "_idle": attr.label(default = "//testing/bench/app:idle"),
        "_emulator": attr.label(
            cfg = "target",
            default = "//testing/emulator:qemu",
            executable = True,
        ),
        "_launcher": attr.label(
            cfg = "target",
            default = "//toolchains/emulate:launcher",
            executable = True,
        ),
    },
)

def _bench_report_impl(ctx):
    table = ctx.actions.declare_file(ctx.label.name + ".txt")
    arguments = ctx.actions.args()
    arguments.add("--table", table)
    inputs = []
    for target in ctx.attr.runs:
        run = target[BenchRunInfo]
        inputs += [run.counts, run.console]
        arguments.add_all(["--run", run.name, run.counts, run.console])
    ctx.actions.run(
        executable = ctx.executable._report,
        arguments = [arguments],
        inputs = inputs,
        outputs = [table],
        mnemonic = "BenchReport",
        progress_message = "Reporting %s" % ctx.label,
    )
    runfiles = ctx.runfiles([table])
    for target in ctx.attr.runs:
        runfiles = runfiles.merge(target[DefaultInfo].default_runfiles)
    return [DefaultInfo(files = depset([table]), runfiles = runfiles)]

bench_report = rule(
    implementation = _bench_report_impl,
    doc = "NAME.txt: the report.",
    attrs = {
        "runs": attr.label_list(providers = [BenchRunInfo]),
        "_report": attr.label(
            cfg = "target",
            default = "//testing/bench/report",
            executable = True,
        ),
    },
)
