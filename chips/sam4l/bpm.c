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

enum errorcode sam4l_bpm_start_run2(struct sam4l_bpm_registers *bpm) {
    if (!settled(bpm)) {
        return E_FAIL;
    }
    uint32_t pmcon = kept(bpm);
    if ((pmcon & BPM_PMCON_PS) == BPM_PMCON_PS_RUN2) {
        return E_OK; // The boot loader was here.
    }
    write_pmcon(bpm,
                (pmcon & ~BPM_PMCON_PS) | BPM_PMCON_PS_RUN2 | BPM_PMCON_PSCM | BPM_PMCON_PSCREQ);
    return settled(bpm) ? E_OK : E_FAIL;
}

void sam4l_bpm_select_rc32k(struct sam4l_bpm_registers *bpm) {
    write_pmcon(bpm, kept(bpm) | BPM_PMCON_CK32S_RC32K);
}
