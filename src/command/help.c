/* Pages of help and lists, all made from the tables. */

#include "command.h"

#include "../base/nearest.h"

#include <string.h>

/* --- lists --- */

enum { MINIMA_SHOWN = 6 };

static void write_minima(struct text *out, const struct surface_row *row)
{
    text_add(out, "%s at", row->minimum_count == 1 ? "minimum" : "minima");
    for (int i = 0; i < row->minimum_count && i < MINIMA_SHOWN; i++)
        text_add(out, " (%.6g, %.6g)", row->minima[i].x, row->minima[i].y);
    if (row->minimum_count > MINIMA_SHOWN)
        text_add(out, " and %d more", row->minimum_count - MINIMA_SHOWN);
    text_add(out, "\n");
}

static void list_surfaces(struct text *out)
{
    for (int i = 0; i < surface_row_count; i++) {
        const struct surface_row *row = &surface_rows[i];
        text_add(out, "%-16s %s\n", row->name, row->title);
        text_add(out, "%-16s   %s on [%g,%g] x [%g,%g]\n", "", row->formula, row->x0, row->x1,
                 row->y0, row->y1);
        text_add(out, "%-16s   ", "");
        write_minima(out, row);
    }
}

static void list_parameters(const struct parameter_row *rows, struct text *out)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++)
        text_add(out, " %s=%g", rows[i].name, rows[i].value);
}

static void list_optimizers(struct text *out)
{
    for (int i = 0; i < optimizer_row_count; i++) {
        const struct optimizer_row *row = &optimizer_rows[i];
        text_add(out, "%-16s %s", row->name, row->title);
        list_parameters(row->parameters, out);
        text_add(out, "\n%-16s   %s\n", "", row->rule);
    }
}

static void list_schedules(struct text *out)
{
    for (int i = 0; i < schedule_row_count; i++) {
        const struct schedule_row *row = &schedule_rows[i];
        text_add(out, "%-16s %s", row->name, row->title);
        list_parameters(row->parameters, out);
        text_add(out, "\n%-16s   %s\n", "", row->formula);
    }
}

static void list_commands(struct text *out)
{
    text_add(out, "%-13s %-38s %s\n", "NAME VALUE", "also NAME = VALUE, NAME *= VALUE, /= += -=",
             "changes a number: eta, momentum, decay, a let");
    for (int i = 0; i < command_row_count; i++)
        if (command_rows[i].arguments)
            text_add(out, "%-13s %-38s %s\n", command_rows[i].name, command_rows[i].arguments,
                     command_rows[i].help);
}

static void list_keys(struct text *out)
{
    for (int i = 0; i < key_row_count; i++)
        text_add(out, "%-9s %s\n", key_rows[i].key, key_rows[i].help);
    text_add(out, "\n");
    for (int i = 0; i < mouse_row_count; i++)
        text_add(out, "%-24s %s\n", mouse_rows[i].gesture, mouse_rows[i].help);
}

static void list_colors(struct text *out)
{
    for (int i = 0; i < colormap_row_count; i++)
        text_add(out, "%-10s %s\n", colormap_rows[i].name, colormap_rows[i].title);
}

static const struct {
    const char *name;
    void (*write)(struct text *out);
} kinds[] = {
    {"surfaces", list_surfaces},   {"optimizers", list_optimizers},
    {"schedules", list_schedules}, {"commands", list_commands},
    {"keys", list_keys},           {"colors", list_colors},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

bool list_write(struct text *out, const char *kind, struct error *error)
{
    for (int i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].name, kind) == 0) {
            kinds[i].write(out);
            return true;
        }
    if (!*kind) {
        for (int i = 0; i < KIND_COUNT; i++) {
            text_add(out, "%s%s\n", i ? "\n" : "", kinds[i].name);
            kinds[i].write(out);
        }
        return true;
    }
    char hint[80];
    struct nearest nearest = nearest_begin(kind);
    for (int i = 0; i < KIND_COUNT; i++)
        nearest_offer(&nearest, kinds[i].name);
    return error_at(error, 0,
                    "no list is called %.40s: there are surfaces, optimizers, schedules, "
                    "commands, keys, colors%s",
                    kind, nearest_hint(&nearest, hint));
}

/* --- help --- */

static void help_parameters(const struct parameter_row *rows, struct text *out)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++)
        text_add(out, "  %-14s %-10g from %g to %g: %s\n", rows[i].name, rows[i].value, rows[i].low,
                 rows[i].high, rows[i].help);
    if (rows[0].name)
        text_add(out, "\n");
}

/* A formula as people write it, and then as it is typed, a statement on each line. */
static void help_formula(struct text *out, const char *formula)
{
    for (int pretty = 1; pretty >= 0; pretty--) {
        for (const char *from = formula, *end; *from; from = end + strspn(end, "; \n")) {
            struct text statement = {0};
            end = from + strcspn(from, ";\n");
            text_add(&statement, "%.*s", (int)(end - from), from);
            text_add(out, "  ");
            if (pretty)
                formula_pretty(out, statement.bytes, NULL);
            else
                text_add(out, "%s", statement.bytes);
            text_add(out, "\n");
            text_free(&statement);
        }
        text_add(out, "\n");
    }
}

static void help_row(struct text *out, const char *name, const char *title, const char *kind,
                     const char *formula)
{
    text_add(out, "%s: %s (%s)\n\n", name, title, kind);
    help_formula(out, formula);
}

static void help_source(struct text *out, const char *source, const char *note)
{
    text_add(out, "Source: %s\n", source);
    if (note)
        text_add(out, "%s\n", note);
    text_add(out, "\n");
}

static bool help_catalogue(struct text *out, const char *topic)
{
    const struct optimizer_row *optimizer = catalogue_optimizer(topic);
    if (optimizer) {
        help_row(out, optimizer->name, optimizer->title, "an optimizer", optimizer->rule);
        help_parameters(optimizer->parameters, out);
        help_source(out, optimizer->source, optimizer->note);
    }
    const struct schedule_row *schedule = catalogue_schedule(topic);
    if (schedule) {
        help_row(out, schedule->name, schedule->title, "a schedule", schedule->formula);
        help_parameters(schedule->parameters, out);
        help_source(out, schedule->source, schedule->note);
    }
    const struct surface_row *surface = catalogue_surface(topic);
    if (surface) {
        help_row(out, surface->name, surface->title, "a surface", surface->formula);
        text_add(out, "  on [%g,%g] x [%g,%g], start %g, %g\n  ", surface->x0, surface->x1,
                 surface->y0, surface->y1, surface->start.x, surface->start.y);
        write_minima(out, surface);
        help_source(out, surface->source, NULL);
    }
    return optimizer || schedule || surface;
}

static bool help_command(struct text *out, const char *topic)
{
    const struct command_row *row = command_find(topic);
    if (!row || !row->arguments)
        return false;
    text_add(out, "%s %s\n\n  %s\n", row->name, row->arguments, row->help);
    if (row->example)
        text_add(out, "\nFor example:  %s\n", row->example);
    return true;
}

/* The optimizers or schedules that have a parameter of that name. */
static bool help_parameter(struct text *out, const char *topic)
{
    const struct parameter_row *row = catalogue_parameter(topic);
    if (!row)
        return false;
    text_add(out, "%s is a parameter of\n", topic);
    for (int i = 0; i < optimizer_row_count; i++)
        if ((row = parameter_find(optimizer_rows[i].parameters, topic)))
            text_add(out, "  %-14s %g: %s\n", optimizer_rows[i].name, row->value, row->help);
    for (int i = 0; i < schedule_row_count; i++)
        if ((row = parameter_find(schedule_rows[i].parameters, topic)))
            text_add(out, "  %-14s %g: %s\n", schedule_rows[i].name, row->value, row->help);
    return true;
}

static const struct {
    const char *name, *text;
} topics[] = {
    {"eta",
     "eta (η): the learning rate. The gradient says where downhill is, eta how far a step goes.\n"
     "Too small, and the ball creeps; too large, and it jumps over the minimum.\n\n"
     "`eta 0.3` sets eta_0; the schedule makes the eta of each iteration of it.\n"
     "Plain descent on a bowl of curvature (sharpness) λ settles while eta*λ < 2.\n"},
    {"overshoot",
     "overshoot: a step that began downhill and ended uphill: the ball jumped over the minimum on\n"
     "its line. It is `worsen` when the loss is higher than before, too.\n"},
    {"sharpness",
     "sharpness (λ): the largest eigenvalue of the Hessian where the ball is: the curvature in "
     "the\n"
     "steepest direction. Gradient descent settles while eta*λ < 2, with momentum μ while\n"
     "eta*λ < 2*(1+μ).\n"},
    {"formulas",
     "Formulas have x and y (surfaces), eta0, n, eta, f, g (schedules), theta, g, H, f, eta, n, t\n"
     "(rules), numbers made by `let`, and\n"
     "  + - * / ^, < <= > >= == !=, and or not, where(condition, a, b), pi, e\n"
     "  sin cos tan asin acos atan atan2 sinh cosh tanh exp log log10 log1p sqrt cbrt\n"
     "  abs sign floor ceil round min max mod hypot\n"
     "  norm(a) dot(a, b) solve(H, a) grad(p) loss(p) backtrack(d) in rules\n"
     "A rule is statements with ; between: v = momentum*v - eta*g; theta += v\n"
     "A name that is read before it was assigned keeps its value from iteration to iteration.\n"},
};
enum { TOPIC_COUNT = sizeof topics / sizeof *topics };

static void help_overview(struct text *out)
{
    text_add(out, "Type : and a command, or press a key.\n\n");
    list_keys(out);
    text_add(out, "\n");
    list_commands(out);
    text_add(out, "\nhelp TOPIC tells more of a command, a surface, an optimizer, a schedule, a\n"
                  "parameter, or of: ");
    for (int i = 0; i < TOPIC_COUNT; i++)
        text_add(out, "%s%s", i ? ", " : "", topics[i].name);
    text_add(out, "\n");
}

bool help_write(struct text *out, const char *topic, struct error *error)
{
    if (!*topic) {
        help_overview(out);
        return true;
    }
    bool found = false;
    for (int i = 0; i < TOPIC_COUNT; i++)
        if (strcmp(topics[i].name, topic) == 0) {
            text_add(out, "%s\n", topics[i].text);
            found = true;
        }
    found |= help_command(out, topic);
    found |= help_catalogue(out, topic);
    found |= help_parameter(out, topic);
    if (found)
        return true;
    char hint[80];
    struct nearest nearest = nearest_begin(topic);
    for (int i = 0; i < command_row_count; i++)
        nearest_offer(&nearest, command_rows[i].name);
    for (int i = 0; i < optimizer_row_count; i++)
        nearest_offer(&nearest, optimizer_rows[i].name);
    for (int i = 0; i < schedule_row_count; i++)
        nearest_offer(&nearest, schedule_rows[i].name);
    for (int i = 0; i < surface_row_count; i++)
        nearest_offer(&nearest, surface_rows[i].name);
    return error_at(error, 0, "there is no help on %.40s%s", topic, nearest_hint(&nearest, hint));
}
