#include "names.h"

#include "../base/digits.h"
#include "../lang/formula.h"

#include <stdio.h>
#include <string.h>

const char *names_optimizer(const struct sim *sim, int ball)
{
    const struct formula_row *rule = sim_recipe(sim, ball)->rule->row;
    const char *own = sim->balls[ball]->name;
    return *own ? own : rule ? rule->name : "typed rule";
}

static bool is_nameless(const struct sim *sim, int ball)
{
    return !*sim->balls[ball]->name && !sim_recipe(sim, ball)->rule->row;
}

void names_write_optimizer(const struct sim *sim, int ball, char text[NAMES_BRIEF_SIZE])
{
    int nameless = 0;
    for (int i = 0; i < sim->ball_count && is_nameless(sim, ball); i++)
        nameless += is_nameless(sim, i);
    if (nameless > 1)
        snprintf(text, NAMES_BRIEF_SIZE, "rule %d", ball + 1);
    else
        snprintf(text, NAMES_BRIEF_SIZE, "%s", names_optimizer(sim, ball));
}

const char *names_schedule(const struct sim *sim, int ball)
{
    const struct formula_row *schedule = sim_schedule(sim, ball)->row;
    return schedule ? schedule->name : "typed schedule";
}

/* What a ball differs in, with the name of that. */
void names_write_difference(const struct sim *sim, int ball, const struct sim_difference *in,
                            bool named, struct text *out)
{
    bool schedule = strcmp(in->name, SIM_SCHEDULE) == 0;
    bool all = strcmp(in->name, "batch") == 0 && in->value <= 0;
    bool start = strcmp(in->name, SIM_START) == 0;
    struct point place = sim_conditions(sim, ball).start;
    char number[32], up[32];
    if (schedule)
        text_add(out, " %s%s", names_schedule(sim, ball),
                 sim_recipe(sim, ball)->plans[0].per_epoch ? "/epoch" : "");
    if (named && !schedule && !all && !start) {
        text_add(out, " ");
        formula_pretty(out, in->name, NULL);
    }
    if (start && problem_is_line(sim_problem(sim)))
        text_add(out, " %s%s", named ? "x = " : "", digits_number(place.x, number));
    else if (start)
        text_add(out, " %s%s,%s%s", named ? "(" : "", digits_number(place.x, number),
                 digits_number(place.y, up), named ? ")" : "");
    else if (!schedule)
        text_add(out, " %s", all ? "all rows" : digits_number(in->value, number));
}

void names_write_differences(const struct sim *sim, int ball,
                             const struct sim_difference *differences, int count, const char *but,
                             char text[NAMES_BRIEF_SIZE])
{
    struct text all = {0};
    for (int i = 0; i < count; i++)
        if (strcmp(differences[i].name, but) != 0)
            names_write_difference(sim, ball, &differences[i], true, &all);
    snprintf(text, NAMES_BRIEF_SIZE, "%s", all.bytes ? all.bytes : "");
    text_free(&all);
}

void names_brief(const struct sim *sim, int ball, char brief[NAMES_BRIEF_SIZE])
{
    char all[NAMES_BRIEF_SIZE];
    if (*sim->balls[ball]->name) {
        snprintf(brief, NAMES_BRIEF_SIZE, "%s", sim->balls[ball]->name);
        return;
    }
    struct sim_difference differences[SIM_DIFFERENCES_MAX];
    int count = sim_differences(sim, ball, differences);
    names_write_differences(sim, ball, differences, count, "", all);
    names_write_optimizer(sim, ball, brief);
    if (*all)
        snprintf(brief, NAMES_BRIEF_SIZE, "%s", all + 1);
}
