# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Boots hostile applications beside a witness."""

load("//toolchains:defs.bzl", "emulation_test")

def _named_tbf_impl(ctx):
    elf = [file for file in ctx.files.app if file.extension == "elf"][0]
    tbf = ctx.actions.declare_file(ctx.label.name + ".tbf")
    ctx.actions.run(
        executable = ctx.executable._elf2tbf,
        arguments = [
            "--elf",
            elf.path,
            "--tbf",
            tbf.path,
            "--name",
            ctx.attr.app_name,
            "--architecture",
            "cortex-m4",
            "--app-heap",
            "768",
            "--kernel-heap",
            "512",
            "--kernel-version",
            "2.0",
        ],
        inputs = [elf],
        outputs = [tbf],
        mnemonic = "Elf2Tbf",
    )
    return [DefaultInfo(files = depset([tbf]))]

def _every_attack_test_impl(ctx):
    files = [ctx.file._script, ctx.file.build_file] + ctx.files.srcs
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec %s\n" % " ".join([file.short_path for file in files]),
        is_executable = True,
    )
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(files = files))]

every_attack_test = rule(
    implementation = _every_attack_test_impl,
    attrs = {
        "build_file": attr.label(allow_single_file = True, mandatory = True),
        "srcs": attr.label_list(allow_files = True, mandatory = True),
        "_script": attr.label(allow_single_file = True, default = ":every_attack.sh"),
    },
    test = True,
    doc = "Checks that each attack is run by a test.",
)

named_tbf = rule(
    implementation = _named_tbf_impl,
    attrs = {
        "app": attr.label(mandatory = True, doc = "The application whose program it is."),
        "app_name": attr.string(mandatory = True, doc = "The TBF header's package name."),
        "_elf2tbf": attr.label(
            cfg = "exec",
            default = "//toolchains/app/elf2tbf",
            executable = True,
        ),
    },
    doc = "An application's program as a TBF with another name.",
)

HELD = "held"

def attack_test(
        name,
        attacks,
        app = ":attack",
        arguments = [],
        board = None,
        rounds = 25,
        seconds = "5"):
    """Boots up to seven attacks with a witness in their midst.

    Passes if each attack ends as it should and the witness never finds a change.

    Args:
      name: of the test; that on hail has hail_ before it.
      attacks: for each attack what the board must say of it: HELD if the process is to find out
        itself that nothing got through; else an expression for what it is to print about itself, if
        that begins with "says ", or for the cause of its fault, pc excepted.
      app: the program that they are in.
      arguments: more options for the emulator's launcher.
      board: the variant of imix to boot; None: both imix and hail, one test each.
      rounds: how many of its rounds the witness must get through.
      seconds: how long to run, on the board's clock.
    """
    apps = []
    expect = []
    faults = 0
    for attack, outcome in sorted(attacks.items()):
        named_tbf(
            name = name + "." + attack,
            app = app,
            app_name = attack,
        )
        apps.append(":" + name + "." + attack)
        if outcome == HELD:
            expect.append("exactly 1 ^%s: held$" % attack)
            expect.append("reject ^process %s: " % attack)
        elif outcome.startswith("says "):
            expect.append("atleast 1 ^%s: %s$" % (attack, outcome[5:]))
            expect.append("reject ^process %s: |^%s: held" % (attack, attack))
        else:
            faults += 1
            expect.append("exactly 1 ^process %s: fault: %s$" % (attack, outcome))
            expect.append("reject ^%s: held" % attack)
    half = len(apps) // 2
    both = [("", "imix", "//boards/imix"), ("hail_", "hail", "//boards/hail")]
    for prefix, machine, image in [("", "imix", board)] if board else both:
        emulation_test(
            name = prefix + name,
            size = "small",
            apps = apps[:half] + [":witness"] + apps[half:],
            arguments = arguments,
            board = image,
            expect = expect + [
                "expect ^witness: %d ok$" % rounds,
                "exactly %d fault: " % faults,
                "reject ESCAPED|FAILED|panic|^loader: |^process witness",
            ],
            machine = machine,
            seconds = seconds,
        )

# Causes of faults, as the kernel words them. Addresses in hexadecimal, as regular expressions.

# Where applications lie on hail and imix.
_APP = "0x000[3-7][0-9a-f]{4}"

# Anywhere in RAM, which the kernel divides as it likes.
RAM = "0x2000[0-9a-f]{4}"

# Anywhere among the applications in flash.
FLASH = _APP

STACK_OVERFLOW = "stack overflow(, pc .*)?"
STACK_OUTSIDE = "(stack overflow|stack pointer outside its memory)(, pc .*)?"

def denied(address):
    """A load or store that the protection unit refused."""
    return "data access violation at address %s, pc %s" % (address, _APP)

def denied_push(address):
    """A push that the protection unit refused. Then there is no room for a frame, with the pc, either."""
    return "data access violation, stack overflow at address %s" % address

def refused(address):
    """A load or store in the system control space, which answers privileged code alone."""
    return "bus error at address %s, pc %s" % (address, _APP)

def no_code(address):
    """An instruction fetch that the protection unit refused."""
    return "instruction fetch violation, pc %s" % address

def instruction(what):
    """An instruction that cannot be executed."""
    return "%s, pc %s" % (what, _APP)
