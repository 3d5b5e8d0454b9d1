#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Builds QEMU for a bare ARMv7-M, without boards: configure, ninja, then its objects as archives.
# Runs as a Bazel action. Of the machine it uses a shell and the basic utilities, no compiler,
# header, library or interpreter.
#
#   build.sh OUT_WHOLE OUT_REST OUT_HEADERS
#
# OUT_WHOLE is an archive to be linked whole, OUT_REST one to be linked by need, OUT_HEADERS a
# folder with the generated headers.
set -eu

root=$PWD
source=$root/external/qemu_source
tools=$root/external/qemu_tools
llvm=$root/external/llvm
sysroot=$root/external/sysroot
whole=$root/$1
rest=$root/$2
headers=$root/$3
log=$root/qemu-build.log

fail() {
    tail -n 60 "$log" >&2
    echo "QEMU's build failed: $*" >&2
    exit 1
}

# The only programs that configure and ninja can find.
mkdir -p "$root/path"
cd "$root/path"
for program in awk basename bash cat chmod cmp cp cut date diff dirname env expr false find grep \
    head id ln ls mkdir mktemp mv nproc printf pwd rm rmdir sed sh sleep sort tail tee test touch \
    tr true uname uniq wc xargs; do
    for folder in /usr/bin /bin; do
        if [ -x "$folder/$program" ]; then
            ln -sf "$folder/$program" "$program"
            break
        fi
    done
done

wrap() { # NAME COMMAND: a program of that name, which runs the command
    printf '#!/bin/sh\nexec %s "$@"\n' "$2" >"$1"
    chmod +x "$1"
}
target="--target=x86_64-linux-gnu --sysroot=$sysroot"
target="$target --gcc-install-dir=$sysroot/usr/lib/gcc/x86_64-linux-gnu/12"
# No warning where it does not link: meson takes one for an answer.
target="$target --start-no-unused-arguments -fuse-ld=lld --end-no-unused-arguments"
wrap cc "$llvm/bin/clang $target"
wrap ar "$llvm/bin/llvm-ar"
wrap nm "$llvm/bin/llvm-nm"
wrap ranlib "$llvm/bin/llvm-ar s"
wrap strip true
wrap objcopy false
wrap make true # configure asks for it and never runs it
wrap perl true # makes headers of shaders, which nothing here includes
wrap python3 "$tools/usr/bin/python3.11"
wrap meson "$tools/usr/bin/python3.11 $tools/usr/bin/meson"
wrap ninja "$tools/usr/bin/ninja"
# --static: archives need what they depend on, too.
wrap pkg-config "$tools/usr/bin/pkgconf --static"
cd "$root"

export PATH="$root/path"
export HOME="$root"
export LC_ALL=C
export LD_LIBRARY_PATH="$tools/usr/lib/x86_64-linux-gnu:$tools/lib/x86_64-linux-gnu"
export PYTHONHOME="$tools/usr"
export PYTHONPATH="$tools/usr/lib/python3/dist-packages"
export PYTHONDONTWRITEBYTECODE=1
export PYTHONHASHSEED=0
export PYTHON="$root/path/python3"
export PKG_CONFIG="$root/path/pkg-config"
export PKG_CONFIG_SYSROOT_DIR="$tools"
export PKG_CONFIG_LIBDIR="$tools/usr/lib/x86_64-linux-gnu/pkgconfig:$tools/usr/share/pkgconfig"
export AR="$root/path/ar" NM="$root/path/nm" RANLIB="$root/path/ranlib"
export STRIP="$root/path/strip" OBJCOPY="$root/path/objcopy"

mkdir -p build
cd build
sh "$source/configure" \
    --cc="$root/path/cc" --host-cc="$root/path/cc" --cxx=none \
    --meson="$root/path/meson" --ninja="$root/path/ninja" \
    --extra-cflags="-I$tools/usr/include -g0" \
    --extra-ldflags="-L$tools/usr/lib/x86_64-linux-gnu" \
    --target-list=arm-softmmu --with-devices-arm=detent \
    --without-default-features --without-default-devices \
    --enable-tcg --enable-plugins --enable-fdt=system \
    --disable-docs --disable-tools --disable-user --disable-guest-agent --disable-werror \
    --disable-install-blobs --disable-debug-info >"$log" 2>&1 || fail configure
ninja -j"$(nproc)" qemu-system-arm >>"$log" 2>&1 || fail ninja

# What the link took: objects and whole archives go into one archive, the others into a second.
ninja -t commands qemu-system-arm | tail -n 1 | tr ' ' '\n' >link.words
grep '\.o$' link.words >whole.objects
sed -n '/^-Wl,--whole-archive$/,/^-Wl,--no-whole-archive$/p' link.words |
    grep -E '\.(fa|a)$' | while read -r archive; do
    find "$archive.p" -name '*.o' | sort
done >>whole.objects
sed '1,/^-Wl,--no-whole-archive$/d' link.words | grep -E '^[^/].*\.(fa|a)$' | sort -u |
    while read -r archive; do
        find "$archive.p" -name '*.o' | sort
    done | grep -v -x -F -f whole.objects >rest.objects
ar qcsD "$whole" $(sort -u whole.objects)
ar qcsD "$rest" $(sort -u rest.objects)

mkdir -p "$headers"
find . -name '*.h' | while read -r header; do
    mkdir -p "$headers/${header%/*}"
    cp "$header" "$headers/$header"
done
