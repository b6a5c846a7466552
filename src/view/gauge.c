/* The gauge: eta times sharpness on a ruler, against the edge of stability, with a mark for every
 * ball. Each ball has an edge of its own; all are drawn at one place, and a mark tells how much of
 * the way there its ball has. Of gradient descent and the heavy ball it is that of the ground under
 * the ball, of other rules that of the nearest minimum, as the rule sees it. Where a rule has none,
 * the sharpness is told alone, and why. */

#include "parts.h"

#include "../draw/light.h"
#include "../lab/spectrum.h"
#include "../tell/words.h"

#include <math.h>
#include <string.h>

enum { MARKS = 1, RULER, SCALE }; /* the rows below the words */

static struct spectrum spectrum_of(const struct screen *screen, int ball)
{
    return lab_spectrum(screen->session->lab, screen->session->sim, ball, NULL);
}

static struct stability stability_of(const struct screen *screen, int ball)
{
    return words_stability(screen->session->lab, screen->session->sim, ball);
}

/* The sharpness, and why there is nothing that it could be compared with; or that there will be. */
static int draw_unknown(const struct screen *screen, int column, int row, int limit,
                        double sharpness)
{
    struct spectrum spectrum = spectrum_of(screen, screen->session->selected);
    const char *below = spectrum.gap != SPECTRUM_WHOLE ? spectrum_gap_rows[spectrum.gap].brief
                        : sharpness < 0                ? "curves down"
                                                       : "no known edge";
    char text[32];
    if (spectrum.gap == SPECTRUM_UNBEGUN) {
        column = screen_label(screen, column, row, limit, QUANTITY_EDGE);
        return screen_text(screen, column, row, limit, ROLE_FAINT, below);
    }
    if (limit - column < 20)
        column = screen_printf(screen, column, row, limit, ROLE_MUTED, "%s ",
                               screen_word(screen, "λ", "L"));
    else
        column = screen_label(screen, column, row, limit, QUANTITY_SHARPNESS);
    screen_value(sharpness, text);
    column = screen_text(screen, column, row, limit, ROLE_STRONG, text);
    int room = column + 2 + (int)strlen(below);
    return room <= limit ? screen_text(screen, column + 2, row, limit, ROLE_FAINT, below) : column;
}

int gauge_draw_words(const struct screen *screen, int column, int row, int limit)
{
    struct stability stability = stability_of(screen, screen->session->selected);
    char text[32];
    if (screen_hides(screen)) {
        column = screen_label(screen, column, row, limit, QUANTITY_EDGE);
        limit = column + 5 < limit ? column + 5 : limit;
        screen_veil(screen, column, row, limit);
        return limit;
    }
    const char *obstacle = row_obstacle(sim_row(screen->session->sim, screen->session->selected));
    if (obstacle && column + (int)strlen(obstacle) <= limit)
        return screen_text(screen, column, row, limit, ROLE_WARN, obstacle);
    if (!stability.applies)
        return draw_unknown(screen, column, row, limit, stability.sharpness);
    column = screen_label(screen, column, row, limit, QUANTITY_EDGE);
    /* in four columns, to a hundredth where it matters */
    screen_digits(text, stability.product < 9.995 ? "%.2f" : "%.3g", stability.product);
    int end = screen_text(screen, column, row, limit, ROLE_STRONG, screen_shorten(text));
    end = end < column + 4 ? column + 4 : end; /* so that what follows stands still */
    screen_number(stability.bound, text);
    const char *of = end + 4 + (int)strlen(text) <= limit ? " of " : "/";
    return screen_printf(screen, end, row, limit, ROLE_MUTED, "%s%s", of, text);
}

enum role gauge_write(const struct screen *screen, struct text *out)
{
    static const enum role roles[] = {ROLE_GOOD, ROLE_WARN, ROLE_DANGER, ROLE_MUTED};
    const struct session *session = screen->session;
    return roles[words_edge(session->lab, session->sim, session->selected, out)];
}

/* --- the ruler --- */

/* A ball's mark, and how far it is towards an edge of its own. */
struct gauge_mark {
    int ball, column;
    double share;
};

struct ruler {
    struct stability stability; /* the selected ball's */
    struct area area;
    int edge, swing;                    /* columns where zones end */
    struct gauge_mark marks[BALLS_MAX]; /* in the order of their shares */
    int count;
    bool one_scale; /* the numbers of the selected ball's ruler are those of all */
};

static int zone_of(const struct ruler *ruler, int column)
{
    return column >= ruler->edge ? 2 : column >= ruler->swing;
}

/* Who is at the edge or beyond stands beyond. */
static int column_of(const struct ruler *ruler, double share)
{
    int column = (int)fmin(share * ruler->edge, ruler->area.columns - 1);
    if (share >= 1)
        return column > ruler->edge ? column : ruler->edge + 1;
    return column < ruler->edge ? column : ruler->edge - 1;
}

/* The edge stands at four fifths. Of many balls the selected one alone is asked for. */
static struct ruler ruler_make(const struct screen *screen, struct area area)
{
    struct ruler ruler = {stability_of(screen, screen->session->selected), area, .one_scale = true};
    ruler.edge = area.columns * 4 / 5;
    ruler.swing = (int)(ruler.stability.swing / ruler.stability.bound * ruler.edge);
    for (int ball = 0; ball < screen->session->sim->ball_count; ball++) {
        if (screen_ball_is_one_of_many(screen, ball))
            continue;
        struct stability stability = stability_of(screen, ball);
        double share = stability.product / stability.bound;
        int at = ruler.count;
        if (!stability.applies)
            continue;
        for (; at > 0 && ruler.marks[at - 1].share > share; at--)
            ruler.marks[at] = ruler.marks[at - 1];
        ruler.marks[at] = (struct gauge_mark){ball, column_of(&ruler, share), share};
        ruler.one_scale &= fabs(stability.bound / ruler.stability.bound - 1) < 1e-9;
        ruler.count++;
    }
    return ruler;
}

/* Each gets a column of its own, on its side of the edge; none comes past another. */
static void spread_marks(struct ruler *ruler)
{
    struct gauge_mark *marks = ruler->marks;
    for (int i = 1; i < ruler->count; i++)
        if (marks[i].column <= marks[i - 1].column)
            marks[i].column = marks[i - 1].column + 1;
    int limit = ruler->area.columns;
    for (int i = ruler->count - 1; i >= 0; i--) {
        if (marks[i].share < 1 && limit > ruler->edge)
            limit = ruler->edge;
        if (marks[i].column >= limit)
            marks[i].column = limit - 1;
        limit = marks[i].column;
    }
}

/* Where it stands for eta times sharpness, it stands for eta, too: both are as many times as large
 * as they are now. */
static void target_ruler(const struct screen *screen, const struct ruler *ruler)
{
    const struct area *area = &ruler->area;
    const struct stability *stability = &ruler->stability;
    double eta0 = sim_recipe(screen->session->sim, screen->session->selected)->eta0;
    double high = stability->bound * area->columns / ruler->edge / stability->product * eta0;
    if (isfinite(high) && high > 0)
        target_add(screen,
                   (struct target){TARGET_SCALE,
                                   {area->column, area->row, area->columns, SCALE},
                                   CLICK_NOTHING,
                                   .high = high},
                   NULL);
}

/* A click on another ball's mark selects it. */
static void draw_marks(const struct screen *screen, const struct ruler *ruler)
{
    for (int i = 0; i < ruler->count; i++) {
        int ball = ruler->marks[i].ball, column = ruler->marks[i].column;
        struct area mark = {ruler->area.column + column, ruler->area.row, 1, 1};
        bool selected = ball == screen->session->selected;
        if (column >= 0)
            screen_ball(screen, mark.column, mark.row, ball, selected ? ATTRIBUTE_BOLD : 0);
        if (column >= 0 && !selected)
            target_ball(screen, mark, ball);
    }
}

/* The selected ball's zone in full, the others dimmed. Where a ball is farther than it reaches, it
 * points there. */
static void draw_ruler(const struct screen *screen, const struct ruler *ruler)
{
    static const enum role zones[] = {ROLE_GOOD, ROLE_WARN, ROLE_DANGER};
    const struct area *area = &ruler->area;
    int row = area->row + RULER - MARKS;
    int here = zone_of(ruler, column_of(ruler, ruler->stability.product / ruler->stability.bound));
    bool more = ruler->marks[ruler->count - 1].share * ruler->edge >= area->columns;
    for (int i = 0; i < area->columns; i++) {
        int zone = zone_of(ruler, i);
        bool points = more && i == area->columns - 1;
        uint32_t glyph = screen_glyph(screen, points ? 0x2192 : 0x2501, points ? '>' : '=');
        screen_put(screen, area->column + i, row, glyph, zones[zone]);
        struct cell *cell = frame_cell(screen->frame, area->column + i, row);
        cell->attributes =
            screen->display->colors == COLORS_MONO && zone != here ? ATTRIBUTE_DIM : 0;
        if (screen->display->colors >= COLORS_256 && zone != here)
            cell->fg = light_mix(screen->theme->roles[ROLE_GROUND], cell->fg, 141);
    }
    screen_put(screen, area->column + ruler->edge, row, screen_glyph(screen, 0x2503, '|'),
               ROLE_STRONG);
}

/* Numbers where zones end, and between them what the zones do, each only where it stands free.
 * Where balls have several edges there is none but 0 and `edge`. */
static void draw_scale(const struct screen *screen, const struct ruler *ruler)
{
    static const char *const words[] = {"settles", "swings", "climbs"};
    const int ends[] = {0, ruler->swing, ruler->edge, ruler->area.columns};
    const double values[] = {0, ruler->stability.swing, ruler->stability.bound};
    int row = ruler->area.row + SCALE - MARKS, left = ruler->area.column, from = 0;
    int limit = left + ruler->area.columns;
    for (int i = 0; i < 3; i++) {
        char number[32];
        const char *text = i == 2 && !ruler->one_scale ? "edge" : screen_number(values[i], number);
        int free = ends[1] + screen_columns(screen, text) + 1;
        if (i != 1 || (ruler->one_scale && ends[1] > 2 && free < ends[2]))
            from = screen_text(screen, left + ends[i], row, limit, i == 2 ? ROLE_TEXT : ROLE_MUTED,
                               text) -
                   left;
        int length = (int)strlen(words[i]), at = (ends[i] + ends[i + 1] - length) / 2;
        at = at > from ? at : from + 1;
        if (at + length <= ends[i + 1] - (i < 2))
            from = screen_text(screen, left + at, row, limit, ROLE_FAINT, words[i]) - left;
    }
}

void gauge_draw_ruler(const struct screen *screen, struct area area)
{
    if (screen_hides(screen)) {
        screen_veil(screen, area.column, area.row + RULER - MARKS, area.column + area.columns);
        return;
    }
    if (!stability_of(screen, screen->session->selected).applies)
        return;
    struct ruler ruler = ruler_make(screen, area);
    spread_marks(&ruler);
    target_ruler(screen, &ruler);
    draw_marks(screen, &ruler);
    draw_ruler(screen, &ruler);
    draw_scale(screen, &ruler);
}

void gauge_draw(const struct screen *screen, struct area area)
{
    enum standing standing = sim_standing(screen->session->sim, screen->session->selected);
    int end = area.column + area.columns, at = end - 2 - (int)strlen(standing_rows[standing].word);
    int from = gauge_draw_words(screen, area.column, area.row, at - 1);
    const char *hidden = area.columns >= 36 ? "shown with the answer" : "with the answer";
    if (!screen_hides(screen))
        screen_standing(screen, at, area.row, end, standing);
    else if (end - (int)strlen(hidden) > from)
        screen_right(screen, end, area.row, ROLE_FAINT, hidden);
    gauge_draw_ruler(screen, (struct area){area.column, area.row + 1, area.columns, SCALE});
}
