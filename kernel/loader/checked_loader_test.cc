// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/loader/checked_loader.h"
#include "kernel/loader/hash_credentials.h"
#include "kernel/loader/signature_credentials.h"
#include "kernel/process/process.h"
#include "testing/fakes/digest.h"
#include "testing/fakes/kernel.h"
#include "testing/fakes/signature.h"
}
#include "kernel/tbf/tbf_builder.h"

#include <gtest/gtest.h>
#include <string>
#include <sys/mman.h>

// Takes the place of //kernel/process, and of :create.
struct process_table process_table;

namespace {

struct Created {
    std::string name;
    uint32_t short_id;
};

std::vector<Created> created;
struct process records[8];
struct process *slots[8];

} // namespace

extern "C" {

process_create_result process_create(const struct kernel *, const process_image *image, mpu_pool *,
                                     const process_start_capability *) {
    size_t slot = created.size();
    created.push_back(
        {std::string(reinterpret_cast<const char *>(image->name.data), image->name.length),
         image->short_id});
    records[slot].short_id = image->short_id;
    slots[slot] = &records[slot];
    return {PROCESS_CREATE_OK, {}, 0, 0};
}

const char *process_create_error_name(process_create_error) {
    return "some error";
}
}

namespace {

using Bytes = TbfBuilder::Bytes;

constexpr uintptr_t kFlash = 0x40000;
constexpr size_t kFlashSize = 0x10000;
constexpr uint32_t kBinaryEnd = 0x300;
constexpr uint32_t kSize = 0x400;

// Our keys, and one of somebody else.
constexpr uint8_t kFirstKey[] = {1, 10, 11, 12}, kSecondKey[] = {2, 20, 21, 22};
const Bytes kStranger = {9, 90, 91, 92};

class CheckedLoader : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        void *at = mmap(reinterpret_cast<void *>(kFlash), kFlashSize, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        ASSERT_EQ(at, reinterpret_cast<void *>(kFlash));
    }
    static void TearDownTestSuite() { munmap(reinterpret_cast<void *>(kFlash), kFlashSize); }

    CheckedLoader() {
        fake_kernel_reset();
        created.clear();
        std::fill(std::begin(slots), std::end(slots), nullptr);
        process_table = {};
        process_table.slots = slots;
        process_table.slot_count = 8;
        fake_digest_init(&digest_);
        fake_signature_init(&verifier_);
        hash_.policy.ops = &hash_credentials_ops;
        hash_.format = TBF_CREDENTIALS_SHA256;
        hash_.digest = &digest_.digest;
        keys_[0] = {kFirstKey, 0};
        keys_[1] = {kSecondKey, 77};
        for (struct signature_credentials *s : {&rsa_, &ecdsa_}) {
            s->policy.ops = &signature_credentials_ops;
            s->digest = &digest_.digest;
            s->signature = &verifier_.signature;
            s->keys = {keys_, 2};
        }
        rsa_.format = TBF_CREDENTIALS_RSA4096;
        ecdsa_.format = TBF_CREDENTIALS_ECDSA_P256;
        policies_[0] = &hash_.policy;
        policies_[1] = &rsa_.policy;
        policies_[2] = &ecdsa_.policy;
        loader_.loader.flash = slice_over(reinterpret_cast<uint8_t *>(kFlash), kFlashSize);
        loader_.loader.refuses = checked_loader_check;
        loader_.policies = {policies_, 3};
        std::fill_n(reinterpret_cast<uint8_t *>(kFlash), kFlashSize, 0xFF);
    }

    // An application whose binary ends at kBinaryEnd.
    static Bytes App(const std::string &name, uint32_t version = 0, uint32_t short_id = 0) {
        TbfBuilder builder;
        builder.Program(0x21, 0, 2048, kBinaryEnd, version).Name(name);
        if (short_id != 0) {
            builder.Words(10, {short_id});
        }
        Bytes bytes = builder.Build(kSize);
        bytes.resize(kBinaryEnd);
        return bytes;
    }

    // What the fake hash function makes of it.
    static Bytes Hash(const Bytes &bytes) {
        uint32_t sum = 0;
        for (size_t i = 0; i < kBinaryEnd; i++) {
            sum += bytes[i];
        }
        Bytes hash;
        TbfBuilder::Word(hash, sum);
        hash.resize(FAKE_DIGEST_SIZE);
        return hash;
    }

    static Bytes Signed(const Bytes &bytes, uint8_t key) {
        Bytes signature = Hash(bytes);
        for (uint8_t &byte : signature) {
            byte = static_cast<uint8_t>(byte + key);
        }
        return signature;
    }

    static Bytes &WithHash(Bytes &bytes) {
        TbfBuilder::Credentials(bytes, TBF_CREDENTIALS_SHA256, Hash(bytes));
        return bytes;
    }
    static Bytes &WithRsa(Bytes &bytes, const Bytes &key) {
        Bytes data = key;
        Bytes signature = Signed(bytes, key[0]);
        data.insert(data.end(), signature.begin(), signature.end());
        TbfBuilder::Credentials(bytes, TBF_CREDENTIALS_RSA4096, data);
        return bytes;
    }
    static Bytes &WithEcdsa(Bytes &bytes, uint8_t key) {
        TbfBuilder::Credentials(bytes, TBF_CREDENTIALS_ECDSA_P256, Signed(bytes, key));
        return bytes;
    }
    static Bytes First() { return Bytes(std::begin(kFirstKey), std::end(kFirstKey)); }
    static Bytes Second() { return Bytes(std::begin(kSecondKey), std::end(kSecondKey)); }

    void Put(Bytes bytes, uint8_t fill = 0xFF) {
        ASSERT_LE(bytes.size(), kSize);
        bytes.resize(kSize, fill);
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<uint8_t *>(kFlash) + end_);
        end_ += kSize;
    }

    std::string Run() {
        loader_.loader.position = {}; // Some tests run anew with other flash.
        loader_start(&loader_.loader);
        do {
            (void)fake_deferred_calls_run();
        } while (fake_digest_step(&digest_) || fake_signature_step(&verifier_));
        return fake_debug_text();
    }

    std::string Names() {
        std::string names;
        for (const Created &c : created) {
            names += c.name + " ";
        }
        return names;
    }

    struct fake_digest digest_{};
    struct fake_signature verifier_{};
    struct hash_credentials hash_{};
    struct signature_credentials rsa_{}, ecdsa_{};
    struct signature_key keys_[2];
    struct credentials_policy *policies_[3];
    struct checked_loader loader_{};
    size_t end_ = 0;
};

TEST_F(CheckedLoader, AcceptsTheRightHash) {
    Bytes app = App("app");
    Put(WithHash(app));
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "app ");
}

TEST_F(CheckedLoader, EachByteFromTheHeaderToTheBinarysEndCounts) {
    for (size_t at : {size_t{8}, size_t{kBinaryEnd - 1}}) { // 8: flags, another bit of them.
        SetUp();
        Bytes app = App("app");
        WithHash(app);
        app[at] ^= 2;
        TbfBuilder::Seal(app);
        end_ = 0;
        created.clear();
        fake_kernel_reset();
        Put(app);
        EXPECT_EQ(Run(), "loader: app: credentials: SHA-256 does not match\r\n") << at;
        EXPECT_EQ(Names(), "");
    }
}

TEST_F(CheckedLoader, WhatIsBehindTheBinaryDoesNot) {
    Bytes app = App("app");
    Put(WithHash(app), 0x11);
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "app ");
}

TEST_F(CheckedLoader, OthersRunBesideARefusedOne) {
    Bytes good = App("good"), bad = App("bad"), none = App("none"), last = App("last");
    WithHash(bad);
    bad[kBinaryEnd - 1] = 0;
    Put(WithHash(good));
    Put(bad);
    Put(none);
    Put(WithHash(last));
    EXPECT_EQ(Run(), "loader: bad: credentials: SHA-256 does not match\r\n"
                     "loader: none: credentials: none that this board accepts\r\n");
    EXPECT_EQ(Names(), "good last ");
}

TEST_F(CheckedLoader, RunsTheFirstOnesWhileLaterOnesAreChecked) {
    Bytes first = App("first"), second = App("second");
    Put(WithHash(first));
    Put(WithHash(second));
    loader_start(&loader_.loader);
    (void)fake_deferred_calls_run();
    EXPECT_EQ(Names(), "");
    EXPECT_TRUE(fake_digest_step(&digest_));
    EXPECT_TRUE(fake_digest_step(&digest_));
    EXPECT_EQ(Names(), "first ");
    (void)fake_deferred_calls_run();
    EXPECT_EQ(Names(), "first ") << "the second one's hash takes as long as it takes";
    EXPECT_TRUE(digest_.adding);
    EXPECT_EQ(fake_deferred_calls_run(), 0u) << "nothing spins meanwhile";
}

TEST_F(CheckedLoader, TheFirstFooterThatIsAcceptedOrRejectedDecides) {
    Bytes accepted = App("accepted"), rejected = App("rejected");
    WithHash(accepted);
    TbfBuilder::Credentials(accepted, TBF_CREDENTIALS_SHA256, Bytes(32));
    TbfBuilder::Credentials(rejected, TBF_CREDENTIALS_SHA256, Bytes(32));
    WithHash(rejected);
    Put(accepted);
    Put(rejected);
    EXPECT_EQ(Run(), "loader: rejected: credentials: SHA-256 does not match\r\n");
    EXPECT_EQ(Names(), "accepted ");
}

TEST_F(CheckedLoader, PassesOverWhatNoPolicyKnows) {
    Bytes app = App("app");
    TbfBuilder::Credentials(app, TBF_CREDENTIALS_RESERVED, Bytes(20));
    TbfBuilder::Credentials(app, TBF_CREDENTIALS_SHA512, Bytes(64));
    TbfBuilder::Credentials(app, 0xF1, Bytes(8));
    TbfBuilder::Half(app, 0x1234); // A footer of another type.
    TbfBuilder::Half(app, 4);
    TbfBuilder::Word(app, 5);
    Put(WithHash(app));
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "app ");
}

TEST_F(CheckedLoader, WrongLengths) {
    Bytes shorter = App("shorter"), longer = App("longer"), empty = App("empty");
    Bytes hash = Hash(shorter);
    TbfBuilder::Credentials(shorter, TBF_CREDENTIALS_SHA256, Bytes(hash.begin(), hash.end() - 4));
    hash = Hash(longer);
    hash.resize(36);
    TbfBuilder::Credentials(longer, TBF_CREDENTIALS_SHA256, hash);
    TbfBuilder::Credentials(empty, TBF_CREDENTIALS_RSA4096, Bytes());
    Put(shorter);
    Put(longer);
    Put(empty);
    EXPECT_EQ(Run(), "loader: shorter: credentials: they are not as long as their format\r\n"
                     "loader: longer: credentials: they are not as long as their format\r\n"
                     "loader: empty: credentials: they are not as long as their format\r\n");
    EXPECT_EQ(Names(), "");
}

TEST_F(CheckedLoader, FootersThatDoNotEnd) {
    Bytes app = App("app");
    WithHash(app);
    app[kBinaryEnd + 2] = 0xFF; // Its length.
    app[kBinaryEnd + 3] = 0xFF;
    Put(app);
    Bytes header = App("header");
    TbfBuilder::Half(header, 128);
    TbfBuilder::Half(header, 2); // Too short for a format.
    TbfBuilder::Word(header, TBF_CREDENTIALS_SHA256);
    Put(header, 0);
    EXPECT_EQ(Run(), "loader: app: credentials: a footer does not end within the application\r\n"
                     "loader: header: credentials: none that this board accepts\r\n");
    EXPECT_EQ(Names(), "");
}

TEST_F(CheckedLoader, AcceptsOurRsaKeys) {
    Bytes first = App("first", 0, 5), second = App("second", 0, 6);
    Put(WithRsa(first, First()));
    Put(WithRsa(second, Second()));
    EXPECT_EQ(Run(), "");
    ASSERT_EQ(Names(), "first second ");
    EXPECT_EQ(created[0].short_id, 5u) << "the header's";
    EXPECT_EQ(created[1].short_id, 77u) << "the key's";
    EXPECT_EQ(verifier_.verifications, 2u) << "only the key that the footer names";
}

TEST_F(CheckedLoader, RefusesOtherKeysAndWrongSignatures) {
    Bytes stranger = App("stranger"), forged = App("forged");
    Put(WithRsa(stranger, kStranger));
    WithRsa(forged, First());
    forged.back() ^= 1;
    Put(forged);
    Put(App("none"));
    EXPECT_EQ(Run(), "loader: stranger: credentials: of a key that is not one of this board's\r\n"
                     "loader: forged: credentials: the signature does not match\r\n"
                     "loader: none: credentials: none that this board accepts\r\n");
    EXPECT_EQ(Names(), "");
    EXPECT_EQ(verifier_.verifications, 1u);
}

TEST_F(CheckedLoader, AStrangersSignatureDoesNotHideOurs) {
    Bytes app = App("app");
    WithRsa(app, kStranger);
    WithEcdsa(app, kStranger[0]);
    Put(WithRsa(app, Second()));
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "app ");
}

TEST_F(CheckedLoader, TriesAllKeysOnEcdsa) {
    Bytes first = App("first", 0, 5), second = App("second", 0, 6), third = App("third");
    Put(WithEcdsa(first, 1));
    Put(WithEcdsa(second, 2));
    Put(WithEcdsa(third, 3));
    EXPECT_EQ(Run(), "loader: third: credentials: no key of this board has signed it\r\n");
    ASSERT_EQ(Names(), "first second ");
    EXPECT_EQ(created[0].short_id, 5u);
    EXPECT_EQ(created[1].short_id, 77u);
    EXPECT_EQ(verifier_.verifications, 1u + 2 + 2);
}

TEST_F(CheckedLoader, WhatCannotBeCheckedDoesNotRun) {
    Bytes app = App("app");
    Put(WithRsa(app, First()));
    digest_.add_result = E_FAIL;
    EXPECT_EQ(Run(), "loader: app: credentials: they cannot be checked now\r\n");
    fake_kernel_reset();
    digest_.add_result = E_OK;
    digest_.finish_result = E_FAIL;
    EXPECT_EQ(Run(), "loader: app: credentials: the hash cannot be computed\r\n");
    fake_kernel_reset();
    digest_.finish_result = E_OK;
    verifier_.verify_result = E_NOMEM;
    EXPECT_EQ(Run(), "loader: app: credentials: the signature cannot be checked now\r\n");
    fake_kernel_reset();
    verifier_.verify_result = E_OK;
    verifier_.breaks_off = true;
    EXPECT_EQ(Run(), "loader: app: credentials: checking the signature broke off\r\n");
    EXPECT_EQ(Names(), "");
    fake_kernel_reset();
    verifier_.breaks_off = false;
    EXPECT_EQ(Run(), "") << "and nothing of this stays";
    EXPECT_EQ(Names(), "app ");
}

TEST_F(CheckedLoader, AHashThatBrokeOffLeavesNothing) {
    Bytes app = App("app");
    Put(WithHash(app));
    digest_.finish_result = E_FAIL;
    EXPECT_EQ(Run(), "loader: app: credentials: the hash cannot be computed\r\n");
    fake_kernel_reset();
    digest_.finish_result = E_OK;
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "app ");
}

TEST_F(CheckedLoader, OptionalCredentials) {
    loader_.optional = true;
    Bytes none = App("none", 0, 5), accepted = App("accepted", 0, 5), bad = App("bad");
    WithHash(bad);
    bad[kBinaryEnd - 1] = 0;
    Put(none);
    Put(WithHash(accepted));
    Put(bad);
    EXPECT_EQ(Run(), "loader: bad: credentials: SHA-256 does not match\r\n");
    ASSERT_EQ(Names(), "none accepted ");
    EXPECT_EQ(created[0].short_id, 0u) << "whoever proves nothing has no id";
    EXPECT_EQ(created[1].short_id, 5u);
}

TEST_F(CheckedLoader, OneOfEachShortId) {
    Bytes a = App("a", 0, 5), b = App("b", 0, 5), c = App("c", 0, 6), d = App("d"), e = App("e");
    for (Bytes *app : {&a, &b, &c, &d, &e}) {
        Put(WithHash(*app));
    }
    EXPECT_EQ(Run(), "loader: b: another version of it, id 0x00000005, runs\r\n");
    EXPECT_EQ(Names(), "a c d e ");
}

TEST_F(CheckedLoader, TheHighestVersionOfAShortId) {
    Bytes old = App("old", 1, 5), newer = App("newer", 3, 5), between = App("between", 2, 5),
          other = App("other", 9, 6);
    for (Bytes *app : {&old, &other, &newer, &between}) {
        Put(WithHash(*app));
    }
    EXPECT_EQ(Run(), "loader: old: another version of it, id 0x00000005, runs\r\n"
                     "loader: between: another version of it, id 0x00000005, runs\r\n");
    EXPECT_EQ(Names(), "other newer ");
}

TEST_F(CheckedLoader, TheIdThatAKeyGivesCounts) {
    Bytes a = App("a", 1, 5), b = App("b", 2, 6);
    Put(WithRsa(a, Second()));
    Put(WithRsa(b, Second()));
    EXPECT_EQ(Run(), "loader: a: another version of it, id 0x0000004d, runs\r\n");
    EXPECT_EQ(Names(), "b ");
}

// A high version number that nobody vouches for keeps nothing else from running.
TEST_F(CheckedLoader, WhatIsRefusedSupersedesNobody) {
    Bytes good = App("good", 1, 5), unsound = App("unsound", 9, 5), none = App("none", 9, 5),
          future = App("future", 9, 5);
    WithHash(unsound);
    unsound[kBinaryEnd - 1] = 0;
    Put(WithHash(good));
    Put(unsound);
    Put(none);
    Put(WithHash(future)); // Accepted, but for another kernel.
    Bytes flash = TbfBuilder()
                      .Program(0x21, 0, 2048, kBinaryEnd, 9)
                      .Name("future")
                      .Words(10, {5})
                      .Words(8, {3})
                      .Build(kSize);
    flash.resize(kBinaryEnd);
    end_ -= kSize;
    Put(WithHash(flash));
    EXPECT_EQ(Run(), "loader: unsound: credentials: SHA-256 does not match\r\n"
                     "loader: none: credentials: none that this board accepts\r\n"
                     "loader: future: needs kernel 3.0, this one is 2.2\r\n");
    EXPECT_EQ(Names(), "good ");
}

TEST_F(CheckedLoader, AHigherVersionOfAnotherIdIsNoRival) {
    Bytes a = App("a", 1, 5), b = App("b", 9, 6);
    Put(WithHash(a));
    Put(WithHash(b));
    EXPECT_EQ(Run(), "");
    EXPECT_EQ(Names(), "a b ");
}

// However many there are, the stack does not grow with them: each is looked at from the main loop.
TEST_F(CheckedLoader, ManyRivals) {
    Bytes good = App("good", 1, 5);
    Put(WithHash(good));
    uint32_t rivals = 0;
    for (; end_ < kFlashSize; rivals++) {
        Put(App("rival", 2, 5));
    }
    loader_start(&loader_.loader);
    (void)fake_deferred_calls_run();
    EXPECT_TRUE(fake_digest_step(&digest_));
    EXPECT_TRUE(fake_digest_step(&digest_));
    EXPECT_EQ(Names(), "");
    EXPECT_GE(fake_deferred_calls_run(), rivals);
    EXPECT_EQ(Names(), "good ");
}

TEST_F(CheckedLoader, OtherReasonsNotToRunComeFirst) {
    Bytes damaged = App("damaged");
    WithHash(damaged);
    damaged[12] ^= 1;
    Put(damaged);
    Bytes disabled = App("disabled");
    disabled[8] = 0;
    TbfBuilder::Seal(disabled);
    Put(WithHash(disabled));
    EXPECT_NE(Run().find("loader: damaged: checksum is wrong"), std::string::npos);
    EXPECT_EQ(digest_.clears, 0u) << "nothing was hashed";
    EXPECT_EQ(Names(), "");
}

} // namespace
