// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "testing/fakes/kernel.h"
#include "third_party/bearssl/sha2.h"
}

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace {

struct Client {
    struct digest_client client; // First.
    uint32_t added;
    std::string result;
};

const struct digest_client_ops kOps = {
    [](struct digest_client *c) { reinterpret_cast<Client *>(c)->added++; },
    [](struct digest_client *c, struct slice result) {
        auto *self = reinterpret_cast<Client *>(c);
        for (size_t i = 0; i < result.length; i++) {
            char text[3];
            snprintf(text, sizeof(text), "%02x", result.data[i]);
            self->result += text;
        }
    }};

// FIPS 180-4's examples of one block, and the hash of nothing.
constexpr const char *kAbc = "abc";
constexpr const char *kAbc256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr const char *kAbc384 = "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                                "8086072ba1e7cc2358baeca134c825a7";
constexpr const char *kAbc512 = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
constexpr const char *kNothing256 =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
// A million times "a": FIPS 180-2, B.3.
constexpr const char *kMillion256 =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

class Sha2 : public testing::Test {
  protected:
    Sha2() {
        fake_kernel_reset();
        client_.client.ops = &kOps;
        Use(&bearssl_sha256_ops);
    }

    void Use(const struct digest_ops *ops) {
        sha_ = {};
        sha_.digest.ops = ops;
        sha_.digest.client = &client_.client;
    }

    static struct slice Slice(const std::string &text) {
        return slice_over(reinterpret_cast<const uint8_t *>(text.data()), text.size());
    }

    void Add(const std::string &text) {
        ASSERT_EQ(digest_add(&sha_.digest, Slice(text)), E_OK);
        (void)fake_deferred_calls_run();
    }

    std::string Finish() {
        client_.result.clear();
        EXPECT_EQ(digest_finish(&sha_.digest), E_OK);
        EXPECT_EQ(client_.result, "") << "not from within the call";
        (void)fake_deferred_calls_run();
        return client_.result;
    }

    struct bearssl_sha2 sha_{};
    Client client_{};
};

TEST_F(Sha2, KnownAnswers) {
    Add(kAbc);
    EXPECT_EQ(Finish(), kAbc256);
    EXPECT_EQ(Finish(), kNothing256) << "it has started over";
    Use(&bearssl_sha384_ops);
    Add(kAbc);
    EXPECT_EQ(Finish(), kAbc384);
    Use(&bearssl_sha512_ops);
    Add(kAbc);
    EXPECT_EQ(Finish(), kAbc512);
}

TEST_F(Sha2, APieceAtATime) {
    const std::string part(1000, 'a');
    for (int i = 0; i < 1000; i++) {
        Add(part);
    }
    EXPECT_EQ(client_.added, 1000u);
    EXPECT_EQ(Finish(), kMillion256);
}

TEST_F(Sha2, NoStepIsLong) {
    const std::string text(64 * 1024, 'a');
    ASSERT_EQ(digest_add(&sha_.digest, Slice(text)), E_OK);
    EXPECT_EQ(client_.added, 0u);
    EXPECT_EQ(fake_deferred_calls_run(), 64 * 1024 / 256u);
    EXPECT_EQ(client_.added, 1u);
}

TEST_F(Sha2, OneOperationAtATime) {
    const std::string text = kAbc;
    ASSERT_EQ(digest_add(&sha_.digest, Slice(text)), E_OK);
    EXPECT_EQ(digest_add(&sha_.digest, Slice(text)), E_BUSY);
    EXPECT_EQ(digest_finish(&sha_.digest), E_BUSY);
    (void)fake_deferred_calls_run();
    EXPECT_EQ(Finish(), kAbc256);
}

TEST_F(Sha2, ClearForgetsWithoutACallback) {
    const std::string text(1000, 'a');
    ASSERT_EQ(digest_add(&sha_.digest, Slice(text)), E_OK);
    digest_clear(&sha_.digest);
    (void)fake_deferred_calls_run();
    EXPECT_EQ(client_.added, 0u);
    ASSERT_EQ(digest_add(&sha_.digest, Slice(text)), E_OK);
    digest_clear(&sha_.digest);
    Add(kAbc); // While the old step is still to run.
    EXPECT_EQ(client_.added, 1u);
    EXPECT_EQ(Finish(), kAbc256);
}

} // namespace
