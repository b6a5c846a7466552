/* The table has columns that are fixed by what is in them at most, so that a number stands where it
 * stood; those at the right end are counted from there. Where there is little room, columns go in
 * the order of enum room. */

#include "hits.h"
#include "parts.h"

#include "../lab/critical.h"
#include "../lang/formula.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- names --- */

static bool same_optimizer(const struct sim *sim, int a, int b)
{
    return strcmp(sim_recipe(sim, a)->rule->text, sim_recipe(sim, b)->rule->text) == 0;
}

static bool same_schedule(const struct sim *sim, int a, int b)
{
    return strcmp(sim_schedule(sim, a)->text, sim_schedule(sim, b)->text) == 0 &&
           sim_recipe(sim, a)->plans[0].per_epoch == sim_recipe(sim, b)->plans[0].per_epoch;
}

/* nan: it has none of that name. */
static double number_of(const struct sim *sim, int ball, const char *name)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    const struct named_value *value = recipe_value(recipe, name);
    return strcmp(name, "eta") == 0     ? recipe->eta0
           : strcmp(name, "noise") == 0 ? recipe->noise
           : strcmp(name, "batch") == 0 ? (double)recipe->batch
           : value                      ? value->value
                                        : nan("");
}

/* Whether a ball differs in a number, NULL: in the schedule, from another one that has the same
 * optimizer, and that number. */
static bool differs_in(const struct sim *sim, int ball, const char *name)
{
    bool differs = false;
    double own = name ? number_of(sim, ball, name) : 0;
    for (int i = 0; i < sim->ball_count && !differs; i++) {
        double other = name ? number_of(sim, i, name) : !same_schedule(sim, ball, i);
        differs = same_optimizer(sim, ball, i) && !isnan(other) && other != own;
    }
    return differs;
}

/* By its letter where papers have one for it. */
static void add_label(struct text *out, const char *name)
{
    static const char *const letters[][2] = {
        {"momentum", "μ"}, {"noise", "σ"}, {"decay", "d"}, {"period", "r"}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strcmp(letters[i][0], name) == 0) {
            text_add(out, "%s", letters[i][1]);
            return;
        }
    formula_pretty(out, name, NULL);
}

static void add_number(struct text *out, const struct sim *sim, int ball, const char *name)
{
    double value = number_of(sim, ball, name);
    if (!differs_in(sim, ball, name))
        return;
    if (strcmp(name, "batch") == 0 && value <= 0) {
        text_add(out, " all rows");
        return;
    }
    text_add(out, " ");
    add_label(out, name);
    text_add(out, " %.3g", value);
}

void legend_name(const struct sim *sim, int ball, struct legend_name *name)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    const struct formula_row *rule = recipe->rule->row, *schedule = sim_schedule(sim, ball)->row;
    struct text differs = {0};
    add_number(&differs, sim, ball, "eta");
    for (int i = 0; i < recipe->values.count; i++)
        add_number(&differs, sim, ball, recipe->values.items[i].name);
    if (differs_in(sim, ball, NULL))
        text_add(&differs, " %s%s", schedule ? schedule->name : "typed schedule",
                 recipe->plans[0].per_epoch ? "/epoch" : "");
    add_number(&differs, sim, ball, "noise");
    add_number(&differs, sim, ball, "batch");
    snprintf(name->optimizer, sizeof name->optimizer, "%s", rule ? rule->name : "typed rule");
    snprintf(name->differs, sizeof name->differs, "%s", differs.bytes ? differs.bytes : "");
    text_free(&differs);
}

const char *legend_brief(const struct sim *sim, int ball, struct legend_name *name)
{
    legend_name(sim, ball, name);
    return *name->differs ? name->differs + 1 : name->optimizer;
}

/* --- the table --- */

enum column {
    PLACE,
    MARK,
    NAME,
    FIRST, /* the number that tells them apart, as all have one */
    REST,  /* what else does */
    LOSS,
    STEPS,
    OVERSHOOTS,
    DISTANCE,
    STATE,
    COLUMNS,
    RIGHT = LOSS /* from here on they are counted from the right end */
};

enum { WIDE = 60, LOSS_COLUMNS = 7, STATE_COLUMNS = 9, NAME_LEAST = 3, NAME_KNOWN = 6 };

struct table {
    const struct screen *screen;
    int order[BALLS_MAX]; /* the balls, by their places */
    struct legend_name names[BALLS_MAX];
    char first[BALLS_MAX][24];
    int rest[BALLS_MAX]; /* where it begins in what differs */
    char heads[COLUMNS][80];
    int width[COLUMNS]; /* 0: it is not shown */
    int at[COLUMNS];    /* from the area's begin */
};

static const char *rest_of(const struct table *table, int ball)
{
    return table->names[ball].differs + table->rest[ball];
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

/* The label that all balls' differences begin with, before a number, with its blanks; its bytes, or
 * 0. */
static int common_label(const struct table *table, int count)
{
    const char *text = table->names[0].differs;
    int length = *text ? (int)strcspn(text + 1, " ") + 2 : 0;
    for (int i = 0; i < count && length; i++)
        if (strncmp(table->names[i].differs, text, (size_t)length) != 0)
            length = 0;
    return length;
}

/* Learning rates have a column wherever they differ, also those of different optimizers; else the
 * number that all have. */
static void split_differences(struct table *table)
{
    const struct sim *sim = table->screen->session->sim;
    int count = sim->ball_count, label = common_label(table, count);
    bool rates = count == 1;
    for (int i = 0; i < count; i++)
        rates |= number_of(sim, 0, "eta") != number_of(sim, i, "eta");
    if (rates || label)
        snprintf(table->heads[FIRST], sizeof table->heads[FIRST], "%.*s",
                 rates ? (int)strlen("η") : label - 2, rates ? "η" : table->names[0].differs + 1);
    for (int i = 0; i < count; i++) {
        const char *rest = table->names[i].differs;
        bool told = rates ? strncmp(rest, " η ", strlen(" η ")) == 0 : label > 0;
        const char *value = rest + (rates ? (int)strlen(" η ") : label);
        int length = told ? (int)strcspn(value, " ") : 0;
        if (rates)
            snprintf(table->first[i], sizeof table->first[i], "%.3g", number_of(sim, i, "eta"));
        else
            snprintf(table->first[i], sizeof table->first[i], "%.*s", length, value);
        rest = told ? value + length : rest;
        table->rest[i] = (int)(rest - table->names[i].differs) + (*rest != '\0');
    }
}

/* As wide as what is in them. */
static void measure(struct table *table, int columns)
{
    const struct screen *screen = table->screen;
    const struct session *session = screen->session;
    int count = session->sim->ball_count, *width = table->width;
    int64_t n =
        session->sim->end > session->player.budget ? session->sim->end : session->player.budget;
    width[PLACE] = count > 9 ? 2 : 1;
    width[MARK] = 1;
    width[NAME] = (int)strlen("ball");
    for (int i = 0; i < count; i++) {
        width[NAME] = greater(width[NAME], screen_columns(screen, table->names[i].optimizer));
        width[FIRST] = greater(width[FIRST], screen_columns(screen, table->first[i]));
        width[REST] = greater(width[REST], screen_columns(screen, rest_of(table, i)));
    }
    width[LOSS] = LOSS_COLUMNS;
    width[STEPS] = n < 1000 ? 3 : n < 10000 ? 4 : 6;
    width[OVERSHOOTS] = columns >= WIDE ? 10 : 0;
    width[DISTANCE] = columns >= WIDE ? 8 : 0;
    width[STATE] = STATE_COLUMNS;
}

static int total(const struct table *table, int gap)
{
    int columns = 0;
    for (int i = 0; i < COLUMNS; i++)
        columns += table->width[i] ? table->width[i] + (i < RIGHT ? 1 : i > RIGHT ? gap : 0) : 0;
    return columns;
}

static void cut_column(struct table *table, enum column column, int columns, int least)
{
    int *width = &table->width[column], over = total(table, 1) - columns;
    if (over > 0 && *width > least)
        *width = greater(*width - over, least);
}

/* The columns that can be done without, the first ones first. */
static void drop_columns(struct table *table, int columns)
{
    const struct sim *sim = table->screen->session->sim;
    bool one_name = sim->ball_count > 1;
    for (int i = 1; i < sim->ball_count; i++)
        one_name &= same_optimizer(sim, 0, i);
    bool rates_tell = one_name || *table->heads[FIRST] == '\0';
    for (int i = 0; i < sim->ball_count; i++)
        rates_tell |= differs_in(sim, i, "eta");
    const struct {
        enum column column;
        bool may, to_one;
    } drops[] = {{DISTANCE, true, false},     {STEPS, true, false},    {OVERSHOOTS, true, false},
                 {FIRST, !rates_tell, false}, {NAME, one_name, false}, {STATE, true, true}};
    for (size_t i = 0; i < sizeof drops / sizeof *drops && total(table, 1) > columns; i++) {
        if (drops[i].column == STATE) /* a name is known by its begin, too */
            cut_column(table, NAME, columns, NAME_KNOWN);
        if (drops[i].may && total(table, 1) > columns)
            table->width[drops[i].column] = drops[i].to_one;
    }
    cut_column(table, REST, columns, NAME_LEAST);
    cut_column(table, NAME, columns, NAME_LEAST);
    cut_column(table, FIRST, columns, NAME_LEAST);
}

static void head_columns(struct table *table)
{
    static const char *const heads[COLUMNS] = {
        [NAME] = "ball",         [LOSS] = "loss",  [STEPS] = "n", [OVERSHOOTS] = "overshoots",
        [DISTANCE] = "distance", [STATE] = "state"};
    char first[24];
    snprintf(first, sizeof first, "%.23s", table->heads[FIRST]);
    for (int i = 0; i < COLUMNS; i++)
        if (heads[i])
            snprintf(table->heads[i], sizeof *table->heads, "%s", heads[i]);
    if (!table->width[NAME]) {
        enum column tells = table->width[FIRST] ? FIRST : REST;
        snprintf(table->heads[tells], sizeof *table->heads, "%s %s", table->names[0].optimizer,
                 first);
    } else if (table->screen->session->rates == RATES_TUNED && strcmp(first, "η") == 0) {
        snprintf(table->heads[FIRST], sizeof *table->heads, "η tuned");
    }
}

static struct table table_make(const struct screen *screen, int columns)
{
    const struct sim *sim = screen->session->sim;
    struct table table = {.screen = screen};
    int ranks[BALLS_MAX];
    sim_ranks(sim, ranks);
    for (int i = 0; i < sim->ball_count; i++) {
        table.order[ranks[i] - 1] = i;
        legend_name(sim, i, &table.names[i]);
    }
    split_differences(&table);
    measure(&table, columns);
    drop_columns(&table, columns);
    table.width[LOSS] += total(&table, 1) < columns; /* for a minus sign */
    head_columns(&table);
    int gap = total(&table, 2) <= columns ? 2 : 1, at = 0;
    for (int i = 0; i < RIGHT; i++) {
        table.at[i] = at;
        at += table.width[i] ? table.width[i] + 1 : 0;
    }
    at = columns;
    for (int i = COLUMNS - 1; i >= RIGHT; i--) {
        table.at[i] = at -= table.width[i];
        at -= table.width[i] ? gap : 0;
    }
    return table;
}

/* --- its lines --- */

static double distance(const struct screen *screen, const struct row *row)
{
    struct minima minima = lab_minima(screen->session->lab, sim_problem(screen->session->sim));
    double least = HUGE_VAL;
    for (int i = 0; i < minima.count && minima.known; i++)
        least = fmin(least, hypot(row->x - minima.points[i].x, row->y - minima.points[i].y));
    return least;
}

/* What stands in a cell as plain text. */
static void write_cell(const struct table *table, enum column column, int ball, char text[80])
{
    const struct row *row = sim_row(table->screen->session->sim, ball);
    double away = column == DISTANCE ? distance(table->screen, row) : 0;
    const char *word = column == NAME    ? table->names[ball].optimizer
                       : column == FIRST ? table->first[ball]
                       : column == REST  ? rest_of(table, ball)
                                         : "";
    snprintf(text, 80, "%s", word);
    if (column == LOSS || (column == DISTANCE && isfinite(away)))
        screen_value(column == LOSS ? row->loss : away, text);
    if (column == STEPS)
        snprintf(text, 80, "%lld", (long long)(row->converged ? row->converged_at : row->n));
}

/* How many steps were too long, and how many of these ended higher. */
static void draw_overshoots(const struct screen *screen, int column, int row, int limit,
                            const struct row *now)
{
    screen_printf(screen, column, row, limit, now->overshoots ? ROLE_WARN : ROLE_FAINT, "%lld",
                  (long long)now->overshoots);
    screen_printf(screen, column + 5, row, limit, now->worsened ? ROLE_DANGER : ROLE_FAINT,
                  "%s %lld", screen_word(screen, "↗", "!"), (long long)now->worsened);
}

static void draw_line(const struct table *table, struct area line, int place)
{
    const struct screen *screen = table->screen;
    int ball = table->order[place], column = line.column, end = column + line.columns;
    bool selected = ball == screen->session->selected;
    screen_printf(screen, column, line.row, end, ROLE_MUTED, "%*d", table->width[PLACE], place + 1);
    screen_ball(screen, column + table->at[MARK], line.row, ball, selected ? ATTRIBUTE_BOLD : 0);
    for (int i = NAME; i < COLUMNS; i++) {
        char text[80];
        int at = column + table->at[i], limit = at + table->width[i];
        bool aside = i == STEPS || i == DISTANCE || (i == REST && table->width[FIRST]);
        if (!table->width[i])
            continue;
        write_cell(table, (enum column)i, ball, text);
        if (i == OVERSHOOTS)
            draw_overshoots(screen, at, line.row, limit, sim_row(screen->session->sim, ball));
        else if (i == STATE)
            screen_standing(screen, at, line.row, limit, sim_standing(screen->session->sim, ball));
        else
            screen_text_cut(screen, at, line.row, limit,
                            aside      ? ROLE_MUTED
                            : selected ? ROLE_STRONG
                                       : ROLE_TEXT,
                            text);
    }
    struct area whole = {line.column - 2, line.row, line.columns + 3, 1};
    hits_add(screen->hits, &(struct hit){.part = VIEW_PART_BALL, .area = whole, .ball = ball});
    if (!selected)
        return;
    screen_text(screen, column - 2, line.row, column, ROLE_ACCENT, screen_word(screen, "›", ">"));
    screen_raise(screen, whole);
}

int legend_rows(const struct screen *screen)
{
    return 1 + screen->session->sim->ball_count;
}

/* The first place that is shown, of so many: the selected one is in the middle. */
static int first_shown(const struct table *table, int balls, int shown)
{
    int place = 0;
    while (table->order[place] != table->screen->session->selected)
        place++;
    int first = place - shown / 2;
    first = first > balls - shown ? balls - shown : first;
    return first > 0 ? first : 0;
}

void legend_draw(const struct screen *screen, struct area area)
{
    struct table table = table_make(screen, area.columns);
    int balls = screen->session->sim->ball_count, end = area.column + area.columns;
    int shown = area.rows - 1 < balls ? area.rows - 1 : balls;
    int first = first_shown(&table, balls, shown);
    if (shown < balls)
        snprintf(table.heads[STATE], sizeof *table.heads, "%d%s%d of %d", first + 1,
                 screen_word(screen, "–", "-"), first + shown, balls);
    for (int i = 0; i < COLUMNS; i++) {
        bool last = i == STATE && table.width[i] > 1;
        if (last && shown < balls)
            screen_right(screen, end, area.row, ROLE_FAINT, table.heads[i]);
        else if (table.width[i] > 1 || i == REST)
            screen_text(screen, area.column + table.at[i], area.row, end, ROLE_FAINT,
                        table.heads[i]);
    }
    for (int i = 0; i < shown; i++)
        draw_line(&table, (struct area){area.column, area.row + 1 + i, area.columns, 1}, first + i);
}

/* --- elsewhere --- */

void legend_draw_row(const struct screen *screen, struct area area)
{
    enum { LEAST = 16, WITH_LOSS = 30, MOST = 40, LOSS_AT = LOSS_COLUMNS + 2 };
    struct table table = table_make(screen, area.columns);
    int balls = screen->session->sim->ball_count, most = greater(area.columns / LEAST, 1);
    int shown = balls < most ? balls : most, first = first_shown(&table, balls, shown);
    int width = area.columns / shown < MOST ? area.columns / shown : MOST;
    for (int i = 0; i < shown; i++) {
        int ball = table.order[first + i], column = area.column + i * width, end = column + width;
        int name_end = width >= WITH_LOSS ? end - LOSS_AT - 6 : end - 1;
        enum role role = ball == screen->session->selected ? ROLE_STRONG : ROLE_TEXT;
        struct area cell = {column, area.row, width, 1};
        char text[128];
        hits_add(screen->hits, &(struct hit){.part = VIEW_PART_BALL, .area = cell, .ball = ball});
        column = screen_printf(screen, column, area.row, end, ROLE_MUTED, "%*d ",
                               table.width[PLACE], first + i + 1);
        screen_ball(screen, column, area.row, ball, role == ROLE_STRONG ? ATTRIBUTE_BOLD : 0);
        snprintf(text, sizeof text, "%s%s", table.names[ball].optimizer, table.names[ball].differs);
        screen_text_cut(screen, column + 2, area.row, name_end, role, text);
        if (width < WITH_LOSS)
            continue;
        screen_text(screen, name_end + 1, area.row, end, ROLE_FAINT, "loss");
        screen_text(screen, name_end + 6, area.row, end, ROLE_TEXT,
                    screen_value(sim_row(screen->session->sim, ball)->loss, text));
    }
}

/* How much is drawn in a part of the frame beside the field: dots, lines, marks, words. */
static int drawn_in(const struct frame *frame, struct area area)
{
    int count = 0;
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++) {
            uint32_t glyph = frame->cells[row * frame->columns + column].glyph;
            count += glyph != ' ' && glyph != 0x2580 && glyph != 0x2584; /* the field's own */
        }
    return count;
}

void legend_draw_over(const struct screen *screen, struct area area)
{
    enum { COLUMNS_OVER = 36, BESIDE = 3, BELOW = 2 }; /* axes are left free */
    enum { STEADY = 16 }; /* so little more is no reason to be elsewhere */
    int rows = legend_rows(screen);
    struct area best = {0, 0, COLUMNS_OVER, rows};
    int least = INT_MAX;
    if (rows * 2 > area.rows || COLUMNS_OVER * 2 > area.columns || rows < 3)
        return;
    for (int corner = 3; corner >= 0; corner--) {
        struct area place = best;
        place.column = corner & 1 ? area.column + area.columns - COLUMNS_OVER - BESIDE
                                  : area.column + 2 * BESIDE;
        place.row = corner & 2 ? area.row + 1 : area.row + area.rows - rows - BELOW;
        int drawn = drawn_in(screen->frame, place) / STEADY;
        if (drawn < least)
            least = drawn, best = place;
    }
    screen_fill(screen, best, ROLE_TEXT);
    legend_draw(screen,
                (struct area){best.column + BESIDE, best.row, COLUMNS_OVER - BESIDE - 1, rows});
    screen_raise(screen, best);
}
