# SPDX-License-Identifier: Apache-2.0 OR MIT
"""capsule_library: the only way in which a capsule is built.

A capsule is code that the kernel does not trust, in the kernel's address space. What holds it:
each source is held against the dialect (capsules/DIALECT.md) before it is compiled, it is compiled
with run-time checks, and the symbols of its objects are audited before they are linked. It names
nothing but its files and dependencies: there is no attribute that changes how it is built.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

# Only this file can make one: what has it was built by the rule below. (A name that begins with an
# underscore cannot be loaded.)
_CapsuleInfo = provider(fields = [])

# What cannot be decided before the capsule runs is checked while it runs: a check that fails executes
# an undefined instruction, which is a fault in the kernel and hence a panic. (builtin, unreachable and
# vla-bound have nothing to find in the dialect, which bars what they are about: they cost nothing.) Of an enum's and a
# bool's range the dialect makes sure. A null pointer needs no
# instructions on Cortex-M: kernel/arch/cortex_m lets the protection unit guard the flash below the
# kernel, its sections.ld insists that there is some, and the dialect bounds the size of types.
_RUN_TIME_CHECKS = [
    "array-bounds",
    "builtin",
    "integer-divide-by-zero",
    "shift",
    "signed-integer-overflow",
    "unreachable",
    "vla-bound",
]

_CHECKED = [
    "-fsanitize=" + ",".join(_RUN_TIME_CHECKS),
    "-fsanitize-trap=all",
    "-ftrivial-auto-var-init=zero",
]

_COPTS = [
    "-fno-finite-loops",
    "-fstrict-flex-arrays=3",
]

_NULL_CHECK = {
    "cortex_m4": ["-fno-delete-null-pointer-checks"],  # The access must happen, to be refused.
    "k8": ["-fsanitize=null"],
}

# What a capsule may depend on: packages of these folders. Their visibility says which targets.
_REACH = ["kernel", "hil", "capsules", "testing/bench", "testing/dialect", "toolchains/selftest"]

# Ends what the rule says.
_SEE = "; see capsules/DIALECT.md#reach"

# Where capsules live: nothing else is linked from there.
_CAPSULES = ["capsules", "testing/dialect/outlaw"]

# Where the checker finds what libclang loads.
CHECKER_LIBRARIES = "external/llvm/usr/lib/x86_64-linux-gnu:external/llvm/lib/x86_64-linux-gnu"

def capsule_copts(toolchain, checked):
    """What the compiler is told beside the toolchain's own options.

    Args:
      toolchain: the C toolchain.
      checked: whether with run-time checks, as capsules are built. Without is for measuring.

    Returns:
      A list of options.
    """
    return _COPTS + (_CHECKED + _NULL_CHECK[toolchain.cpu] if checked else [])

def _is_under(label, folders):
    package = label.package + "/"
    return not label.workspace_root and any([package.startswith(f + "/") for f in folders])

def _check_reach(ctx):
    for dep in ctx.attr.deps:
        if not _is_under(dep.label, _REACH):
            fail("%s is out of a capsule's reach: it may depend on //kernel, //hil and //capsules%s" % (dep.label, _SEE))
        if _is_under(dep.label, _CAPSULES) and _CapsuleInfo not in dep:
            fail("%s is no capsule_library: build it with capsule_library, from //toolchains:defs.bzl%s" % (dep.label, _SEE))

def _check_sources(ctx):
    for file in ctx.files.srcs + ctx.files.hdrs:
        if not file.is_source or file.owner.package != ctx.label.package or file.owner.workspace_root:
            fail("%s is not a source file of this package: a capsule is made of files beside its BUILD file%s" % (file.path, _SEE))
        if file.extension not in ["c", "h"]:
            fail("%s is no .c and no .h file%s" % (file.path, _SEE))
    letters = "abcdefghijklmnopqrstuvwxyz"
    for i in range(len(ctx.label.name)):
        if ctx.label.name[i] not in letters + ("0123456789_" if i else ""):
            fail("'%s' is no name for a capsule, since its functions' names begin with it: use lower-case letters, digits and underscores%s" % (ctx.label.name, _SEE))

def compiler_arguments(ctx, toolchain, context):
    """What the compiler would be told, for the checker.

    Args:
      ctx: the rule's context.
      toolchain: the C toolchain.
      context: the dependencies' compilation context.

    Returns:
      A list of arguments.
    """
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        unsupported_features = ["layering_check", "module_maps", "sanitizers", "use_module_maps"],
    )
    variables = cc_common.create_compile_variables(
        cc_toolchain = toolchain,
        feature_configuration = features,
        quote_include_directories = depset(["."], transitive = [context.quote_includes]),
        system_include_directories = context.system_includes,
        # On the host too, the only standard headers are the compiler's own.
        user_compile_flags = capsule_copts(toolchain, True) + ["-ffreestanding"],
    )
    return cc_common.get_memory_inefficient_command_line(
        action_name = ACTION_NAMES.c_compile,
        feature_configuration = features,
        variables = variables,
    )

def _check(ctx, source, arguments, headers, toolchain):
    # It passes for a header, so that what includes the capsule's headers waits for it, too.
    names = ctx.actions.declare_file("%s.checked/%s.names.h" % (ctx.label.name, source.basename))
    command = ctx.actions.args()
    command.add("--name", ctx.label.name)
    command.add_all(ctx.files.hdrs + [f for f in ctx.files.srcs if f.extension == "h"], before_each = "--own")
    command.add("--out", names)
    command.add(source)
    command.add("--")
    command.add_all(arguments)
    if source.extension == "h":
        command.add_all(["-xc", "-Wno-pragma-once-outside-header"])
    ctx.actions.run(
        executable = ctx.executable._checker,
        arguments = [command],
        inputs = depset([source], transitive = [headers, toolchain.all_files]),
        tools = ctx.files._libraries,
        outputs = [names],
        env = {"LD_LIBRARY_PATH": CHECKER_LIBRARIES},
        mnemonic = "CapsuleCheck",
        progress_message = "Checking %s" % source.short_path,
    )
    return names

def _audit(ctx, objects, names):
    done = ctx.actions.declare_file(ctx.label.name + ".audited.h")
    command = ctx.actions.args()
    command.add(ctx.executable._audit)
    command.add(ctx.file._nm)
    command.add(ctx.label.name)
    command.add(done)
    command.add_all(names)
    command.add("--")
    command.add_all(objects)
    ctx.actions.run_shell(
        command = "set -o pipefail; audit=$1 nm=$2 name=$3 out=$4; shift 4; names=; " +
                  "while [ \"$1\" != -- ]; do names=\"$names $1\"; shift; done; shift; " +
                  "{ [ $# -eq 0 ] || \"$nm\" --format=sysv --no-sort \"$@\"; } | " +
                  "\"$audit\" \"$name\" $names && : >\"$out\"",
        arguments = [command],
        inputs = objects + names + ctx.files._nm_files,
        tools = [ctx.executable._audit, ctx.file._nm],
        outputs = [done],
        mnemonic = "CapsuleAudit",
        progress_message = "Auditing %s" % ctx.label,
    )
    return done

def _capsule_library_impl(ctx):
    _check_reach(ctx)
    _check_sources(ctx)
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
    )
    sources = [f for f in ctx.files.srcs if f.extension == "c"]
    private_headers = [f for f in ctx.files.srcs if f.extension == "h"]
    contexts = [dep[CcInfo].compilation_context for dep in ctx.attr.deps]
    before = cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in ctx.attr.deps]).compilation_context
    arguments = compiler_arguments(ctx, toolchain, before)
    headers = depset(ctx.files.hdrs + private_headers, transitive = [before.headers])
    checked = [
        _check(ctx, source, arguments, headers, toolchain)
        for source in sources + private_headers + ctx.files.hdrs
    ]
    if not sources:
        checked.append(_audit(ctx, [], checked))  # headers alone: they promise nothing
    compiled, outputs = cc_common.compile(
        actions = ctx.actions,
        cc_toolchain = toolchain,
        compilation_contexts = contexts,
        feature_configuration = features,
        name = ctx.label.name,
        private_hdrs = private_headers + checked,  # nothing is compiled that was not checked
        public_hdrs = ctx.files.hdrs,
        srcs = sources,
        user_compile_flags = capsule_copts(toolchain, True),
    )
    objects = outputs.objects + outputs.pic_objects

    # A sanitizer's calls and tables are no capsule's; images for boards never have one.
    is_audited = not cc_common.is_enabled(feature_configuration = features, feature_name = "sanitizers")
    audited = [_audit(ctx, objects, checked)] if objects and is_audited else []
    linked, _ = cc_common.create_linking_context_from_compilation_outputs(
        actions = ctx.actions,
        additional_inputs = audited,  # nothing is linked that was not audited
        cc_toolchain = toolchain,
        compilation_outputs = outputs,
        disallow_dynamic_library = True,
        feature_configuration = features,
        linking_contexts = [dep[CcInfo].linking_context for dep in ctx.attr.deps],
        name = ctx.label.name,
    )
    return [
        CcInfo(compilation_context = compiled, linking_context = linked),
        DefaultInfo(files = depset(objects + audited)),
        OutputGroupInfo(checks = depset(checked + audited)),
        _CapsuleInfo(),
    ]

capsule_library = rule(
    implementation = _capsule_library_impl,
    doc = "A capsule: untrusted code in the kernel's address space.",
    attrs = {
        "deps": attr.label_list(
            providers = [CcInfo],
            doc = "What the capsule's files include: targets of //kernel, //hil and //capsules.",
        ),
        "hdrs": attr.label_list(
            allow_files = [".h"],
            doc = "Headers that targets with this one in their `deps` may include.",
        ),
        "srcs": attr.label_list(
            allow_files = [".c", ".h"],
            doc = "C sources and headers of the capsule's own.",
        ),
        "_audit": attr.label(
            cfg = "exec",
            default = "//toolchains/capsule/audit",
            executable = True,
        ),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
        "_checker": attr.label(
            cfg = "exec",
            default = "//toolchains/capsule/checker",
            executable = True,
        ),
        "_libraries": attr.label(cfg = "exec", default = "@llvm//:nm"),
        "_nm": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "@llvm//:bin/llvm-nm",
        ),
        "_nm_files": attr.label(cfg = "exec", default = "@llvm//:nm"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

# What a board links.

_BoundaryInfo = provider(fields = {"outlaws": "labels of targets under capsules/ built otherwise"})

def _capsule_boundary_impl(target, ctx):
    outlaws = []
    if _is_under(target.label, _CAPSULES) and CcInfo in target and _CapsuleInfo not in target:
        outlaws.append("%s" % target.label)
    below = [
        dep[_BoundaryInfo].outlaws
        for name in _BOUNDARY_ATTRIBUTES
        for dep in getattr(ctx.rule.attr, name, [])
        if _BoundaryInfo in dep
    ]
    return [_BoundaryInfo(outlaws = depset(outlaws, transitive = below))]

_BOUNDARY_ATTRIBUTES = ["deps", "srcs"]

capsule_boundary = aspect(
    implementation = _capsule_boundary_impl,
    doc = "Finds targets under capsules/ that were not built by capsule_library.",
    attr_aspects = _BOUNDARY_ATTRIBUTES,
)

def check_capsule_boundary(deps):
    """Fails if a target under capsules/ that was not built by capsule_library is linked.

    Args:
      deps: what is linked: targets of an attribute with the aspect capsule_boundary.
    """
    for dep in deps:
        for outlaw in dep[_BoundaryInfo].outlaws.to_list():
            fail("%s is linked, lies under capsules/, and is no capsule_library: build it with capsule_library, from //toolchains:defs.bzl%s" % (outlaw, _SEE))
