/* Lists, all made from the tables. */

#include "rows.h"

#include <string.h>

/* Whose rows are listed, beside the catalogue's. */
struct listed {
    const struct commands *commands;
    const struct services *services; /* or NULL */
    const struct data *data;         /* NULL: none */
};

enum { MINIMA_SHOWN = 6 };

void list_minima(struct text *out, const struct surface_row *row)
{
    if (row->minimum_count == 0) {
        text_add(out, "no minimum is known\n");
        return;
    }
    text_add(out, "%s at", row->minimum_count == 1 ? "minimum" : "minima");
    for (int i = 0; i < row->minimum_count && i < MINIMA_SHOWN; i++)
        text_add(out, " (%.6g, %.6g)", row->minima[i].x, row->minima[i].y);
    if (row->minimum_count > MINIMA_SHOWN)
        text_add(out, " and %d more", row->minimum_count - MINIMA_SHOWN);
    text_add(out, "\n");
}

static void list_surfaces(const struct listed *listed, struct text *out)
{
    (void)listed;
    for (int i = 0; i < surface_row_count; i++) {
        const struct surface_row *row = &surface_rows[i];
        text_add(out, "%-16s %s\n", row->name, row->title);
        text_add(out, "%-16s   %s on [%g,%g] x [%g,%g]\n", "", row->formula, row->x0, row->x1,
                 row->y0, row->y1);
        text_add(out, "%-16s   ", "");
        list_minima(out, row);
    }
}

static void list_parameters(const struct parameter_row *rows, struct text *out)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++)
        text_add(out, " %s=%g", rows[i].name, rows[i].value);
}

static void list_formulas(const struct formula_row *rows, int count, struct text *out)
{
    for (int i = 0; i < count; i++) {
        text_add(out, "%-16s %s", rows[i].name, rows[i].title);
        list_parameters(rows[i].parameters, out);
        text_add(out, "\n%-16s   %s\n", "", rows[i].formula);
    }
}

static void list_optimizers(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_formulas(optimizer_rows, optimizer_row_count, out);
}

static void list_schedules(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_formulas(schedule_rows, schedule_row_count, out);
}

static void list_commands(const struct listed *listed, struct text *out)
{
    const struct commands *commands = listed->commands;
    struct command_row row;
    text_add(out, "%-13s %-38s %s\n", "NAME VALUE", "also NAME = VALUE, NAME *= VALUE, /= += -=",
             "changes a number: eta, momentum, decay, a let");
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        if (row.arguments)
            text_add(out, "%-13s %-38s %s\n", row.name, row.arguments, row.help);
}

/* The keys that have a meaning in the views of the mask only; 0: those that have it everywhere. */
static void write_keys(struct text *out, unsigned views)
{
    for (int i = 0; i < key_row_count; i++)
        if (views ? key_rows[i].views & views : !key_rows[i].views)
            text_add(out, "  %-10s %s\n", key_rows[i].key, key_rows[i].help);
}

static bool has_keys(unsigned views)
{
    for (int i = 0; i < key_row_count; i++)
        if (key_rows[i].views & views)
            return true;
    return false;
}

static void write_view_keys(struct text *out, int view)
{
    if (!has_keys(VIEW_BIT(view)))
        return;
    text_add(out, "Keys in the view %s:\n", choice_at(&view_choices, view)->name);
    write_keys(out, VIEW_BIT(view));
    text_add(out, "\n");
}

static void write_general_keys(struct text *out)
{
    text_add(out, "Keys:\n");
    write_keys(out, 0);
    text_add(out, "\nMouse:\n");
    for (int i = 0; i < mouse_row_count; i++)
        text_add(out, "  %-24s %s\n", mouse_rows[i].gesture, mouse_rows[i].help);
}

static void list_keys(const struct listed *listed, struct text *out)
{
    (void)listed;
    for (int i = 0; i < VIEW_COUNT; i++)
        write_view_keys(out, i);
    write_general_keys(out);
}

static void list_choices_of(const struct choices *choices, const char *before, int width,
                            struct text *out)
{
    for (int i = 0; i < *choices->count; i++)
        text_add(out, "%s%-*s %s\n", before, width, choice_at(choices, i)->name,
                 choice_at(choices, i)->help);
}

static void list_topics(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_choices_of(&topic_choices, "", 16, out);
}

static void list_colors(const struct listed *listed, struct text *out)
{
    (void)listed;
    list_choices_of(&color_choices, "", 10, out);
}

static void list_scenes(const struct listed *listed, struct text *out)
{
    if (listed->services && listed->services->list_scenes)
        listed->services->list_scenes(out);
}

static void list_columns(const struct listed *listed, struct text *out)
{
    if (listed->data)
        data_list(listed->data, out);
    else
        text_add(out, "there are no data; `data FILE` loads some\n");
}

static const struct {
    const char *name, *help;
    void (*write)(const struct listed *listed, struct text *out);
} kinds[] = {
    {"surfaces", "the loss surfaces of the catalogue", list_surfaces},
    {"optimizers", "the update rules of the catalogue", list_optimizers},
    {"schedules", "the learning-rate schedules of the catalogue", list_schedules},
    {"scenes", "the scenes that `open` finds by their names", list_scenes},
    {"commands", "everything that can be typed", list_commands},
    {"keys", "keys and mouse", list_keys},
    {"colors", "the colour maps", list_colors},
    {"topics", "what else `help` explains", list_topics},
    {"columns", "the columns of the data", list_columns},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const struct choices list_choices = {kinds, sizeof *kinds, 0, &(const int){KIND_COUNT}};

bool list_write(const struct commands *commands, const struct services *services,
                const struct data *data, struct text *out, const char *kind, struct error *error)
{
    const struct listed listed = {commands, services, data};
    int index = choice_find(&list_choices, kind);
    if (index >= 0)
        kinds[index].write(&listed, out);
    for (int i = 0; i < KIND_COUNT && !*kind; i++) {
        text_add(out, "%s%s\n", i ? "\n" : "", kinds[i].name);
        kinds[i].write(&listed, out);
    }
    char hint[80];
    struct nearest nearest = nearest_begin(kind);
    nearest_choices(&nearest, &list_choices);
    return index >= 0 || !*kind ||
           error_at(error, 0,
                    "no list is called %.40s: there are surfaces, optimizers, schedules, scenes, "
                    "commands, keys, colors, topics, columns%s",
                    kind, nearest_hint(&nearest, hint));
}
