// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "testing/bench/report/plot.h"

#include <math.h>

// Colours that people with colour-blindness can tell apart (Okabe and Ito), with further ones.
static const char sheet[] =
    "text{font-family:sans-serif;font-size:12px;fill:#222}"
    ".title{font-size:24px;font-weight:bold}"
    ".heading{font-size:16px;font-weight:bold}"
    ".note{font-size:12px;fill:#555}"
    ".value{font-size:11px;fill:#222}"
    ".inside{font-size:11px;fill:#fff}"
    ".axis{stroke:#333;stroke-width:1}"
    ".grid{stroke:#ddd;stroke-width:1}"
    ".bar{fill:#0072b2}"
    ".over{fill:#d55e00}"
    ".goal{stroke:#009e73;stroke-width:3}"
    ".tock{fill:#999}"
    ".s0{fill:#0072b2;stroke:#0072b2}.s1{fill:#d55e00;stroke:#d55e00}"
    ".s2{fill:#009e73;stroke:#009e73}.s3{fill:#cc79a7;stroke:#cc79a7}"
    ".s4{fill:#b8860b;stroke:#b8860b}.s5{fill:#56b4e9;stroke:#56b4e9}"
    ".s6{fill:#444;stroke:#444}.s7{fill:#7b5ea7;stroke:#7b5ea7}"
    ".s8{fill:#999;stroke:#999}.s9{fill:#8c564b;stroke:#8c564b}"
    "text.s0,text.s1,text.s2,text.s3,text.s4,text.s5,text.s6,text.s7,text.s8,text.s9{stroke:none}"
    "rect.s0,rect.s1,rect.s2,rect.s3,rect.s4,rect.s5,rect.s6,rect.s7,rect.s8,rect.s9{stroke:#fff}"
    "line.s0,line.s1,line.s2,line.s3,line.s4,line.s5,line.s6,line.s7,line.s8,line.s9"
    "{stroke-width:2}";

void plot_begin(FILE *out, double width, double height) {
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%g\" height=\"%g\" "
            "viewBox=\"0 0 %g %g\">\n<style>%s</style>\n"
            "<rect width=\"%g\" height=\"%g\" fill=\"#fff\"/>\n",
            width, height, width, height, sheet, width, height);
}

void plot_end(FILE *out) {
    fputs("</svg>\n", out);
}

void plot_text(FILE *out, double x, double y, enum anchor anchor, const char *style,
               const char *text) {
    static const char *const names[] = {"start", "middle", "end"};
    fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">", x, y,
            names[anchor], style);
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '&':
            fputs("&amp;", out);
            break;
        default:
            fputc(*text, out);
        }
    }
    fputs("</text>\n", out);
}

void plot_rect(FILE *out, double x, double y, double width, double height, const char *style) {
    fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>\n", x,
            y, width, height, style);
}

void plot_line(FILE *out, double x0, double y0, double x1, double y1, const char *style) {
    fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n", x0, y0,
            x1, y1, style);
}

void plot_diamond(FILE *out, double x, double y, const char *style) {
    fprintf(out, "<path d=\"M%.1f %.1fl5 -6l5 6l-5 6z\" class=\"%s\"/>\n", x - 5, y, style);
}

double scale_at(const struct scale *scale, double value) {
    double part;
    if (scale->logarithmic) {
        value = value < scale->low ? scale->low : value;
        part = log(value / scale->low) / log(scale->high / scale->low);
    } else {
        part = (value - scale->low) / (scale->high - scale->low);
    }
    return scale->from + part * (scale->to - scale->from);
}

// 1, 2 or 5 times a power of ten, so that up to six steps reach high.
static double step_for(double high) {
    double power = pow(10, floor(log10(high)));
    static const double factors[] = {0.1, 0.2, 0.5, 1, 2};
    for (size_t i = 0; i < sizeof(factors) / sizeof(factors[0]); i++) {
        if (high / (factors[i] * power) <= 6) {
            return factors[i] * power;
        }
    }
    return 2 * power;
}

double scale_tick(const struct scale *scale, uint32_t n) {
    double value;
    if (scale->logarithmic) {
        static const double factors[] = {1, 2, 5};
        double first = pow(10, floor(log10(scale->low)));
        uint32_t skipped = 0;
        while (first * pow(10, skipped / 3) * factors[skipped % 3] < scale->low * 0.999) {
            skipped++;
        }
        n += skipped;
        value = first * pow(10, n / 3) * factors[n % 3];
    } else {
        value = n * step_for(scale->high);
    }
    return value > scale->high * 1.001 ? -1 : value;
}

struct scale scale_linear(double from, double to, double high) {
    double step = step_for(high > 0 ? high : 1);
    return (struct scale){from, to, 0, ceil((high > 0 ? high : 1) / step) * step, false};
}

struct scale scale_logarithmic(double from, double to, double low, double high) {
    return (struct scale){from, to, low, high, true};
}

const char *plot_number(uint32_t value, char *buffer, size_t size) {
    if (value >= 1000000) {
        snprintf(buffer, size, "%u,%03u,%03u", value / 1000000, value / 1000 % 1000, value % 1000);
    } else if (value >= 1000) {
        snprintf(buffer, size, "%u,%03u", value / 1000, value % 1000);
    } else {
        snprintf(buffer, size, "%u", value);
    }
    return buffer;
}

const char *plot_series(size_t index) {
    static const char *const classes[PLOT_SERIES] = {"s0", "s1", "s2", "s3", "s4",
                                                     "s5", "s6", "s7", "s8", "s9"};
    return classes[index % PLOT_SERIES];
}
