/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "calendar.h"

#include <stdbool.h>

enum { DAY = 24 * 60 * 60, YEARS = 64, MONTHS = 12 };

static uint32_t days_in_month(uint32_t year, uint32_t month) {
    static const uint8_t days[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0; /* as the hardware knows it */
    return days[(month - 1) % MONTHS] + (month == 2 && leap);
}

static uint32_t days_in_year(uint32_t year) {
    return year % 4 == 0 ? 366 : 365;
}

uint32_t calendar_seconds(uint32_t packed) {
    uint32_t second = packed & 63, minute = packed >> 6 & 63, hour = packed >> 12 & 31;
    uint32_t day = packed >> 17 & 31, month = packed >> 22 & 15, year = packed >> 26;
    uint32_t days = day - 1;

    for (uint32_t y = 0; y < year; y++) {
        days += days_in_year(y);
    }
    for (uint32_t m = 1; m < month; m++) {
        days += days_in_month(year, m);
    }
    return days * DAY + hour * 3600 + minute * 60 + second;
}

uint32_t calendar_packed(uint32_t seconds) {
    uint32_t days = seconds / DAY, rest = seconds % DAY, year = 0, month = 1;

    while (days >= days_in_year(year)) {
        days -= days_in_year(year);
        year = (year + 1) % YEARS;
    }
    while (days >= days_in_month(year, month)) {
        days -= days_in_month(year, month);
        month++;
    }
    return rest % 60 | rest / 60 % 60 << 6 | rest / 3600 << 12 | (days + 1) << 17 | month << 22 |
           year << 26;
}
