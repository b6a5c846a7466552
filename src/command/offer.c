#include "rows.h"

#include "../base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void offer(const struct offering *offering, const char *text, const char *ending, const char *hint,
           ...)
{
    struct completions *completions = offering->completions;
    if (strncmp(text, offering->word, strlen(offering->word)) != 0)
        return;
    char said[400];
    va_list values;
    va_start(values, hint);
    vsnprintf(said, sizeof said, hint, values);
    va_end(values);
    struct text whole = {0};
    text_add(&whole, "%s%s", text, ending);
    *array_add(completions->items, completions->count, completions->capacity) =
        (struct completion){whole.bytes, memory_copy(said)};
}

void offer_choice(const struct offering *offering, const char *text, const char *hint, bool now)
{
    offer(offering, text, "", "%s%s", now ? "now: " : "", hint);
}

void offer_choices(const struct offering *offering, const struct choices *choices, int now)
{
    for (int i = 0; i < *choices->count; i++)
        offer_choice(offering, choice_at(choices, i)->name, choice_at(choices, i)->help, i == now);
}

void offer_numbers(const struct offering *offering, int count, const char *ending)
{
    struct named_value number;
    for (int i = 0; i < count && session_number(offering->session, i, &number); i++)
        offer(offering, number.name, ending, "now %.6g%s%s", number.value, number.row ? ", " : "",
              number.row ? number.row->help : "");
}

static void offer_parameters(const struct offering *offering, const struct formula_row *row)
{
    const struct parameter_row *rows = row ? row->parameters : NULL;
    for (int i = 0; rows && i < PARAMETERS_MAX && rows[i].name; i++)
        offer(offering, rows[i].name, "=", "default %g, %s", rows[i].value, rows[i].help);
}

void offer_rows(const struct offering *offering, const struct choices *choices, const char *ending)
{
    for (int i = 0; i < *choices->count && !*offering->first; i++)
        offer(offering, choice_at(choices, i)->name, ending, "%s", choice_at(choices, i)->help);
}

void offer_optimizers(const struct offering *offering)
{
    offer_parameters(offering, catalogue_optimizer(offering->first));
    offer_rows(offering, &optimizer_choices, " ");
}

void offer_schedules(const struct offering *offering)
{
    offer_parameters(offering, catalogue_schedule(offering->first));
    offer_rows(offering, &schedule_choices, " ");
    if (*offering->first)
        offer(offering, "per epoch", "", "at the end: its n counts epochs");
}

void offer_files(const struct offering *offering)
{
    offering->completions->files = true;
}
