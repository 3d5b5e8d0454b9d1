// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/pdca.h"
}
#include <gtest/gtest.h>

namespace {

TEST(Pdca, GetsItsClocks) {
    struct sam4l_pm_registers pm = {};
    sam4l_pdca_start_clock(&pm);
    EXPECT_EQ(pm.hsbmask, uint32_t(PM_HSBMASK_PDCA));
    EXPECT_EQ(pm.pbbmask, uint32_t(PM_PBBMASK_PDCA));
}

TEST(Pdca, StartsOneTransferOfBytes) {
    struct sam4l_pdca_registers channel = {};
    uint8_t memory[10];
    channel.tcrr = 5;
    channel.mr = 3;
    sam4l_pdca_start(&channel, 21, memory, sizeof(memory));
    EXPECT_EQ(channel.psr, 21u);
    EXPECT_EQ(channel.mr, 0u);
    EXPECT_EQ(channel.mar, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(memory)));
    EXPECT_EQ(channel.tcr, 10u);
    EXPECT_EQ(channel.tcrr, 0u);
    EXPECT_EQ(channel.ier, PDCA_IER_TRC | PDCA_IER_TERR);
    EXPECT_EQ(channel.cr, uint32_t(PDCA_CR_TEN)); // Last.
}

TEST(Pdca, StopTellsWhatIsLeft) {
    struct sam4l_pdca_registers channel = {};
    channel.tcr = 4;
    EXPECT_EQ(sam4l_pdca_remaining(&channel), 4u);
    EXPECT_EQ(sam4l_pdca_stop(&channel), 4u);
    EXPECT_EQ(channel.cr, uint32_t(PDCA_CR_TDIS));
    EXPECT_EQ(channel.idr, PDCA_IDR_RCZ | PDCA_IDR_TRC | PDCA_IDR_TERR);
}

TEST(Pdca, SeesBusErrors) {
    struct sam4l_pdca_registers channel = {};
    channel.isr = PDCA_ISR_TRC;
    EXPECT_FALSE(sam4l_pdca_failed(&channel));
    channel.isr = PDCA_ISR_TERR;
    EXPECT_TRUE(sam4l_pdca_failed(&channel));
}

} // namespace
