# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Every Debian package that a build uses. README.md says how to add one.

Each repository lists its packages, one a line: "NAME VERSION ARCH SHA256". A source tarball is
"FILE PACKAGE orig SHA256", where PACKAGE is a binary package built from that source.
Versions and hashes are written by `bazel run //toolchains/debian:update`.
"""

LOCK = {
    "bazel_skylib": [
        "bazel-skylib 1.0.3-2 all b7662103ceb16fedb2e348c0d6f18045eba656e3fe1e462ebcfd25efd2548db0",
    ],
    "gcc_arm": [
        "binutils-arm-none-eabi 2.40-2+18+b1 amd64 c8f9da2a434366bfe5a66a8267cb3b1df028f1d95278715050c222b43e1c221c",
        "gcc-arm-none-eabi 15:12.2.rel1-1 amd64 2bbd4f4145e9a3669f58ddab6a3190b768949f07cc444d23e98743d905f83e16",
        "libgmp10 2:6.2.1+dfsg1-1.1 amd64 187aedef2ed763f425c1e523753b9719677633c7eede660401739e9c893482bd",
        "libisl23 0.25-1.1 amd64 ebff0b2f8b220c74224197523019366e97ee4770d464bebc48e4865114e4da0e",
        "libmpc3 1.3.1-1 amd64 d7f79544790e44f9b0c8cb9034a18c58d37f8702a15f32539050718679e52f80",
        "libmpfr6 4.2.0-1 amd64 37b7a2b4e78890b6a074777f27b96c84f58e81558ba08410c2b6c0ca4a4ad77b",
        "libzstd1 1.5.4+dfsg2-5 amd64 6315b5ac38b724a710fb96bf1042019398cb656718b1522279a5185ed39318fa",
        "zlib1g 1:1.2.13.dfsg-1 amd64 d7dd1d1411fedf27f5e27650a6eff20ef294077b568f4c8c5e51466dc7c08ce4",
    ],
    "googletest": [
        "googletest 1.12.1-0.2 all 927be72067517da503b6538026d451455c9e860f5dbfe237f792543db7d5a928",
    ],
    "libclang": [
        "libclang-19-dev 1:19.1.7-3~deb12u1 amd64 1743d67c024c33e2c3715fb4b1004b356d28b41373d7fff36354c22a3935a7e6",
        "libclang1-19 1:19.1.7-3~deb12u1 amd64 0e5cf7d98563ef2c74339d608b219a2b113e7c91c2834dabaeee423ce3bf2f96",
    ],
    "llvm": [
        "clang-19 1:19.1.7-3~deb12u1 amd64 89ab931a9bbfd567a76df3141af5d5ec67b01d800150e614f2c9bf4671da9b08",
        "libbsd0 0.11.7-2 amd64 bb31cc8b40f962a85b2cec970f7f79cc704a1ae4bad24257a822055404b2c60b",
        "libclang-common-19-dev 1:19.1.7-3~deb12u1 amd64 811c2d398ad772204ec05ffde485cbbc4c210abc5dcf0068ff9ca3e647591ce7",
        "libclang-cpp19 1:19.1.7-3~deb12u1 amd64 5daa784e1d747db320c16604729ffa805e6bfd72d3ac0b7cb0ee5f1a7ebc8aae",
        "libedit2 3.1-20221030-2 amd64 1cf14abf2716d3279db12d0657a5737cf70074a1e71d3bdf73206625e3c89ce6",
        "libffi8 3.4.4-1 amd64 6d9f6c25c30efccce6d4bceaa48ea86c329a3432abb360a141f76ac223a4c34a",
        "libgcc-s1 12.2.0-14+deb12u1 amd64 3016e62cb4b7cd8038822870601f5ed131befe942774d0f745622cc77d8a88f7",
        "libicu72 72.1-3+deb12u1 amd64 f7f6f99c6d7b025914df2447fc93e11d22c44c0c8bdd8b6f36691c9e7ddcef88",
        "libllvm19 1:19.1.7-3~deb12u1 amd64 6edf3a8b28495cdba883d9760e0dca1a81983fc497a5f989dc64d0d96d23b4aa",
        "liblzma5 5.4.1-1+deb12u1 amd64 f96d8876b53ec89d76a992bc199679b818cf518225a768954d9451fb556a4eb7",
        "libmd0 1.0.4-2 amd64 03539fd30c509e27101d13a56e52eda9062bdf1aefe337c07ab56def25a13eab",
        "libstdc++6 12.2.0-14+deb12u1 amd64 5cd3171216d4ab0fc911cfe9c35509bf2dd8f47761c43b7f6a4296701551a24d",
        "libtinfo6 6.4-4 amd64 072d908f38f51090ca28ca5afa3b46b2957dc61fe35094c0b851426859a49a51",
        "libxml2 2.9.14+dfsg-1.3~deb12u6 amd64 4460e39dda10a815881374217cde08474747cfa018358cd8612c14b390eff53b",
        "libz3-4 4.8.12-3.1 amd64 6221ca25ad5abcfbe1965801029d85a88b4775320384b4b716de8fab7a4d2f7a",
        "libzstd1 1.5.4+dfsg2-5 amd64 6315b5ac38b724a710fb96bf1042019398cb656718b1522279a5185ed39318fa",
        "lld-19 1:19.1.7-3~deb12u1 amd64 416e084363a16a7060eaa6343ed641dfe864b8208c39170ee00a5679e4b486a2",
        "llvm-19 1:19.1.7-3~deb12u1 amd64 f91492c5b361ff12f540b9f6145cf638b5e0fb3f145fceabd6c4b9540eab4bf9",
        "zlib1g 1:1.2.13.dfsg-1 amd64 d7dd1d1411fedf27f5e27650a6eff20ef294077b568f4c8c5e51466dc7c08ce4",
    ],
    "newlib_source": [
        "newlib-source 3.3.0-1.3+deb12u1 all b9a825a86064e6ffd1f8d1b91a3f7c6a5baf3ab3d246e5ed132ba22c42f6fef1",
    ],
    "openocd_debian": [
        "libcapstone4 4.0.2-5 amd64 41277f0388184f6e3b9fc02eda3184afbc999314b25b77ed75e8049428bdfe5e",
        "libftdi1-2 1.5-6+b2 amd64 046580c45f738c44ef1f977fd7d5abec03ee96d82864baf5457f5cddb79e063b",
        "libgpiod2 1.6.3-1+b3 amd64 ad359610a22339b3693ff4cdf5a5f7dd93ff989f3511fe83b72b6a2513698b02",
        "libhidapi-hidraw0 0.13.1-1 amd64 983eee45569e22fe053d7b23c119210fd32d16213ec791dbfbd0e354d03aecfe",
        "libjaylink0 0.3.1-1 amd64 dbf224fcea5afafc21e812370f4f4506b2dd5d992eb24387b5be3f3b5c7858a7",
        "libjim0.81 0.81+dfsg0-2 amd64 64b637ef4b034fedf8481166ceda7bce9ff69cee8bd024e3f343d5eabb8b182f",
        "libudev1 252.39-1~deb12u2 amd64 6f7e08f11c4809d2e5998c775f7b423ab5ec2ce0309494b4a2615037052245e2",
        "libusb-1.0-0 2:1.0.26-1 amd64 0a8a6c4a7d944538f2820cbde2a313f2fe6f94c21ffece9e6f372fc2ab8072e1",
        "openocd 0.12.0-1 amd64 bfd27387e048d8b61037cc068afb70a56d388ab5ad9bc5d9293922f2e891259f",
    ],
    "platforms": [
        "bazel-platforms 0.0.2-2 all 55424b0d6a8b5868b87445a820f2a4cb30b54d43824bab23fb8a96f5cc95da7f",
    ],
    "qemu_source": [
        "qemu_7.2+dfsg.orig.tar.xz qemu-system-arm orig 91aca71520040edc40b8d437aa3004dae614f58e286cf653ee8996c07af2962f",
    ],
    "qemu_tools": [
        "libexpat1 2.5.0-1+deb12u2 amd64 2255e62fc22a86d2c544b8a3f516da9aee19383ad5742722ab4ce7f66a30dbc8",
        "libfdt-dev 1.6.1-4+b1 amd64 d606bc2f5dfa6505e1a697de365a9325ae4daf8ae7b691f940cbd40c7c970dbd",
        "libfdt1 1.6.1-4+b1 amd64 e7312b61267979a58ae1fa9e34746d077707560c955f6455d02a9ff0f8fa7995",
        "libffi-dev 3.4.4-1 amd64 89fb890aee5148f4d308a46cd8980a54fd44135f068f05b38a6ad06800bf6df3",
        "libffi8 3.4.4-1 amd64 6d9f6c25c30efccce6d4bceaa48ea86c329a3432abb360a141f76ac223a4c34a",
        "libglib2.0-0 2.74.6-2+deb12u9 amd64 7ff85197685d89e150e342b29a59aab1beee400050ba7da73de81cd999ffee5a",
        "libglib2.0-dev 2.74.6-2+deb12u9 amd64 217766f170553e14884f7d67c0636b833da43c1e4a65dfe41268ba1292001ccd",
        "libpcre2-8-0 10.42-1 amd64 030db54f4d76cdfe2bf0e8eb5f9efea0233ab3c7aa942d672c7b63b52dbaf935",
        "libpcre2-dev 10.42-1 amd64 f0ff485a26daae8f742a1566426f0d98f06cdaf19ee0cc24764e09eff1c99257",
        "libpixman-1-0 0.42.2-1 amd64 9ed75ef81b6b1eba9e1357f8b0ce01d31112b0e07b2b685bee2cf627a8932892",
        "libpixman-1-dev 0.42.2-1 amd64 4430a914164274a5c81e979f786bb84895f680b8fe041dfcf4c6bfa521183122",
        "libpkgconf3 1.8.1-1 amd64 da01fb901123ae498c36387a32240e09e1f2866810146c5a574273f7eaf31093",
        "libpython3.11-minimal 3.11.2-6+deb12u8 amd64 f3beaa03994ffedacf73c43a0843d53b062d347115d8af65bee2034552a4e6f9",
        "libpython3.11-stdlib 3.11.2-6+deb12u8 amd64 890b3540dad8a1ccc0deeca025db735bcc82629a76adacbe3b50fcc06ed528ca",
        "meson 1.0.1-5 all 64c435548c1118afdcc68a5d537b99cfcd12e0556b695a81febd512d671eb666",
        "ninja-build 1.11.1-2~deb12u1 amd64 e75fe14ee81334f52efe955aaaddac07d26f117bac60488ea19ea7a8b564e62c",
        "pkgconf 1.8.1-1 amd64 4e3ce982b5fedc6c6119268435504a64f5ffcc6d93aaecaea902d816eba1215f",
        "pkgconf-bin 1.8.1-1 amd64 8fb5a8f83e46ad04b4cf02651ceec56c0611a335cf0d30780d859a95d0400174",
        "python3-distutils 3.11.2-3 all a620b555f301860a08e30534c7e6f7d79818e5e1977bfec39a612e7003074318",
        "python3.11-minimal 3.11.2-6+deb12u8 amd64 4aba533f7cc5e7b93b7ff24482840e96813f5bcde9cce028395b65a0d799ccee",
        "zlib1g 1:1.2.13.dfsg-1 amd64 d7dd1d1411fedf27f5e27650a6eff20ef294077b568f4c8c5e51466dc7c08ce4",
        "zlib1g-dev 1:1.2.13.dfsg-1 amd64 f9ce531f60cbd5df37996af9370e0171be96902a17ec2bdbd8d62038c354094f",
    ],
    "rules_cc": [
        "bazel-rules-cc 0.0.4-2 all 2cbda3603e35c90c114b8c7d5b219bba94fdde007eb3de87a493b70a7aae1453",
    ],
    "rules_java": [
        "bazel-rules-java 4.0.0-2 all 0d05ed4e053d7c0d3ee0b4e77cdd93857d2757f34e031a8239323c8d0c218e18",
    ],
    "rules_proto": [
        "bazel-rules-proto 4.0.0-3.20.0-2 all adac2a0736ac8ea3a1e86b674c616ad76004b78a99765e6cc643aa4ba9c59e0b",
    ],
    "sysroot": [
        "libc6 2.36-9+deb12u14 amd64 ba4f88f73dbc3ae9055f3c20f4523bfdbaf1ad13ff95e258924f77d20b4fbedf",
        "libc6-dev 2.36-9+deb12u14 amd64 0218fc2befcd784c1b0c6292c0a137ce89fad054efaa579ad083bee0f2c01aae",
        "libcrypt-dev 1:4.4.33-2 amd64 81ccd29130f75a9e3adabc80e61921abff42f76761e1f792fa2d1bb69af7f52f",
        "libgcc-12-dev 12.2.0-14+deb12u1 amd64 d720259380a84f2ffc6fe516eff5cbe9c8a005138e8d6a5748747ba4b3404a82",
        "libgcc-s1 12.2.0-14+deb12u1 amd64 3016e62cb4b7cd8038822870601f5ed131befe942774d0f745622cc77d8a88f7",
        "libstdc++-12-dev 12.2.0-14+deb12u1 amd64 d28def6c23630432b57cb38a4c2fd67a79d4e0484027386ca6e8d6005c3d7a73",
        "linux-libc-dev 6.1.176-1 amd64 8bb258735b9dffbb111da778ebdd024750878e435ffd9dfcadcb6762ede6b4cf",
    ],
}
