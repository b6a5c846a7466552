/* The slice in words. */

#include "slice.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum role slice_role(const struct slice *slice)
{
    if (slice->overshoots || !(slice->landing < HUGE_VAL))
        return ROLE_DANGER;
    return slice->landing > slice->loss ? ROLE_WARN : ROLE_GOOD;
}

static const char *title(const struct slice *slice, bool fallback)
{
    static const char *const titles[] = {
        [SLICE_ALONG_STEP] = "loss along the step",
        [SLICE_ALONG_GRADIENT] = "loss along the gradient",
        [SLICE_ALONG_X] = "loss along x",
        [SLICE_ALONG_Y] = "loss along y",
    };
    return fallback && slice->line == SLICE_ALONG_X ? "no step; loss along x" : titles[slice->line];
}

static const char *verdict(const struct slice *slice, enum role *role)
{
    *role = ROLE_MUTED;
    if (!slice->lands)
        return slice->from.diverged ? "diverged" : slice->from.converged ? "converged" : "no step";
    *role = slice_role(slice);
    if (!isfinite(slice->landing))
        return "leaves the surface";
    bool same = fabs(slice->landing - slice->loss) <= 1e-9 * fabs(slice->loss - slice->lowest_loss);
    if (slice->overshoots && same)
        return "overshoots to the same height";
    if (slice->overshoots)
        return slice->landing > slice->loss ? "overshoots, higher" : "overshoots, lower";
    if (slice->slope >= 0)
        return "moves uphill";
    if (fabs(slice->lowest - 1) < 0.01)
        return "lands on the minimum";
    return slice->landing > slice->loss ? "lands higher" : "goes down";
}

void slice_draw_title(const struct picture *picture, struct area area)
{
    const struct screen *screen = picture->screen;
    enum role role;
    const char *words = verdict(&picture->slice, &role);
    bool fallback = !picture->slice.lands && screen->session->look.slice == SLICE_STEP;
    int end = area.column + area.columns, right = end - (int)strlen(words);
    int after = screen_text(screen, picture->area.column, area.row, end, ROLE_MUTED,
                            title(&picture->slice, fallback));
    if (right < after + 2) { /* the verdict matters more */
        screen_fill(screen, (struct area){area.column, area.row, area.columns, 1}, ROLE_TEXT);
        right = picture->area.column;
    }
    screen_text(screen, right, area.row, end, role, words);
}

void slice_draw_unit(const struct picture *picture, int row)
{
    const struct screen *screen = picture->screen;
    const struct slice *slice = &picture->slice;
    int left = picture->area.column, end = left + picture->area.columns;
    char number[32], words[96];
    snprintf(words, sizeof words, "steps of η %s", screen_number(slice->from.eta, number));
    if (slice->line != SLICE_ALONG_STEP)
        snprintf(words, sizeof words, "%s",
                 slice->line == SLICE_ALONG_X   ? "x"
                 : slice->line == SLICE_ALONG_Y ? "y"
                                                : "distance");
    int after = screen_text(screen, left, row, end, ROLE_MUTED, words);
    /* Along an axis the loss is another one than where the whole step leads. */
    if (!slice->lands || slice->line != SLICE_ALONG_STEP || slice->slope >= 0 || isinf(slice->rim))
        return;
    if (slice->plain)
        snprintf(words, sizeof words, "down while η < %s",
                 screen_number(slice->rim * slice->from.eta, number));
    else
        snprintf(words, sizeof words, "down up to %s steps", screen_number(slice->rim, number));
    int right = end - screen_columns(screen, words);
    if (right > after + 1)
        screen_text(screen, right, row, end, ROLE_GOOD, words);
}

void slice_draw_legend(const struct picture *picture, int row)
{
    const struct screen *screen = picture->screen;
    const struct slice *slice = &picture->slice;
    int column = picture->area.column, end = column + picture->area.columns;
    const struct {
        bool shown;
        enum role role;
        const char *glyph, *ascii, *word;
    } items[] = {
        {true, ROLE_STRONG, "●", "@", "now"},
        {slice->lands, slice_role(slice), "○", "o", "lands"},
        {!isnan(slice->lowest), ROLE_STRONG, "✕", "x", "minimum"},
        {picture->dotted, ROLE_MUTED, "···", ":::", "parabola"},
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        const char *glyph = screen_word(screen, items[i].glyph, items[i].ascii);
        int width = screen_columns(screen, glyph) + 1 + (int)strlen(items[i].word);
        if (!items[i].shown || column + width > end)
            continue;
        column = screen_text(screen, column, row, end, items[i].role, glyph);
        column = screen_text(screen, column + 1, row, end, ROLE_FAINT, items[i].word) + 2;
    }
}
