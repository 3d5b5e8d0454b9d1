# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# What a BUILD file under capsules/ may say, line by line, as buildifier lays it out. Whatever is not
# listed is reported.
function wrong(what) {
    printf "%s:%d:1: error: [reach] %s: %s\n", FILENAME, FNR, what, $0
    printf "%s:%d:1: note: capsules are built by capsule_library alone, tests of them by cc_test", FILENAME, FNR
    printf " (from //toolchains:defs.bzl and @rules_cc//cc:defs.bzl); see capsules/DIALECT.md#reach\n"
    failures++
}

FNR == 1 { inside = ""; list = 0 }
/^ *#/ || /^$/ { next }
inside == "" && /^load\("@rules_cc\/\/cc:defs\.bzl", "cc_test"\)$/ { next }
inside == "" && /^load\("\/\/toolchains:defs\.bzl", "capsule_library"\)$/ { next }
inside == "" && /^package\(default_visibility = \["\/\/[a-z_\/:]*"\]\)$/ { next }
inside == "" && /^exports_files\($/ { inside = "exports_files"; next }
inside == "" && /^(capsule_library|cc_test)\($/ { inside = substr($0, 1, length($0) - 1); next }
inside == "" { wrong("no rule for capsules"); next }
/^\)$/ { inside = ""; next }
list && /^    \],$/ { list = 0; next }
list && /^        "[^"]*",$/ { next }
inside == "exports_files" && /^    \["[^"]*"\],$/ { next }
inside == "exports_files" && /^    visibility = \["[^"]*"\],$/ { next }
inside == "capsule_library" && !/^    (name|srcs|hdrs|deps|visibility) = / { wrong("no attribute for capsules"); next }
inside == "cc_test" && !/^    (name|size|srcs|deps|data|args) = / { wrong("no attribute for capsules' tests"); next }
/^    [a-z]* = "[^"]*",$/ { next }
/^    [a-z]* = \[("[^"]*")?\],$/ { next }
/^    [a-z]* = \[$/ { list = 1; next }
{ wrong("no plain value") }

END { exit failures > 0 }
