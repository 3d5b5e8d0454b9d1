// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/thumb.h"

enum : uint32_t { SP = 13, LR = 14, PC = 15 };

static uint32_t bits(uint32_t value, uint32_t from, uint32_t count) {
    return value >> from & ((1u << count) - 1);
}

static int32_t sign_extend(uint32_t value, uint32_t width) {
    return (int32_t)(value << (32 - width)) >> (32 - width);
}

static int32_t registers_size(uint32_t mask) {
    return 4 * __builtin_popcount(mask);
}

// A branch is relative to the address of the instruction plus 4.
static uint32_t target_of(uint32_t address, int32_t offset) {
    return address + 4 + (uint32_t)offset;
}

static struct thumb special_data(uint16_t first) {
    struct thumb thumb = {.size = 2};
    uint32_t to = bits(first, 0, 3) | bits(first, 7, 1) << 3;
    uint32_t from = bits(first, 3, 4);
    switch (bits(first, 8, 2)) {
    case 1: // cmp
        break;
    case 3: // bx, blx
        thumb.kind = bits(first, 7, 1) != 0 ? THUMB_CALL_REGISTER
                     : from == LR           ? THUMB_RETURN
                                            : THUMB_JUMP_REGISTER;
        break;
    default: // add, mov
        if (to == SP) {
            thumb.kind = THUMB_STACK_UNKNOWN;
        } else if (to == PC) {
            thumb.kind = from == LR ? THUMB_RETURN : THUMB_JUMP_REGISTER;
        }
    }
    return thumb;
}

// 1011 xxxx: mostly the stack.
static struct thumb miscellaneous(uint32_t address, uint16_t first) {
    struct thumb thumb = {.size = 2};
    if (bits(first, 8, 4) == 0) { // add sp, sub sp
        int32_t size = 4 * (int32_t)bits(first, 0, 7);
        thumb.grows = bits(first, 7, 1) != 0 ? size : -size;
    } else if ((first & 0x0500) == 0x0100) { // cbz, cbnz
        thumb.kind = THUMB_BRANCH_IF;
        thumb.target =
            target_of(address, (int32_t)(bits(first, 9, 1) << 6 | bits(first, 3, 5) << 1));
    } else if ((first & 0x0E00) == 0x0400) { // push
        thumb.grows = registers_size(bits(first, 0, 9));
    } else if ((first & 0x0E00) == 0x0C00) { // pop
        thumb.grows = -registers_size(bits(first, 0, 9));
        thumb.kind = bits(first, 8, 1) != 0 ? THUMB_RETURN : THUMB_PLAIN;
    } else if (bits(first, 8, 4) == 0xF && bits(first, 0, 4) != 0) { // it
        thumb.kind = THUMB_IF_THEN;
        thumb.count = (uint8_t)(4 - __builtin_ctz(bits(first, 0, 4)));
        thumb.then = 1;
        for (uint32_t i = 1; i < thumb.count; i++) {
            uint32_t same = bits(first, 4 - i, 1) == bits(first, 4, 1);
            thumb.then |= (uint8_t)(same << i);
        }
    }
    return thumb;
}

static struct thumb narrow(uint32_t address, uint16_t first) {
    struct thumb thumb = {.size = 2};
    if (bits(first, 10, 6) == 0x11) {
        return special_data(first);
    }
    switch (bits(first, 12, 4)) {
    case 0xB:
        return miscellaneous(address, first);
    case 0xD:
        if (bits(first, 8, 4) == 0xE) { // udf
            thumb.kind = THUMB_TRAP;
        } else if (bits(first, 8, 4) != 0xF) { // not svc
            thumb.kind = THUMB_BRANCH_IF;
            thumb.target = target_of(address, sign_extend(bits(first, 0, 8) << 1, 9));
        }
        return thumb;
    case 0xE:
        thumb.kind = THUMB_BRANCH;
        thumb.target = target_of(address, sign_extend(bits(first, 0, 11) << 1, 12));
        return thumb;
    default:
        return thumb;
    }
}

// ThumbExpandImm (A5.3.2), of i:imm3:imm8.
static uint32_t expand(uint32_t immediate) {
    uint32_t low = bits(immediate, 0, 8);
    switch (bits(immediate, 8, 4)) {
    case 0:
        return low;
    case 1:
        return low << 16 | low;
    case 2:
        return low << 24 | low << 8;
    case 3:
        return low * 0x01010101u;
    default: {
        uint32_t rotation = bits(immediate, 7, 5);
        uint32_t value = 0x80 | low;
        return value >> rotation | value << (32 - rotation);
    }
    }
}

static struct thumb branches(uint32_t address, uint32_t first, uint32_t second) {
    struct thumb thumb = {.size = 4};
    uint32_t sign = bits(first, 10, 1);
    uint32_t j1 = bits(second, 13, 1);
    uint32_t j2 = bits(second, 11, 1);
    if (bits(second, 12, 1) != 0) { // bl, b.w
        uint32_t offset = sign << 24 | (uint32_t) !(j1 ^ sign) << 23 |
                          (uint32_t) !(j2 ^ sign) << 22 | bits(first, 0, 10) << 12 |
                          bits(second, 0, 11) << 1;
        thumb.kind = bits(second, 14, 1) != 0 ? THUMB_CALL : THUMB_BRANCH;
        thumb.target = target_of(address, sign_extend(offset, 25));
    } else if (bits(first, 7, 3) != 7) { // b.w with a condition
        uint32_t offset =
            sign << 20 | j2 << 19 | j1 << 18 | bits(first, 0, 6) << 12 | bits(second, 0, 11) << 1;
        thumb.kind = THUMB_BRANCH_IF;
        thumb.target = target_of(address, sign_extend(offset, 21));
    } else if ((first & 0xFFE0) == 0xF380 && bits(second, 0, 8) == 8) { // msr msp
        thumb.kind = THUMB_STACK_UNKNOWN;
    } else if ((first & 0xFFF0) == 0xF7F0 && bits(second, 12, 4) == 0xA) { // udf.w
        thumb.kind = THUMB_TRAP;
    }
    return thumb;
}

// Arithmetic with a constant.
static struct thumb immediate(uint32_t first, uint32_t second) {
    struct thumb thumb = {.size = 4};
    uint32_t value = bits(first, 10, 1) << 11 | bits(second, 12, 3) << 8 | bits(second, 0, 8);
    uint32_t operation = first & 0xFBEF; // Without i and S.
    if (bits(second, 8, 4) != SP) {
        return thumb;
    }
    if (operation == 0xF10D || operation == 0xF1AD) { // add.w, sub.w sp, sp
        int32_t size = (int32_t)expand(value);
        thumb.grows = operation == 0xF1AD ? size : -size;
    } else if (operation == 0xF20D || operation == 0xF2AD) { // addw, subw
        thumb.grows = operation == 0xF2AD ? (int32_t)value : -(int32_t)value;
    } else {
        thumb.kind = THUMB_STACK_UNKNOWN;
    }
    return thumb;
}

// Several registers, two, or a table branch: 1110 100x.
static struct thumb several(uint32_t first, uint32_t second) {
    struct thumb thumb = {.size = 4};
    uint32_t base = bits(first, 0, 4);
    bool writes_base = bits(first, 5, 1) != 0;
    if ((first & 0xFFF0) == 0xE8D0 && (second & 0xFFE0) == 0xF000) { // tbb, tbh
        thumb.kind = THUMB_TABLE;
        thumb.count = (uint8_t)(1 + bits(second, 4, 1));
        return thumb;
    }
    if (bits(first, 6, 1) != 0) { // ldrd, strd, and those without write-back
        if (base == SP && writes_base) {
            int32_t size = 4 * (int32_t)bits(second, 0, 8);
            thumb.grows = bits(first, 7, 1) != 0 ? -size : size;
        }
        return thumb;
    }
    bool loads = bits(first, 4, 1) != 0;
    if (loads && bits(second, 15, 1) != 0) {
        thumb.kind = base == SP ? THUMB_RETURN : THUMB_JUMP_REGISTER;
    }
    if (base == SP && writes_base) {
        if (first == 0xE92D || first == 0xE8BD) { // push.w, pop.w
            thumb.grows = first == 0xE92D ? registers_size(second) : -registers_size(second);
        } else {
            thumb.kind = THUMB_STACK_UNKNOWN;
        }
    }
    return thumb;
}

// One register: 1111 100x.
static struct thumb single(uint32_t first, uint32_t second) {
    struct thumb thumb = {.size = 4};
    uint32_t base = bits(first, 0, 4);
    uint32_t to = bits(second, 12, 4);
    bool is_word_load = (first & 0xFF70) == 0xF850;
    bool short_offset = bits(first, 7, 1) == 0 && base != PC && bits(second, 11, 1) != 0;
    if (short_offset && bits(second, 8, 1) != 0 && base == SP) { // Write-back.
        int32_t size = (int32_t)bits(second, 0, 8);
        thumb.grows = bits(second, 9, 1) != 0 ? -size : size;
    }
    if (is_word_load && to == PC) {
        thumb.kind = base == SP ? THUMB_RETURN : THUMB_JUMP_REGISTER;
    } else if (is_word_load && to == SP) {
        thumb.kind = THUMB_STACK_UNKNOWN;
    }
    return thumb;
}

struct thumb thumb_decode(uint32_t address, uint16_t first, uint16_t second) {
    switch (bits(first, 11, 5)) {
    case 0x1D:
        if (bits(first, 9, 2) == 0) {
            return several(first, second);
        }
        // Arithmetic with registers: 1110 101x.
        if (bits(first, 9, 2) == 1 && bits(second, 8, 4) == SP) {
            return (struct thumb){.kind = THUMB_STACK_UNKNOWN, .size = 4};
        }
        return (struct thumb){.size = 4};
    case 0x1E:
        return bits(second, 15, 1) != 0 ? branches(address, first, second)
                                        : immediate(first, second);
    case 0x1F:
        return bits(first, 9, 2) == 0 ? single(first, second) : (struct thumb){.size = 4};
    default:
        return narrow(address, first);
    }
}
