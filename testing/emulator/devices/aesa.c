/* SPDX-License-Identifier: GPL-2.0-or-later */
/* AES accelerator (AESA): 128 bit keys, as implemented in the chip, in its five modes. */
#include "sam4l.h"

#include "crypto/aes.h"

enum {
    BLOCK = 16,
    KEY_WORDS = 8,
    MODE_ECB = 0,
    MODE_CBC = 1,
    MODE_CFB = 2,
    MODE_OFB = 3,
    MODE_CTR = 4,
    BLOCK_CYCLES = 24
};

struct aesa {
    struct sam4l_periph p;
    QEMUTimer *timer;
    uint32_t ctrl, mode, imr, key[KEY_WORDS];
    uint8_t vector[BLOCK], input[BLOCK], output[BLOCK];
    unsigned in_word, out_word, in_count, out_count;
    bool busy, output_ready, input_ready;
    bool waiting; /* with DMA: a block is complete, the last one's result not yet taken */
};

static void update_irq(struct aesa *a) {
    uint32_t sr = (a->output_ready ? AESA_SR_ODATARDY : 0) | (a->input_ready ? AESA_SR_IBUFRDY : 0);
    sam4l_irq(a->p.soc, SAM4L_IRQ_AESA, sr & a->imr);
}

static void update(struct aesa *a) {
    update_irq(a);
    if (a->mode & AESA_MODE_DMA) {
        pdca_kick(a->p.soc->pdca, AESA_PDCA_ID_TX);
        pdca_kick(a->p.soc->pdca, AESA_PDCA_ID_RX);
    }
}

static void crypt_block(struct aesa *a, const uint8_t *in, uint8_t *out, bool encrypt) {
    AES_KEY key;
    uint8_t bytes[BLOCK];

    for (int i = 0; i < 4; i++) {
        stl_le_p(bytes + 4 * i, a->key[i]);
    }
    if (encrypt) {
        AES_set_encrypt_key(bytes, 128, &key);
        AES_encrypt(in, out, &key);
    } else {
        AES_set_decrypt_key(bytes, 128, &key);
        AES_decrypt(in, out, &key);
    }
}

static void xor_block(uint8_t *to, const uint8_t *a, const uint8_t *b) {
    for (int i = 0; i < BLOCK; i++) {
        to[i] = a[i] ^ b[i];
    }
}

static void count_up(uint8_t *counter) {
    for (int i = BLOCK - 1; i >= 0 && ++counter[i] == 0; i--) {
    }
}

static void process(struct aesa *a) {
    bool encrypt = a->mode & AESA_MODE_ENCRYPT;
    uint8_t block[BLOCK];

    switch (FIELD_GET(AESA_MODE_OPMODE, a->mode)) {
    case MODE_CBC:
        if (encrypt) {
            xor_block(block, a->input, a->vector);
            crypt_block(a, block, a->output, true);
            memcpy(a->vector, a->output, BLOCK);
        } else {
            crypt_block(a, a->input, block, false);
            xor_block(a->output, block, a->vector);
            memcpy(a->vector, a->input, BLOCK);
        }
        break;
    case MODE_CFB:
        crypt_block(a, a->vector, block, true);
        xor_block(a->output, a->input, block);
        memcpy(a->vector, encrypt ? a->output : a->input, BLOCK);
        break;
    case MODE_OFB:
        crypt_block(a, a->vector, a->vector, true);
        xor_block(a->output, a->input, a->vector);
        break;
    case MODE_CTR:
        crypt_block(a, a->vector, block, true);
        count_up(a->vector);
        xor_block(a->output, a->input, block);
        break;
    default:
        crypt_block(a, a->input, a->output, encrypt);
    }
}

static void start(struct aesa *a) {
    uint64_t hz = sam4l_hz(a->p.soc, CLOCK_HSB);

    a->waiting = (a->mode & AESA_MODE_DMA) && a->output_ready;
    if (hz && (a->ctrl & AESA_CTRL_ENABLE) && !a->waiting) {
        a->busy = true;
        a->output_ready = false;
        timer_mod(a->timer, sam4l_now() + sam4l_ns(BLOCK_CYCLES, hz));
    }
}

static void finished(void *opaque) {
    struct aesa *a = opaque;

    process(a);
    a->busy = false;
    a->output_ready = a->input_ready = true;
    a->in_word = a->out_word = a->in_count = a->out_count = 0;
    update(a);
}

static void aesa_reset(struct sam4l_periph *p) {
    struct aesa *a = (struct aesa *)p;

    timer_del(a->timer);
    a->ctrl = a->imr = a->in_word = a->out_word = a->in_count = a->out_count = 0;
    a->mode = sam4l_reset_value(p, AESA_MODE);
    memset(a->key, 0, sizeof(a->key));
    memset(a->vector, 0, sizeof(a->vector));
    a->busy = a->output_ready = a->waiting = false;
    a->input_ready = true;
}

static uint32_t take_output(struct aesa *a) {
    uint32_t value = ldl_le_p(a->output + 4 * a->out_word);

    a->out_word = (a->out_word + 1) % 4;
    if (++a->out_count == 4) {
        a->output_ready = false;
        a->out_count = 0;
        if (a->waiting) {
            start(a);
        }
    }
    update_irq(a);
    return value;
}

static void put_input(struct aesa *a, uint32_t value) {
    stl_le_p(a->input + 4 * a->in_word, value);
    a->in_word = (a->in_word + 1) % 4;
    if (++a->in_count == 4) {
        a->input_ready = false;
        a->in_count = 0;
        start(a); /* at once with DMA, and as the last word of a block without */
    }
}

static uint32_t aesa_read(struct sam4l_periph *p, uint32_t offset) {
    struct aesa *a = (struct aesa *)p;
    uint32_t value;

    switch (offset) {
    case AESA_CTRL:
        return a->ctrl;
    case AESA_MODE:
        return a->mode;
    case AESA_DATABUFPTR:
        return FIELD_PUT(AESA_DATABUFPTR_IDATAW, a->in_word) |
               FIELD_PUT(AESA_DATABUFPTR_ODATAW, a->out_word);
    case AESA_SR:
        return (a->output_ready ? AESA_SR_ODATARDY : 0) | (a->input_ready ? AESA_SR_IBUFRDY : 0);
    case AESA_IMR:
        return a->imr;
    case AESA_ODATA:
        value = take_output(a);
        update(a);
        return value;
    case AESA_PARAMETER:
    case AESA_VERSION:
        return sam4l_reset_value(p, offset);
    default:
        return sam4l_unimplemented_read(p, offset);
    }
}

static void write_control(struct aesa *a, uint32_t value) {
    if (value & AESA_CTRL_SWRST) {
        aesa_reset(&a->p);
        return;
    }
    a->ctrl = value & AESA_CTRL_ENABLE;
    if (value & AESA_CTRL_NEWMSG) {
        a->in_word = a->out_word = a->in_count = a->out_count = 0;
    }
}

static void write_mode(struct aesa *a, uint32_t value) {
    bool partial = FIELD_GET(AESA_MODE_OPMODE, value) == MODE_CFB;

    sam4l_only_bits(&a->p, AESA_MODE, value, ~(AESA_MODE_KEYSIZE | (partial ? AESA_MODE_CFBS : 0)));
    a->mode = value;
}

static void aesa_write(struct sam4l_periph *p, uint32_t offset, uint32_t value) {
    struct aesa *a = (struct aesa *)p;

    switch (offset) {
    case AESA_CTRL:
        write_control(a, value);
        break;
    case AESA_MODE:
        write_mode(a, value);
        break;
    case AESA_DATABUFPTR:
        a->in_word = FIELD_GET(AESA_DATABUFPTR_IDATAW, value);
        a->out_word = FIELD_GET(AESA_DATABUFPTR_ODATAW, value);
        break;
    case AESA_IER:
        a->imr |= value;
        break;
    case AESA_IDR:
        a->imr &= ~value;
        break;
    case AESA_KEY ... AESA_KEY + 4 * (KEY_WORDS - 1):
        a->key[(offset - AESA_KEY) / 4] = value;
        break;
    case AESA_INITVECT ... AESA_INITVECT + BLOCK - 4:
        stl_le_p(a->vector + offset - AESA_INITVECT, value);
        break;
    case AESA_IDATA:
        put_input(a, value);
        break;
    case AESA_DRNGSEED:
        break; /* randomises the power profile, nothing that shows */
    default:
        sam4l_unimplemented_write(p, offset, value);
    }
    update(a);
}

static bool aesa_dma_ready(struct sam4l_periph *p, unsigned id) {
    struct aesa *a = (struct aesa *)p;

    if (!sam4l_periph_hz(p) || !(a->mode & AESA_MODE_DMA)) {
        return false;
    }
    return id == AESA_PDCA_ID_TX ? a->input_ready && !a->busy : a->output_ready;
}

static uint32_t aesa_dma_read(struct sam4l_periph *p, unsigned id, unsigned size) {
    return take_output((struct aesa *)p);
}

static void aesa_dma_write(struct sam4l_periph *p, unsigned id, unsigned size, uint32_t value) {
    put_input((struct aesa *)p, value);
}

static const struct sam4l_ops aesa_ops = {
    .reset = aesa_reset,
    .read = aesa_read,
    .write = aesa_write,
    .dma_ready = aesa_dma_ready,
    .dma_read = aesa_dma_read,
    .dma_write = aesa_dma_write,
};

void aesa_new(struct sam4l *soc) {
    struct aesa *a = g_new0(struct aesa, 1);

    a->timer = sam4l_timer(finished, a);
    sam4l_periph_init(soc, &a->p, "AESA", "AESA", SAM4L_BASE_AESA, 0x400, BUS_HSB,
                      FIELD_SHIFT(PM_HSBMASK_AESA_), &aesa_ops);
    pdca_claim(soc, AESA_PDCA_ID_RX, &a->p);
    pdca_claim(soc, AESA_PDCA_ID_TX, &a->p);
}
