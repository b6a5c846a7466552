/* Lists, all made from the tables. */

#include "data_words.h"
#include "rows.h"

/* Whose rows are listed, beside the catalogue's. */
struct listed {
    const struct commands *commands;
    const struct services *services; /* or NULL */
    const struct session *session;   /* NULL: none; and then no data */
    const struct choices *choices;   /* of its kind, or NULL */
};

enum { MINIMA_SHOWN = 6 };

void list_minima(struct text *out, const struct surface_row *row, const struct session *session)
{
    if (session && quiz_asks_place(session)) {
        text_add(out, "its minima are shown with the answer\n");
        return;
    }
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
    for (int i = 0; i < surface_row_count; i++) {
        const struct surface_row *row = &surface_rows[i];
        text_add(out, "%-16s %s\n", row->name, row->title);
        text_add(out, "%-16s   %s on [%g,%g] x [%g,%g]\n", "", row->formula, row->x0, row->x1,
                 row->y0, row->y1);
        text_add(out, "%-16s   ", "");
        list_minima(out, row, listed->session);
    }
}

static void list_formulas(const struct listed *listed, struct text *out)
{
    for (int i = 0; i < *listed->choices->count; i++) {
        const struct formula_row *row = (const struct formula_row *)listed->choices->rows + i;
        text_add(out, "%-16s %s", row->name, row->title);
        for (int k = 0; k < PARAMETERS_MAX && row->parameters[k].name; k++)
            text_add(out, " %s=%g", row->parameters[k].name, row->parameters[k].value);
        text_add(out, "\n%-16s   %s\n", "", row->formula);
    }
}

static void list_commands(const struct listed *listed, struct text *out)
{
    const struct commands *commands = listed->commands;
    struct command_row row;
    text_add(out, "%-13s %-38s %s\n", "NAME VALUE", "also NAME = VALUE, NAME *= VALUE, /= += -=",
             "changes a number: eta, momentum, decay, a let");
    for (int i = 0; (row = command_at(commands, i)).name; i++)
        text_add(out, "%-13s %-38s %s\n", row.name, row.arguments, row.help);
}

/* The keys that have a meaning in the view; VIEW_COUNT: those that have it everywhere. */
static void write_keys(struct text *out, int view)
{
    for (int i = 0; i < key_row_count; i++)
        if (key_is_of(&key_rows[i], view))
            text_add(out, "  %-10s %s\n", key_rows[i].key, key_rows[i].help);
}

static void list_keys(const struct listed *listed, struct text *out)
{
    (void)listed;
    for (int i = 0; i < VIEW_COUNT; i++) {
        struct text keys = {0};
        write_keys(&keys, i);
        if (keys.length > 0)
            text_add(out, "Keys in the view %s:\n%s\n", choice_at(&view_choices, i)->name,
                     keys.bytes);
        text_free(&keys);
    }
    text_add(out, "Keys:\n");
    write_keys(out, VIEW_COUNT);
    text_add(out, "\nMouse:\n");
    for (int i = 0; i < mouse_row_count; i++)
        text_add(out, "  %-24s %s\n", mouse_rows[i].gesture, mouse_rows[i].help);
}

static void list_rows(const struct listed *listed, struct text *out)
{
    const struct choices *choices = listed->choices;
    for (int i = 0; i < *choices->count; i++)
        text_add(out, "%-*s %s\n", choices == &color_choices ? 10 : 16, choice_at(choices, i)->name,
                 choice_at(choices, i)->help);
}

static void list_scenes(const struct listed *listed, struct text *out)
{
    if (listed->services && listed->services->list_scenes)
        listed->services->list_scenes(out);
}

static void list_columns(const struct listed *listed, struct text *out)
{
    const struct session *session = listed->session;
    if (session && sim_problem(session->sim)->data)
        data_list(sim_problem(session->sim)->data, out);
    else
        text_add(out, "there are no data; `data FILE` loads some\n");
}

static const struct {
    const char *name, *help;
    void (*write)(const struct listed *listed, struct text *out);
    const struct choices *choices;
} kinds[] = {
    {"surfaces", "the loss surfaces of the catalogue", list_surfaces},
    {"optimizers", "the update rules of the catalogue", list_formulas, &optimizer_choices},
    {"schedules", "the learning-rate schedules of the catalogue", list_formulas, &schedule_choices},
    {"scenes", "the scenes that `open` finds by their names", list_scenes},
    {"commands", "everything that can be typed", list_commands},
    {"keys", "keys and mouse", list_keys},
    {"colors", "the colour maps", list_rows, &color_choices},
    {"topics", "what else `help` explains", list_rows, &topic_choices},
    {"columns", "the columns of the data", list_columns},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const struct choices list_choices = {kinds, sizeof *kinds, 0, &(const int){KIND_COUNT}};

bool list_write(const struct commands *commands, const struct services *services,
                const struct session *session, struct text *out, const char *kind,
                struct error *error)
{
    int index = choice_find(&list_choices, kind);
    for (int i = 0; i < KIND_COUNT; i++) {
        const struct listed listed = {commands, services, session, kinds[i].choices};
        if (!*kind)
            text_add(out, "%s%s\n", i ? "\n" : "", kinds[i].name);
        if (!*kind || i == index)
            kinds[i].write(&listed, out);
    }
    struct nearest nearest = nearest_begin(kind);
    nearest_choices(&nearest, &list_choices);
    return index >= 0 || !*kind ||
           error_at(error, 0,
                    "no list is called %.40s: there are surfaces, optimizers, schedules, scenes, "
                    "commands, keys, colors, topics, columns%s",
                    kind, nearest_hint(&nearest));
}
