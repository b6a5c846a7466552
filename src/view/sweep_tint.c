/* What an outcome is seen as: pale where it is soon, or low; a letter or a shade where there are no
 * colours. */

#include "sweep.h"

#include "../draw/light.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- values --- */

double tint_value(const struct sweeping *sweeping, const struct sweep_cell *cell)
{
    const struct outcome *outcome = cell ? &cell->outcome : NULL;
    enum swept_by by = sweeping->tints.by;
    if (!outcome || outcome->fate == FATE_DIVERGED)
        return (double)NAN;
    return by == SWEPT_BY_LOSS         ? outcome->loss
           : by == SWEPT_BY_OVERSHOOTS ? (double)outcome->overshoots
           : by == SWEPT_BY_VERDICT    ? (double)outcome->verdict.kind
                                       : (double)outcome->iterations;
}

/* Down to 1, 2 or 5 times a power of ten, or up to one. */
static double nice(double value, bool up)
{
    static const double factors[] = {1, 2, 5, 10};
    double unit = pow(10, floor(log10(value) + 1e-9)), found = unit;
    for (int i = 0; i < 4; i++)
        if (up ? factors[3 - i] * unit >= value * (1 - 1e-9)
               : factors[i] * unit <= value * (1 + 1e-9))
            found = factors[up ? 3 - i : i] * unit;
    return found;
}

/* Round ends, so that colours stay while the rest comes to be known. */
void tints_measure(struct sweeping *sweeping)
{
    struct tints *tints = &sweeping->tints;
    const struct outlook *outlook = &sweeping->outlook;
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (int64_t i = 0; i < (int64_t)outlook->rows * outlook->columns; i++) {
        double value =
            outlook->cells[i].known ? tint_value(sweeping, &outlook->cells[i]) : (double)NAN;
        low = fmin(low, value); /* NaN is no bound */
        high = fmax(high, value);
    }
    tints->logarithmic = tints->by != SWEPT_BY_OVERSHOOTS && low > 0;
    if (tints->by == SWEPT_BY_ITERATIONS) {
        low = fmax(low, 1), tints->logarithmic = true;
        high = fmin(nice(fmax(high, low), true), (double)sweeping->budget);
    } else if (high > 0 && (tints->by == SWEPT_BY_OVERSHOOTS || tints->logarithmic)) {
        high = nice(high, true);
    }
    if (tints->by == SWEPT_BY_LOSS && low > 0)
        low = fmax(low, high * 1e-16);
    if (tints->logarithmic && low <= high)
        low = nice(low, false);
    if (tints->by == SWEPT_BY_OVERSHOOTS)
        low = 0, high = fmax(high, 1);
    tints->low = low, tints->high = high;
}

double tint_tone(const struct tints *tints, double value)
{
    double low = tints->low, high = tints->high;
    double tone = tints->logarithmic ? log(fmax(value, low) / low) / log(high / low)
                                     : (value - low) / (high - low);
    return isnan(value) ? value : high > low ? fmin(fmax(tone, 0), 1) : 0;
}

/* --- colours --- */

void tint_ramp(struct ramp *ramp, const struct screen *screen)
{
    static const color stops[] = {0xFCE2A0, 0xF69660, 0xC44260, 0x702468, 0x28143C};
    enum { LAST = sizeof stops / sizeof *stops - 1 };
    for (int i = 0; i < RAMP_STEPS; i++) {
        double place = (double)i * LAST / (RAMP_STEPS - 1);
        int stop = place < LAST ? (int)place : LAST - 1;
        color mixed = light_mix(stops[stop], stops[stop < LAST ? stop + 1 : LAST],
                                (unsigned)(256 * (place - stop) + 0.5));
        bool cube = screen->device.colors == COLORS_256;
        ramp->colors[i] = cube ? color_of_256(color_to_256(mixed)) : mixed;
    }
}

static const struct verdict_tint {
    char letter;
    color dark, light;
} verdict_tints[VERDICT_COUNT] = {
    [VERDICT_RUNNING] = {'-', 0x444C59, 0xC7C0CB},
    [VERDICT_MONOTONE] = {'m', 0x0D5C84, 0x8BA7E8},
    [VERDICT_OSCILLATING] = {'o', 0x5AA47A, 0x83D3A8},
    [VERDICT_CATAPULT] = {'^', 0xC6983A, 0xE0BA47},
    [VERDICT_PERIODIC] = {'p', 0x926677, 0xC7879F},
    [VERDICT_CHAOTIC] = {'%', 0x834DCA, 0xB950CB},
    [VERDICT_DIVERGING] = {' ', 0, 0},
};

color tint_verdict(const struct screen *screen, enum verdict_kind kind)
{
    const struct verdict_tint *tint = &verdict_tints[kind];
    color own = screen->device.light ? tint->light : tint->dark;
    return screen->device.colors == COLORS_256 ? color_of_256(color_to_256(own)) : own;
}

uint32_t tint_letter(enum verdict_kind kind)
{
    return (uint32_t)(unsigned char)verdict_tints[kind].letter;
}

uint32_t tint_glyph(const struct screen *screen, const struct tints *tints, double tone)
{
    static const uint32_t shades[] = {0x2588, 0x2593, 0x2592, 0x2591};
    static const char letters[] = "#%*+=-";
    if (tints->by == SWEPT_BY_VERDICT)
        return tint_letter((enum verdict_kind)(int)tone);
    int steps = screen->display->unicode ? 4 : 6, step = (int)(tone * steps);
    step = step < steps ? step : steps - 1;
    return screen->display->unicode ? shades[step] : (uint32_t)(unsigned char)letters[step];
}

/* --- the legend --- */

/* Words, a verdict each. */
static void draw_verdicts(const struct sweeping *sweeping, struct area area)
{
    const struct screen *screen = sweeping->screen;
    int column = area.column, row = area.row, end = area.column + area.columns;
    bool fields = device_has_fields(&screen->device);
    for (int kind = 0; kind < VERDICT_COUNT; kind++) {
        int width = (int)strlen(verdict_words[kind]) + 3;
        if (column + width > end && row + 1 < area.row + area.rows)
            column = area.column, row++;
        if (column + width > end)
            return;
        struct cell swatch = {tint_letter((enum verdict_kind)kind), 0,
                              screen->theme->roles[ROLE_TEXT], COLOR_DEFAULT, 0};
        if (kind == VERDICT_DIVERGING)
            swatch = (struct cell){screen_glyph(screen, 0xB7, '.'), 0,
                                   screen->theme->roles[ROLE_MUTED], COLOR_DEFAULT, 0};
        else if (fields)
            swatch = (struct cell){' ', 0, COLOR_DEFAULT,
                                   tint_verdict(screen, (enum verdict_kind)kind), 0};
        for (int i = 0; i < 1 + fields; i++)
            *frame_cell(screen->frame, column + i, row) = swatch;
        column =
            screen_text(screen, column + 2 + fields, row, end, ROLE_MUTED, verdict_words[kind]) + 2;
    }
}

static int draw_value(const struct sweeping *sweeping, int column, int row, int limit, double value)
{
    char number[32];
    bool more = sweeping->tints.by == SWEPT_BY_ITERATIONS && value >= (double)sweeping->budget;
    return screen_printf(sweeping->screen, column, row, limit, ROLE_MUTED, "%s%s",
                         screen_number(value, number), more ? "+" : "");
}

/* The next number of the scale: 1, 2, 5, or, of many decades, powers of ten. */
static double next_value(const struct tints *tints, double value)
{
    if (!tints->logarithmic)
        return value + axis_step(tints->high - tints->low, 5);
    double decades = log10(tints->high / tints->low);
    if (decades > 4)
        return value * pow(10, ceil(decades / 6));
    double unit = pow(10, floor(log10(value) + 1e-9));
    double digit = value / unit;
    return (digit < 1.5 ? 2 : digit < 3 ? 5 : 10) * unit;
}

static void draw_bar(const struct sweeping *sweeping, int column, int row, int columns)
{
    const struct screen *screen = sweeping->screen;
    struct ramp ramp;
    tint_ramp(&ramp, screen);
    for (int i = 0; i < columns; i++) {
        double tone = (i + 0.5) / columns;
        struct cell *cell = frame_cell(screen->frame, column + i, row);
        if (device_has_fields(&screen->device))
            *cell = (struct cell){' ', 0, COLOR_DEFAULT, ramp_at(&ramp, (float)tone), 0};
        else
            *cell = (struct cell){tint_glyph(screen, &sweeping->tints, tone), 0,
                                  screen->theme->roles[ROLE_TEXT], COLOR_DEFAULT, 0};
    }
}

/* Below the bar, each where its colour is. */
static void draw_values(const struct sweeping *sweeping, int column, int row, int columns)
{
    const struct tints *tints = &sweeping->tints;
    int free_from = column, last = column + columns;
    double value = tints->low;
    while (value <= tints->high * (1 + 1e-9)) {
        char number[32];
        int at = column + (int)(tint_tone(tints, value) * columns);
        int width = (int)strlen(screen_number(value, number)) + 1;
        bool ends = value * (1 + 1e-9) >= tints->high;
        at = at > column && !ends ? at - width / 2 : at;
        if (at >= free_from && (ends || at + width + 4 <= last))
            free_from = draw_value(sweeping, at, row, last + 6, value) + 1;
        value = next_value(tints, value);
    }
}

void tint_legend(const struct sweeping *sweeping, struct area area)
{
    enum { WIDEST = 42, DIVERGES = 14 };
    const struct screen *screen = sweeping->screen;
    const struct tints *tints = &sweeping->tints;
    int end = area.column + area.columns, columns = area.columns - DIVERGES - 4,
        column = area.column;
    if (!(tints->low <= tints->high) || area.rows < 1 || columns < 8)
        return;
    if (tints->by == SWEPT_BY_VERDICT) {
        draw_verdicts(sweeping, area);
        return;
    }
    columns = columns < WIDEST ? columns : WIDEST;
    if (area.rows > 1) {
        draw_bar(sweeping, column, area.row, columns);
        draw_values(sweeping, column, area.row + 1, columns);
        column += columns + 2;
    } else {
        column = draw_value(sweeping, column, area.row, end, tints->low) + 1;
        draw_bar(sweeping, column, area.row, columns - 12);
        column = draw_value(sweeping, column + columns - 11, area.row, end, tints->high) + 2;
    }
    screen_printf(screen, column, area.row, end, ROLE_MUTED, "%s diverges",
                  screen_word(screen, "·.·", ". ."));
}
