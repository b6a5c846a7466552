#include "offer.h"

#include "../base/array.h"

#include <stdio.h>
#include <string.h>

void offer(const struct offering *offering, const char *text, const char *ending, const char *hint)
{
    struct completions *completions = offering->completions;
    if (strncmp(text, offering->word, strlen(offering->word)) != 0)
        return;
    struct text whole = {0};
    text_add(&whole, "%s%s", text, ending);
    *array_add(completions->items, completions->count, completions->capacity) =
        (struct completion){whole.bytes, memory_copy(hint)};
}

void offer_choice(const struct offering *offering, const char *text, const char *hint, bool now)
{
    struct text whole = {0};
    text_add(&whole, "%s%s", now ? "now: " : "", hint);
    offer(offering, text, "", whole.bytes);
    text_free(&whole);
}

void offer_choices(const struct offering *offering, const struct choices *choices, int now)
{
    for (int i = 0; i < *choices->count; i++)
        offer_choice(offering, choice_at(choices, i)->name, choice_at(choices, i)->help, i == now);
}

void offer_numbers(const struct offering *offering, int count, const char *ending)
{
    struct named_value number;
    for (int i = 0; i < count && session_number(offering->session, i, &number); i++) {
        char hint[160];
        snprintf(hint, sizeof hint, "now %.6g%s%s", number.value, number.row ? ", " : "",
                 number.row ? number.row->help : "");
        offer(offering, number.name, ending, hint);
    }
}

static void offer_parameters(const struct offering *offering, const struct parameter_row *rows)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++) {
        char hint[160];
        snprintf(hint, sizeof hint, "default %g, %s", rows[i].value, rows[i].help);
        offer(offering, rows[i].name, "=", hint);
    }
}

void offer_surfaces(const struct offering *offering)
{
    for (int i = 0; i < surface_row_count && !*offering->first; i++)
        offer(offering, surface_rows[i].name, "", surface_rows[i].title);
}

void offer_optimizers(const struct offering *offering)
{
    const struct formula_row *row = catalogue_optimizer(offering->first);
    if (row)
        offer_parameters(offering, row->parameters);
    for (int i = 0; i < optimizer_row_count && !*offering->first; i++)
        offer(offering, optimizer_rows[i].name, " ", optimizer_rows[i].title);
}

void offer_schedules(const struct offering *offering)
{
    const struct formula_row *row = catalogue_schedule(offering->first);
    if (row)
        offer_parameters(offering, row->parameters);
    for (int i = 0; i < schedule_row_count && !*offering->first; i++)
        offer(offering, schedule_rows[i].name, " ", schedule_rows[i].title);
    if (*offering->first)
        offer(offering, "per epoch", "", "at the end: its n counts epochs");
}

void offer_files(const struct offering *offering)
{
    offering->completions->files = true;
}
