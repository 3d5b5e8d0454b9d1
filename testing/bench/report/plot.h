// SPDX-License-Identifier: Apache-2.0 OR MIT
// Plots as SVG: what the page is drawn with. Lengths are pixels, from the top left.
#pragma once

#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

// Begins and ends the file.
void plot_begin(FILE *out, double width, double height);
void plot_end(FILE *out);

// style: a class of the style sheet in plot.c: "title", "heading", "note", "label", "value", ...
void plot_text(FILE *out, double x, double y, enum anchor anchor, const char *style,
               const char *text);
void plot_rect(FILE *out, double x, double y, double width, double height, const char *style);
void plot_line(FILE *out, double x0, double y0, double x1, double y1, const char *style);

// A mark in the form of a diamond around x, y.
void plot_diamond(FILE *out, double x, double y, const char *style);

// A scale: where values lie between two pixels.
struct scale {
    double from, to;  // Pixels.
    double low, high; // Values there.
    bool logarithmic;
};

double scale_at(const struct scale *scale, double value);

// The n-th value at which an axis has a tick, ascending from 0; below the lowest value: -1 when
// there are no more.
double scale_tick(const struct scale *scale, uint32_t n);

// A scale that holds 0 or low up to high, with a round end.
struct scale scale_linear(double from, double to, double high);
struct scale scale_logarithmic(double from, double to, double low, double high);

// "1,234".
const char *plot_number(uint32_t value, char *buffer, size_t size);

// The class of the index-th of several series, groups, lines: "s0", "s1", ...
enum { PLOT_SERIES = 10 };
const char *plot_series(size_t index);

#ifdef __cplusplus
}
#endif
