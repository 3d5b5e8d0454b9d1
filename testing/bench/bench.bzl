# SPDX-License-Identifier: Apache-2.0 OR MIT
"""bench_run: a board in the emulator, its instructions counted. bench_report: what came of it."""

load(":size.bzl", "BenchSizeInfo")

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

def inputs_of(ctx):
    """The report's inputs: words of its command line with files in them, and the files."""
    words = []
    files = []
    for target in ctx.attr.runs:
        run = target[BenchRunInfo]
        words += ["--run", run.name, run.counts, run.console]
        files += [run.counts, run.console]
    for target, name in ctx.attr.sizes.items():
        words += ["--size", name, target[BenchSizeInfo].size]
        files.append(target[BenchSizeInfo].size)
    words += ["--memory", ctx.attr.memory[BenchRunInfo].console]
    files.append(ctx.attr.memory[BenchRunInfo].console)
    words += ["--budgets", ctx.file.budgets, ctx.file.baseline]
    files += [ctx.file.budgets, ctx.file.baseline]
    return words, files

def _word(word):
    return word if type(word) == "string" else word.short_path

def _bench_report_impl(ctx):
    words, files = inputs_of(ctx)
    out = ctx.outputs
    arguments = ctx.actions.args()
    arguments.add_all(words)
    arguments.add("--table", out.table)
    arguments.add("--csv", out.csv)
    arguments.add("--page", out.page)
    ctx.actions.run(
        executable = ctx.executable._report,
        arguments = [arguments],
        inputs = files,
        outputs = [out.table, out.csv, out.page],
        mnemonic = "BenchReport",
        progress_message = "Reporting %s" % ctx.label,
    )

    # The report again, with more words: what `bazel run` and the test of budgets do.
    ctx.actions.write(
        out.again,
        "#!/bin/sh\nexec %s \"$@\"\n" % " ".join([
            "'%s'" % _word(word)
            for word in [ctx.executable._report] + words
        ]),
        is_executable = True,
    )
    ctx.actions.write(out.boards, "".join([
        "%s %s\n" % (name, target[BenchSizeInfo].board)
        for target, name in ctx.attr.sizes.items()
    ]))
    outputs = [out.table, out.csv, out.page, out.again, out.boards]
    runfiles = ctx.runfiles(outputs + files)
    runfiles = runfiles.merge(ctx.attr._report[DefaultInfo].default_runfiles)
    for target in ctx.attr.runs + ctx.attr.sizes.keys():
        runfiles = runfiles.merge(target[DefaultInfo].default_runfiles)
    return [DefaultInfo(files = depset(outputs), runfiles = runfiles)]

bench_report = rule(
    implementation = _bench_report_impl,
    doc = "NAME.txt, NAME.csv, NAME.svg: the report. NAME.sh makes it again, with more options; " +
          "NAME.boards names the boards whose sizes are in it.",
    attrs = {
        "baseline": attr.label(allow_single_file = True, mandatory = True),
        "budgets": attr.label(allow_single_file = True, mandatory = True),
        "memory": attr.label(
            doc = "A run with a process console, which was asked for `kernel` and processes.",
            mandatory = True,
            providers = [BenchRunInfo],
        ),
        "runs": attr.label_list(providers = [BenchRunInfo]),
        "sizes": attr.label_keyed_string_dict(providers = [BenchSizeInfo]),
        "_report": attr.label(
            cfg = "target",
            default = "//testing/bench/report",
            executable = True,
        ),
    },
    outputs = {
        "again": "%{name}.sh",
        "boards": "%{name}.boards",
        "csv": "%{name}.csv",
        "page": "%{name}.svg",
        "table": "%{name}.txt",
    },
)
