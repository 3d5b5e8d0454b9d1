// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "chips/sam4l/bpm.h"
}
#include <gtest/gtest.h>

namespace {

TEST(Bpm, AsksForTheVoltageWithoutStoppingTheCpu) {
    struct sam4l_bpm_registers bpm = {};
    bpm.sr = BPM_SR_PSOK;
    sam4l_bpm_request_run2(&bpm);
    EXPECT_EQ(sam4l_bpm_await_run2(&bpm), E_OK);
    EXPECT_EQ(bpm.pmcon, BPM_PMCON_PS_RUN2 | BPM_PMCON_PSCM | BPM_PMCON_PSCREQ);
    EXPECT_EQ(bpm.unlock, 0xAA00001Cu);
}

TEST(Bpm, LeavesTheVoltageThatIsThere) {
    struct sam4l_bpm_registers bpm = {};
    bpm.sr = BPM_SR_PSOK;
    bpm.pmcon = BPM_PMCON_PS_RUN2;
    sam4l_bpm_request_run2(&bpm);
    EXPECT_EQ(sam4l_bpm_await_run2(&bpm), E_OK);
    EXPECT_EQ(bpm.unlock, 0u);
}

TEST(Bpm, ReportsARegulatorThatDoesNotSettle) {
    struct sam4l_bpm_registers bpm = {};
    sam4l_bpm_request_run2(&bpm);
    EXPECT_EQ(sam4l_bpm_await_run2(&bpm), E_FAIL);
    EXPECT_EQ(bpm.pmcon, 0u);
    bpm.pmcon = BPM_PMCON_PS_RUN2;
    EXPECT_EQ(sam4l_bpm_await_run2(&bpm), E_FAIL);
}

TEST(Bpm, AVoltageThatWasNotAskedForIsNotThere) {
    struct sam4l_bpm_registers bpm = {};
    bpm.sr = BPM_SR_PSOK;
    EXPECT_EQ(sam4l_bpm_await_run2(&bpm), E_FAIL);
}

TEST(Bpm, ClockSourceChangesNothingElse) {
    struct sam4l_bpm_registers bpm = {};
    bpm.pmcon = BPM_PMCON_PS_RUN2 | BPM_PMCON_RET | BPM_PMCON_BKUP | BPM_PMCON_SLEEP;
    sam4l_bpm_select_rc32k(&bpm);
    EXPECT_EQ(bpm.pmcon, BPM_PMCON_PS_RUN2 | BPM_PMCON_CK32S); // And deep sleep is WAIT.
}

} // namespace
