// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/loader/loader.h"
#include "kernel/loader/unique_short_ids.h"
#include "kernel/tbf/tbf.h"
#include "testing/fakes/kernel.h"
}
#include "kernel/tbf/tbf_builder.h"

#include <gtest/gtest.h>
#include <string>
#include <sys/mman.h>

// Takes the place of //kernel/process:create.
namespace {

struct Created {
    std::string name;
    process_image image;
};

std::vector<Created> created;
process_create_result next_result;

} // namespace

extern "C" {

process_create_result process_create(const struct kernel *, const process_image *image,
                                     mpu_pool *pool, const process_start_capability *) {
    created.push_back(
        {std::string(reinterpret_cast<const char *>(image->name.data), image->name.length),
         *image});
    if (next_result.error == PROCESS_CREATE_OK) {
        pool->start += 0x1000;
        pool->size -= 0x1000;
    }
    return next_result;
}

const char *process_create_error_name(process_create_error error) {
    return error == PROCESS_CREATE_NO_MEMORY ? "not enough RAM" : "some error";
}
}

namespace {

using Bytes = TbfBuilder::Bytes;

// As on imix, so that addresses in messages are the board's.
constexpr uintptr_t kFlash = 0x40000;
constexpr size_t kFlashSize = 0x10000;

TbfBuilder App(const std::string &name) {
    return TbfBuilder().Main(0x21, 0, 2048).Name(name);
}

class Loader : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        void *at = mmap(reinterpret_cast<void *>(kFlash), kFlashSize, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        ASSERT_EQ(at, reinterpret_cast<void *>(kFlash));
    }
    static void TearDownTestSuite() { munmap(reinterpret_cast<void *>(kFlash), kFlashSize); }

    void SetUp() override {
        fake_kernel_reset();
        created.clear();
        next_result = {PROCESS_CREATE_OK, {}, 0, 0};
        std::fill(Flash(), Flash() + kFlashSize, 0xFF);
    }

    static uint8_t *Flash() { return reinterpret_cast<uint8_t *>(kFlash); }

    void Put(const Bytes &bytes) {
        ASSERT_LE(end_ + bytes.size(), kFlashSize);
        std::copy(bytes.begin(), bytes.end(), Flash() + end_);
        end_ += bytes.size();
    }

    std::string Run() {
        loader_ = {};
        loader_.flash = slice_over(Flash(), kFlashSize);
        loader_.memory = {0x20002000, 0xE000};
        loader_.refuses = refuses_;
        loader_start(&loader_);
        EXPECT_EQ(fake_debug_text(), std::string()) << "nothing from within the call";
        (void)fake_deferred_calls_run();
        return fake_debug_text();
    }

    std::string Names() {
        std::string names;
        for (const Created &c : created) {
            names += c.name + " ";
        }
        return names;
    }

    struct loader loader_;
    size_t end_ = 0;
    bool (*refuses_)(const struct loader *, struct slice, const struct tbf *) = nullptr;
};

TEST_F(Loader, MakesProcessesOfApplications) {
    Put(App("one").Build(0x1000));
    Put(App("two").Build(0x800));
    Put(TbfBuilder()
            .Main(0x21, 0x10, 3000)
            .Name("three")
            .Words(10, {5})
            .Words(2, {0x200, 0x80})
            .Words(5, {0x20004000, 0xFFFFFFFF})
            .Element(6, {1, 0, 7, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0})
            .Build(0x400));
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "one two three ");
    EXPECT_EQ(loader_.memory.start, 0x20005000u) << "what is left";
    const process_image &image = created[2].image;
    EXPECT_EQ(image.flash_start, 0x41800u);
    EXPECT_EQ(image.flash_size, 0x400u);
    EXPECT_EQ(image.protected_size, 16u + 16 + 12 + 8 + 12 + 12 + 24 + 0x10);
    EXPECT_EQ(image.entry, image.flash_start + image.protected_size + 0x21);
    EXPECT_EQ(image.minimum_ram, 3000u);
    EXPECT_EQ(image.fixed_ram, 0x20004000u);
    EXPECT_EQ(image.short_id, 5u);
    ASSERT_EQ(image.flash_region_count, 1u);
    EXPECT_EQ(image.flash_regions[0].offset, 0x200u);
    EXPECT_EQ(image.flash_regions[0].size, 0x80u);
    EXPECT_EQ(created[0].image.fixed_ram, 0u);
    ASSERT_EQ(tbf_permission_count(image.permissions), 1u);
    EXPECT_EQ(tbf_permission(image.permissions, 0).driver, 7u);
    EXPECT_EQ(created[0].image.permissions, nullptr);
}

TEST_F(Loader, OneApplicationADeferredCall) {
    Put(App("one").Build(0x1000));
    Put(App("two").Build(0x8000));
    Put(App("three").Build(0x7000));
    loader_ = {};
    loader_.flash = slice_over(Flash(), kFlashSize);
    loader_start(&loader_);
    EXPECT_EQ(fake_deferred_calls_run(), 4u) << "and the end";
}

TEST_F(Loader, PaddingAndDisabledOnesArePassedSilently) {
    Put(TbfBuilder(0).Build(0x400));
    Put(TbfBuilder(1).Build(0x400));
    Put(TbfBuilder(0).Main(0x21, 0, 2048).Name("off").Build(0x400));
    Put(TbfBuilder(0).Words(99, {1}).Build(0x400));
    Put(App("on").Build(0x400));
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "on ");
}

TEST_F(Loader, ErasedFlash) {
    EXPECT_EQ(Run(), "loader: no applications found at 0x00040000\r\n");
}

TEST_F(Loader, RandomBytes) {
    for (size_t i = 0; i < kFlashSize; i++) {
        Flash()[i] = static_cast<uint8_t>(i * i * 167 + 13 + (i >> 8));
    }
    EXPECT_EQ(Run(), "loader: 0x00040000: no Tock Binary Format header (0xeca9b40d)\r\n"
                     "loader: no applications found at 0x00040000\r\n");
}

// A sound base header with a bad rest: the next object is where it says.
// Known bug 16.
TEST_F(Loader, BadElementsStopOneApplication) {
    Put(App("first").Build(0x400));
    Put(App("future").Words(11, {1}).Build(0x220));
    Put(TbfBuilder().Main(0xFFFF, 0, 0).Build(0x1E0));
    Put(App("last").Build(0x400));
    EXPECT_EQ(Run(), "loader: future: unknown required header type 11\r\n"
                     "loader: 0x00040620: entry function at offset 65535 is outside the binary "
                     "of 448 bytes\r\n");
    EXPECT_EQ(Names(), "first last ");
}

// An unsound one: the loader finds the next.
TEST_F(Loader, GoesOnBehindDamage) {
    Put(App("first").Build(0x400));
    Bytes damaged = App("damaged").Build(0x820);
    damaged[12] ^= 1;
    Put(damaged);
    Put(App("behind").Build(0x3E0)); // At 0x820: not at a step, but where the damaged one says.
    Bytes endless = App("endless").Build(0xFFFFFFFF);
    endless.resize(0x600, 0xFF);
    Put(endless);
    Bytes old = TbfBuilder(1, 1).Main(0x21, 0, 2048).Name("old").Build(0x400);
    Put(old);
    Put(App("last").Build(0x400));
    std::string text = Run();
    EXPECT_EQ(text.find("loader: damaged: checksum is wrong: header says 0x"), 0u) << text;
    EXPECT_NE(text.find("loader: endless: total size 4294967295 runs past the end of flash, "
                        "61440 bytes on\r\n"),
              std::string::npos)
        << text;
    EXPECT_EQ(Names(), "first behind last ");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2) << text;
}

// Where the damaged one says, there is nothing either: that is no further news.
TEST_F(Loader, GoesOnWhereDamageLeadsToNothing) {
    Bytes damaged = App("damaged").Build(0x1000);
    damaged[12] ^= 1;
    damaged.resize(0x200);
    Put(damaged);
    Put(App("behind").Build(0x400));
    std::string text = Run();
    EXPECT_EQ(Names(), "behind ");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
}

// Nothing lies where such a size leads: the next one is looked for.
TEST_F(Loader, ASizeThatIsNoMultipleOfFourLeadsNowhere) {
    Put(App("odd").Build(0x401));
    Put(App("there").Build(0x400));
    end_ = 0x1000;
    Put(App("next").Build(0x400));
    EXPECT_EQ(Run(), "loader: odd: total size 1025 is no multiple of 4\r\n");
    EXPECT_EQ(Names(), "next ");
}

TEST_F(Loader, NamesAnUnsupportedVersion) {
    Put(TbfBuilder(1, 3).Main(0x21, 0, 2048).Name("newer").Build(0x400));
    Put(App("last").Build(0x400));
    EXPECT_EQ(Run(), "loader: newer: unsupported TBF version 3\r\n");
    EXPECT_EQ(Names(), "last ");
}

TEST_F(Loader, SearchesToTheEndBehindAGap) {
    Put(App("first").Build(0x400));
    end_ = 0xC000;
    Put(App("far").Build(0x400));
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "first far ");
}

// A search is long, and nobody knows if it finds anything: processes do not wait for it.
TEST_F(Loader, SearchesBesideTheProcesses) {
    Put(App("first").Build(0x400));
    Put(App("second").Build(0x400));
    end_ = 0xC000;
    Put(App("far").Build(0x400));
    loader_ = {};
    loader_.flash = slice_over(Flash(), kFlashSize);
    loader_start(&loader_);
    (void)fake_foreground_calls_run();
    EXPECT_EQ(Names(), "first second ");
    EXPECT_GT(fake_deferred_calls_run(), 3u) << "a while each time";
    EXPECT_EQ(Names(), "first second far ");
}

TEST_F(Loader, RefusesForeignFlashAddresses) {
    Put(App("riscv").Words(5, {0x80002400, 0x80040000}).Build(0x400));
    Put(App("here").Words(5, {0xFFFFFFFF, kFlash + 0x400 + 16 + 16 + 8 + 12}).Build(0x400));
    EXPECT_EQ(Run(), "loader: riscv: linked for flash 0x80040000, but lies at 0x00040038\r\n");
    EXPECT_EQ(Names(), "here ");
}

TEST_F(Loader, RefusesOtherKernelVersions) {
    Put(App("one").Words(8, {1}).Build(0x400));
    Put(App("three").Words(8, {3}).Build(0x400));
    Put(App("minor").Words(8, {0x00090002}).Build(0x400));
    Put(App("two").Words(8, {2}).Build(0x400));
    EXPECT_EQ(Run(), "loader: one: needs kernel 1.0, this one is 2.2\r\n"
                     "loader: three: needs kernel 3.0, this one is 2.2\r\n"
                     "loader: minor: needs kernel 2.9, this one is 2.2\r\n");
    EXPECT_EQ(Names(), "two ");
}

TEST_F(Loader, SaysWhatCreatingAProcessFailedFor) {
    Put(App("huge").Build(0x400));
    next_result = {PROCESS_CREATE_NO_MEMORY, {}, 100000, 57344};
    EXPECT_EQ(Run(), "loader: huge: not enough RAM: needs 100000 bytes, 57344 are left\r\n");
}

TEST_F(Loader, SaysWhichRamAddressIsNotToBeHad) {
    Put(App("fixed").Words(5, {0x80002400, 0xFFFFFFFF}).Build(0x400));
    next_result = {PROCESS_CREATE_FIXED_RAM, {}, 0, 0};
    EXPECT_EQ(Run(), "loader: fixed: some error: 0x80002400\r\n");
}

TbfBuilder Versioned(const std::string &name, uint32_t version, uint32_t short_id) {
    return TbfBuilder().Program(0x21, 0, 2048, 0x400, version).Name(name).Words(10, {short_id});
}

TEST_F(Loader, OneOfEachShortId) {
    refuses_ = unique_short_ids;
    Put(App("a").Words(10, {7}).Build(0x400));
    Put(App("b").Words(10, {8}).Build(0x400));
    Put(App("c").Words(10, {7}).Build(0x400));
    Put(App("d").Build(0x400));
    Put(App("e").Build(0x400));
    EXPECT_EQ(Run(), "loader: c: another version of it, id 0x00000007, runs\r\n");
    EXPECT_EQ(Names(), "a b d e ") << "without one, all are different";
}

TEST_F(Loader, TheHighestVersionOfAShortId) {
    refuses_ = unique_short_ids;
    Put(App("main").Words(10, {7}).Build(0x400)); // Version 0.
    Put(Versioned("second", 2, 7).Build(0x400));
    Put(Versioned("third", 3, 7).Build(0x400));
    Put(Versioned("again", 3, 7).Build(0x400));
    Put(Versioned("other", 9, 6).Build(0x400));
    std::string text = Run();
    EXPECT_EQ(Names(), "third other ");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
}

TEST_F(Loader, WhatCannotRunSupersedesNobody) {
    refuses_ = unique_short_ids;
    Bytes damaged = Versioned("damaged", 9, 7).Build(0x400);
    damaged[12] ^= 1;
    Put(damaged);
    Put(Versioned("first", 1, 7).Build(0x400));
    Put(Versioned("future", 9, 7).Words(8, {3}).Build(0x400));
    Put(Versioned("elsewhere", 9, 7).Words(5, {0xFFFFFFFF, 0x80000000}).Build(0x400));
    Put(TbfBuilder(0)
            .Program(0x21, 0, 2048, 0x400, 9)
            .Name("disabled")
            .Words(10, {7})
            .Build(0x400));
    (void)Run();
    EXPECT_EQ(Names(), "first ");
}

} // namespace
