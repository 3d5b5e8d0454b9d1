/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * General-Purpose I/O (chapter 23): 96 pins in three ports. A pin's level follows, in this order,
 * the chip's output driver, what drives it from outside, the board's resistor, the chip's pulls.
 */
#include "sam4l.h"

enum { PORT_SIZE = 0x200, GROUPS = PORT_SIZE / 16, PINS_PER_PORT = 32 };

/* A group is 16 bytes: the register itself, and its set, clear and toggle views. */
#define GROUP(offset) (((offset) % PORT_SIZE) / 16)

struct port {
    uint32_t regs[GROUPS];
};

struct gpio {
    struct sam4l_periph p;
    struct port ports[SAM4L_PORTS];
    uint8_t outside[SAM4L_PINS]; /* enum gpio_drive */
    uint8_t board[SAM4L_PINS];   /* likewise: resistors on the board */
    bool level[SAM4L_PINS], driven[SAM4L_PINS];
    void (*changed)(void *opaque, unsigned pin);
    void *opaque;
};

static bool bit(struct gpio *g, unsigned pin, uint32_t reg) {
    return g->ports[pin / PINS_PER_PORT].regs[GROUP(reg)] >> (pin % PINS_PER_PORT) & 1;
}

bool gpio_level(struct gpio *g, unsigned pin) {
    return g->level[pin];
}

bool gpio_driven(struct gpio *g, unsigned pin) {
    return g->driven[pin];
}

static bool chip_drives(struct gpio *g, unsigned pin) {
    bool open_drain = bit(g, pin, GPIO_ODMER);
    return bit(g, pin, GPIO_GPER) && bit(g, pin, GPIO_ODER) &&
           !(open_drain && bit(g, pin, GPIO_OVR));
}

static bool compute_level(struct gpio *g, unsigned pin) {
    if (chip_drives(g, pin)) {
        return bit(g, pin, GPIO_OVR);
    }
    if (g->outside[pin] != DRIVE_NONE) {
        return g->outside[pin] == DRIVE_HIGH;
    }
    if (g->board[pin] != DRIVE_NONE) {
        return g->board[pin] == DRIVE_HIGH;
    }
    if (bit(g, pin, GPIO_PUER) && bit(g, pin, GPIO_PDER)) {
        return g->level[pin]; /* bus keeper */
    }
    return bit(g, pin, GPIO_PUER);
}

static void update_irq(struct gpio *g, unsigned pin) {
    struct port *port = &g->ports[pin / PINS_PER_PORT];
    uint32_t flags = port->regs[GROUP(GPIO_IFR)] & port->regs[GROUP(GPIO_IER)];
    unsigned first = pin % PINS_PER_PORT / GPIO_IRQS_PER_GROUP * GPIO_IRQS_PER_GROUP;

    sam4l_irq(g->p.soc, SAM4L_IRQ_GPIO_0 + pin / GPIO_IRQS_PER_GROUP, flags >> first & 0xff);
}

static void edge(struct gpio *g, unsigned pin, bool level) {
    unsigned mode = bit(g, pin, GPIO_IMR0) | bit(g, pin, GPIO_IMR1) << 1;
    bool wanted = mode == 0 || (mode == 1 && level) || (mode == 2 && !level);

    /* The edge detector needs the GPIO's clock. */
    if (bit(g, pin, GPIO_IER) && wanted && sam4l_periph_hz(&g->p)) {
        g->ports[pin / PINS_PER_PORT].regs[GROUP(GPIO_IFR)] |= 1u << (pin % PINS_PER_PORT);
        update_irq(g, pin);
    }
}

static void update_pin(struct gpio *g, unsigned pin) {
    bool level = compute_level(g, pin), driven = chip_drives(g, pin);
    bool level_changed = level != g->level[pin], driven_changed = driven != g->driven[pin];
    struct sam4l *soc = g->p.soc;

    g->level[pin] = level;
    g->driven[pin] = driven;
    if (level_changed) {
        edge(g, pin, level);
        for (unsigned i = 0; i < soc->periph_count; i++) {
            if (soc->periphs[i]->ops->pin) {
                soc->periphs[i]->ops->pin(soc->periphs[i], pin, level);
            }
        }
    }
    if ((level_changed || driven_changed) && g->changed) {
        g->changed(g->opaque, pin);
    }
}

static void update_port(struct gpio *g, unsigned port) {
    for (unsigned i = 0; i < PINS_PER_PORT; i++) {
        update_pin(g, port * PINS_PER_PORT + i);
    }
}

void gpio_drive(struct gpio *g, unsigned pin, enum gpio_drive drive) {
    g->outside[pin] = drive;
    update_pin(g, pin);
}

void gpio_board_pull(struct gpio *g, unsigned pin, enum gpio_drive pull) {
    g->board[pin] = pull;
    update_pin(g, pin);
}

void gpio_watch(struct gpio *g, void (*changed)(void *opaque, unsigned pin), void *opaque) {
    g->changed = changed;
    g->opaque = opaque;
}

static unsigned function_of(struct gpio *g, unsigned pin) {
    return bit(g, pin, GPIO_PMR0) | bit(g, pin, GPIO_PMR1) << 1 | bit(g, pin, GPIO_PMR2) << 2;
}

int gpio_routed_pin(struct gpio *g, const char *signal) {
    for (const struct sam4l_pin_function *f = sam4l_pin_functions; f->signal; f++) {
        if (!strcmp(f->signal, signal) && !bit(g, f->pin, GPIO_GPER) &&
            function_of(g, f->pin) == f->function) {
            return f->pin;
        }
    }
    return -1;
}

bool gpio_routed(struct gpio *g, const char *signal, int pin) {
    for (const struct sam4l_pin_function *f = sam4l_pin_functions; f->signal; f++) {
        if (!strcmp(f->signal, signal) && (pin < 0 || f->pin == pin) &&
            !bit(g, f->pin, GPIO_GPER) && function_of(g, f->pin) == f->function) {
            return true;
        }
    }
    return false;
}

int gpio_parse_pin(const char *name) {
    char *end;
    unsigned long number;

    if (toupper(name[0]) != 'P' || toupper(name[1]) < 'A' || toupper(name[1]) > 'C' ||
        !isdigit(name[2])) {
        return -1;
    }
    number = strtoul(name + 2, &end, 10);
    return *end || number >= PINS_PER_PORT ? -1 : (toupper(name[1]) - 'A') * PINS_PER_PORT + number;
}

static void gpio_reset(struct sam4l_periph *p) {
    struct gpio *g = (struct gpio *)p;

    memset(g->ports, 0, sizeof(g->ports));
    for (unsigned i = 0; i < SAM4L_PORTS; i++) {
        g->ports[i].regs[GROUP(GPIO_GPER)] = UINT32_MAX;
        update_port(g, i);
    }
}

static uint32_t port_value(struct gpio *g, unsigned port) {
    uint32_t value = 0;

    for (unsigned i = 0; i < PINS_PER_PORT; i++) {
        value |= (uint32_t)g->level[port * PINS_PER_PORT + i] << i;
    }
    return value;
}

static uint32_t gpio_read(struct sam4l_periph *p, uint32_t offset) {
    struct gpio *g = (struct gpio *)p;
    unsigned port = offset / PORT_SIZE;

    switch (offset % PORT_SIZE) {
    case GPIO_PVR:
        return port_value(g, port);
    case GPIO_ASR:
        return 0; /* no access error: pins cannot be locked */
    case GPIO_PARAMETER:
        return UINT32_MAX; /* 32 pins in each port of this package */
    case GPIO_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return g->ports[port].regs[GROUP(offset)];
    }
}

static void gpio_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct gpio *g = (struct gpio *)p;
    unsigned port = offset / PORT_SIZE;
    uint32_t *reg = &g->ports[port].regs[GROUP(offset)];

    switch (offset % PORT_SIZE) {
    case GPIO_UNLOCK:
    case GPIO_ASR:
        return;
    case GPIO_LOCK:
    case GPIO_LOCKS:
    case GPIO_LOCKT:
    case GPIO_EVER: /* peripheral events are not modelled */
    case GPIO_EVERS:
    case GPIO_EVERT:
        sam4l_only_bits(p, offset, value, 0);
        break;
    }
    switch (offset % 16) {
    case 0x0:
        *reg = value;
        break;
    case 0x4:
        *reg |= value;
        break;
    case 0x8:
        *reg &= ~value;
        break;
    case 0xc:
        *reg ^= value;
        break;
    }
    update_port(g, port);
    for (unsigned i = 0; i < PINS_PER_PORT; i += GPIO_IRQS_PER_GROUP) {
        update_irq(g, port * PINS_PER_PORT + i);
    }
}

static const struct sam4l_ops gpio_ops = {
    .reset = gpio_reset, .read = gpio_read, .write = gpio_write};

struct gpio *gpio_new(struct sam4l *soc) {
    struct gpio *g = g_new0(struct gpio, 1);

    memset(g->outside, DRIVE_NONE, sizeof(g->outside));
    memset(g->board, DRIVE_NONE, sizeof(g->board));
    sam4l_periph_init(soc, &g->p, "GPIO", "GPIO", SAM4L_BASE_GPIO, 0x600, BUS_PBC,
                      FIELD_SHIFT(PM_PBCMASK_GPIO_), &gpio_ops);
    return g;
}
