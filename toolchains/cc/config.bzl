# SPDX-License-Identifier: Apache-2.0 OR MIT
"""How clang 19 and lld are called: one set of features for the host and for bare metal."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load(
    "@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl",
    "feature",
    "feature_set",
    "flag_group",
    "flag_set",
    "tool_path",
    "with_feature_set",
)

_LLVM = "external/llvm"
_RESOURCES = _LLVM + "/usr/lib/llvm-19/lib/clang/19"

# Where clang finds what sanitized programs are linked with. Of its own, so that the compiler's
# repository stays as it is for everything else.
_RUNTIMES = "external/llvm_runtimes/usr/lib/llvm-19/lib/clang/19"

_PREPROCESS = [
    ACTION_NAMES.assemble,
    ACTION_NAMES.preprocess_assemble,
]

_C = [ACTION_NAMES.c_compile]

_CXX = [
    ACTION_NAMES.cpp_compile,
    ACTION_NAMES.cpp_header_parsing,
    ACTION_NAMES.linkstamp_compile,
]

_COMPILE = _PREPROCESS + _C + _CXX

_LINK = [
    ACTION_NAMES.cpp_link_executable,
    ACTION_NAMES.cpp_link_dynamic_library,
    ACTION_NAMES.cpp_link_nodeps_dynamic_library,
]

# Paths in outputs are relative to the execution root, which is the same everywhere.
_REPRODUCIBLE = [
    "-no-canonical-prefixes",
    "-ffile-compilation-dir=.",
    "-Wdate-time",
]

_WARNINGS = ["-Wall", "-Wextra", "-Wshadow", "-Wvla", "-Werror"]

_C_WARNINGS = ["-Wmissing-prototypes", "-Wstrict-prototypes"]

def _flags(actions, flags, with_features = []):
    return [flag_set(
        actions = actions,
        flag_groups = [flag_group(flags = flags)],
        with_features = with_features,
    )] if flags else []

def _expanding(actions, flag, variable):
    return flag_set(actions = actions, flag_groups = [
        flag_group(flags = [flag % variable], iterate_over = variable, expand_if_available = variable),
    ])

def _impl(ctx):
    tools = {
        "ar": "llvm-ar",
        "cpp": "clang",
        "dwp": "llvm-dwp",
        "gcc": "clang",
        "gcov": "llvm-cov",
        "ld": "ld.lld",
        "nm": "llvm-nm",
        "objcopy": "llvm-objcopy",
        "objdump": "llvm-objdump",
        "strip": "llvm-strip",
    }
    ours = [with_feature_set(not_features = ["third_party"])]
    sanitize = ["-fsanitize=" + ",".join(ctx.attr.sanitizers)] if ctx.attr.sanitizers else []
    common = ["--target=" + ctx.attr.target, "-resource-dir=" + _RESOURCES]
    features = [
        feature(
            name = "default_flags",
            enabled = True,
            flag_sets = _flags(_COMPILE, common + _REPRODUCIBLE + ["-g", "-fno-strict-aliasing"] + ctx.attr.compile_flags) +
                        _flags(_C, ctx.attr.c_flags) +
                        _flags(_CXX, ctx.attr.cxx_flags) +
                        _flags(_LINK, common + [
                            "-no-canonical-prefixes",
                            "-fuse-ld=lld",
                            "-Wl,--build-id=none",
                            "-Wl,--fatal-warnings",
                            "-Wl,--gc-sections",
                        ] + ctx.attr.link_flags),
        ),
        # Programs that check themselves: the first finding is the end. Whatever looks at objects or
        # at the compiler's command line (capsule_library does) can ask for this feature.
        feature(
            name = "sanitizers",
            enabled = bool(sanitize),
            flag_sets = _flags(_C + _CXX, sanitize + ["-fno-sanitize-recover=all"] if sanitize else []) +
                        _flags(_LINK, sanitize + ["-resource-dir=" + _RUNTIMES] if sanitize else []),
        ),
        # For a program whose main() is libFuzzer's.
        feature(
            name = "fuzzer",
            flag_sets = _flags(_LINK, ["-fsanitize=fuzzer"]),
        ),
        # For targets built from sources that are not ours. BearSSL's tables of functions leave out what
        # type a context is of (inc/bearssl_hash.h), which works wherever it was ever built.
        feature(
            name = "third_party",
            flag_sets = _flags(_C, ["-fno-sanitize=function"]) if "undefined" in ctx.attr.sanitizers else [],
        ),
        feature(
            name = "warnings",
            enabled = True,
            flag_sets = _flags(_COMPILE, _WARNINGS, ours) +
                        _flags(_C, _C_WARNINGS, ours) +
                        _flags(_COMPILE, ["-w"], [with_feature_set(features = ["third_party"])]),
        ),
        # Each target may include the headers of what it names in `deps`, and no others. Bazel
        # writes one module map a target; clang holds every #include against them.
        feature(name = "module_maps", enabled = True),
        feature(
            name = "use_module_maps",
            requires = [feature_set(features = ["module_maps"])],
            flag_sets = _flags(_C + _CXX, [
                "-fmodule-name=%{module_name}",
                "-fmodule-map-file=%{module_map_file}",
            ]),
        ),
        feature(
            name = "layering_check",
            enabled = True,
            implies = ["use_module_maps"],
            flag_sets = _flags(_C + _CXX, ["-fmodules-strict-decluse", "-Wprivate-header"]) + [
                flag_set(actions = _C + _CXX, flag_groups = [flag_group(
                    flags = ["-fmodule-map-file=%{dependent_module_map_files}"],
                    iterate_over = "dependent_module_map_files",
                )]),
            ],
        ),
        feature(name = "supports_pic", enabled = ctx.attr.pic),
    ]
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        features = features,
        toolchain_identifier = ctx.label.name,
        host_system_name = "local",
        target_system_name = ctx.attr.target,
        target_cpu = ctx.attr.cpu,
        target_libc = "none" if not ctx.attr.pic else "glibc",
        compiler = "clang",
        abi_version = "19",
        abi_libc_version = "none",
        cxx_builtin_include_directories = [
            "%workspace%/" + directory
            for directory in [_RESOURCES + "/include"] + ctx.attr.include_directories
        ],
        tool_paths = [
            tool_path(name = name, path = "bin/" + tool)
            for name, tool in tools.items()
        ],
    )

clang_toolchain_config = rule(
    implementation = _impl,
    attrs = {
        "c_flags": attr.string_list(doc = "For C alone."),
        "compile_flags": attr.string_list(doc = "For C, C++ and assembly."),
        "cpu": attr.string(mandatory = True),
        "cxx_flags": attr.string_list(doc = "For C++ alone."),
        "include_directories": attr.string_list(doc = "Where headers lie that no target declares."),
        "link_flags": attr.string_list(),
        "pic": attr.bool(doc = "Whether position-independent code is wanted."),
        "sanitizers": attr.string_list(doc = "What -fsanitize= takes."),
        "target": attr.string(mandatory = True, doc = "clang's target triple."),
    },
    provides = [CcToolchainConfigInfo],
)
