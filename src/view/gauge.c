/* The gauge: eta times sharpness on a ruler, against the edge of stability, with a mark for every
 * ball. Each ball has an edge of its own; all are drawn at one place, and a mark tells how much of
 * the way there its ball has. For optimizers without an edge that is known, the sharpness is told
 * alone. */

#include "parts.h"

#include "../draw/light.h"

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
    const char *obstacle = row_obstacle(sim_row(screen->session->sim, screen->session->selected));
    if (obstacle && column + (int)strlen(obstacle) <= limit)
        return screen_text(screen, column, row, limit, ROLE_WARN, obstacle);
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

enum role gauge_write(const struct screen *screen, struct text *out)
{
    static const struct {
        const char *is, *words;
        enum role role;
    } zones[] = {{"below", "it settles without swinging", ROLE_GOOD},
                 {"below", "it swings, less and less", ROLE_WARN},
                 {"not below", "each swing is longer than the last", ROLE_DANGER}};
    struct stability stability = stability_of(screen, screen->session->selected);
    double eta = sim_row(screen->session->sim, screen->session->selected)->eta;
    char a[32], b[32], c[32], d[32];
    int zone = stability.product >= stability.bound ? 2 : stability.product > stability.swing;
    text_add(out, "%s·%s = %s, %s %s: %s", screen_number(eta, a),
             screen_number(stability.sharpness, b), screen_number(stability.product, c),
             zones[zone].is, screen_number(stability.bound, d), zones[zone].words);
    return zones[zone].role;
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

/* A ball's mark, and how far it is towards an edge of its own. */
struct gauge_mark {
    int ball, column;
    double share;
};

/* Who is at the edge or beyond stands beyond. */
static int column_of(const struct ruler *ruler, double share)
{
    int column = (int)fmin(share * ruler->edge, ruler->area.columns - 1);
    if (share >= 1)
        return column > ruler->edge ? column : ruler->edge + 1;
    return column < ruler->edge ? column : ruler->edge - 1;
}

/* In the order of their shares. */
static int find_marks(const struct screen *screen, const struct ruler *ruler,
                      struct gauge_mark marks[BALLS_MAX])
{
    int count = 0;
    for (int ball = 0; ball < screen->session->sim->ball_count; ball++) {
        struct stability stability = stability_of(screen, ball);
        double share = stability.product / stability.bound;
        int at = count;
        if (!stability.applies)
            continue;
        for (; at > 0 && marks[at - 1].share > share; at--)
            marks[at] = marks[at - 1];
        marks[at] = (struct gauge_mark){ball, column_of(ruler, share), share};
        count++;
    }
    return count;
}

/* Each gets a column of its own, on its side of the edge; none comes past another. */
static void spread_marks(const struct ruler *ruler, struct gauge_mark marks[], int count)
{
    for (int i = 1; i < count; i++)
        if (marks[i].column <= marks[i - 1].column)
            marks[i].column = marks[i - 1].column + 1;
    int limit = ruler->area.columns;
    for (int i = count - 1; i >= 0; i--) {
        if (marks[i].share < 1 && limit > ruler->edge)
            limit = ruler->edge;
        if (marks[i].column >= limit)
            marks[i].column = limit - 1;
        limit = marks[i].column;
    }
}

static void draw_marks(const struct screen *screen, const struct ruler *ruler)
{
    struct gauge_mark marks[BALLS_MAX];
    int count = find_marks(screen, ruler, marks);
    spread_marks(ruler, marks, count);
    for (int i = 0; i < count; i++)
        if (marks[i].column >= 0)
            screen_ball(screen, ruler->area.column + marks[i].column, ruler->area.row,
                        marks[i].ball,
                        marks[i].ball == screen->session->selected ? ATTRIBUTE_BOLD : 0);
}

/* Whether the numbers of the selected ball's ruler are those of all. */
static bool has_one_scale(const struct screen *screen, const struct ruler *ruler)
{
    for (int ball = 0; ball < screen->session->sim->ball_count; ball++) {
        struct stability stability = stability_of(screen, ball);
        if (stability.applies && stability.bound != ruler->stability.bound)
            return false;
    }
    return true;
}

/* The selected ball's zone in full, the others dimmed. */
static void draw_ruler(const struct screen *screen, const struct ruler *ruler)
{
    static const enum role zones[] = {ROLE_GOOD, ROLE_WARN, ROLE_DANGER};
    int row = ruler->area.row + RULER - MARKS,
        here = zone_of(ruler, column_of(ruler, ruler->stability.product / ruler->stability.bound));
    for (int i = 0; i < ruler->area.columns; i++) {
        int zone = zone_of(ruler, i);
        screen_put(screen, ruler->area.column + i, row, screen_glyph(screen, 0x2501, '='),
                   zones[zone]);
        struct cell *cell = frame_cell(screen->frame, ruler->area.column + i, row);
        cell->attributes =
            screen->display->colors == COLORS_MONO && zone != here ? ATTRIBUTE_DIM : 0;
        if (screen->display->colors >= COLORS_256 && zone != here)
            cell->fg = light_mix(screen->theme->roles[ROLE_GROUND], cell->fg, 141);
    }
    screen_put(screen, ruler->area.column + ruler->edge, row, screen_glyph(screen, 0x2503, '|'),
               ROLE_STRONG);
}

/* Numbers where zones end, and between them what the zones do, each only where it stands free.
 * Where balls have several edges there is none but 0 and `edge`. */
static void draw_scale(const struct screen *screen, const struct ruler *ruler)
{
    static const char *const words[] = {"settles", "swings", "climbs"};
    const int ends[] = {0, ruler->swing, ruler->edge, ruler->area.columns};
    const double values[] = {0, ruler->stability.swing, ruler->stability.bound};
    int row = ruler->area.row + SCALE - MARKS, column = ruler->area.column, from = 0;
    bool one = has_one_scale(screen, ruler);
    for (int i = 0; i < 3; i++) {
        char text[32];
        int width = screen_columns(screen, screen_number(values[i], text));
        bool shown = i != 1 || (one && ends[1] > 2 && ends[1] + width + 1 < ends[2]);
        if (i == 2 && !one)
            strcpy(text, "edge");
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
    if (!stability_of(screen, screen->session->selected).applies)
        return;
    struct ruler ruler = ruler_make(screen, area);
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
