/* eta times sharpness against the edge of stability; for optimizers without such an edge the
 * sharpness alone. */

#include "parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct stability present(const struct screen *screen)
{
    return row_stability(sim_row(screen->session->sim, screen->session->selected));
}

static const char *verdict(const struct stability *stability, enum role *role)
{
    if (stability->product >= stability->bound) {
        *role = ROLE_DANGER;
        return "unstable";
    }
    *role = stability->product > stability->swing ? ROLE_WARN : ROLE_GOOD;
    return stability->product > stability->swing ? "oscillates" : "settles";
}

static int draw_words(const struct screen *screen, const struct stability *stability, int column,
                      int row, int limit, bool spread)
{
    char a[32], b[32];
    if (!stability->applies) {
        column = screen_label(screen, column, row, limit, QUANTITY_SHARPNESS);
        column = screen_text(screen, column, row, limit, ROLE_TEXT,
                             screen_number(stability->sharpness, a));
        if (stability->sharpness < 0)
            column = screen_text(screen, column + 2, row, limit, ROLE_FAINT, "bent downwards");
        return column;
    }
    enum role role;
    const char *word = verdict(stability, &role);
    int right = limit - (int)strlen(word);
    column = screen_label(screen, column, row, limit, QUANTITY_EDGE);
    column = screen_text(screen, column, row, limit, ROLE_STRONG,
                         screen_number(round(stability->product * 100) / 100, a));
    column = screen_printf(screen, column, row, limit, ROLE_MUTED, " of %s",
                           screen_number(stability->bound, b));
    if (!spread || right < column + 1)
        right = column + 2;
    return screen_text(screen, right, row, limit, role, word);
}

int stability_draw_words(const struct screen *screen, int column, int row, int limit)
{
    struct stability stability = present(screen);
    return draw_words(screen, &stability, column, row, limit, false);
}

bool stability_write(const struct screen *screen, struct text *out, enum role *role)
{
    struct stability stability = present(screen);
    double eta = sim_row(screen->session->sim, screen->session->selected)->eta;
    char a[32], b[32], c[32], d[32];
    if (!stability.applies)
        return false;
    verdict(&stability, role);
    bool stable = stability.product < stability.bound;
    text_add(out, "%s·%s = %s, %s %s: ", screen_number(eta, a),
             screen_number(stability.sharpness, b), screen_number(stability.product, c),
             stable ? "below" : "not below", screen_number(stability.bound, d));
    text_add(out, "%s",
             !stable                               ? "each swing is longer than the last"
             : stability.product > stability.swing ? "it swings, less and less"
                                                   : "it settles without swinging");
    return true;
}

/* The bar's cells up to the bound take four fifths of it, the rest is beyond the edge. */
static void draw_bar(const struct screen *screen, const struct stability *stability, int column,
                     int row, int columns)
{
    int edge = columns * 4 / 5;
    int filled = (int)lround(fmin(stability->product / stability->bound * edge, columns));
    enum role role;
    verdict(stability, &role);
    for (int i = 0; i < columns; i++) {
        uint32_t glyph =
            i < filled ? screen_glyph(screen, 0x2588, '#') : screen_glyph(screen, 0x2591, '.');
        screen_put(screen, column + i, row, glyph, i < filled ? role : ROLE_FAINT);
    }
    screen_put(screen, column + edge, row, screen_glyph(screen, 0x2502, '|'), ROLE_STRONG);
}

int stability_draw(const struct screen *screen, struct area area, bool draw)
{
    struct stability stability = present(screen);
    int lines = stability.applies ? 2 : 1;
    if (!draw)
        return lines;
    draw_words(screen, &stability, area.column, area.row, area.column + area.columns, true);
    if (stability.applies)
        draw_bar(screen, &stability, area.column, area.row + 1, area.columns);
    return lines;
}
