// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/tbf/tbf.h"
}
#include "kernel/tbf/tbf_builder.h"

#include <cstring>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <string>

namespace {

using Bytes = TbfBuilder::Bytes;

struct StringWriter {
    writer base;
    std::string text;
};

void Append(writer *w, slice bytes) {
    reinterpret_cast<StringWriter *>(w)->text.append(reinterpret_cast<const char *>(bytes.data),
                                                     bytes.length);
}

constexpr writer_ops kAppend = {Append};

std::string Words(tbf_result result) {
    StringWriter writer{{&kAppend}, {}};
    tbf_write_result(&writer.base, result);
    return writer.text;
}

// Parses a copy that ends where its memory ends, so that a sanitizer sees every read past it.
struct Parsed {
    explicit Parsed(const Bytes &bytes) : memory(new uint8_t[bytes.size()]), size(bytes.size()) {
        std::copy(bytes.begin(), bytes.end(), memory.get());
        result = tbf_parse(slice_over(memory.get(), size), &header);
    }
    std::string Name() const {
        slice name =
            result.error == TBF_OK ? header.name : tbf_find_name(slice_over(memory.get(), size));
        return std::string(reinterpret_cast<const char *>(name.data), name.length);
    }
    std::unique_ptr<uint8_t[]> memory;
    size_t size;
    tbf header;
    tbf_result result;
};

// As elf2tab makes them.
TbfBuilder Usual() {
    return TbfBuilder()
        .Main(0x29, 0, 4848)
        .Program(0x29, 0, 4848, 0x700, 3)
        .Name("blink")
        .Words(8, {0x00000002});
}

TEST(Tbf, UsualApplication) {
    Parsed p(Usual().Build(0x800));
    ASSERT_EQ(p.result.error, TBF_OK);
    uint32_t header = 16 + 16 + 24 + 12 + 8;
    EXPECT_TRUE(p.header.is_application);
    EXPECT_EQ(p.header.header_size, header);
    EXPECT_EQ(p.header.total_size, 0x800u);
    EXPECT_EQ(p.header.flags, TBF_FLAG_ENABLED);
    EXPECT_EQ(p.header.protected_size, header);
    EXPECT_EQ(p.header.entry, header + 0x29);
    EXPECT_EQ(p.header.minimum_ram, 4848u);
    EXPECT_EQ(p.header.binary_end, 0x700u);
    EXPECT_EQ(p.header.version, 3u);
    EXPECT_EQ(p.Name(), "blink");
    EXPECT_TRUE(tbf_has_kernel_version(&p.header));
    EXPECT_EQ(p.header.kernel_major, 2);
    EXPECT_EQ(p.header.kernel_minor, 0);
    EXPECT_EQ(p.header.fixed_ram, TBF_NO_ADDRESS);
    EXPECT_EQ(p.header.fixed_flash, TBF_NO_ADDRESS);
    EXPECT_EQ(p.header.short_id, 0u);
    EXPECT_EQ(p.header.permissions.data, nullptr);
    EXPECT_EQ(tbf_storage_write_id(&p.header), 0u);
}

// The bytes of a header as the format's description has them, not as the builder makes them.
TEST(Tbf, GoldenBytes) {
    const uint8_t bytes[] = {
        0x02, 0x00, 0x28, 0x00, 0x40, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // Checksum, below.
        0x01, 0x00, 0x0C, 0x00, 0x05, 0x00, 0x00, 0x00,
        0x04, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, // Main: entry 5, trailer 4, RAM 4096.
        0x03, 0x00, 0x02, 0x00, 0x68, 0x69, 0x00, 0x00, // Package name "hi", padded.
    };
    Bytes object(bytes, bytes + sizeof(bytes));
    object.resize(0x40);
    // 0x00280002 ^ 0x40 ^ 1 ^ 0x000C0001 ^ 5 ^ 4 ^ 0x1000 ^ 0x00020003 ^ 0x6968
    uint32_t sum = 0x00280002 ^ 0x40 ^ 1 ^ 0x000C0001 ^ 5 ^ 4 ^ 0x1000 ^ 0x00020003 ^ 0x6968;
    for (int i = 0; i < 4; i++) {
        object[12 + i] = static_cast<uint8_t>(sum >> 8 * i);
    }
    Parsed p(object);
    ASSERT_EQ(p.result.error, TBF_OK) << Words(p.result);
    EXPECT_EQ(p.header.protected_size, 0x2Cu);
    EXPECT_EQ(p.header.entry, 0x2Cu + 5);
    EXPECT_EQ(p.header.minimum_ram, 4096u);
    EXPECT_EQ(p.header.binary_end, 0x40u);
    EXPECT_EQ(p.Name(), "hi");
}

TEST(Tbf, ProgramDecidesOverMainInAnyOrder) {
    for (bool main_first : {true, false}) {
        TbfBuilder b;
        if (main_first) {
            b.Main(1, 0, 100).Program(2, 0, 200, 0x100, 1);
        } else {
            b.Program(2, 0, 200, 0x100, 1).Main(1, 0, 100);
        }
        Parsed p(b.Build(0x200));
        ASSERT_EQ(p.result.error, TBF_OK);
        EXPECT_EQ(p.header.minimum_ram, 200u);
        EXPECT_EQ(p.header.binary_end, 0x100u);
    }
}

TEST(Tbf, AllElements) {
    Bytes permissions, storage;
    TbfBuilder::Half(permissions, 2);
    for (uint32_t word : {1u, 0u, 0x00000007u, 0x80000000u, 0x90000u, 1u, 2u, 0u}) {
        TbfBuilder::Word(permissions, word);
    }
    TbfBuilder::Word(storage, 0x1234);
    TbfBuilder::Half(storage, 2);
    TbfBuilder::Word(storage, 11);
    TbfBuilder::Word(storage, 12);
    TbfBuilder::Half(storage, 1);
    TbfBuilder::Word(storage, 13);
    Parsed p(Usual()
                 .Words(2, {0x300, 0x80, 0x380, 0x80})
                 .Words(4, {1, 2, 3})
                 .Words(5, {0x20004000, 0x00040080})
                 .Element(6, permissions)
                 .Element(7, storage)
                 .Words(10, {77})
                 .Words(0x8001, {1})
                 .Element(0xFFFF, {1, 2, 3})
                 .Build(0x800));
    ASSERT_EQ(p.result.error, TBF_OK) << Words(p.result);
    EXPECT_EQ(p.header.writeable_regions.length, 16u);
    EXPECT_EQ(p.header.fixed_ram, 0x20004000u);
    EXPECT_EQ(p.header.fixed_flash, 0x00040080u);
    EXPECT_EQ(p.header.short_id, 77u);
    ASSERT_EQ(tbf_permission_count(p.header.permissions.data), 2u);
    EXPECT_EQ(tbf_permission(p.header.permissions.data, 0).driver, 1u);
    EXPECT_EQ(tbf_permission(p.header.permissions.data, 0).commands, 0x8000000000000007u);
    EXPECT_EQ(tbf_permission(p.header.permissions.data, 1).driver, 0x90000u);
    EXPECT_EQ(tbf_permission(p.header.permissions.data, 1).offset, 1u);
    EXPECT_EQ(tbf_storage_write_id(&p.header), 0x1234u);
    ASSERT_EQ(tbf_storage_read_count(&p.header), 2u);
    EXPECT_EQ(tbf_storage_read_id(&p.header, 1), 12u);
    ASSERT_EQ(tbf_storage_modify_count(&p.header), 1u);
    EXPECT_EQ(tbf_storage_modify_id(&p.header, 0), 13u);
}

TEST(Tbf, PaddingIsNoApplication) {
    Parsed p(TbfBuilder(0).Build(0x400));
    EXPECT_EQ(p.result.error, TBF_OK);
    EXPECT_FALSE(p.header.is_application);
    EXPECT_EQ(p.header.total_size, 0x400u);
}

TEST(Tbf, ErasedAndForeignFlash) {
    EXPECT_EQ(Parsed(Bytes(512, 0xFF)).result.error, TBF_ERASED);
    Parsed zero(Bytes(512, 0));
    EXPECT_EQ(zero.result.error, TBF_NO_HEADER);
    EXPECT_EQ(Words(zero.result), "no Tock Binary Format header (0x00000000)");
    EXPECT_EQ(Words(Parsed(Bytes(7, 0xFF)).result), "flash ends 7 bytes on");
}

struct Bad {
    const char *words;
    Bytes bytes;
    bool sound; // The next object can be found.
};

Bytes Changed(Bytes bytes, size_t at, uint8_t value, bool seal) {
    bytes[at] = value;
    if (seal) {
        TbfBuilder::Seal(bytes);
    }
    return bytes;
}

// Known bug 16.
TEST(Tbf, SaysWhatIsWrong) {
    Bytes good = Usual().Build(0x800);
    Bytes wrong_checksum = good;
    wrong_checksum[12] ^= 0x01;
    uint32_t sum = 0;
    std::memcpy(&sum, &good[12], sizeof(sum));
    char checksum[80];
    std::snprintf(checksum, sizeof(checksum),
                  "checksum is wrong: header says 0x%08x, computed 0x%08x", sum ^ 1, sum);
    Bytes too_large = Usual().Build(0xFFFFFFFF);
    too_large.resize(0x800, 0xFF);
    Bytes storage_cut;
    TbfBuilder::Word(storage_cut, 1);
    TbfBuilder::Half(storage_cut, 1);
    const Bad cases[] = {
        {checksum, wrong_checksum, false},
        {"unsupported TBF version 3", TbfBuilder(1, 3).Main(1, 0, 0).Build(0x100), false},
        {"total size 4294967295 runs past the end of flash, 2048 bytes on", too_large, false},
        {"header size 12 is impossible (total size 2048)", Changed(good, 2, 12, true), false},
        {"header size 78 is impossible (total size 2048)", Changed(good, 2, 78, true), false},
        {"header size 32 is impossible (total size 16)", TbfBuilder().Main(0, 0, 0).Build(16),
         false},
        {"total size 2049 is no multiple of 4", Usual().Build(0x801), false},
        {"header type 1 runs past the header's end", Changed(good, 18, 200, true), true},
        {"header type 1 cannot be 8 bytes long", TbfBuilder().Words(1, {1, 2}).Build(0x100), true},
        {"header type 9 cannot be 16 bytes long", TbfBuilder().Words(9, {1, 2, 3, 4}).Build(0x100),
         true},
        {"header type 2 cannot be 12 bytes long", Usual().Words(2, {1, 2, 3}).Build(0x800), true},
        {"header type 6 cannot be 3 bytes long", Usual().Element(6, {1, 0, 0}).Build(0x800), true},
        {"header type 6 cannot be 0 bytes long", Usual().Element(6, {}).Build(0x800), true},
        {"header type 7 cannot be 0 bytes long", Usual().Element(7, {}).Build(0x800), true},
        {"header type 7 cannot be 6 bytes long", Usual().Element(7, storage_cut).Build(0x800),
         true},
        {"unknown required header type 11", Usual().Words(11, {1}).Build(0x800), true},
        {"unknown required header type 32767", Usual().Words(0x7FFF, {1}).Build(0x800), true},
        {"package name is not UTF-8", TbfBuilder().Main(0, 0, 0).Name("a\x1B[2J").Build(0x800),
         true},
        {"package name is not UTF-8", TbfBuilder().Main(0, 0, 0).Name("\xC3").Build(0x800), true},
        {"neither Main nor Program header", TbfBuilder().Name("x").Build(0x800), true},
        {"protected trailer 4096 runs past the binary's end 2048",
         TbfBuilder().Main(0, 4096, 0).Build(0x800), true},
        {"protected trailer 4294967295 runs past the binary's end 2048",
         TbfBuilder().Main(0, 0xFFFFFFFF, 0).Build(0x800), true},
        {"binary end 2052 is outside the total size 2048",
         TbfBuilder().Program(0, 0, 0, 2052, 0).Build(0x800), true},
        {"binary end 0 is outside the total size 2048",
         TbfBuilder().Program(0, 0, 0, 0, 0).Build(0x800), true},
        {"entry function at offset 2016 is outside the binary of 2016 bytes",
         TbfBuilder().Main(2016, 0, 0).Build(0x800), true},
        {"entry function at offset 4294967295 is outside the binary of 2016 bytes",
         TbfBuilder().Main(0xFFFFFFFF, 0, 0).Build(0x800), true},
        {"writeable flash at 2040, size 16, is outside", Usual().Words(2, {2040, 16}).Build(0x800),
         true},
        {"writeable flash at 16, size 4294967280, is outside",
         Usual().Words(2, {16, 0xFFFFFFF0}).Build(0x800), true},
    };
    for (const Bad &bad : cases) {
        Parsed p(bad.bytes);
        EXPECT_EQ(Words(p.result), bad.words);
        EXPECT_EQ(p.result.base_is_sound, bad.sound) << bad.words;
        EXPECT_FALSE(p.result.is_sound) << bad.words;
    }
}

// Whoever looks for the next object goes by it.
TEST(Tbf, TotalSizeIsWhatTheHeaderSaysOrNothing) {
    EXPECT_EQ(Parsed(Bytes(64, 0xFF)).header.total_size, 0u);
    EXPECT_EQ(Parsed(Bytes(8, 0)).header.total_size, 0u);
    EXPECT_EQ(Parsed(TbfBuilder(1, 3).Main(0x21, 0, 2048).Build(0x400)).header.total_size, 0u);
    Bytes damaged = Usual().Build(0x800);
    damaged[12] ^= 1;
    EXPECT_EQ(Parsed(damaged).header.total_size, 0x800u);
    damaged.resize(0x400);
    EXPECT_EQ(Parsed(damaged).header.total_size, 0x800u);
}

TEST(Tbf, NameIsThereForMessagesAboutDamage) {
    Bytes bytes = Usual().Build(0x800);
    bytes[13] ^= 0x40;
    Parsed p(bytes);
    EXPECT_EQ(p.result.error, TBF_CHECKSUM);
    EXPECT_EQ(p.Name(), "blink");
    Parsed q(TbfBuilder(1, 3).Name("old").Build(0x100));
    EXPECT_EQ(q.result.error, TBF_VERSION);
    EXPECT_EQ(q.Name(), "old");
}

// Whatever comes out of a parse must be safe to use.
void Use(const Parsed &p) {
    Words(p.result);
    const tbf &h = p.header;
    uint8_t last = 0;
    for (char c : p.Name()) {
        last ^= static_cast<uint8_t>(c);
    }
    if (p.result.base_is_sound) {
        ASSERT_GE(h.total_size, 16u);
        ASSERT_LE(h.total_size, p.size);
    }
    if (p.result.error != TBF_OK || !h.is_application) {
        return;
    }
    ASSERT_LE(h.protected_size, h.binary_end);
    ASSERT_LE(h.binary_end, h.total_size);
    ASSERT_GE(h.protected_size, h.header_size);
    ASSERT_GE(h.entry, h.protected_size);
    ASSERT_LT(h.entry, h.binary_end);
    const uint8_t *permissions = h.permissions.data;
    for (uint32_t i = 0; permissions != nullptr && i < tbf_permission_count(permissions); i++) {
        (void)tbf_permission(permissions, i);
    }
    for (uint32_t i = 0; i < tbf_storage_read_count(&h); i++) {
        (void)tbf_storage_read_id(&h, i);
    }
    for (uint32_t i = 0; i < tbf_storage_modify_count(&h); i++) {
        (void)tbf_storage_modify_id(&h, i);
    }
    volatile uint8_t sink = last;
    (void)sink;
}

Bytes Rich() {
    Bytes permissions, storage;
    TbfBuilder::Half(permissions, 1);
    permissions.resize(18);
    TbfBuilder::Word(storage, 1);
    TbfBuilder::Half(storage, 1);
    TbfBuilder::Word(storage, 2);
    TbfBuilder::Half(storage, 1);
    TbfBuilder::Word(storage, 3);
    return Usual()
        .Words(2, {0x300, 0x80})
        .Words(5, {1, 2})
        .Element(6, permissions)
        .Element(7, storage)
        .Words(10, {1})
        .Build(0x400 + 0x400);
}

// Row 16.
TEST(Tbf, EveryTruncationGivesAResult) {
    Bytes bytes = Rich();
    for (size_t size = 0; size < bytes.size(); size++) {
        Parsed p(Bytes(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size)));
        EXPECT_NE(p.result.error, TBF_OK) << size;
        Use(p);
    }
}

TEST(Tbf, EveryBitFlipIsSeen) {
    Bytes bytes = Rich();
    size_t header = bytes[2];
    for (size_t bit = 0; bit < header * 8; bit++) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= static_cast<uint8_t>(1u << bit % 8);
        Parsed p(flipped);
        EXPECT_NE(p.result.error, TBF_OK) << bit;
        Use(p);
        TbfBuilder::Seal(flipped); // As an attacker would.
        Use(Parsed(flipped));
    }
}

// Known bug 16.
TEST(Tbf, RandomHeadersWithRightChecksums) {
    std::mt19937 random(3);
    for (int round = 0; round < 200000; round++) {
        Bytes bytes = Rich();
        for (uint32_t i = random() % 8; i > 0; i--) {
            bytes[16 + random() % (bytes[2] - 16u)] = static_cast<uint8_t>(random());
        }
        TbfBuilder::Seal(bytes);
        Use(Parsed(bytes));
    }
}

TEST(Tbf, RandomBytes) {
    std::mt19937 random(4);
    for (int round = 0; round < 20000; round++) {
        Bytes bytes(random() % 200);
        for (uint8_t &byte : bytes) {
            byte = static_cast<uint8_t>(random());
        }
        if (round % 2 == 0 && bytes.size() > 16) {
            bytes[0] = 2;
            bytes[1] = 0;
            bytes[3] = 0;
        }
        Use(Parsed(bytes));
    }
}

// An object with a Program header whose binary ends at 0x100, with these footers behind.
Bytes WithFooters(const Bytes &footers) {
    Bytes bytes = TbfBuilder().Program(0x29, 0, 4848, 0x100, 3).Build(0x100 + 0x100);
    std::fill(bytes.begin() + 0x100, bytes.end(), 0);
    std::copy(footers.begin(), footers.end(), bytes.begin() + 0x100);
    return bytes;
}

void Footer(Bytes &to, uint32_t type, uint32_t format, size_t size, size_t claimed) {
    TbfBuilder::Half(to, type);
    TbfBuilder::Half(to, static_cast<uint32_t>(claimed) + 4);
    TbfBuilder::Word(to, format);
    to.resize(to.size() + (size + 3) / 4 * 4, static_cast<uint8_t>(format));
}

TEST(TbfFooters, CredentialsInOrder) {
    Bytes footers;
    Footer(footers, 128, TBF_CREDENTIALS_SHA256, 32, 32);
    Footer(footers, 129, 77, 5, 5); // Another type.
    Footer(footers, 128, TBF_CREDENTIALS_ECDSA_P256, 64, 64);
    size_t rest = 0x100 - footers.size();
    Footer(footers, 128, TBF_CREDENTIALS_RESERVED, rest - 8, rest - 8);
    Parsed p(WithFooters(footers));
    ASSERT_EQ(p.result.error, TBF_OK);
    slice at = tbf_footers(slice_over(p.memory.get(), p.size), &p.header);
    EXPECT_EQ(at.length, 0x100u);
    tbf_credentials credentials;
    ASSERT_TRUE(tbf_next_credentials(&at, &credentials));
    EXPECT_EQ(credentials.format, TBF_CREDENTIALS_SHA256);
    EXPECT_EQ(credentials.data.length, 32u);
    EXPECT_EQ(slice_get(credentials.data, 31), 3);
    ASSERT_TRUE(tbf_next_credentials(&at, &credentials));
    EXPECT_EQ(credentials.format, TBF_CREDENTIALS_ECDSA_P256);
    EXPECT_EQ(credentials.data.length, 64u);
    ASSERT_TRUE(tbf_next_credentials(&at, &credentials));
    EXPECT_EQ(credentials.format, TBF_CREDENTIALS_RESERVED);
    EXPECT_FALSE(tbf_next_credentials(&at, &credentials));
    EXPECT_EQ(at.length, 0u) << "all of it is sound";
}

TEST(TbfFooters, OneThatDoesNotEnd) {
    Bytes footers;
    Footer(footers, 128, TBF_CREDENTIALS_SHA256, 32, 0x200);
    Parsed p(WithFooters(footers));
    slice at = tbf_footers(slice_over(p.memory.get(), p.size), &p.header);
    tbf_credentials credentials;
    EXPECT_FALSE(tbf_next_credentials(&at, &credentials));
    EXPECT_NE(at.length, 0u);
}

TEST(TbfFooters, ErasedFlashEndsThem) {
    Bytes footers;
    Footer(footers, 128, TBF_CREDENTIALS_SHA256, 32, 32);
    footers.resize(0x100, 0xFF);
    Parsed p(WithFooters(footers));
    slice at = tbf_footers(slice_over(p.memory.get(), p.size), &p.header);
    tbf_credentials credentials;
    ASSERT_TRUE(tbf_next_credentials(&at, &credentials));
    EXPECT_FALSE(tbf_next_credentials(&at, &credentials));
    EXPECT_EQ(at.length, 0u) << "and they are sound";
}

TEST(TbfFooters, NoneWithoutAProgramHeader) {
    Parsed p(TbfBuilder().Main(0x29, 0, 4848).Build(0x200));
    ASSERT_EQ(p.result.error, TBF_OK);
    EXPECT_EQ(tbf_footers(slice_over(p.memory.get(), p.size), &p.header).length, 0u);
}

TEST(TbfFooters, AnyBytes) {
    std::mt19937 random(4);
    for (int round = 0; round < 2000; round++) {
        Bytes footers(0x100);
        for (uint8_t &byte : footers) {
            byte = static_cast<uint8_t>(random() % 5 == 0 ? 128 : random() % 9);
        }
        Parsed p(WithFooters(footers));
        slice at = tbf_footers(slice_over(p.memory.get(), p.size), &p.header);
        tbf_credentials credentials;
        while (tbf_next_credentials(&at, &credentials)) {
            for (size_t i = 0; i < credentials.data.length; i++) {
                (void)slice_get(credentials.data, i);
            }
        }
    }
}

} // namespace
