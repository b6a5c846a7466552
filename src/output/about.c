#include "about.h"

#include "../scene/scene.h"

#include <string.h>

/* What was typed may be of several lines, or of any bytes; here it is one line. */
static void add_flat(struct text *out, const char *text)
{
    for (size_t length = strlen(text), line; length > 0; text += line, length -= line) {
        line = strcspn(text, "\n");
        text_add_visible(out, text, line);
        if (line < length) {
            text_add(out, "; ");
            line++;
        }
    }
}

static void add_value(struct text *out, const char *name, double value)
{
    text_add(out, ", %s ", name);
    text_add_number(out, value);
}

static void add_values(struct text *out, const struct named_value *items, int count)
{
    for (int i = 0; i < count; i++)
        add_value(out, items[i].name, items[i].value);
}

static void add_scene_name(const struct session *session, struct text *out)
{
    text_add(out, "overshoot: ");
    add_flat(out, *session->words.title ? session->words.title : "a run without a title");
    if (*session->words.path) {
        text_add(out, " (");
        add_flat(out, session->words.path);
        text_add(out, ")");
    }
    text_add(out, "\n");
}

static void add_surface(const struct sim *sim, struct text *out)
{
    const struct problem *surface = sim_problem(sim);
    struct point start = sim->conditions.start;
    text_add(out, "surface %s", surface->row ? surface->row->name : "");
    text_add(out, "%s", surface->row ? ": " : "");
    add_flat(out, surface->formula);
    if (surface->data) {
        text_add(out, ", data ");
        add_flat(out, surface->data->path);
    }
    text_add(out, ", start ");
    text_add_number(out, start.x);
    text_add(out, ", ");
    text_add_number(out, start.y);
    text_add(out, ", seed %llu", (unsigned long long)sim->conditions.seed);
    add_value(out, "tolerance", sim->conditions.tolerance);
    add_values(out, surface->lets.items, surface->lets.count);
    text_add(out, "\n");
}

static void add_schedule(const struct sim *sim, int ball, const char *target, const char *name,
                         struct text *out)
{
    struct text schedule = {0};
    sim_schedule_write(sim, ball, target, &schedule);
    if (schedule.length) {
        text_add(out, "%s", name);
        add_flat(out, schedule.bytes);
    }
    text_free(&schedule);
}

static void add_ball(const struct sim *sim, int ball, struct text *out)
{
    const struct recipe *recipe = sim_recipe(sim, ball);
    text_add(out, "ball %d: ", ball + 1);
    add_flat(out, recipe->rule->row ? recipe->rule->row->name : recipe->rule->text);
    add_value(out, "eta", recipe->eta0);
    add_values(out, recipe->values.items, recipe->values.count);
    sim_start_write(sim, ball, ", ", out);
    if (recipe->noise > 0)
        add_value(out, "noise", recipe->noise);
    add_schedule(sim, ball, NOISE_TARGET, ", noise schedule ", out);
    if (recipe->batch > 0)
        add_value(out, "batch", (double)recipe->batch);
    add_schedule(sim, ball, "", ", schedule ", out);
    text_add(out, "\n");
}

static void add_scene(const struct session *session, struct text *out)
{
    struct text scene = {0};
    scene_write(session, &scene);
    text_add(out, "the scene that makes this run:\n");
    for (const char *line = scene.bytes; line && *line; line += strcspn(line, "\n") + 1) {
        text_add(out, "    ");
        text_add_visible(out, line, strcspn(line, "\n"));
        text_add(out, "\n");
    }
    text_free(&scene);
}

void about_write(const struct session *session, struct text *out)
{
    const struct sim *sim = session->sim;
    add_scene_name(session, out);
    add_surface(sim, out);
    for (int i = 0; i < sim->ball_count; i++)
        add_ball(sim, i, out);
    add_scene(session, out);
}
