/* Big type: the selected ball in few words and large numbers, for who sits far away.
 *
 * All numbers have one size, the largest in which they fit; where even the smallest is too large
 * for all, the last of them go. A number has always as many digits, so that nothing moves while it
 * changes, but for its exponent. */

#include "digits.h"
#include "parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ITEMS_MAX = 4, TEXT_SIZE = 32 };

struct item {
    char label[80];
    char text[TEXT_SIZE]; /* in digits, or a word */
    enum role role;
};

struct list {
    struct item items[ITEMS_MAX];
    int count;
};

/* Three digits that count; a short exponent where it needs one. */
static void big_number(double value, char text[TEXT_SIZE])
{
    if (isnan(value) || isinf(value)) {
        snprintf(text, TEXT_SIZE, "%s", isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
        return;
    }
    if (value == 0) {
        snprintf(text, TEXT_SIZE, "0");
        return;
    }
    double size = fabs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    if (size < 99999.5 && size >= 0.00995) {
        snprintf(text, TEXT_SIZE, "%.*f", decimals, value);
        return;
    }
    int exponent = (int)floor(log10(size));
    double mantissa = value / pow(10, exponent);
    if (fabs(mantissa) >= 9.95 && fabs(mantissa) < 10)
        mantissa = copysign(1, value), exponent++;
    if (!isfinite(mantissa)) /* the least of all */
        mantissa = 0;
    snprintf(text, TEXT_SIZE, "%.1fe%d", mantissa, exponent);
}

static struct item *add(struct list *list, enum role role)
{
    struct item *item = &list->items[list->count++];
    item->role = role;
    return item;
}

static struct list list_make(const struct screen *screen)
{
    const struct session *session = screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    struct list list = {.count = 0};
    struct named_value chosen;
    struct item *item = add(&list, ROLE_ACCENT);
    snprintf(item->label, sizeof item->label, "%s",
             screen_word(screen, "learning rate η", "learning rate eta"));
    big_number(row->eta, item->text);
    if (session->chosen > 0 && session_number(session, session->chosen, &chosen)) {
        item = add(&list, ROLE_ACCENT);
        snprintf(item->label, sizeof item->label, "%s", chosen.name);
        big_number(chosen.value, item->text);
    }
    item = add(&list, ROLE_STRONG);
    snprintf(item->label, sizeof item->label, "loss");
    big_number(row->loss, item->text);
    item = add(&list, ROLE_TEXT);
    snprintf(item->label, sizeof item->label, "iteration n");
    snprintf(item->text, TEXT_SIZE, "%lld", (long long)row->n);
    return list;
}

static bool is_word(const struct item *item)
{
    return strpbrk(item->text, "fa") != NULL; /* inf, nan */
}

/* A label, the digits, and a blank line. */
static int item_rows(const struct screen *screen, int scale)
{
    return digits_rows(screen, scale) + 2;
}

/* How the numbers stand: so many beside each other, the rest below. */
struct grid {
    int count, across, scale;
};

static bool fits(const struct screen *screen, struct area area, const struct list *list,
                 const struct grid *grid)
{
    int down = (grid->count + grid->across - 1) / grid->across;
    int columns = area.columns / grid->across - (grid->across > 1 ? 2 : 0);
    bool good = down * item_rows(screen, grid->scale) - 1 <= area.rows &&
                digits_columns("0.0000", grid->scale) <= columns; /* numbers may get longer */
    for (int i = 0; i < grid->count && good; i++)
        good = digits_columns(list->items[i].text, grid->scale) <= columns;
    return good;
}

/* The largest numbers that fit; scale 0: none do. */
static struct grid grid_of(const struct screen *screen, struct area area, const struct list *list,
                           int count)
{
    struct grid best = {count, 1, 0};
    for (int across = 1; across <= count; across++) {
        struct grid grid = {count, across, DIGITS_SCALE_MAX};
        while (grid.scale > 0 && !fits(screen, area, list, &grid))
            grid.scale--;
        if (grid.scale > best.scale)
            best = grid;
    }
    return best;
}

static int draw_title(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct formula_row *rule = sim_recipe(session->sim, session->selected)->rule->row;
    int end = area.column + area.columns;
    screen_ball(screen, area.column, area.row, session->selected, ATTRIBUTE_BOLD);
    screen_text(screen, area.column + 2, area.row, end, ROLE_STRONG,
                rule ? rule->title : "a rule of your own");
    return 2;
}

/* The last line: how the ball fares, how many of its steps were too long, and eta times sharpness.
 */
static void draw_state(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    int end = area.column + area.columns, at = area.row + area.rows - 1;
    screen_standing(screen, area.column, at, end, sim_standing(session->sim, session->selected));
    int column = area.column + 12;
    if (row->overshoots)
        screen_printf(screen, column, at, end, ROLE_WARN, "overshot %lld of %lld",
                      (long long)row->overshoots, (long long)row->n);
    else
        gauge_draw_words(screen, column, at, end);
}

static void draw_item(const struct screen *screen, const struct item *item, int column, int row,
                      int limit, int scale)
{
    screen_text(screen, column, row, limit, ROLE_MUTED, item->label);
    if (is_word(item))
        screen_text(screen, column, row + 1, limit, item->role, item->text);
    else
        digits_draw(screen, column, row + 1, limit, scale, item->role, item->text);
}

void big_draw(const struct screen *screen, struct area area)
{
    struct list list = list_make(screen);
    int title = area.rows >= 12 ? draw_title(screen, area) : 0;
    struct area rest = {area.column, area.row + title, area.columns, area.rows - title - 1};
    struct grid grid = grid_of(screen, rest, &list, list.count);
    while (grid.count > 1 && grid.scale < 2) {
        struct grid fewer = grid_of(screen, rest, &list, grid.count - 1);
        if (grid.scale > 0 && fewer.scale == grid.scale)
            break; /* not larger by being fewer */
        grid = fewer;
    }
    int down = (grid.count + grid.across - 1) / grid.across;
    int gap = (rest.rows - down * item_rows(screen, grid.scale)) / (down + 1);
    int width = rest.columns / grid.across, height = item_rows(screen, grid.scale);
    height += gap > 0 ? gap : 0;
    for (int i = 0; i < grid.count && grid.scale > 0; i++) {
        int column = rest.column + i % grid.across * width;
        draw_item(screen, &list.items[i], column, rest.row + i / grid.across * height,
                  column + width - (grid.across > 1), grid.scale);
    }
    draw_state(screen, area);
}
