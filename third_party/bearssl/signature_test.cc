// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "kernel/job/job.h"
#include "third_party/bearssl/p256_key.h"
#include "third_party/bearssl/rsa4096_key.h"
#include "third_party/bearssl/signature.h"
}

#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <vector>

// Takes the place of //kernel/job: a job runs when the test says so.
namespace {

std::vector<uint64_t> memory;
bool has_memory;
job_function *prepared;

} // namespace

extern "C" {

void *job_prepare(struct job *, size_t stack_size, size_t data_size) {
    EXPECT_LE(stack_size + data_size, BEARSSL_JOB_MEMORY - 256) << "room for registers";
    memory.assign(data_size / 8 + 1, 0);
    return has_memory ? memory.data() : nullptr;
}

void job_start(struct job *job, job_function *function, struct job_client *client) {
    job->client = client;
    prepared = function;
}
}

namespace {

using Bytes = std::vector<uint8_t>;

Bytes Read(const std::string &name) {
    std::ifstream file("toolchains/app/elf2tbf/test_keys/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Bytes FromHex(const std::string &hex) {
    Bytes bytes;
    for (size_t i = 0; i < hex.size(); i += 2) {
        bytes.push_back(static_cast<uint8_t>(std::stoul(hex.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

// FIPS 180-4's hashes of "abc", which openssl has signed.
const Bytes kSha256 = FromHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
const Bytes kSha512 = FromHex("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");

struct Client {
    struct signature_client client; // First.
    uint32_t count;
    enum errorcode result;
};

const struct signature_client_ops kOps = {[](struct signature_client *c, enum errorcode result) {
    auto *self = reinterpret_cast<Client *>(c);
    self->count++;
    self->result = result;
}};

class Signature : public testing::Test {
  protected:
    Signature() {
        has_memory = true;
        client_.client.ops = &kOps;
        for (auto *s : {&rsa_, &ecdsa_}) {
            s->signature.client = &client_.client;
            s->job = &job_;
        }
        rsa_.signature.ops = &bearssl_rsa4096_ops;
        ecdsa_.signature.ops = &bearssl_ecdsa_p256_ops;
    }

    static struct slice Slice(const Bytes &bytes) { return slice_over(bytes.data(), bytes.size()); }

    static enum errorcode Start(struct bearssl_signature &s, const Bytes &key, Bytes hash,
                                Bytes value) {
        enum errorcode error =
            signature_verify(&s.signature, Slice(key), Slice(hash), Slice(value));
        // Hash and signature were copied.
        std::fill(hash.begin(), hash.end(), 0xA5);
        std::fill(value.begin(), value.end(), 0xA5);
        return error;
    }

    void End(bool sound = true) {
        uint32_t result = prepared(memory.data());
        struct job_client *client = job_.client;
        job_.client = nullptr;
        client->ops->ended(client, sound, result);
    }

    enum errorcode Verify(struct bearssl_signature &s, const Bytes &key, const Bytes &hash,
                          const Bytes &value) {
        uint32_t before = client_.count;
        EXPECT_EQ(Start(s, key, hash, value), E_OK);
        EXPECT_EQ(client_.count, before) << "not from within the call";
        End();
        EXPECT_EQ(client_.count, before + 1);
        return client_.result;
    }

    static Bytes Changed(Bytes bytes, size_t at) {
        bytes[at] ^= 1;
        return bytes;
    }

    const Bytes rsa_key_{std::begin(rsa4096_key), std::end(rsa4096_key)};
    const Bytes p256_key_{std::begin(p256_key), std::end(p256_key)};
    const Bytes rsa_signature_ = Read("abc_rsa4096.signature");
    const Bytes p256_signature_ = Read("abc_p256.signature");
    struct job job_{};
    struct bearssl_signature rsa_{}, ecdsa_{};
    Client client_{};
};

TEST_F(Signature, RsaAsOpensslSigns) {
    EXPECT_EQ(Verify(rsa_, rsa_key_, kSha512, rsa_signature_), E_OK);
    EXPECT_EQ(Verify(rsa_, rsa_key_, Changed(kSha512, 63), rsa_signature_), E_INVAL);
    EXPECT_EQ(Verify(rsa_, rsa_key_, kSha512, Changed(rsa_signature_, 511)), E_INVAL);
    EXPECT_EQ(Verify(rsa_, Changed(rsa_key_, 100), kSha512, rsa_signature_), E_INVAL);
    EXPECT_EQ(Verify(rsa_, rsa_key_, kSha512, Bytes(512)), E_INVAL);
    EXPECT_EQ(Verify(rsa_, rsa_key_, kSha512, Bytes(512, 0xFF)), E_INVAL) << "above the modulus";
}

TEST_F(Signature, EcdsaAsOpensslSigns) {
    EXPECT_EQ(Verify(ecdsa_, p256_key_, kSha256, p256_signature_), E_OK);
    EXPECT_EQ(Verify(ecdsa_, p256_key_, Changed(kSha256, 0), p256_signature_), E_INVAL);
    EXPECT_EQ(Verify(ecdsa_, p256_key_, kSha256, Changed(p256_signature_, 5)), E_INVAL);
    EXPECT_EQ(Verify(ecdsa_, p256_key_, kSha256, Changed(p256_signature_, 40)), E_INVAL);
    EXPECT_EQ(Verify(ecdsa_, Changed(p256_key_, 1), kSha256, p256_signature_), E_INVAL)
        << "not on the curve";
    EXPECT_EQ(Verify(ecdsa_, p256_key_, kSha256, Bytes(64)), E_INVAL) << "r and s are 0";
    EXPECT_EQ(Verify(ecdsa_, p256_key_, kSha256, Bytes(64, 0xFF)), E_INVAL) << "above the order";
}

TEST_F(Signature, SizesAreChecked) {
    for (auto [s, key, hash, value] : {std::tuple(&rsa_, rsa_key_, kSha512, rsa_signature_),
                                       std::tuple(&ecdsa_, p256_key_, kSha256, p256_signature_)}) {
        for (Bytes *wrong : {&key, &hash, &value}) {
            Bytes right = *wrong;
            wrong->push_back(0);
            EXPECT_EQ(Start(*s, key, hash, value), E_SIZE);
            *wrong = Bytes(right.begin(), right.end() - 1);
            EXPECT_EQ(Start(*s, key, hash, value), E_SIZE);
            *wrong = right;
        }
    }
}

TEST_F(Signature, OneAtATimeForAllThatShareAJob) {
    EXPECT_EQ(Start(rsa_, rsa_key_, kSha512, rsa_signature_), E_OK);
    EXPECT_EQ(Start(ecdsa_, p256_key_, kSha256, p256_signature_), E_BUSY);
    EXPECT_EQ(Start(rsa_, rsa_key_, kSha512, rsa_signature_), E_BUSY);
    End();
    EXPECT_EQ(client_.count, 1u);
    EXPECT_EQ(client_.result, E_OK);
    EXPECT_EQ(Verify(ecdsa_, p256_key_, kSha256, p256_signature_), E_OK);
}

TEST_F(Signature, NoMemory) {
    has_memory = false;
    EXPECT_EQ(Start(rsa_, rsa_key_, kSha512, rsa_signature_), E_NOMEM);
    EXPECT_EQ(Start(ecdsa_, p256_key_, kSha256, p256_signature_), E_NOMEM);
}

TEST_F(Signature, AJobThatFaultsProvesNothing) {
    EXPECT_EQ(Start(rsa_, rsa_key_, kSha512, rsa_signature_), E_OK);
    End(false);
    EXPECT_EQ(client_.result, E_FAIL);
}

} // namespace
