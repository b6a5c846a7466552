/* The selected ball's schedule with what else its updates are made of: noise and mini-batches. */

#include "parts.h"

#include "why_rows.h"

#include <string.h>

/* The lines of what stands side by side as far as there is room. */
struct flow {
    const struct screen *screen;
    struct area area; /* where it is drawn */
    bool draw;
    int row, column; /* where it has come to, in the area */
};

enum { GAP = 3, HANG = 2, PART_LINES = 6 };

/* Whole in the line that is begun, else in the next one. What is longer is broken: a formula by its
 * terms, several statements as prose, which takes fewer lines. */
static void flow_add(struct flow *flow, const char *text)
{
    struct text spelled = {0};
    struct line lines[PART_LINES + 1];
    screen_spell(flow->screen, &spelled, text);
    int gap = flow->column > 0 ? GAP : 0;
    if (gap && flow->column + gap + screen_columns(flow->screen, text) > flow->area.columns)
        flow->row++, flow->column = gap = 0;
    flow->column += gap;
    int room = flow->area.columns - flow->column;
    int hang = strpbrk(text, ";\n") ? 0 : HANG;
    int count = hang ? why_wrap(spelled.bytes, room, hang, lines, PART_LINES + 1)
                     : screen_wrap(spelled.bytes, room, lines, PART_LINES + 1);
    for (int i = 0; i < count && i < PART_LINES; i++) {
        if (i > 0)
            flow->row++, flow->column = hang;
        struct text part = {0};
        text_add_bytes(&part, spelled.bytes + lines[i].begin,
                       (size_t)(lines[i].end - lines[i].begin));
        text_add(&part, "%s", i + 1 == PART_LINES && count > PART_LINES ? " …" : "");
        if (flow->draw)
            screen_text_cut(flow->screen, flow->area.column + flow->column,
                            flow->area.row + flow->row, flow->area.column + flow->area.columns,
                            ROLE_MUTED, part.bytes);
        flow->column += screen_columns(flow->screen, part.bytes);
        text_free(&part);
    }
    text_free(&spelled);
}

static void flow_take(struct flow *flow, struct text *text)
{
    if (text->length > 0)
        flow_add(flow, text->bytes);
    text_free(text);
}

/* The schedule's formula, with the name of the rate that it gives unless it assigns by itself. */
static void add_schedule_formula(struct flow *flow, int ball)
{
    const struct screen *screen = flow->screen;
    const struct sim *sim = screen->session->sim;
    const char *sign = sim_schedule(sim, ball)->code->recursive
                           ? screen_word(screen, "η ←", "eta =")
                           : screen_word(screen, "η =", "eta =");
    struct text formula = {0}, line = {0};
    screen_pretty(screen, &formula, sim_schedule(sim, ball)->text);
    if (!strchr(formula.bytes, '=') && !strstr(formula.bytes, "←"))
        text_add(&line, "%s ", sign);
    text_add(&line, "%s", formula.bytes);
    flow_take(flow, &line);
    text_free(&formula);
}

static void add_schedule(struct flow *flow, int ball)
{
    const struct sim *sim = flow->screen->session->sim;
    const struct formula_row *row = sim_schedule(sim, ball)->row;
    const char *name = row ? row->name : "", *unit = "";
    struct text line = {0};
    bool constant = strcmp(name, "constant") == 0;
    if (sim_recipe(sim, ball)->plans[0].per_epoch)
        unit = row ? " per epoch" : "per epoch";
    if (!constant)
        add_schedule_formula(flow, ball);
    text_add(&line, "%s%s", constant ? "" : name, unit);
    flow_take(flow, &line);
}

int schedule_draw(const struct screen *screen, struct area area, bool draw)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    const struct recipe *recipe = sim_recipe(sim, ball);
    struct flow flow = {screen, area, draw, 0, 0};
    struct text plan = {0}, parts[3] = {0};
    add_schedule(&flow, ball);
    sim_schedule_write(sim, ball, "", &plan);
    if (strstr(plan.bytes, " then "))
        text_add(&parts[0], "(%s)", plan.bytes);
    if (recipe->noise > 0)
        text_add(&parts[1], "noise %.4g", recipe->noise);
    if (recipe->batch > 0)
        text_add(&parts[2], "batch %lld of %lld rows", (long long)recipe->batch,
                 (long long)sim_problem(sim)->data->rows);
    for (int i = 0; i < 3; i++)
        flow_take(&flow, &parts[i]);
    text_free(&plan);
    return flow.row + (flow.column > 0);
}
