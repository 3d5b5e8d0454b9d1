// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/bpm.h"

static bool settled(const struct sam4l_bpm_registers *bpm) {
    return register_wait(&bpm->sr, BPM_SR_PSOK, BPM_SR_PSOK);
}

// Deep sleep is WAIT mode: neither retention nor backup; shallow sleep stops the CPU's clock alone.
static uint32_t kept(const struct sam4l_bpm_registers *bpm) {
    return bpm->pmcon & ~(BPM_PMCON_PSCREQ | BPM_PMCON_BKUP | BPM_PMCON_RET | BPM_PMCON_SLEEP);
}

static void write_pmcon(struct sam4l_bpm_registers *bpm, uint32_t value) {
    register_write_locked(bpm, &bpm->unlock, &bpm->pmcon, value);
}

static bool is_run2(const struct sam4l_bpm_registers *bpm) {
    return (bpm->pmcon & BPM_PMCON_PS) == BPM_PMCON_PS_RUN2;
}

void sam4l_bpm_request_run2(struct sam4l_bpm_registers *bpm) {
    if (settled(bpm) && !is_run2(bpm)) { // A boot loader may have been here.
        write_pmcon(bpm, (kept(bpm) & ~BPM_PMCON_PS) | BPM_PMCON_PS_RUN2 | BPM_PMCON_PSCM |
                             BPM_PMCON_PSCREQ);
    }
}

enum errorcode sam4l_bpm_await_run2(const struct sam4l_bpm_registers *bpm) {
    return settled(bpm) && is_run2(bpm) ? E_OK : E_FAIL;
}

void sam4l_bpm_select_rc32k(struct sam4l_bpm_registers *bpm) {
    write_pmcon(bpm, kept(bpm) | BPM_PMCON_CK32S_RC32K);
}
