/* What the map of two numbers and the curve of one share: axes, words, and where the ball is. */

#include "sweep.h"

#include "../lab/usual.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- axes --- */

double sweep_place(const struct sweep_axis *axis, double value)
{
    double sign = axis->from < 0 ? -1 : 1;
    return axis->logarithmic ? (sign * value > 0 ? log10(sign * value) : (double)NAN) : value;
}

double sweep_from_place(const struct sweep_axis *axis, double place)
{
    return axis->logarithmic ? copysign(pow(10, place), axis->from) : place;
}

static double share_of(const struct sweep_axis *axis)
{
    double first = sweep_place(axis, axis->from), last = sweep_place(axis, axis->to);
    return axis->count > 1 ? (last - first) / (axis->count - 1) : 1;
}

void sweep_range(const struct sweep_axis *axis, double *low, double *high)
{
    double first = sweep_place(axis, axis->from), last = sweep_place(axis, axis->to);
    double half = fabs(share_of(axis)) / 2;
    *low = fmin(first, last) - half;
    *high = fmax(first, last) + half;
}

int sweep_index(const struct sweep_axis *axis, double place)
{
    double index = (place - sweep_place(axis, axis->from)) / share_of(axis);
    return axis->count > 1 ? (int)fmin(fmax(floor(index + 0.5), 0), axis->count - 1) : 0;
}

/* Of few decades 1, 2 and 5 of each. */
static struct ticks factor_ticks(double low, double high, bool negative, int most)
{
    static const double parts[] = {0, 0.30102999566398120, 0.69897000433601880};
    struct ticks ticks = {0};
    int step = high - low < most / 3.0 ? 1 : 3, every = (int)ceil((high - low) / most);
    for (int k = 3 * (int)floor(low); k <= 3 * high + 3 && ticks.count < TICKS_MAX; k += step) {
        int decade = (int)floor(k / 3.0);
        double at = decade + parts[k - 3 * decade];
        if (at < low - 1e-9 || at > high + 1e-9 || decade % (every > 1 ? every : 1))
            continue;
        struct tick *tick = &ticks.items[ticks.count++];
        tick->at = at;
        snprintf(tick->text, TICK_SIZE, "%s%.4g", negative ? "-" : "", pow(10, at));
    }
    return ticks;
}

struct ticks sweep_ticks(const struct screen *screen, const struct sweep_axis *axis, int most)
{
    double low, high;
    sweep_range(axis, &low, &high);
    if (!axis->logarithmic && screen_is_figure(screen)) /* cells are as wide beyond its ends */
        return screen_ticks(screen, axis->from, axis->to, most);
    if (!axis->logarithmic)
        return axis_ticks(low, high, most);
    return factor_ticks(low, high, axis->from < 0, most);
}

const char *sweep_sign(const struct screen *screen, const struct sweep_axis *axis)
{
    return strcmp(axis->name, "eta") == 0        ? screen_word(screen, "η", "eta")
           : strcmp(axis->name, "momentum") == 0 ? screen_word(screen, "μ", "mu")
                                                 : axis->name;
}

bool sweep_here(const struct sweeping *sweeping, int axis, double *place)
{
    const struct session *session = sweeping->screen->session;
    const struct sweep_axis *of = &sweeping->axes[axis];
    double low, high;
    *place = sweep_place(of, lab_number(session->sim, session->selected, of->name));
    sweep_range(of, &low, &high);
    return *place >= low && *place <= high;
}

struct target_axis sweep_target(const struct sweep_axis *axis)
{
    struct target_axis target = {.sign = !axis->logarithmic ? 0 : axis->from < 0 ? -1 : 1};
    memcpy(target.name, axis->name, sizeof target.name);
    return target;
}

/* --- words --- */

struct area sweep_head(const struct sweeping *sweeping, struct area area)
{
    enum { NAME_COLUMNS = 8 };
    static const char *const words[] = {
        [SWEPT_BY_ITERATIONS] = "iterations until it settles",
        [SWEPT_BY_LOSS] = "the loss at the end",
        [SWEPT_BY_OVERSHOOTS] = "how often it overshoots",
        [SWEPT_BY_VERDICT] = "what it does",
    };
    const struct screen *screen = sweeping->screen;
    const struct outlook *outlook = &sweeping->outlook;
    int end = area.column + area.columns;
    int column = area.column;
    if (!screen_is_figure(screen))
        column = screen_text(screen, column, area.row, end, ROLE_STRONG, "sweep") + 1;
    else
        column += NAME_COLUMNS; /* of the axis below it, or its numbers */
    int64_t cells = (int64_t)outlook->rows * outlook->columns;
    char share[16];
    if (outlook->known < cells) {
        snprintf(share, sizeof share, "%d %%", (int)(100 * (double)outlook->known / (double)cells));
        end = screen_right(screen, end, area.row, ROLE_FAINT, share) - 1;
    }
    column = screen_text_cut(screen, column, area.row, end, ROLE_MUTED, words[sweeping->tints.by]);
    if (column + 24 < end)
        screen_printf(screen, column, area.row, end, ROLE_FAINT, ", %lld at most",
                      (long long)sweeping->budget);
    return (struct area){area.column, area.row + 1, area.columns, area.rows - 1};
}

void sweep_border_name(const struct screen *screen, int ball, char name[40])
{
    static const struct {
        const char *rules, *edge, *ascii;
    } edges[] = {
        {"|sgd|", "2(1+μ)/λ", "2(1+mu)/lambda"},
        {"|nesterov|nag|torch-nesterov|", "2(1+μ)/((1+2μ)λ)", "2(1+mu)/((1+2mu)lambda)"},
        {"|newton|", "2", "2"},
    };
    const struct formula_row *row = sim_recipe(screen->session->sim, ball)->rule->row;
    char rule[NAME_SIZE + 2];
    snprintf(rule, sizeof rule, "|%s|", row ? row->name : "");
    snprintf(name, 40, "%s", screen_word(screen, "border ρ = 1", "border rho = 1"));
    for (size_t i = 0; row && i < sizeof edges / sizeof *edges; i++)
        if (strstr(edges[i].rules, rule))
            snprintf(name, 40, "border %s", screen_word(screen, edges[i].edge, edges[i].ascii));
}

/* --- cells over the picture --- */

/* To the right, to the left, or a row below or above: where there is room. */
static bool has_room(struct area plot, struct area tag, struct area taken)
{
    bool inside = tag.column >= plot.column && tag.row >= plot.row &&
                  tag.column + tag.columns <= plot.column + plot.columns &&
                  tag.row < plot.row + plot.rows;
    bool apart = tag.row < taken.row || tag.row >= taken.row + taken.rows ||
                 tag.column >= taken.column + taken.columns ||
                 tag.column + tag.columns <= taken.column;
    return inside && apart;
}

void sweep_tag_here(const struct screen *screen, struct area plot, int column, int row,
                    struct area taken)
{
    static const char words[] = " here ";
    enum { WIDTH = sizeof words - 1 };
    const struct area places[] = {{column + 1, row, WIDTH, 1},
                                  {column - WIDTH, row, WIDTH, 1},
                                  {column, row + 1, WIDTH, 1},
                                  {column, row - 1, WIDTH, 1},
                                  {column + 1 - WIDTH, row + 1, WIDTH, 1},
                                  {column + 1 - WIDTH, row - 1, WIDTH, 1}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (has_room(plot, places[i], taken)) {
            frame_text(screen->frame, places[i].column, places[i].row, plot.column + plot.columns,
                       screen_style(screen, ROLE_CHOSEN), words);
            break;
        }
    screen_ball(screen, column, row, screen->session->selected, ATTRIBUTE_BOLD);
    struct cell *cell = frame_cell(screen->frame, column, row);
    cell->bg = screen->theme->roles[ROLE_GROUND];
}
