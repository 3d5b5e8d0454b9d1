# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The rules that Detent is built with. BUILD files load all of them from here."""

load("//toolchains/app:app.bzl", _app = "app")
load("//toolchains/app:public_key.bzl", _public_key = "public_key")
load("//toolchains/board:board.bzl", _board = "board")
load("//toolchains/capsule:capsule.bzl", _capsule_library = "capsule_library")
load("//toolchains/emulate:emulate.bzl", _emulate = "emulate", _emulation_test = "emulation_test")
load("//toolchains/emulate:gdb.bzl", _gdb = "gdb", _gdb_test = "gdb_test")
load("//toolchains/openocd:openocd.bzl", _openocd_flash = "openocd_flash")

app = _app
board = _board
capsule_library = _capsule_library
emulate = _emulate
emulation_test = _emulation_test
gdb = _gdb
gdb_test = _gdb_test
openocd_flash = _openocd_flash
public_key = _public_key
