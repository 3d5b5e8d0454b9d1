# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Keeps pages that name tests honest."""

def _runfiles_script(ctx, words, files):
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(script, "#!/bin/sh\nexec %s\n" % " ".join(words), is_executable = True)
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(files = files))]

def _named_tests_test_impl(ctx):
    words = [ctx.file._script.short_path, ctx.file.page.short_path]
    if ctx.attr.row_pattern:
        words.append("'%s'" % ctx.attr.row_pattern)
    return _runfiles_script(ctx, words, [ctx.file._script, ctx.file.page] + ctx.files.sources)

_named_tests_test = rule(
    implementation = _named_tests_test_impl,
    attrs = {
        "page": attr.label(allow_single_file = True, mandatory = True),
        "row_pattern": attr.string(),
        "sources": attr.label_list(allow_files = True),
        "_script": attr.label(allow_single_file = True, default = ":named_tests.sh"),
    },
    test = True,
)

def named_tests_test(name, page, sources, row_pattern = "", size = "small"):
    """Checks that each test that a page names, as `SOURCE:NAME` in backquotes, is in that source.

    Args:
      name: of the test.
      page: the page, in Markdown.
      sources: paths of the sources that it names.
      row_pattern: each line that matches this basic regular expression must name a test.
      size: of the test.
    """
    labels = []
    for path in sources:
        folder, _, file = path.rpartition("/")
        labels.append("//%s:%s" % (folder, file))
    _named_tests_test(
        name = name,
        size = size,
        page = page,
        row_pattern = row_pattern,
        sources = labels,
    )

def _same_text_test_impl(ctx):
    words = ["cmp", ctx.file.file.short_path, ctx.file.expected.short_path]
    return _runfiles_script(ctx, words, [ctx.file.file, ctx.file.expected])

same_text_test = rule(
    implementation = _same_text_test_impl,
    attrs = {
        "expected": attr.label(allow_single_file = True, mandatory = True),
        "file": attr.label(allow_single_file = True, mandatory = True),
    },
    test = True,
    doc = "Checks that a file in the tree is what the build makes.",
)
