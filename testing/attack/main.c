// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Finds out what the process is called, and runs the attack of that name.

#include <string.h>

#include "libtock-sync/interface/console.h"
#include "libtock/tock.h"
#include "testing/attack/attack.h"
#include "testing/conformance/raw_syscall.h"

static struct attack *attacks;
static char name[32];

void attack_add(struct attack *attack) {
    attack->next = attacks;
    attacks = attack;
}

void say(const char *text) {
    char line[100];
    strcpy(line, name);
    strcat(line, ": ");
    strncat(line, text, sizeof(line) - strlen(line) - 2);
    strcat(line, "\n");
    putnstr(line, strlen(line));
}

static uint32_t memop_value(uint32_t operation, uint32_t argument) {
    return raw_memop(operation, argument, 0, 0).r[1];
}

uint32_t app_break(void) {
    return memop_value(SBRK, 0);
}

uint32_t ram_start(void) {
    return memop_value(2, 0);
}

uint32_t ram_end(void) {
    return memop_value(3, 0);
}

uint32_t flash_start(void) {
    return memop_value(4, 0);
}

uint32_t flash_end(void) {
    return memop_value(5, 0);
}

uint32_t grant_start(void) {
    return memop_value(6, 0);
}

uint32_t now(void) {
    return raw_command(ALARM, 2, 0, 0).r[1];
}

bool grow(uint32_t bytes) {
    return raw_memop(SBRK, bytes, 0, 0).r[0] == SUCCESS_1;
}

void grow_to_grants(void) {
    for (uint32_t step = 4096; step > 0; step /= 2) {
        while (grow(step)) {
        }
    }
}

__attribute__((naked)) uint32_t peek(__attribute__((unused)) uint32_t address) {
    __asm__ volatile("ldr r0, [r0] \n bx lr");
}

__attribute__((naked)) void poke(__attribute__((unused)) uint32_t address,
                                 __attribute__((unused)) uint32_t value) {
    __asm__ volatile("str r1, [r0] \n bx lr");
}

__attribute__((naked)) void jump(__attribute__((unused)) uint32_t address) {
    __asm__ volatile("bx r0");
}

__attribute__((naked)) uint32_t control(void) {
    __asm__ volatile("mrs r0, control \n bx lr");
}

// The package name (type 3) among the header's elements, which follow its 16 bytes of base.
static void find_name(void) {
    const uint8_t *header = (const uint8_t *)flash_start();
    uint32_t size = *(const uint16_t *)(header + 2);
    for (uint32_t at = 16; at + 4 <= size;) {
        uint32_t type = *(const uint16_t *)(header + at);
        uint32_t length = *(const uint16_t *)(header + at + 2);
        if (type == 3 && length < sizeof(name)) {
            memcpy(name, header + at + 4, length);
            return;
        }
        at += 4 + (length + 3) / 4 * 4;
    }
}

int main(void) {
    find_name();
    for (const struct attack *attack = attacks; attack != NULL; attack = attack->next) {
        if (strcmp(attack->name, name) == 0) {
            const char *escaped = attack->run();
            char text[80] = "held";
            if (escaped != HELD) {
                strcpy(text, "ESCAPED: ");
                strcat(text, escaped);
            }
            say(text);
            return 0;
        }
    }
    say("ESCAPED: there is no such attack");
    return 1;
}
