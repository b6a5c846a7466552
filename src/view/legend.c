/* The table has columns that are fixed by what is in them at most, so that a number stands where it
 * stood; those at the right end are counted from there. Where there is little room, columns go in
 * the order of enum room. */

#include "parts.h"

#include "../draw/mark.h"
#include "../lab/critical.h"
#include "../lang/formula.h"
#include "../tell/names.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

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
enum { REST_LEAST = 2 };     /* rows of which one more is more than a line for all others */
enum { HABIT_COLUMNS = 10 }; /* of `period 2` with its mark */
enum { CELL_SIZE = NAMES_BRIEF_SIZE };
/* Kinds that have a line of their own, and balls below them. */
enum { KINDS_MAX = 3, OF_MANY = 8 };

struct table {
    const struct screen *screen;
    struct told {
        int count; /* and 1 */
        struct sim_difference items[SIM_DIFFERENCES_MAX];
    } told[BALLS_MAX];    /* of each ball or, where there are many, kind, once it was asked for */
    int order[BALLS_MAX]; /* the balls, by their places */
    int first_place;      /* of those that are shown */
    char cells[BALLS_MAX][COLUMNS][CELL_SIZE];
    char heads[COLUMNS][CELL_SIZE];
    bool one_name, first_tells; /* all have one optimizer; FIRST tells those of one apart */
    int width[COLUMNS];         /* 0: it is not shown */
    int at[COLUMNS];            /* from the area's begin */
};

static int greater(int a, int b)
{
    return a > b ? a : b;
}

/* What is said of one of a kind is said of all of it, but for where they start. */
static const struct told *told_of(struct table *table, int ball)
{
    const struct ball_kinds *kinds = &table->screen->kinds;
    struct told *told = &table->told[kinds->any ? kinds->of[ball] : ball];
    if (told->count == 0)
        told->count = 1 + sim_differences(table->screen->session->sim, ball, told->items);
    return told;
}

/* Learning rates have a column wherever they differ, also those of different optimizers; else what
 * the differences of all balls begin with. */
static const char *first_name(struct table *table)
{
    const struct sim *sim = table->screen->session->sim;
    const char *common = NULL;
    bool rates = sim->ball_count == 1;
    for (int i = 0; i < sim->ball_count; i++) {
        const struct told *told = told_of(table, i);
        const char *name = told->count > 1 ? told->items[0].name : "";
        rates |= sim_recipe(sim, i)->eta0 != sim_recipe(sim, 0)->eta0;
        common = !common || strcmp(common, name) == 0 ? name : "";
    }
    return rates ? "eta" : common;
}

/* What a ball does again and again, where that is more than its latest update tells; else "". */
static void write_habit(const struct screen *screen, int ball, char cell[CELL_SIZE])
{
    const struct session *session = screen->session;
    enum standing standing = sim_standing(session->sim, ball);
    struct verdict verdict = {VERDICT_RUNNING, 0};
    bool swings = standing == STANDING_SWINGS || standing == STANDING_CLIMBS;
    if (swings && !screen_hides(screen))
        verdict = lab_verdict(session->lab, session->sim, ball);
    *cell = '\0';
    if (verdict.kind == VERDICT_PERIODIC)
        snprintf(cell, CELL_SIZE, "period %d", verdict.period);
    if (verdict.kind == VERDICT_CHAOTIC)
        snprintf(cell, CELL_SIZE, "%s", verdict_words[VERDICT_CHAOTIC]);
}

/* What tells a ball from others. */
static void fill_names(struct table *table, int ball, const char *first)
{
    const struct sim *sim = table->screen->session->sim;
    const struct told *told = told_of(table, ball);
    char(*cells)[CELL_SIZE] = table->cells[ball], rest[CELL_SIZE];
    struct text text = {0};
    for (int i = 0; i + 1 < told->count; i++)
        if (strcmp(told->items[i].name, first) == 0)
            names_write_difference(sim, ball, &told->items[i], false, &text);
    table->first_tells |= text.length > 0;
    if (strcmp(first, "eta") == 0 && !sim_recipe(sim, ball)->rule->code->reads_eta) {
        text_clear(&text);
        text_add(&text, " %s", screen_word(table->screen, "—", "-"));
    } else if (text.length == 0 && strcmp(first, "eta") == 0)
        text_add(&text, " %s", screen_number(sim_recipe(sim, ball)->eta0, cells[FIRST]));
    snprintf(cells[FIRST], CELL_SIZE, "%s", text.length ? text.bytes + 1 : "");
    names_write_differences(sim, ball, told->items, told->count - 1, first, rest);
    snprintf(cells[REST], CELL_SIZE, "%s", rest + (*rest != '\0'));
    names_write_optimizer(sim, ball, cells[NAME]);
    table->one_name &= sim_same_optimizer(sim, 0, ball);
    text_free(&text);
}

/* How it fares. */
static void fill_numbers(struct table *table, int ball)
{
    const struct sim *sim = table->screen->session->sim;
    const struct row *row = sim_row(sim, ball);
    char(*cells)[CELL_SIZE] = table->cells[ball];
    struct minima minima = lab_minima(table->screen->session->lab, sim_problem(sim));
    double away = minima_distance(&minima, (struct point){row->x, row->y});
    screen_value(row->loss, cells[LOSS]);
    snprintf(cells[STEPS], CELL_SIZE, "%lld",
             (long long)(row->converged ? row->converged_at : row->n));
    if (isfinite(away))
        screen_value(away, cells[DISTANCE]);
    write_habit(table->screen, ball, cells[STATE]);
}

/* As wide as what is in them. */
static void measure(struct table *table, int columns)
{
    const struct session *session = table->screen->session;
    int *width = table->width;
    int64_t n =
        session->sim->end > session->player.budget ? session->sim->end : session->player.budget;
    for (int i = 0; i < session->sim->ball_count; i++)
        for (int k = NAME; k <= REST; k++)
            width[k] = greater(width[k], screen_columns(table->screen, table->cells[i][k]));
    width[PLACE] = session->sim->ball_count > 9 ? 2 : 1;
    width[MARK] = 1;
    width[NAME] = greater(width[NAME], (int)strlen("ball"));
    width[LOSS] = LOSS_COLUMNS;
    width[STEPS] = n < 1000 ? 3 : n < 10000 ? 4 : 6;
    width[OVERSHOOTS] = columns >= WIDE ? 10 : 0;
    width[DISTANCE] = columns >= WIDE ? 8 : 0;
    width[STATE] = table->screen->kinds.any ? HABIT_COLUMNS : STATE_COLUMNS;
    if (screen_is_figure(table->screen)) {
        width[PLACE] = width[STEPS] = width[STATE] = 0;
        return;
    }
    for (int i = 0; i < session->sim->ball_count; i++)
        width[STATE] = greater(width[STATE], 2 + (int)strlen(table->cells[i][STATE]));
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

/* What a ball does is worth more than a name's letters, if these are enough for it. */
static void cut_names(struct table *table, int columns)
{
    int whole = table->width[NAME];
    cut_column(table, NAME, columns, NAME_LEAST);
    if (total(table, 1) <= columns)
        return;
    table->width[NAME] = whole;
    cut_column(table, NAME, columns, NAME_KNOWN);
}

/* The columns that can be done without, the first ones first. */
static void drop_columns(struct table *table, int columns)
{
    const struct {
        enum column column;
        bool may, to_one;
    } drops[] = {{DISTANCE, true, false},        {STEPS, true, false},
                 {OVERSHOOTS, true, false},      {FIRST, !table->first_tells, false},
                 {NAME, table->one_name, false}, {STATE, true, true}};
    for (size_t i = 0; i < sizeof drops / sizeof *drops && total(table, 1) > columns; i++) {
        if (drops[i].column == STATE) /* a name is known by its begin, too */
            cut_names(table, columns);
        if (drops[i].may && total(table, 1) > columns)
            table->width[drops[i].column] = drops[i].to_one;
    }
    cut_column(table, REST, columns, NAME_LEAST);
    cut_column(table, NAME, columns, NAME_LEAST);
    cut_column(table, FIRST, columns, NAME_LEAST);
}

static void head_columns(struct table *table, const char *name)
{
    static const char *const heads[COLUMNS] = {
        [NAME] = "ball",         [LOSS] = "loss",  [STEPS] = "n", [OVERSHOOTS] = "overshoots",
        [DISTANCE] = "distance", [STATE] = "state"};
    enum column tells = table->width[NAME] || table->width[FIRST] ? FIRST : REST;
    bool tuned = table->screen->session->rates == RATES_TUNED && strcmp(name, "eta") == 0;
    struct text first = {0};
    text_add(&first, "%s", table->width[NAME] ? "" : table->cells[0][NAME]);
    text_add(&first, "%s", table->width[NAME] ? "" : " ");
    formula_pretty(&first, name, NULL);
    text_add(&first, "%s", table->width[NAME] && tuned ? " tuned" : "");
    for (int i = 0; i < COLUMNS; i++)
        snprintf(table->heads[i], CELL_SIZE, "%s",
                 heads[i]          ? heads[i]
                 : i == (int)tells ? first.bytes
                                   : "");
    text_free(&first);
}

/* Where there is room, the column that tells balls apart is as wide as its head. */
static void widen_first(struct table *table, int columns)
{
    int spare = columns - total(table, 1);
    int wanted = screen_columns(table->screen, table->heads[FIRST]) - table->width[FIRST];
    if (table->width[FIRST] && wanted > 0 && wanted <= spare)
        table->width[FIRST] += wanted;
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

static void table_make(struct table *table, const struct screen *screen, int columns, int shown)
{
    const struct sim *sim = screen->session->sim;
    int ranks[BALLS_MAX];
    *table = (struct table){.screen = screen, .one_name = sim->ball_count > 1};
    const char *first = first_name(table);
    sim_ranks(sim, ranks);
    for (int i = 0; i < sim->ball_count; i++) {
        table->order[ranks[i] - 1] = i;
        fill_names(table, i, first);
    }
    table->first_place = first_shown(table, sim->ball_count, shown);
    for (int place = 0; place < sim->ball_count; place++)
        if (!screen->kinds.any ||
            (place >= table->first_place && place < table->first_place + shown))
            fill_numbers(table, table->order[place]);
    measure(table, columns);
    drop_columns(table, columns);
    table->width[LOSS] += total(table, 1) < columns; /* for a minus sign */
    head_columns(table, first);
    widen_first(table, columns);
    int gap = total(table, 2) <= columns ? 2 : 1, at = 0;
    for (int i = 0; i < RIGHT; i++) {
        table->at[i] = at;
        at += table->width[i] ? table->width[i] + 1 : 0;
    }
    at = columns;
    for (int i = COLUMNS - 1; i >= RIGHT; i--) {
        table->at[i] = at -= table->width[i];
        at -= table->width[i] ? gap : 0;
    }
}

/* --- its lines --- */

/* How many steps were too long, and how many of these ended higher. */
static void draw_overshoots(const struct screen *screen, int column, int row, int limit,
                            const struct row *now)
{
    screen_printf(screen, column, row, limit, now->overshoots ? ROLE_WARN : ROLE_FAINT, "%lld",
                  (long long)now->overshoots);
    screen_printf(screen, column + 5, row, limit, now->worsened ? ROLE_DANGER : ROLE_FAINT,
                  "%s %lld", screen_word(screen, "↗", "!"), (long long)now->worsened);
}

static void draw_state(const struct table *table, int column, int row, int limit, int ball)
{
    const struct screen *screen = table->screen;
    const char *habit = table->cells[ball][STATE];
    if (!*habit || column + 2 + (int)strlen(habit) > limit) {
        screen_standing(screen, column, row, limit, sim_standing(screen->session->sim, ball));
        return;
    }
    screen_put(screen, column, row, screen_glyph(screen, 0x21BB, '@'), ROLE_WARN);
    screen_text(screen, column + 2, row, limit, ROLE_WARN, habit);
}

static void draw_line(const struct table *table, struct area line, int place)
{
    const struct screen *screen = table->screen;
    int ball = table->order[place], column = line.column, end = column + line.columns;
    bool selected = ball == screen->session->selected && !screen_is_figure(screen);
    if (table->width[PLACE])
        screen_printf(screen, column, line.row, end, ROLE_MUTED, "%*d", table->width[PLACE],
                      ball + 1); /* as commands and formulas know it */
    screen_ball(screen, column + table->at[MARK], line.row, ball, selected ? ATTRIBUTE_BOLD : 0);
    for (int i = NAME; i < COLUMNS; i++) {
        int at = column + table->at[i], limit = at + table->width[i];
        bool aside = i == STEPS || i == DISTANCE || (i == REST && table->width[FIRST]);
        enum role role = aside ? ROLE_MUTED : selected ? ROLE_STRONG : ROLE_TEXT;
        if (table->width[i] && i == OVERSHOOTS)
            draw_overshoots(screen, at, line.row, limit, sim_row(screen->session->sim, ball));
        else if (table->width[i] && i == STATE)
            draw_state(table, at, line.row, limit, ball);
        else if (table->width[i])
            screen_text_cut(screen, at, line.row, limit, role, table->cells[ball][i]);
    }
    struct area whole = {column - LEGEND_POINTER, line.row, line.columns + LEGEND_POINTER + 1, 1};
    target_ball(screen, whole, ball);
    if (!selected)
        return;
    screen_text(screen, whole.column, line.row, column, ROLE_ACCENT, screen_word(screen, "›", ">"));
    screen_raise(screen, whole);
}

/* Those for which there are no lines, by their places: number, mark, and how they fare by its sign.
 */
static void draw_rest(const struct table *table, struct area line, int shown)
{
    enum { WIDTH = 6 }; /* of one, with a blank behind */
    const struct screen *screen = table->screen;
    int column = line.column, end = line.column + line.columns;
    for (int place = 0; place < screen->session->sim->ball_count; place++) {
        int ball = table->order[place];
        if (place >= table->first_place && place < table->first_place + shown)
            continue;
        if (column + WIDTH > end) {
            screen_text(screen, end - 1, line.row, end, ROLE_FAINT, screen_word(screen, "…", "."));
            return;
        }
        screen_printf(screen, column, line.row, end, ROLE_MUTED, "%*d", table->width[PLACE],
                      ball + 1);
        int at = column + table->at[MARK];
        screen_ball(screen, at, line.row, ball, 0);
        screen_standing(screen, at + 1, line.row, at + 2, sim_standing(screen->session->sim, ball));
        target_ball(screen, (struct area){column, line.row, WIDTH - 1, 1}, ball);
        column += WIDTH;
    }
}

/* --- the kinds --- */

/* Those that have lines. */
static int kinds_shown(const struct screen *screen, int rows)
{
    const struct ball_kinds *kinds = &screen->kinds;
    int count = kinds->count <= KINDS_MAX ? kinds->count : 0;
    return rows > 2 * count ? count : 0;
}

/* How many of it there are, and how they fare: what most do first. */
static void draw_kind(const struct screen *screen, struct area line, int kind)
{
    const struct ball_kinds *kinds = &screen->kinds;
    const struct sim *sim = screen->session->sim;
    int first = kinds->first[kind], end = line.column + line.columns, counts[STANDING_COUNT] = {0};
    struct cell mark = {mark_glyph(MARK_BALL + kind % MARK_BALLS, 0, screen->display->unicode), 0,
                        theme_ball(screen->theme, kind), COLOR_DEFAULT, 0};
    for (int i = 0; i < sim->ball_count; i++)
        if (kinds->of[i] == kind)
            counts[sim_standing(sim, i)]++;
    *frame_cell(screen->frame, line.column, line.row) = mark;
    int column = screen_text_cut(screen, line.column + 2, line.row, line.column + line.columns / 2,
                                 ROLE_STRONG, names_optimizer(sim, first));
    column = screen_printf(screen, column, line.row, end, ROLE_TEXT, " %s %d",
                           screen_word(screen, "×", "x"), kinds->size[kind]);
    for (int left = kinds->size[kind]; left > 0;) {
        int most = 0;
        char count[16];
        for (int i = 1; i < STANDING_COUNT; i++)
            most = counts[i] > counts[most] ? i : most;
        snprintf(count, sizeof count, "%d ", counts[most]);
        int width = (int)strlen(count) + 2 + (int)strlen(standing_rows[most].word);
        if (column + 2 + width > end)
            return;
        column = screen_text(screen, column + 2, line.row, end, ROLE_TEXT, count);
        column = screen_standing(screen, column, line.row, end, (enum standing)most);
        left -= counts[most];
        counts[most] = 0;
    }
}

/* --- all of it --- */

int legend_rows(const struct screen *screen)
{
    int balls = screen->session->sim->ball_count;
    return 1 + (screen->kinds.any ? kinds_shown(screen, BALLS_MAX) + OF_MANY : balls);
}

/* What stands above a column ends before the next one that has a head. */
static int head_end(const struct table *table, int column, struct area area)
{
    for (int i = column + 1; i < COLUMNS; i++)
        if (table->width[i] > 1 && *table->heads[i])
            return area.column + table->at[i] - 1;
    return area.column + area.columns;
}

/* Of a name and a number's name the latter, where there is no room for both. */
static void draw_head(const struct table *table, int column, struct area area)
{
    const struct screen *screen = table->screen;
    const char *head = table->heads[column], *last = strrchr(head, ' ');
    int begin = area.column + table->at[column], end = head_end(table, column, area);
    bool whole = !last || screen_columns(screen, head) <= end - begin;
    screen_text(screen, begin, area.row, end, ROLE_FAINT, whole ? head : last + 1);
}

void legend_draw(const struct screen *screen, struct area area)
{
    struct table table;
    area.column += LEGEND_POINTER, area.columns -= LEGEND_POINTER;
    int balls = screen->session->sim->ball_count, end = area.column + area.columns;
    int kinds = kinds_shown(screen, area.rows - 1), room = area.rows - 1 - kinds;
    int shown = room < balls ? room : balls;
    bool rest = shown < balls && shown > REST_LEAST && !screen->kinds.any;
    shown -= rest; /* the others have a line */
    table_make(&table, screen, area.columns, shown);
    int first = table.first_place;
    if (shown < balls)
        snprintf(table.heads[STATE], sizeof *table.heads, "%d%s%d of %d", first + 1,
                 screen_word(screen, "–", "-"), first + shown, balls);
    for (int i = 0; i < COLUMNS; i++) {
        bool last = i == STATE && table.width[i] > 1;
        if (last && shown < balls)
            screen_right(screen, end, area.row, ROLE_FAINT, table.heads[i]);
        else if (table.width[i] > 1 || i == REST)
            draw_head(&table, i, area);
    }
    for (int i = 0; i < kinds; i++)
        draw_kind(screen, (struct area){area.column, area.row++ + 1, area.columns, 1}, i);
    for (int i = 0; i < shown; i++)
        draw_line(&table, (struct area){area.column, area.row + 1 + i, area.columns, 1}, first + i);
    if (rest)
        draw_rest(&table, (struct area){area.column, area.row + 1 + shown, area.columns, 1}, shown);
}

int legend_columns(const struct screen *screen, int most)
{
    struct table table;
    table_make(&table, screen, most - LEGEND_POINTER, screen->session->sim->ball_count);
    int columns = total(&table, 2) + LEGEND_POINTER;
    return columns < most ? columns : most;
}
