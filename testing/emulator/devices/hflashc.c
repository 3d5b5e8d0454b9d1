/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Flash controller (chapter 14 of the family's later data sheets, "FLASHCALW") and its memories:
 * the main array, the user page and the factory page. Flash is a ROM for the CPU; a write to it
 * goes into the page buffer, from where a command programs it.
 */
#include "sam4l.h"

#include "cpu.h"

enum {
    FLASH_PAGE = 512,
    PAGES = SAM4L_FLASH_SIZE / FLASH_PAGE,
    REGIONS = 16,
    KEY = 0xa5,
    FPR_VALUE = 11 | 4 << 8, /* FSZ 512 kB, PSZ 512 bytes */
    FACTORY_SIZE = 0x200,
    SERIAL_OFFSET = 0xc, /* of the chip's 15 byte serial number in the factory page */
    SERIAL_SIZE = 15,
};

/* FCMD.CMD */
enum {
    CMD_NOP = 0,
    CMD_WRITE_PAGE = 1,
    CMD_ERASE_PAGE = 2,
    CMD_CLEAR_BUFFER = 3,
    CMD_LOCK = 4,
    CMD_UNLOCK = 5,
    CMD_ERASE_ALL = 6,
    CMD_WRITE_FUSE = 7,
    CMD_ERASE_FUSE = 8,
    CMD_SECURITY = 9,
    CMD_PROGRAM_FUSES = 10,
    CMD_ERASE_FUSES = 11,
    CMD_QUICK_READ = 12,
    CMD_WRITE_USER = 13,
    CMD_ERASE_USER = 14,
    CMD_QUICK_READ_USER = 15,
    CMD_HIGH_SPEED_ON = 16,
    CMD_HIGH_SPEED_OFF = 17,
};

/* Typical times of the electrical characteristics. */
enum {
    PROGRAM_NS = 4380 * SCALE_US,
    ERASE_NS = 4380 * SCALE_US,
    FUSE_NS = 630 * SCALE_US,
    ERASE_ALL_NS = 5630 * SCALE_US,
    QUICK_NS = 1 * SCALE_US
};

struct hflashc {
    struct sam4l_periph p;
    QEMUTimer *timer, *check_timer;
    uint8_t buffer[FLASH_PAGE];
    uint32_t fcr, errors, fcmd;
    uint64_t fuses;
    bool busy, high_speed, quick_read_result;
};

static uint32_t status(struct hflashc *f) {
    uint32_t locks = ~(uint32_t)f->fuses & (BIT(REGIONS) - 1);

    return (f->busy ? 0 : FLASHCALW_FSR_FRDY) | f->errors |
           (f->quick_read_result ? FLASHCALW_FSR_QPRR : 0) |
           (f->high_speed ? FLASHCALW_FSR_HSMODE : 0) | locks << 16;
}

static void update_irq(struct hflashc *f) {
    uint32_t enabled = f->fcr & (FLASHCALW_FCR_FRDY | FLASHCALW_FCR_LOCKE | FLASHCALW_FCR_PROGE);
    sam4l_irq(f->p.soc, SAM4L_IRQ_HFLASHC, status(f) & enabled);
}

/*
 * The fastest CPU clock at which reads are right, by wait state, high-speed mode and power
 * scaling (electrical characteristics, flash). In power scaling 1 the data sheet allows 8 MHz
 * without wait state; its vendor's own test goes to the 12 MHz of that mode, so here it may.
 */
static uint64_t fastest_hz(struct hflashc *f) {
    bool wait_state = f->fcr & FLASHCALW_FCR_FWS;

    if (bpm_power_scaling(f->p.soc->bpm) == 1) {
        return 12000000;
    }
    if (f->high_speed) {
        return wait_state ? 48000000 : 24000000;
    }
    return wait_state ? 36000000 : 18000000;
}

void hflashc_check(struct hflashc *f) {
    struct sam4l *soc = f->p.soc;
    uint64_t hz = sam4l_hz(soc, CLOCK_CPU), limit = fastest_hz(f);

    if (hz <= limit + limit / 100) {
        timer_del(f->check_timer);
        return;
    }
    if (sam4l_pc() >= SAM4L_FLASH_SIZE) { /* in RAM: wrong once it returns to flash */
        timer_mod(f->check_timer, sam4l_now() + 10 * SCALE_US);
        return;
    }
    sam4l_lockup(soc,
                 "flash cannot be read at %" PRIu64 " Hz with %d wait states, high-speed mode %s, "
                 "power scaling %u: at most %" PRIu64 " Hz",
                 hz, f->fcr & FLASHCALW_FCR_FWS ? 1 : 0, f->high_speed ? "on" : "off",
                 bpm_power_scaling(soc->bpm), limit);
}

static void check_again(void *opaque) {
    struct hflashc *f = opaque;
    CPUARMState *env = &sam4l_cpu(f->p.soc)->env;

    if (env->regs[15] < SAM4L_FLASH_SIZE) {
        hflashc_check(f);
    } else {
        timer_mod(f->check_timer, sam4l_now() + 10 * SCALE_US);
    }
}

static uint8_t *flash_bytes(struct hflashc *f) {
    return memory_region_get_ram_ptr(&f->p.soc->flash);
}

static void changed(MemoryRegion *region, hwaddr offset, uint64_t size) {
    memory_region_flush_rom_device(region, offset, size);
}

static void erase(MemoryRegion *region, hwaddr offset, uint64_t size) {
    memset((uint8_t *)memory_region_get_ram_ptr(region) + offset, 0xff, size);
    changed(region, offset, size);
}

/* Programming can only clear bits. */
static void program(struct hflashc *f, MemoryRegion *region, hwaddr offset) {
    uint8_t *to = (uint8_t *)memory_region_get_ram_ptr(region) + offset;

    for (int i = 0; i < FLASH_PAGE; i++) {
        to[i] &= f->buffer[i];
    }
    changed(region, offset, FLASH_PAGE);
}

static bool blank(const uint8_t *bytes, size_t size) {
    return size == 0 || (bytes[0] == 0xff && !memcmp(bytes, bytes + 1, size - 1));
}

static bool region_locked(struct hflashc *f, uint32_t page) {
    return !(f->fuses & BIT_ULL(page / (PAGES / REGIONS)));
}

static void set_fuse(struct hflashc *f, uint32_t bit, bool value) {
    f->fuses = value ? f->fuses | BIT_ULL(bit & 63) : f->fuses & ~BIT_ULL(bit & 63);
}

/* Does the work of a command; its duration, or -1 if it failed. */
static int64_t page_command(struct hflashc *f, uint32_t command, uint32_t page) {
    struct sam4l *soc = f->p.soc;
    hwaddr at = (hwaddr)page * FLASH_PAGE;

    if (page >= PAGES) {
        f->errors |= FLASHCALW_FSR_PROGE;
        return -1;
    }
    switch (command) {
    case CMD_QUICK_READ:
        f->quick_read_result = blank(flash_bytes(f) + at, FLASH_PAGE);
        return QUICK_NS;
    case CMD_LOCK:
    case CMD_UNLOCK:
        set_fuse(f, page / (PAGES / REGIONS), command == CMD_UNLOCK);
        return FUSE_NS;
    }
    if (region_locked(f, page)) {
        f->errors |= FLASHCALW_FSR_LOCKE;
        return -1;
    }
    if (command == CMD_WRITE_PAGE) {
        program(f, &soc->flash, at);
        return PROGRAM_NS;
    }
    erase(&soc->flash, at, FLASH_PAGE);
    return ERASE_NS;
}

static int64_t chip_command(struct hflashc *f, uint32_t command, uint32_t argument) {
    struct sam4l *soc = f->p.soc;

    switch (command) {
    case CMD_NOP:
        return QUICK_NS;
    case CMD_CLEAR_BUFFER:
        memset(f->buffer, 0xff, sizeof(f->buffer));
        return QUICK_NS;
    case CMD_ERASE_ALL:
        if ((f->fuses & (BIT(REGIONS) - 1)) != BIT(REGIONS) - 1) {
            f->errors |= FLASHCALW_FSR_LOCKE;
            return -1;
        }
        erase(&soc->flash, 0, SAM4L_FLASH_SIZE);
        return ERASE_ALL_NS;
    case CMD_WRITE_FUSE:
    case CMD_ERASE_FUSE:
        set_fuse(f, argument, command == CMD_ERASE_FUSE);
        return FUSE_NS;
    case CMD_PROGRAM_FUSES: {
        uint32_t byte = argument & 7, data = (argument >> 3) & 0xff;
        f->fuses &= ~(0xffull << (8 * byte)) | (uint64_t)data << (8 * byte);
        return FUSE_NS;
    }
    case CMD_ERASE_FUSES:
        f->fuses = ~0ull;
        return FUSE_NS;
    case CMD_WRITE_USER:
        program(f, &soc->user_page, 0);
        return PROGRAM_NS;
    case CMD_ERASE_USER:
        erase(&soc->user_page, 0, FLASH_PAGE);
        return ERASE_NS;
    case CMD_QUICK_READ_USER:
        f->quick_read_result = blank(memory_region_get_ram_ptr(&soc->user_page), FLASH_PAGE);
        return QUICK_NS;
    case CMD_HIGH_SPEED_ON:
    case CMD_HIGH_SPEED_OFF:
        f->high_speed = command == CMD_HIGH_SPEED_ON;
        sam4l_clocks_changed(soc);
        return QUICK_NS;
    default:
        f->errors |= FLASHCALW_FSR_PROGE;
        return -1;
    }
}

static void write_command(struct hflashc *f, uint32_t value) {
    uint32_t command = FIELD_GET(FLASHCALW_FCMD_CMD, value);
    uint32_t page = FIELD_GET(FLASHCALW_FCMD_PAGEN, value);
    int64_t ns;

    if (FIELD_GET(FLASHCALW_FCMD_KEY, value) != KEY || f->busy) {
        f->errors |= FLASHCALW_FSR_PROGE;
        update_irq(f);
        return;
    }
    f->fcmd = value & ~FLASHCALW_FCMD_KEY;
    if (command == CMD_SECURITY) {
        sam4l_only_bits(&f->p, FLASHCALW_FCMD, command, 0);
    }
    switch (command) {
    case CMD_WRITE_PAGE:
    case CMD_ERASE_PAGE:
    case CMD_LOCK:
    case CMD_UNLOCK:
    case CMD_QUICK_READ:
        ns = page_command(f, command, page);
        break;
    default:
        ns = chip_command(f, command, page);
    }
    f->busy = ns >= 0;
    if (f->busy) {
        timer_mod(f->timer, sam4l_now() + ns);
    }
    update_irq(f);
}

static void ready(void *opaque) {
    struct hflashc *f = opaque;
    f->busy = false;
    update_irq(f);
}

/* After QEMU has loaded images: parts of them that are all zero came through here. */
void hflashc_loaded(struct hflashc *f) {
    memset(f->buffer, 0xff, sizeof(f->buffer));
}

static void hflashc_reset(struct sam4l_periph *p) {
    struct hflashc *f = (struct hflashc *)p;

    timer_del(f->timer);
    timer_del(f->check_timer);
    memset(f->buffer, 0xff, sizeof(f->buffer));
    f->fcr = f->errors = f->fcmd = 0;
    f->busy = f->high_speed = f->quick_read_result = false;
}

static uint32_t hflashc_read(struct sam4l_periph *p, uint32_t offset) {
    struct hflashc *f = (struct hflashc *)p;
    uint32_t value;

    switch (offset) {
    case FLASHCALW_FCR:
        return f->fcr;
    case FLASHCALW_FCMD:
        return f->fcmd;
    case FLASHCALW_FSR:
        value = status(f);
        f->errors = 0; /* LOCKE and PROGE last until they are read */
        update_irq(f);
        return value;
    case FLASHCALW_FPR:
        return FPR_VALUE;
    case FLASHCALW_VERSION:
        return sam4l_reset_value(p, offset);
    case FLASHCALW_FGPFRHI:
        return f->fuses >> 32;
    case FLASHCALW_FGPFRLO:
        return f->fuses;
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void hflashc_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct hflashc *f = (struct hflashc *)p;

    switch (offset) {
    case FLASHCALW_FCR:
        f->fcr = value;
        sam4l_clocks_changed(p->soc);
        update_irq(f);
        break;
    case FLASHCALW_FCMD:
        write_command(f, value);
        break;
    case FLASHCALW_FSR:
    case FLASHCALW_FGPFRHI:
    case FLASHCALW_FGPFRLO:
        break; /* change by commands alone */
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
}

static uint64_t flash_read(void *opaque, hwaddr offset, unsigned size) {
    return 0; /* the ROM device reads its memory without asking */
}

/* Anywhere in flash or the user page: the page buffer. Bits go from one to zero only. */
static void flash_write(void *opaque, hwaddr offset, uint64_t value, unsigned size) {
    struct hflashc *f = opaque;
    uint32_t at = offset % FLASH_PAGE;

    if (size < 4) {
        sam4l_report_access(f->p.soc, false, offset,
                            "%u bit write to the flash page buffer (0x%08x) at pc 0x%08x: only 32 "
                            "and 64 bit writes take effect",
                            size * 8, (uint32_t)offset, sam4l_pc());
        return;
    }
    for (unsigned i = 0; i < size; i++) {
        f->buffer[at + i] &= value >> (8 * i);
    }
}

static const MemoryRegionOps flash_ops = {
    .read = flash_read,
    .write = flash_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.min_access_size = 1, .max_access_size = 8},
    .impl = {.min_access_size = 1, .max_access_size = 8},
};

static const struct sam4l_ops hflashc_ops = {
    .reset = hflashc_reset, .read = hflashc_read, .write = hflashc_write};

static void add_memory(struct hflashc *f, MemoryRegion *region, const char *name, hwaddr base,
                       uint64_t size) {
    struct sam4l *soc = f->p.soc;

    memory_region_init_rom_device(region, soc->owner, &flash_ops, f, name, size, &error_fatal);
    memory_region_add_subregion(get_system_memory(), base, region);
    memset(memory_region_get_ram_ptr(region), 0xff, size);
}

struct hflashc *hflashc_new(struct sam4l *soc) {
    struct hflashc *f = g_new0(struct hflashc, 1);
    uint8_t *factory;

    f->fuses = ~0ull;
    f->timer = sam4l_timer(ready, f);
    f->check_timer = sam4l_timer(check_again, f);
    sam4l_periph_init(soc, &f->p, "HFLASHC", "FLASHCALW", SAM4L_BASE_HFLASHC, 0x400, BUS_PBB,
                      FIELD_SHIFT(PM_PBBMASK_HFLASHC_), &hflashc_ops);
    add_memory(f, &soc->flash, "sam4l.flash", 0, SAM4L_FLASH_SIZE);
    add_memory(f, &soc->user_page, "sam4l.user-page", SAM4L_BASE_HFLASHC_USER, FLASH_PAGE);
    add_memory(f, &soc->factory_page, "sam4l.factory-page", SAM4L_BASE_HFLASHC_FROW, FACTORY_SIZE);
    factory = memory_region_get_ram_ptr(&soc->factory_page);
    for (int i = 0; i < SERIAL_SIZE; i++) {
        factory[SERIAL_OFFSET + i] = 0x10 + i;
    }
    return f;
}
