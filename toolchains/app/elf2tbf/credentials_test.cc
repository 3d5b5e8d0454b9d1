// SPDX-License-Identifier: Apache-2.0 OR MIT

extern "C" {
#include "toolchains/app/elf2tbf/bytes.h"
#include "toolchains/app/elf2tbf/credentials.h"
#include "toolchains/app/elf2tbf/key.h"
}

#include <bearssl.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

namespace {

using Data = std::vector<uint8_t>;

class Credentials : public ::testing::Test {
  protected:
    ~Credentials() override {
        for (bytes *b : {&file_, &tbf_, &out_}) {
            bytes_free(b);
        }
        for (bytes &key : credentials_.keys) {
            bytes_free(&key);
        }
    }

    static void Read(bytes *into, const std::string &name) {
        problem why = {};
        bytes_free(into);
        *into = {};
        ASSERT_TRUE(
            bytes_read_file(into, ("toolchains/app/elf2tbf/test_keys/" + name).c_str(), &why))
            << why.text;
    }

    static Data Copy(const bytes &b) { return {b.data, b.data + b.size}; }

    // The public key in a file.
    Data Public(const std::string &name, key_kind *kind) {
        Read(&file_, name);
        bytes out = {};
        problem why = {};
        EXPECT_TRUE(key_append_public(&out, &file_, kind, &why)) << name << ": " << why.text;
        Data data = Copy(out);
        bytes_free(&out);
        return data;
    }

    Data Sign(const std::string &name, const std::string &text) {
        Read(&file_, name);
        bytes data = {}, out = {};
        bytes_append(&data, text.data(), text.size());
        problem why = {};
        EXPECT_TRUE(key_append_signature(&out, &file_, &data, &why)) << name << ": " << why.text;
        Data result = Copy(out);
        bytes_free(&data);
        bytes_free(&out);
        return result;
    }

    static uint32_t Verify(const Data &point, const std::string &text, const Data &signature) {
        br_sha256_context context;
        br_sha256_init(&context);
        br_sha256_update(&context, text.data(), text.size());
        uint8_t hash[32];
        br_sha256_out(&context, hash);
        Data q = {4};
        q.insert(q.end(), point.begin(), point.end());
        br_ec_public_key key = {BR_EC_secp256r1, q.data(), q.size()};
        return br_ecdsa_i31_vrfy_raw(&br_ec_prime_i31, hash, sizeof(hash), &key, signature.data(),
                                     signature.size());
    }

    void AddKey(const std::string &name) {
        Read(&credentials_.keys[credentials_.key_count++], name);
    }

    // The footers behind a file of three bytes.
    Data Append() {
        bytes_append(&tbf_, "abc", 3);
        size_t size = 0;
        problem why = {};
        EXPECT_TRUE(credentials_size(&credentials_, &size, &why)) << why.text;
        EXPECT_TRUE(credentials_append(&tbf_, &credentials_, &why)) << why.text;
        EXPECT_EQ(tbf_.size, 3 + size);
        return {tbf_.data + 3, tbf_.data + tbf_.size};
    }

    bytes file_{}, tbf_{}, out_{};
    credentials credentials_{};
};

TEST_F(Credentials, RsaSignsAsOpensslDoes) {
    Data signature = Sign("test_rsa4096.pem", "abc");
    Read(&file_, "abc_rsa4096.signature");
    EXPECT_EQ(signature, Copy(file_));
    EXPECT_EQ(Sign("test_rsa4096_traditional.pem", "abc"), signature);
}

TEST_F(Credentials, EcdsaSignaturesAreRight) {
    key_kind kind;
    Data point = Public("test_p256_public.pem", &kind);
    EXPECT_EQ(kind, KEY_ECDSA_P256);
    Data signature = Sign("test_p256.pem", "abc");
    ASSERT_EQ(signature.size(), 64u);
    EXPECT_EQ(Verify(point, "abc", signature), 1u);
    EXPECT_EQ(Verify(point, "abd", signature), 0u);
    EXPECT_EQ(Sign("test_p256.der", "abc"), signature) << "the same each time";
}

TEST_F(Credentials, PublicKeysOfEveryEncoding) {
    key_kind kind;
    Data modulus = Public("test_rsa4096_public.pem", &kind);
    EXPECT_EQ(kind, KEY_RSA4096);
    EXPECT_EQ(modulus.size(), 512u);
    EXPECT_EQ(Public("test_rsa4096.pem", &kind), modulus);
    EXPECT_EQ(Public("test_rsa4096_traditional.pem", &kind), modulus);
    EXPECT_EQ(kind, KEY_RSA4096);
    Data point = Public("test_p256_public.pem", &kind);
    EXPECT_EQ(Public("test_p256.pem", &kind), point);
    EXPECT_EQ(Public("test_p256.der", &kind), point);
    EXPECT_NE(Public("stranger_p256.pem", &kind), point);
    EXPECT_EQ(kind, KEY_ECDSA_P256);
}

TEST_F(Credentials, SaysWhyAKeyIsOfNoUse) {
    const struct {
        const char *file, *why;
    } cases[] = {
        {"unusable_p384.pem", "an EC key that is not on P-256"},
        {"unusable_rsa2048.pem", "an RSA key of 2048 bits: only 3072 and 4096 are supported"},
        {"unusable_exponent3.pem", "an RSA key whose exponent is not 65537"},
        {"test_p256_public.pem", "not a private key"},
        {"README.md", "no key in PEM or DER"},
    };
    for (const auto &c : cases) {
        Read(&file_, c.file);
        key_kind kind;
        problem why = {};
        EXPECT_FALSE(key_kind_of(&file_, &kind, &why));
        EXPECT_STREQ(why.text, c.why) << c.file;
    }
    key_kind kind;
    problem why = {};
    Read(&file_, "unusable_p384.pem");
    EXPECT_FALSE(key_append_public(&out_, &file_, &kind, &why));
    EXPECT_STREQ(why.text, "an EC key that is not on P-256");
}

// Cut off anywhere, or with any byte changed, a key is refused or another one; nothing else
// happens.
TEST_F(Credentials, DamagedKeys) {
    for (const char *name : {"test_p256.der", "test_p256_public.pem"}) {
        Read(&file_, name);
        Data good = Copy(file_);
        for (size_t at = 0; at < good.size(); at++) {
            Data damaged = good;
            damaged[at] ^= 0x80;
            bytes cut = {good.data(), at, at}, changed = {damaged.data(), damaged.size(), 0};
            key_kind kind;
            problem why = {};
            EXPECT_FALSE(key_kind_of(&cut, &kind, &why)) << at;
            (void)key_append_public(&out_, &cut, &kind, &why);
            (void)key_append_public(&out_, &changed, &kind, &why);
        }
    }
}

TEST_F(Credentials, HashesInTheirOrder) {
    EXPECT_TRUE(credentials_add_hash(&credentials_, "sha512"));
    EXPECT_TRUE(credentials_add_hash(&credentials_, "sha256"));
    EXPECT_FALSE(credentials_add_hash(&credentials_, "md5"));
    Data footers = Append();
    ASSERT_EQ(footers.size(), 8u + 32 + 8 + 64);
    // Type 128, length 36, format 3; then FIPS 180-4's hash of "abc".
    const Data start = {128, 0, 36, 0, 3, 0, 0, 0, 0xba, 0x78, 0x16, 0xbf};
    EXPECT_EQ(Data(footers.begin(), footers.begin() + 12), start);
    const Data second = {128, 0, 68, 0, 5, 0, 0, 0, 0xdd, 0xaf, 0x35, 0xa1};
    EXPECT_EQ(Data(footers.begin() + 40, footers.begin() + 52), second)
        << "over what comes before the footers alone";
}

TEST_F(Credentials, SignaturesWithAndWithoutTheirKey) {
    AddKey("test_rsa4096.pem");
    AddKey("test_p256.pem");
    Data footers = Append();
    ASSERT_EQ(footers.size(), 8u + 1024 + 8 + 64);
    const Data start = {128, 0, 4, 4, 2, 0, 0, 0}; // Length 1028.
    EXPECT_EQ(Data(footers.begin(), footers.begin() + 8), start);
    key_kind kind;
    EXPECT_EQ(Data(footers.begin() + 8, footers.begin() + 520),
              Public("test_rsa4096_public.pem", &kind));
    EXPECT_EQ(Data(footers.begin() + 520, footers.begin() + 1032), Sign("test_rsa4096.pem", "abc"));
    const Data second = {128, 0, 68, 0, 6, 0, 0, 0};
    EXPECT_EQ(Data(footers.begin() + 1032, footers.begin() + 1040), second);
    EXPECT_EQ(Data(footers.begin() + 1040, footers.end()), Sign("test_p256.pem", "abc"));
}

} // namespace
