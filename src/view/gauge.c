/* The gauge: eta times sharpness on a ruler, against the edge of stability, with a mark for every
 * ball. Each ball has an edge of its own; all are drawn at the selected one's, and a mark stands on
 * its side of it. For optimizers without an edge that is known, the sharpness is told alone. */

#include "parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MARKS = 1, RULER, SCALE }; /* the rows below the words */

static struct stability stability_of(const struct screen *screen, int ball)
{
    return row_stability(sim_row(screen->session->sim, ball));
}

/* In four columns, to a hundredth where it matters. */
static void product_text(double product, char text[32])
{
    screen_digits(text, product < 9.995 ? "%.2f" : "%.3g", product);
    screen_shorten(text);
}

int gauge_draw_words(const struct screen *screen, int column, int row, int limit)
{
    struct stability stability = stability_of(screen, screen->session->selected);
    char text[32];
    enum quantity quantity = stability.applies ? QUANTITY_EDGE : QUANTITY_SHARPNESS;
    if (!stability.applies && limit - column < 20)
        column = screen_printf(screen, column, row, limit, ROLE_MUTED, "%s ",
                               screen_word(screen, "λ", "L"));
    else
        column = screen_label(screen, column, row, limit, quantity);
    if (!stability.applies) {
        screen_value(stability.sharpness, text);
        column = screen_text(screen, column, row, limit, ROLE_STRONG, text);
        const char *below = stability.sharpness < 0 ? "bent down" : "no known edge";
        int room = column + 2 + (int)strlen(below);
        return room <= limit ? screen_text(screen, column + 2, row, limit, ROLE_FAINT, below)
                             : column;
    }
    product_text(stability.product, text);
    int end = screen_text(screen, column, row, limit, ROLE_STRONG, text);
    end = end < column + 4 ? column + 4 : end; /* so that what follows stands still */
    screen_number(stability.bound, text);
    const char *of = end + 4 + (int)strlen(text) <= limit ? " of " : "/";
    return screen_printf(screen, end, row, limit, ROLE_MUTED, "%s%s", of, text);
}

bool gauge_write(const struct screen *screen, struct text *out, enum role *role)
{
    struct stability stability = stability_of(screen, screen->session->selected);
    double eta = sim_row(screen->session->sim, screen->session->selected)->eta;
    char a[32], b[32], c[32], d[32];
    if (!stability.applies)
        return false;
    bool stable = stability.product<stability.bound, swings = stability.product> stability.swing;
    *role = !stable ? ROLE_DANGER : swings ? ROLE_WARN : ROLE_GOOD;
    text_add(out, "%s·%s = %s, %s %s: %s", screen_number(eta, a),
             screen_number(stability.sharpness, b), screen_number(stability.product, c),
             stable ? "below" : "not below", screen_number(stability.bound, d),
             !stable  ? "each swing is longer than the last"
             : swings ? "it swings, less and less"
                      : "it settles without swinging");
    return true;
}

/* --- the ruler --- */

struct ruler {
    struct stability stability; /* the selected ball's */
    struct area area;
    int edge, swing; /* columns where zones end */
};

static int zone_of(const struct ruler *ruler, int column)
{
    return column >= ruler->edge ? 2 : column >= ruler->swing;
}

/* The edge stands at four fifths. */
static struct ruler ruler_make(const struct screen *screen, struct area area)
{
    struct ruler ruler = {stability_of(screen, screen->session->selected), area, 0, 0};
    ruler.edge = area.columns * 4 / 5;
    ruler.swing = (int)(ruler.stability.swing / ruler.stability.bound * ruler.edge);
    return ruler;
}

/* Where a ball's mark belongs, -1: nowhere. Who is at the edge or beyond stands beyond. */
static int place_of(const struct screen *screen, const struct ruler *ruler, int ball)
{
    struct stability stability = stability_of(screen, ball);
    if (!stability.applies)
        return -1;
    int column =
        (int)fmin(stability.product / stability.bound * ruler->edge, ruler->area.columns - 1);
    if (stability.product >= stability.bound)
        return column > ruler->edge ? column : ruler->edge + 1;
    return column < ruler->edge ? column : ruler->edge - 1;
}

/* The nearest free column on the same side of the edge; -1: there is none. */
static int free_near(const bool *taken, const struct ruler *ruler, int column)
{
    bool beyond = column > ruler->edge;
    for (int away = 0; away < ruler->area.columns; away++)
        for (int side = -1; side <= 1; side += 2) {
            int at = column + side * away;
            if (at >= 0 && at < ruler->area.columns && at != ruler->edge &&
                (at > ruler->edge) == beyond && !taken[at])
                return at;
        }
    return -1;
}

static void draw_marks(const struct screen *screen, const struct ruler *ruler)
{
    bool taken[FRAME_COLUMNS_MAX] = {false};
    int count = screen->session->sim->ball_count, selected = screen->session->selected;
    for (int i = 0; i < count; i++) {
        int ball = i == 0 ? selected : i <= selected ? i - 1 : i; /* the selected one first */
        int column = place_of(screen, ruler, ball);
        if (column < 0 || (column = free_near(taken, ruler, column)) < 0)
            continue;
        taken[column] = true;
        screen_ball(screen, ruler->area.column + column, ruler->area.row, ball,
                    ball == selected ? ATTRIBUTE_BOLD : 0);
    }
}

/* The selected ball's zone in full, the others dimmed. */
static void draw_ruler(const struct screen *screen, const struct ruler *ruler)
{
    static const enum role zones[] = {ROLE_GOOD, ROLE_WARN, ROLE_DANGER};
    int row = ruler->area.row + RULER - MARKS,
        here = zone_of(ruler, place_of(screen, ruler, screen->session->selected));
    for (int i = 0; i < ruler->area.columns; i++) {
        int zone = zone_of(ruler, i);
        screen_put(screen, ruler->area.column + i, row, screen_glyph(screen, 0x2501, '='),
                   zones[zone]);
        struct cell *cell = frame_cell(screen->frame, ruler->area.column + i, row);
        cell->attributes =
            screen->display->colors == COLORS_MONO && zone != here ? ATTRIBUTE_DIM : 0;
        if (screen->display->colors >= COLORS_256 && zone != here)
            cell->fg = color_mix(screen->theme->roles[ROLE_GROUND], cell->fg, 0.55);
    }
    screen_put(screen, ruler->area.column + ruler->edge, row, screen_glyph(screen, 0x2503, '|'),
               ROLE_STRONG);
}

/* Numbers where zones end, and between them what the zones do, each only where it stands free. */
static void draw_scale(const struct screen *screen, const struct ruler *ruler)
{
    static const char *const words[] = {"settles", "swings", "climbs"};
    const int ends[] = {0, ruler->swing, ruler->edge, ruler->area.columns};
    const double values[] = {0, ruler->stability.swing, ruler->stability.bound};
    int row = ruler->area.row + SCALE - MARKS, column = ruler->area.column, from = 0;
    for (int i = 0; i < 3; i++) {
        char text[32];
        int width = screen_columns(screen, screen_number(values[i], text));
        bool shown = i != 1 || (ends[1] > 2 && ends[1] + width + 1 < ends[2]);
        if (shown)
            from = screen_text(screen, column + ends[i], row, column + ruler->area.columns,
                               i == 2 ? ROLE_TEXT : ROLE_MUTED, text) -
                   column;
        int length = (int)strlen(words[i]);
        int at = (ends[i] + ends[i + 1] - length) / 2;
        at = at > from ? at : from + 1;
        if (at + length <= ends[i + 1] - (i < 2))
            from = screen_text(screen, column + at, row, column + ruler->area.columns, ROLE_FAINT,
                               words[i]) -
                   column;
    }
}

void gauge_draw_ruler(const struct screen *screen, struct area area)
{
    struct ruler ruler = ruler_make(screen, area);
    if (!ruler.stability.applies)
        return;
    draw_marks(screen, &ruler);
    draw_ruler(screen, &ruler);
    draw_scale(screen, &ruler);
}

void gauge_draw(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    enum standing standing = sim_standing(session->sim, session->selected);
    int end = area.column + area.columns;
    int width = 2 + (int)strlen(standing_rows[standing].word);
    gauge_draw_words(screen, area.column, area.row, end - width - 1);
    screen_standing(screen, end - width, area.row, end, standing);
    gauge_draw_ruler(screen, (struct area){area.column, area.row + 1, area.columns, SCALE});
}
