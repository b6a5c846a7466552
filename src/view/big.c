/* Big type: the selected ball in few words and large numbers, for who sits far away.
 *
 * All numbers have one size, the largest in which they fit; where even the smallest is too large
 * for all, the last of them go. A number has always as many digits, so that nothing moves while it
 * changes, but for its exponent. */

#include "parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- digits: blocks, three by five --- */

enum { HEIGHT = 5, SCALE_MAX = 12 };

struct digit {
    char character;
    const char *rows[HEIGHT];
};

static const struct digit digits[] = {
    {'0', {"###", "# #", "# #", "# #", "###"}}, {'1', {" # ", "## ", " # ", " # ", "###"}},
    {'2', {"###", "  #", "###", "#  ", "###"}}, {'3', {"###", "  #", " ##", "  #", "###"}},
    {'4', {"# #", "# #", "###", "  #", "  #"}}, {'5', {"###", "#  ", "###", "  #", "###"}},
    {'6', {"###", "#  ", "###", "# #", "###"}}, {'7', {"###", "  #", "  #", " # ", " # "}},
    {'8', {"###", "# #", "###", "# #", "###"}}, {'9', {"###", "# #", "###", "  #", "###"}},
    {'.', {" ", " ", " ", " ", "#"}},           {'-', {"  ", "  ", "##", "  ", "  "}},
    {'e', {"  ", "##", "# ", "# ", "##"}},      {' ', {" ", " ", " ", " ", " "}},
};

static const struct digit *find_digit(char character)
{
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i].character == character)
            return &digits[i];
    return NULL;
}

static int width_of(const struct digit *digit)
{
    return (int)strlen(digit->rows[0]);
}

int digits_columns(const char *text, int scale)
{
    int width = 0;
    for (; *text; text++) {
        const struct digit *digit = find_digit(*text);
        width += digit ? width_of(digit) + 1 : 0; /* and a gap */
    }
    return width > 0 ? (width - 1) * scale : 0;
}

/* Half rows that a block is high; without half blocks whole rows. */
static int block_height(const struct screen *screen, int scale)
{
    return screen->display->unicode ? scale : (scale + 1) / 2;
}

int digits_rows(const struct screen *screen, int scale)
{
    int height = HEIGHT * block_height(screen, scale);
    return screen->display->unicode ? (height + 1) / 2 : height;
}

static bool is_lit(const struct digit *digit, int across, int down)
{
    return down < HEIGHT && digit->rows[down][across] == '#';
}

static void draw_digit(const struct screen *screen, int column, int row, int limit, int scale,
                       enum role role, const struct digit *digit)
{
    static const uint32_t blocks[] = {' ', 0x2580, 0x2584, 0x2588};
    int height = block_height(screen, scale), halves = screen->display->unicode ? 2 : 1;
    for (int y = 0; y < digits_rows(screen, scale); y++)
        for (int x = 0; x < width_of(digit) * scale && column + x < limit; x++) {
            bool upper = is_lit(digit, x / scale, y * halves / height);
            bool lower = is_lit(digit, x / scale, (y * halves + halves - 1) / height);
            if (upper || lower)
                screen_put(screen, column + x, row + y,
                           screen_glyph(screen, blocks[upper + 2 * lower], '#'), role);
        }
}

void digits_draw(const struct screen *screen, int column, int row, int limit, int scale,
                 enum role role, const char *text)
{
    for (; *text; text++) {
        const struct digit *digit = find_digit(*text);
        if (!digit)
            continue;
        draw_digit(screen, column, row, limit, scale, role, digit);
        column += (width_of(digit) + 1) * scale;
    }
}

/* --- what is shown --- */

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
    double size = fabs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    if (isnan(value) || value == 0) {
        snprintf(text, TEXT_SIZE, "%s", value == 0 ? "0" : "nan");
    } else if (isinf(value) || (size < 99999.5 && size >= 0.00995)) {
        snprintf(text, TEXT_SIZE, "%.*f", decimals, value);
    } else {
        snprintf(text, TEXT_SIZE, "%.1e", value);
        char *exponent = strchr(text, 'e');
        snprintf(exponent, TEXT_SIZE - (size_t)(exponent - text), "e%d", atoi(exponent + 1));
    }
}

static struct item *add(struct list *list, enum role role, const char *label, double value)
{
    struct item *item = &list->items[list->count++];
    item->role = role;
    snprintf(item->label, sizeof item->label, "%s", label);
    big_number(value, item->text);
    return item;
}

static struct list list_make(const struct screen *screen)
{
    const struct session *session = screen->session;
    const struct row *row = sim_row(session->sim, session->selected);
    struct list list = {.count = 0};
    struct named_value chosen;
    if (sim_recipe(session->sim, session->selected)->rule->code->reads_eta)
        add(&list, ROLE_ACCENT, screen_word(screen, "learning rate η", "learning rate eta"),
            row->eta);
    if (session->chosen > 0 && session_number(session, session->chosen, &chosen))
        add(&list, ROLE_ACCENT, chosen.name, chosen.value);
    add(&list, ROLE_STRONG, "loss", row->loss);
    struct item *n = add(&list, ROLE_TEXT, "iteration n", 0);
    snprintf(n->text, TEXT_SIZE, "%lld", (long long)row->n);
    return list;
}

/* How the numbers stand: so many beside each other, the rest below. */
struct grid {
    int count, across, scale;
};

static int down(const struct grid *grid)
{
    return (grid->count + grid->across - 1) / grid->across;
}

/* A label, the digits, and a blank line. */
static int item_rows(const struct screen *screen, const struct grid *grid)
{
    return digits_rows(screen, grid->scale) + 2;
}

static bool fits(const struct screen *screen, struct area area, const struct list *list,
                 const struct grid *grid)
{
    int columns = area.columns / grid->across - (grid->across > 1 ? 2 : 0);
    bool good = down(grid) * item_rows(screen, grid) - 1 <= area.rows &&
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
        struct grid grid = {count, across, SCALE_MAX};
        while (grid.scale > best.scale && !fits(screen, area, list, &grid))
            grid.scale--;
        if (grid.scale > best.scale)
            best = grid;
    }
    return best;
}

/* As many as are not made larger by being fewer, or are large enough. */
static struct grid best_grid(const struct screen *screen, struct area area, const struct list *list)
{
    struct grid grid = grid_of(screen, area, list, list->count), fewer;
    for (; grid.count > 1 && grid.scale < 2; grid = fewer) {
        fewer = grid_of(screen, area, list, grid.count - 1);
        if (grid.scale > 0 && fewer.scale == grid.scale)
            break;
    }
    return grid;
}

static void draw_title(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct formula_row *rule = sim_recipe(session->sim, session->selected)->rule->row;
    screen_ball(screen, area.column, area.row, session->selected, ATTRIBUTE_BOLD);
    screen_text(screen, area.column + 2, area.row, area.column + area.columns, ROLE_STRONG,
                rule ? rule->title : "a rule of your own");
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
    if (strpbrk(item->text, "fa")) /* inf, nan */
        screen_text(screen, column, row + 1, limit, item->role, item->text);
    else
        digits_draw(screen, column, row + 1, limit, scale, item->role, item->text);
}

void big_draw(const struct screen *screen, struct area area)
{
    struct list list = list_make(screen);
    area.column++, area.columns--; /* the axis beside it may be full of words */
    int title = area.rows >= 12 ? 2 : 0;
    if (title)
        draw_title(screen, area);
    struct area rest = {area.column, area.row + title, area.columns, area.rows - title - 1};
    struct grid grid = best_grid(screen, rest, &list);
    int width = rest.columns / grid.across, height = item_rows(screen, &grid);
    int gap = (rest.rows - down(&grid) * height) / (down(&grid) + 1);
    height += gap > 0 ? gap : 0;
    for (int i = 0; i < grid.count && grid.scale > 0; i++) {
        int column = rest.column + i % grid.across * width;
        draw_item(screen, &list.items[i], column, rest.row + i / grid.across * height,
                  column + width - (grid.across > 1), grid.scale);
    }
    draw_state(screen, area);
}
