#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# gdb.sh CONSOLE GDB KERNEL.elf APPLICATIONS.py "TBF=ELF ..." LAUNCHER [ARGUMENT ...] -- [GDB'S ...]
#
# Starts the emulator, halted, and GDB on it, with the symbols of the kernel and the applications.
# The board's console goes to the file CONSOLE, or to stdout if that is "-". All paths are relative to the folder that this starts in.
set -eu

console=$1 gdb=$PWD/$2 kernel=$PWD/$3 script=$PWD/$4 applications=$5
shift 5
[ "$console" = - ] && exec 3>&1 || exec 3>"$console"

# A socket's path has at most 107 bytes, and a test's own folder is longer.
folder=$(mktemp -d /tmp/detent-gdb-XXXXXX)
launcher=
cleanup() {
    [ -z "$launcher" ] || kill "$launcher" 2>/dev/null || true
    [ -z "$launcher" ] || wait "$launcher" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT
trap : INT # For GDB, which stops the board.

# The launcher's words are those before "--"; they go to the end of the list, and are shifted out.
count=0
for word; do
    [ "$word" != -- ] || break
    count=$((count + 1))
done
start_launcher() {
    TEST_TMPDIR=$folder "$@" --gdb "$folder/gdb" </dev/null >&3 &
    launcher=$!
}
launcher_words() {
    i=0
    quoted=
    for word; do
        [ $i -lt "$count" ] || break
        quoted="$quoted '$(printf %s "$word" | sed "s/'/'\\\\''/g")'"
        i=$((i + 1))
    done
    printf %s "$quoted"
}
eval "start_launcher $(launcher_words "$@")"
shift $((count + 1))

tries=0
while [ ! -S "$folder/gdb" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 300 ] || ! kill -0 "$launcher" 2>/dev/null; then
        echo "gdb: the emulator does not start" >&2
        exit 1
    fi
    sleep 0.1
done

root=${gdb%/bin/*}
export PYTHONHOME="$root/usr" PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1
export DETENT_APPLICATIONS="$applications" XDG_CACHE_HOME="$folder"
status=0
"$gdb" -nx -q --data-directory="$root/usr/share/gdb" \
    -iex "set pagination off" -iex "set confirm off" \
    "$kernel" \
    -ex "set substitute-path . ${BUILD_WORKSPACE_DIRECTORY:-.}" \
    -ex "target remote $folder/gdb" \
    -ex "maintenance packet Qqemu.PhyMemMode:1" \
    -ex "source $script" \
    "$@" || status=$?
exit $status
