# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What follows from the table of sentences: expectations, the page, the list of named tests."""

load(":sentences.bzl", "CHECK", "DESIGN", "MISSING", "SENTENCES", "TIME")

def expectations(kind):
    """For emulation_test: each check of this kind says that it holds, exactly once, and no other does.

    Args:
      kind: CHECK or TIME.
    """
    ids = [sentence.id for sentence in SENTENCES if sentence.test == kind]
    return ["exactly 1 ^%s: ok$" % id.replace(".", "[.]") for id in ids] + [
        "exactly %d ^trd" % len(ids),
        "reject FAILED|fault|panic",
    ]

def named_sources():
    """Labels of the files that tests of the table are in."""
    paths = {}
    for sentence in SENTENCES:
        if ":" in sentence.test:
            paths[sentence.test.split(":")[0]] = True
    return paths.keys()

def _shown_by(sentence):
    if sentence.test in [CHECK, TIME]:
        return sentence.test + ("; " + sentence.why if sentence.why else "")
    if sentence.test in [DESIGN, MISSING]:
        return "%s: %s" % (sentence.test, sentence.why)
    return "`%s`" % sentence.test

_HEAD = """# Conformance

What TRD 104 (system calls), TRD 105 (time) and TRD 106 (completion codes) demand, and what shows it. The ids are ours:
TRD, section, number; the wording is, too. A *check* is the function with that id in this folder, which an
application runs on the real images of imix and hail in the emulator (`conformance_test`, `conformance_hail_test`); a
*time check* is one that a board without processes runs on the chip's timer and what stands on it, in the emulator, too
(`time_test`); the named applications run on real images as well. *Plain* sentences use no capital word, but programs
depend on them.

This page is made from `sentences.bzl`, and a test fails if it is not up to date:

    bazel build //testing/conformance:page && cp bazel-bin/testing/conformance/page.md testing/conformance/README.md

%d sentences: %d checks, %d time checks, %d other tests, %d of design, %d that Detent does not meet.

| id | level | sentence | shown by |
| --- | --- | --- | --- |
"""

def _count(test):
    return len([sentence for sentence in SENTENCES if test(sentence.test)])

def _is_check(test):
    return test == CHECK

def _is_time(test):
    return test == TIME

def _is_named(test):
    return ":" in test

def _is_design(test):
    return test == DESIGN

def _is_missing(test):
    return test == MISSING

def _page_impl(ctx):
    page = ctx.actions.declare_file(ctx.label.name + ".md")
    rows = [
        "| %s | %s | %s | %s |" % (sentence.id, sentence.level, sentence.text, _shown_by(sentence))
        for sentence in SENTENCES
    ]
    head = _HEAD % (
        len(SENTENCES),
        _count(_is_check),
        _count(_is_time),
        _count(_is_named),
        _count(_is_design),
        _count(_is_missing),
    )
    ctx.actions.write(page, head + "\n".join(rows) + "\n")
    return [DefaultInfo(files = depset([page]))]

page = rule(
    implementation = _page_impl,
    doc = "The table of sentences as a page.",
)
