// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/bscif.h"

// Typical tuning, for a chip whose calibration row did not load any.
static const uint32_t typical_tuning =
    REGISTER_VALUE(BSCIF_RC32KTUNE_COARSE, 0x1D) | REGISTER_VALUE(BSCIF_RC32KTUNE_FINE, 0x15);

static void write_locked(struct sam4l_bscif_registers *bscif, volatile uint32_t *content,
                         uint32_t value) {
    register_write_locked(bscif, &bscif->unlock, content, value);
}

enum errorcode sam4l_bscif_start_rc32k(struct sam4l_bscif_registers *bscif) {
    write_locked(bscif, &bscif->rc32kcr,
                 bscif->rc32kcr | BSCIF_RC32KCR_EN32K | BSCIF_RC32KCR_TCEN | BSCIF_RC32KCR_EN);
    if (!register_wait(&bscif->rc32kcr, BSCIF_RC32KCR_EN, BSCIF_RC32KCR_EN)) {
        return E_FAIL;
    }
    if (bscif->rc32ktune == 0) {
        write_locked(bscif, &bscif->rc32ktune, typical_tuning);
    }
    return E_OK;
}

bool sam4l_bscif_regulator_is_ready(const struct sam4l_bscif_registers *bscif) {
    return (bscif->pclksr & BSCIF_PCLKSR_VREGOK) != 0;
}
