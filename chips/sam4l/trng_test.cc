// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/trng.h"
}
#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace {

struct Client {
    struct entropy_client client;
    std::vector<uint32_t> words = {};
    std::function<bool()> answer = [] { return false; };
};

bool available(struct entropy_client *client, uint32_t word) {
    auto *self = reinterpret_cast<Client *>(client);
    self->words.push_back(word);
    return self->answer();
}

const struct entropy_client_ops client_ops = {available};

class Trng : public testing::Test {
  protected:
    struct sam4l_pm_registers pm = {};
    struct sam4l_trng_registers registers = {};
    const struct sam4l_trng_wiring wiring = {&registers, {&pm, PM_PBAMASK_TRNG, SAM4L_BUS_PBA}};
    Client client = {{&client_ops}};
    struct sam4l_trng trng = {{&sam4l_trng_ops, &client.client}, &wiring, false};

    bool clocked() const { return pm.pbamask != 0; }

    void deliver(uint32_t word) {
        // The register is for reading only; the model writes it.
        const_cast<volatile uint32_t &>(registers.odata) = word;
        const_cast<volatile uint32_t &>(registers.isr) = TRNG_ISR_DATRDY;
        sam4l_trng_interrupt(&trng);
    }
};

TEST_F(Trng, GivesWordsUntilTheClientHasEnough) {
    int wanted = 2;
    client.answer = [&] { return --wanted > 0; };
    EXPECT_EQ(entropy_get(&trng.entropy), E_OK);
    EXPECT_TRUE(clocked());
    EXPECT_EQ(registers.cr, 0x524E4701u);
    EXPECT_EQ(registers.ier, uint32_t(TRNG_IER_DATRDY));
    deliver(11);
    EXPECT_TRUE(clocked());
    deliver(22);
    EXPECT_EQ(client.words, (std::vector<uint32_t>{11, 22}));
    EXPECT_FALSE(clocked());
    EXPECT_EQ(registers.cr, 0x524E4700u);
    EXPECT_EQ(registers.idr, uint32_t(TRNG_IDR_DATRDY));
    deliver(33);
    EXPECT_EQ(client.words.size(), 2u);
}

TEST_F(Trng, RequestFromWithinTheCallbackGoesOn) {
    client.answer = [&] {
        EXPECT_EQ(entropy_get(&trng.entropy), E_OK);
        return false;
    };
    EXPECT_EQ(entropy_get(&trng.entropy), E_OK);
    deliver(1);
    EXPECT_TRUE(clocked());
    deliver(2);
    EXPECT_EQ(client.words.size(), 2u);
}

TEST_F(Trng, CancelledGivesNothing) {
    EXPECT_EQ(entropy_get(&trng.entropy), E_OK);
    EXPECT_EQ(entropy_get(&trng.entropy), E_OK);
    entropy_cancel(&trng.entropy);
    EXPECT_FALSE(clocked());
    deliver(1);
    EXPECT_TRUE(client.words.empty());
    entropy_cancel(&trng.entropy); // Nothing to cancel.
}

TEST_F(Trng, WaitsForTheFlag) {
    EXPECT_EQ(entropy_get(&trng.entropy), E_OK);
    sam4l_trng_interrupt(&trng);
    EXPECT_TRUE(client.words.empty());
    EXPECT_TRUE(clocked());
}

} // namespace
