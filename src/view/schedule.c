/* The selected ball's schedule with what else its updates are made of: noise and mini-batches. */

#include "overlay.h"
#include "parts.h"

#include <string.h>

enum { GAP = 3, HANG = 2, PART_LINES = 6 };

/* Whole in the line that is begun, at a place in the area, else in the next one; returns where it
 * ends. What is longer is broken: a formula by its terms, several statements as prose, which takes
 * fewer lines. */
static struct area flow(const struct screen *screen, struct area area, struct area at, bool draw,
                        const char *text)
{
    struct text spelled = {0};
    struct line lines[PART_LINES + 1];
    screen_spell(screen, &spelled, text);
    at.column += at.column > 0 ? GAP : 0;
    if (at.column > 0 && at.column + screen_columns(screen, text) > area.columns)
        at.row++, at.column = 0;
    int room = area.columns - at.column, hang = strpbrk(text, ";\n") ? 0 : HANG;
    int count = hang ? screen_wrap_formula(spelled.bytes, room, hang, lines, PART_LINES + 1)
                     : screen_wrap(spelled.bytes, room, lines, PART_LINES + 1);
    bool cut = count > PART_LINES;
    for (int i = 0; i < count - cut; i++) {
        if (i > 0)
            at.row++, at.column = hang;
        struct area place = {area.column + at.column, area.row + at.row,
                             screen_columns(screen, text), 1};
        if (draw && catalogue_schedule(text))
            target_help(screen, place, text);
        if (draw)
            screen_line(screen, area.column + at.column, area.row + at.row,
                        area.column + area.columns, ROLE_MUTED, spelled.bytes, &lines[i]);
        at.column +=
            utf8_columns(spelled.bytes + lines[i].begin, (size_t)(lines[i].end - lines[i].begin));
    }
    if (cut && draw)
        screen_text(screen, area.column + at.column, area.row + at.row, area.column + area.columns,
                    ROLE_MUTED, " …");
    at.column += 2 * cut;
    text_free(&spelled);
    return at;
}

/* The formula, with the name of the rate that it gives unless it assigns by itself. */
static void write_formula(const struct screen *screen, const struct formula *schedule,
                          struct text *out)
{
    struct text formula = {0};
    screen_pretty(screen, &formula, schedule->text);
    if (!strchr(formula.bytes, '=') && !strstr(formula.bytes, "←"))
        text_add(out, "%s ",
                 schedule->code->recursive ? screen_word(screen, "η ←", "eta =")
                                           : screen_word(screen, "η =", "eta ="));
    text_add(out, "%s", formula.bytes);
    text_free(&formula);
}

/* How much of it the next update sees, and what that follows. */
static void write_noise(const struct screen *screen, struct text *out)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected, plan = recipe_plan(sim_recipe(sim, ball), NOISE_TARGET);
    if (plan < 0 && sim_recipe(sim, ball)->noise == 0)
        return;
    text_add(out, "noise %.4g", sim_noise(sim, ball));
    if (plan < 0)
        return;
    struct text schedule = {0};
    sim_schedule_write(sim, ball, NOISE_TARGET, &schedule);
    text_add(out, " (");
    if (sim_recipe(sim, ball)->plans[plan].segments[0].schedule->row)
        text_add(out, "%s", schedule.bytes);
    else
        screen_pretty(screen, out, schedule.bytes);
    text_add(out, ")");
    text_free(&schedule);
}

int schedule_draw(const struct screen *screen, struct area area, bool draw)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    const struct recipe *recipe = sim_recipe(sim, ball);
    const struct formula_row *row = sim_schedule(sim, ball)->row;
    struct area at = {0};
    struct text plan = {0}, parts[6] = {0};
    if (!row || strcmp(row->name, "constant") != 0) {
        write_formula(screen, sim_schedule(sim, ball), &parts[0]);
        text_add(&parts[1], "%s", row ? row->name : "");
    }
    if (recipe->plans[0].per_epoch)
        text_add(&parts[1], row ? " per epoch (n = epoch)" : "per epoch (n = epoch)");
    sim_schedule_write(sim, ball, "", &plan);
    if (strstr(plan.bytes, " then "))
        text_add(&parts[2], "(%s)", plan.bytes);
    write_noise(screen, &parts[3]);
    if (recipe->batch > 0)
        text_add(&parts[4], "batch %lld of %lld rows%s", (long long)recipe->batch,
                 (long long)sim_problem(sim)->data->rows,
                 recipe->replace ? ", with replacement" : "");
    overlay_write(screen, &parts[5]);
    for (int i = 0; i < 6; i++) {
        if (parts[i].length > 0)
            at = flow(screen, area, at, draw, parts[i].bytes);
        text_free(&parts[i]);
    }
    text_free(&plan);
    return at.row + (at.column > 0);
}
