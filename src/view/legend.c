/* The lines stay in the order of the balls and the places are numbers: so nothing jumps while the
 * race is open, and one can see who overtakes whom. */

#include "legend.h"

#include "../lang/formula.h"

#include <stdio.h>
#include <string.h>

enum { LEAST_LINES = 4, NUMBER_FROM = 32, COUNT_FROM = 38, STATE_FROM = 48 };
enum { LOSS_COLUMNS = 9, COUNT_COLUMNS = 6, STATE_COLUMNS = 11, MARK_COLUMNS = 2, NAME_LEAST = 3 };

/* --- names --- */

/* Two balls, and what they may have in common. */
typedef bool alike(const struct sim *sim, int a, int b);

static bool same_optimizer(const struct sim *sim, int a, int b)
{
    return strcmp(sim_recipe(sim, a)->rule->text, sim_recipe(sim, b)->rule->text) == 0;
}

/* Whether a ball with the same optimizer has that number, and another value of it. */
static bool value_differs(const struct sim *sim, int ball, const struct named_value *value)
{
    for (int i = 0; i < sim->ball_count; i++) {
        const struct named_value *other = recipe_value(sim_recipe(sim, i), value->name);
        if (other && same_optimizer(sim, ball, i) && other->value != value->value)
            return true;
    }
    return false;
}

static bool same_eta(const struct sim *sim, int a, int b)
{
    return sim_recipe(sim, a)->eta0 == sim_recipe(sim, b)->eta0;
}

static bool same_noise(const struct sim *sim, int a, int b)
{
    return sim_recipe(sim, a)->noise == sim_recipe(sim, b)->noise;
}

static bool same_batch(const struct sim *sim, int a, int b)
{
    return sim_recipe(sim, a)->batch == sim_recipe(sim, b)->batch;
}

static bool same_schedule(const struct sim *sim, int a, int b)
{
    return strcmp(sim_schedule(sim, a)->text, sim_schedule(sim, b)->text) == 0 &&
           sim_recipe(sim, a)->plans[0].per_epoch == sim_recipe(sim, b)->plans[0].per_epoch;
}

/* Whether a ball differs in that from another one with the same optimizer. */
static bool differs_in(alike *is_same, const struct sim *sim, int ball)
{
    for (int i = 0; i < sim->ball_count; i++)
        if (same_optimizer(sim, ball, i) && !is_same(sim, ball, i))
            return true;
    return false;
}

/* By its letter where papers have one for it. */
static void add_number(struct text *out, const char *name, double value)
{
    static const struct {
        const char *name, *letter;
    } letters[] = {{"momentum", "μ"}, {"noise", "σ"}, {"decay", "d"}, {"period", "r"}};
    const char *letter = NULL;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strcmp(letters[i].name, name) == 0)
            letter = letters[i].letter;
    text_add(out, " ");
    if (letter)
        text_add(out, "%s", letter);
    else
        formula_pretty(out, name, NULL);
    text_add(out, " %.3g", value);
}

void legend_name(const struct sim *sim, int ball, struct legend_name *name)
{
    const struct formula_row *rule = sim_recipe(sim, ball)->rule->row;
    const struct formula_row *schedule = sim_schedule(sim, ball)->row;
    struct text differs = {0};
    if (differs_in(same_eta, sim, ball))
        add_number(&differs, "eta", sim_recipe(sim, ball)->eta0);
    for (int i = 0; i < sim_recipe(sim, ball)->values.count; i++)
        if (value_differs(sim, ball, &sim_recipe(sim, ball)->values.items[i]))
            add_number(&differs, sim_recipe(sim, ball)->values.items[i].name,
                       sim_recipe(sim, ball)->values.items[i].value);
    if (differs_in(same_schedule, sim, ball))
        text_add(&differs, " %s%s", schedule ? schedule->name : "typed schedule",
                 sim_recipe(sim, ball)->plans[0].per_epoch ? "/epoch" : "");
    if (differs_in(same_noise, sim, ball))
        add_number(&differs, "noise", sim_recipe(sim, ball)->noise);
    if (differs_in(same_batch, sim, ball) && sim_recipe(sim, ball)->batch > 0)
        add_number(&differs, "batch", (double)sim_recipe(sim, ball)->batch);
    else if (differs_in(same_batch, sim, ball))
        text_add(&differs, " all rows");
    snprintf(name->optimizer, sizeof name->optimizer, "%s", rule ? rule->name : "typed rule");
    snprintf(name->differs, sizeof name->differs, "%s", differs.bytes ? differs.bytes : "");
    text_free(&differs);
}

/* What the lines need of all balls. */
struct lines {
    const struct screen *screen;
    int ranks[BALLS_MAX];
    struct legend_name names[BALLS_MAX];
};

/* Whether all balls with this optimizer have room for the beginning of its name, too. */
static bool optimizer_fits(const struct lines *lines, int ball, int room)
{
    const struct sim *sim = lines->screen->session->sim;
    for (int i = 0; i < sim->ball_count; i++) {
        const char *differs = lines->names[i].differs;
        if (*differs && room - screen_columns(lines->screen, differs) < NAME_LEAST &&
            same_optimizer(sim, ball, i))
            return false;
    }
    return true;
}

/* What differs is said in full, as far as there is room. */
static void draw_name(const struct lines *lines, int column, int row, int limit, int ball)
{
    const struct screen *screen = lines->screen;
    const struct legend_name *name = &lines->names[ball];
    enum role role = ball == screen->session->selected ? ROLE_STRONG : ROLE_TEXT;
    int begin = limit - screen_columns(screen, name->differs); /* of it, at the latest */
    bool both = optimizer_fits(lines, ball, limit - column);
    if (both)
        column = screen_text(screen, column, row, begin, role, name->optimizer);
    screen_text(screen, column, row, limit, role, name->differs + !both);
}

/* --- one line --- */

static const char *state_word(const struct row *row, enum role *role)
{
    bool over = row_overshot(row);
    *role = row->diverged || over ? ROLE_DANGER : row->converged ? ROLE_GOOD : ROLE_MUTED;
    return row->diverged    ? "diverged"
           : row->converged ? "converged"
           : over           ? "overshoots"
                            : "rolls";
}

/* The state in one glyph. */
static uint32_t state_mark(const struct screen *screen, const struct row *row)
{
    if (row->diverged)
        return screen_glyph(screen, 0xD7, 'x');
    if (row->converged)
        return screen_glyph(screen, 0x2713, '=');
    return row_overshot(row) ? '!' : ' ';
}

/* How far the ball has come, or how far it came before it stayed where it is. */
static void draw_count(const struct screen *screen, int end, int at, const struct row *row)
{
    char text[32];
    long long n = row->converged && !row->diverged ? row->converged_at : row->n;
    if (n < 1000000)
        snprintf(text, sizeof text, "%lld", n);
    else
        snprintf(text, sizeof text, "%.1e", (double)n);
    screen_right(screen, end, at, ROLE_MUTED, text);
}

/* Draws what stands on the right, from the right; returns the column where it begins. */
static int draw_fate(const struct screen *screen, struct area line, const struct row *row)
{
    int end = line.column + line.columns;
    enum role role;
    char number[32];
    const char *word = state_word(row, &role), *loss = screen_number(row->loss, number);
    if (line.columns >= STATE_FROM) {
        screen_right(screen, end, line.row, role, word);
        end -= STATE_COLUMNS;
    } else {
        screen_put(screen, end - 1, line.row, state_mark(screen, row), role);
        end -= MARK_COLUMNS;
        loss = row->diverged ? word : loss;
    }
    if (line.columns >= COUNT_FROM) {
        draw_count(screen, end, line.row, row);
        end -= COUNT_COLUMNS;
    }
    screen_right(screen, end, line.row, role == ROLE_MUTED ? ROLE_TEXT : role, loss);
    return end - LOSS_COLUMNS;
}

static void draw_line(const struct lines *lines, struct area line, int ball)
{
    const struct screen *screen = lines->screen;
    const struct session *session = screen->session;
    int rank = lines->ranks[ball];
    bool selected = ball == session->selected;
    int limit = draw_fate(screen, line, sim_row(session->sim, ball)), column = line.column;
    if (selected)
        screen_text(screen, column, line.row, limit, ROLE_STRONG, screen_word(screen, "›", ">"));
    int digits = session->sim->ball_count > 9 ? 2 : 1;
    column = screen_printf(screen, column + 1, line.row, limit,
                           rank == 1 ? ROLE_STRONG : ROLE_MUTED, "%*d. ", digits, rank);
    screen_ball(screen, column, line.row, ball, selected ? ATTRIBUTE_BOLD : 0);
    column += 2;
    if (line.columns >= NUMBER_FROM)
        column =
            screen_printf(screen, column, line.row, limit, ROLE_MUTED, "%*d ", digits, ball + 1);
    draw_name(lines, column, line.row, limit - 1, ball);
}

/* --- all lines --- */

/* What a race is over, and whose learning rates it has; which balls are shown, if not all are. */
static void draw_heading(const struct screen *screen, struct area area, int first, int count)
{
    static const char *const rates[] = {[RATES_OWN] = "",
                                        [RATES_CATALOGUE] = ", usual learning rates",
                                        [RATES_TUNED] = ", tuned learning rates"};
    static const char *const brief[] = {
        [RATES_OWN] = "", [RATES_CATALOGUE] = ", usual rates", [RATES_TUNED] = ", tuned rates"};
    const struct session *session = screen->session;
    int end = area.column + area.columns;
    char part[64] = "";
    if (count < session->sim->ball_count)
        snprintf(part, sizeof part, "balls %d to %d of %d", first + 1, first + count,
                 session->sim->ball_count);
    int left = end - (*part ? (int)strlen(part) + 1 : 0);
    if (session->player.budget > 0) {
        struct text race = {0};
        text_add(&race, "race of %lld%s", (long long)session->player.budget, rates[session->rates]);
        if (area.column + (int)race.length > left) { /* two words fewer */
            text_clear(&race);
            text_add(&race, "race of %lld%s", (long long)session->player.budget,
                     brief[session->rates]);
        }
        screen_text(screen, area.column, area.row, left, ROLE_MUTED, race.bytes);
        text_free(&race);
    }
    screen_right(screen, end, area.row, ROLE_MUTED, part);
}

struct hit legend_hit(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    int balls = session->sim->ball_count;
    bool heading = session->player.budget > 0 || area.rows < balls;
    int count = area.rows - heading;
    int first = session->selected - count / 2;
    first = first > balls - count ? balls - count : first;
    return (struct hit){.part = VIEW_PART_BALL,
                        .area = {area.column, area.row + heading, area.columns, count},
                        .ball = first < 0 ? 0 : first};
}

int legend_draw(const struct screen *screen, struct area area, bool draw)
{
    const struct session *session = screen->session;
    int balls = session->sim->ball_count, lines = balls + (session->player.budget > 0);
    if (balls < 2)
        return 0;
    if (!draw)
        return lines > area.rows && area.rows >= LEAST_LINES ? area.rows : lines;
    struct lines all = {.screen = screen};
    sim_ranks(session->sim, all.ranks);
    for (int i = 0; i < balls; i++)
        legend_name(session->sim, i, &all.names[i]);
    struct hit hit = legend_hit(screen, area);
    if (hit.area.row > area.row)
        draw_heading(screen, area, hit.ball, hit.area.rows);
    for (int i = 0; i < hit.area.rows; i++) {
        struct area line = {area.column, hit.area.row + i, area.columns, 1};
        draw_line(&all, line, hit.ball + i);
    }
    return lines;
}
