// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "chips/sam4l/flash.h"

void sam4l_flash_set_wait_state(struct sam4l_flashcalw_registers *flash) {
    flash->fcr = FLASHCALW_FCR_FWS; // And no interrupts.
}

enum errorcode sam4l_flash_start_high_speed(struct sam4l_flashcalw_registers *flash) {
    if (!register_wait(&flash->fsr, FLASHCALW_FSR_FRDY, FLASHCALW_FSR_FRDY)) {
        return E_FAIL;
    }
    flash->fcmd = FLASHCALW_FCMD_KEY_VALUE | FLASHCALW_FCMD_CMD_HSEN;
    const uint32_t done = FLASHCALW_FSR_FRDY | FLASHCALW_FSR_HSMODE;
    return register_wait(&flash->fsr, done, done) ? E_OK : E_FAIL;
}

enum errorcode sam4l_flash_start_cache(struct sam4l_hcache_registers *cache,
                                       struct sam4l_pm_registers *pm) {
    sam4l_clock_enable((struct sam4l_clock){pm, PM_HSBMASK_HRAMC1, SAM4L_BUS_HSB});
    sam4l_clock_enable((struct sam4l_clock){pm, PM_PBBMASK_HCACHE, SAM4L_BUS_PBB});
    cache->ctrl = HCACHE_CTRL_CEN;
    return register_wait(&cache->sr, HCACHE_SR_CSTS, HCACHE_SR_CSTS) ? E_OK : E_FAIL;
}
