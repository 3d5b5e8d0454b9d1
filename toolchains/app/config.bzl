# SPDX-License-Identifier: Apache-2.0 OR MIT
"""How GCC is called for applications: position-independent code, data reached through r9."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load(
    "@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl",
    "env_entry",
    "env_set",
    "feature",
    "flag_group",
    "flag_set",
    "tool_path",
    "with_feature_set",
)

_GCC = "external/gcc_arm"
_GCC_LIBRARY = _GCC + "/usr/lib/gcc/arm-none-eabi/12.2.1"
_NEWLIB = "external/newlib_source/libc"

# In the order in which they are searched.
_INCLUDES = [
    "third_party/newlib/config",
    _NEWLIB + "/include",
    _NEWLIB + "/machine/arm",
    _GCC_LIBRARY + "/include",
    _GCC_LIBRARY + "/include-fixed",
]

_ASSEMBLE = [
    ACTION_NAMES.assemble,
    ACTION_NAMES.preprocess_assemble,
]

_C = [ACTION_NAMES.c_compile]

_COMPILE = _ASSEMBLE + _C

_LINK = [ACTION_NAMES.cpp_link_executable]

_CORE = ["-mthumb", "-mcpu=cortex-m4", "-mfloat-abi=soft"]

# Every address is loaded from the global offset table, which r9 points to: code and constants in
# flash hold none, so both flash and RAM may be anywhere, each on its own.
_INDEPENDENT = [
    "-fPIC",
    "-msingle-pic-base",
    "-mpic-register=r9",
    "-mno-pic-data-is-text-relative",
]

# The compiler names the folder it runs in by $PWD, and all paths are relative to it.
_REPRODUCIBLE = [
    "-fno-canonical-system-headers",
    "-no-canonical-prefixes",
    "-ffile-prefix-map=/proc/self/cwd=.",
    "-Wdate-time",
]

_WARNINGS = [
    "-Wall",
    "-Wextra",
    "-Wshadow",
    "-Wvla",
    "-Werror",
]

_C_WARNINGS = ["-Wmissing-prototypes", "-Wstrict-prototypes"]

def _flags(actions, flags, with_features = []):
    return flag_set(
        actions = actions,
        flag_groups = [flag_group(flags = flags)],
        with_features = with_features,
    )

def _impl(ctx):
    tools = {
        "ar": "ar",
        "cpp": "cpp",
        "gcc": "gcc",
        "gcov": "gcov",
        "ld": "ld",
        "nm": "nm",
        "objcopy": "objcopy",
        "objdump": "objdump",
        "strip": "strip",
    }
    ours = [with_feature_set(not_features = ["third_party"])]
    third_party = [with_feature_set(features = ["third_party"])]
    includes = ["-nostdinc"]
    for directory in _INCLUDES:
        includes += ["-isystem", directory]
    features = [
        feature(
            name = "default_flags",
            enabled = True,
            flag_sets = [
                _flags(_COMPILE, _CORE + _REPRODUCIBLE + ["-g"] + includes),
                _flags(_C, _INDEPENDENT + [
                    "-Os",
                    "-ffunction-sections",
                    "-fdata-sections",
                ]),
                # The files of third parties bring their own dialect.
                _flags(_C, ["-std=c2x"], ours),
                _flags(_COMPILE, _WARNINGS, ours),
                _flags(_C, _C_WARNINGS, ours),
                _flags(_COMPILE, ["-w"], third_party),
                # elf2tbf reads the relocations.
                _flags(_LINK, _CORE + [
                    "-no-canonical-prefixes",
                    "-nostdlib",
                    "-static",
                    "-Wl,--build-id=none",
                    "-Wl,--emit-relocs",
                    "-Wl,--fatal-warnings",
                    "-Wl,--gc-sections",
                    "-Wl,-z,max-page-size=4",
                ]),
            ],
            env_sets = [env_set(
                actions = _COMPILE + _LINK,
                env_entries = [env_entry(key = "PWD", value = "/proc/self/cwd")],
            )],
        ),
        # In place of Bazel's own, which strips: a debugger wants them, and no .tbf has them.
        feature(name = "strip_debug_symbols"),
        feature(name = "third_party"),
        feature(name = "random_seed", enabled = True),
    ]
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        features = features,
        toolchain_identifier = ctx.label.name,
        host_system_name = "local",
        target_system_name = "arm-none-eabi",
        target_cpu = "cortex_m4_app",
        target_libc = "newlib",
        compiler = "gcc",
        abi_version = "12",
        abi_libc_version = "3.3.0",
        cxx_builtin_include_directories = [
            "%workspace%/" + directory
            for directory in _INCLUDES
        ],
        tool_paths = [
            tool_path(name = name, path = "bin/arm-none-eabi-" + tool)
            for name, tool in tools.items()
        ],
    )

app_toolchain_config = rule(
    implementation = _impl,
    provides = [CcToolchainConfigInfo],
)
