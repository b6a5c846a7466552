/* The scenes that there are, each with its title. */

#include "scene.h"

#include "../base/memory.h"
#include "../session/settings.h"

#include <string.h>

static void list_one(void *context, const char *folder, const char *name)
{
    struct text *out = context, path = {0};
    text_add(&path, "%s/%s", folder, name);
    struct session *session = session_new();
    struct scene_failure failure;
    bool good = scene_open(session, path.bytes, &failure);
    const char *shown = strcmp(folder, ".") == 0 ? name : path.bytes;
    text_add(out, "%-50s %s\n", shown, good ? session->words.title : failure.error.text);
    if (!good)
        scene_failure_free(&failure);
    session_free(session);
    text_free(&path);
}

void scene_list(struct text *out)
{
    scene_each(list_one, out);
}

/* --- what an overview says of one --- */

static void add_word(struct text *out, const char *word)
{
    if (*word)
        text_add(out, "%s%s", out->length > 0 ? ", " : "", word);
}

/* What is descended, in a few words. */
static void tell_problem(const struct session *session, struct text *out)
{
    enum { MOST = 34 };
    const struct problem *problem = sim_problem(session->sim);
    const struct data *data = problem->code->graph->reads_data ? problem->data : NULL;
    const char *folder = data ? strrchr(data->path, '/') : NULL;
    size_t length = strlen(problem->formula);
    if (problem->row)
        add_word(out, problem->row->name);
    else if (data)
        add_word(out, folder ? folder + 1 : data->path);
    else
        text_add(out, "%.*s%s", (int)(length > MOST ? MOST - 1 : length), problem->formula,
                 length > MOST ? "\u2026" : "");
}

/* Each optimizer once. */
static void tell_balls(const struct session *session, struct text *out)
{
    const struct sim *sim = session->sim;
    struct text names = {0};
    text_add(&names, "%s", "");
    for (int i = 0; i < sim->ball_count; i++) {
        const struct formula_row *row = sim_recipe(sim, i)->rule->row;
        const char *name = row ? row->name : "a rule of its own";
        bool told = false;
        for (int k = 0; k < i; k++)
            told |= sim_recipe(sim, k)->rule->row == row;
        if (!told)
            add_word(&names, name);
    }
    if (sim->ball_count > 1)
        text_add(out, "; %d balls: %s", sim->ball_count, names.bytes);
    else
        text_add(out, "; %s", names.bytes);
    text_free(&names);
}

static void tell_views(const struct session *session, struct text *out)
{
    const struct picks *views = &session->look.views;
    struct text names = {0};
    for (int i = 0; i < views->count; i++)
        if (views->items[i] != VIEW_MAP)
            add_word(&names, choice_at(&view_choices, views->items[i])->name);
    if (names.length > 0)
        text_add(out, "; %s", names.bytes);
    text_free(&names);
}

void scene_describe(const char *name, char **title, char **shows)
{
    struct session *session = session_new();
    struct scene_failure failure;
    struct text told = {0};
    bool good = scene_open(session, name, &failure);
    text_add(&told, "%s", "");
    if (!good)
        text_add(&told, "%.200s", failure.error.text);
    else if (session->tape)
        text_add(&told, "a recorded session");
    else
        tell_problem(session, &told);
    if (good && !session->tape) {
        tell_balls(session, &told);
        tell_views(session, &told);
    }
    *title = memory_copy(good ? session->words.title : "");
    *shows = told.bytes;
    if (!good)
        scene_failure_free(&failure);
    session_free(session);
}
