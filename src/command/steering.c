/* The commands that say what steers a ball: optimizer, schedules, noise; and `ball`, a new one. */

#include "rows.h"

#include "../base/wording.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* Its numbers, lets, or its noise. */
static bool give_numbers(struct reader *in, int ball, const struct choice *choice)
{
    struct sim *sim = in->session->sim;
    bool good = true;
    for (int i = 0; i < choice->count && good; i++) {
        const struct named_value *given = &choice->values[i];
        bool noise = strcmp(given->name, "noise") == 0;
        good =
            noise ? sim_set_noise(sim, ball, given->value, sim_recipe(sim, ball)->stream, in->error)
                  : sim_set_value(sim, ball, given->name, given->value, in->error);
        if (!good)
            in->error->offset = reader_place(in, choice->text + given->place);
    }
    return good;
}

/* Takes a number of every ball out of the pairs: it is no parameter of a row. */
static void take(struct named_value *values, int *count, const char *name, struct choice *taken)
{
    for (int i = 0; i < *count; i++)
        if (strcmp(values[i].name, name) == 0) {
            taken->values[taken->count++] = values[i];
            (*count)--;
            memmove(&values[i], &values[i + 1], sizeof *values * (size_t)(*count - i));
            return;
        }
}

bool furnish(struct reader *in, int ball, const struct choice *choice, bool keeps)
{
    struct choice own = *choice, numbers = {.text = choice->text};
    const char *name = *own.text ? own.text : "sgd";
    if (keeps)
        return give_numbers(in, ball, choice);
    take(own.values, &own.count, "eta", &numbers);
    take(own.values, &own.count, "noise", &numbers);
    if (!sim_set_optimizer(in->session->sim, ball, catalogue_optimizer(name), name, own.values,
                           own.count, in->error))
        return hint_row(in, own.text, "optimizer", &optimizer_choices);
    return give_numbers(in, ball, &numbers);
}

bool try_furnish(struct reader *in, int ball, const struct choice *choice, bool keeps)
{
    bool trying = in->session->sim->trying;
    in->session->sim->trying = true;
    bool good = furnish(in, ball, choice, keeps);
    in->session->sim->trying = trying;
    return good;
}

static bool run_optimizer(struct reader *in)
{
    struct session *session = in->session;
    struct choice choice;
    if (!reader_has_no_start(in) || !reader_choice(in, &choice))
        return false;
    if (!*choice.text)
        return reader_error_in(in, choice.text, "expected the name of an optimizer or a formula");
    if (!furnish(in, session->selected, &choice, false))
        return false;
    session->chosen = 0;
    return true;
}

/* --- ball --- */

/* Takes `like N` out; *like is -1 where it is not there. */
static bool read_like(struct reader *in, int *like)
{
    struct reader rest = *in;
    int64_t number = 0;
    char *word = rest.at = reader_find(in->at, "like", true);
    if (word) {
        reader_skip(&rest, 4);
        if (!reader_count(&rest, " \t", "the ball", 1, in->session->sim->ball_count, &number))
            return false;
        memset(word, ' ', (size_t)(rest.at - word));
        reader_skip(in, 0);
    }
    *like = (int)number - 1;
    return true;
}

static bool run_ball(struct reader *in)
{
    struct session *session = in->session;
    struct sim *sim = session->sim;
    struct choice choice;
    struct start_choice start;
    char called[NAME_SIZE];
    int model;
    if (!reader_cut_name(in, called) || !reader_cut_start(in, &start) || !read_like(in, &model) ||
        !reader_choice(in, &choice))
        return false;
    bool like = model >= 0, keeps = like && !*choice.text;
    model = like ? model : session->selected;
    int ball = !try_furnish(in, model, &choice, keeps) ? -1
               : like                                  ? sim_add_ball_like(sim, model, in->error)
                                                       : sim_add_ball(sim, in->error);
    if (ball < 0 || !furnish(in, ball, &choice, keeps)) {
        struct error ignored;
        if (ball >= 0)
            sim_remove_ball(sim, ball, &ignored);
        return false;
    }
    sim_take_eta(sim, ball, model);
    if (start.given)
        sim_set_ball_start(sim, ball, start.apart ? &start.place : NULL);
    sim_name_ball(sim, ball, called);
    session_select(session, ball);
    struct text numbers = {0};
    sim_ball_write(sim, ball, &numbers);
    sim_start_write(sim, ball, " ", &numbers);
    if (session->script.line == 0)
        answers_tell(&session->answers, "ball %d: %s", ball + 1, numbers.bytes);
    text_free(&numbers);
    return true;
}

/* --- schedule --- */

/* `SCHEDULE [name=value ...] [for N]`, to the end of text. */
static bool read_segment(struct reader *in, char *text, struct schedule_choice *choice)
{
    *choice = (struct schedule_choice){.text = text, .per_epoch = choice->per_epoch};
    char *length = reader_find(text, "for", false);
    if (length) {
        struct reader rest = *in;
        int64_t number;
        rest.at = length;
        reader_skip(&rest, 3);
        if (!reader_count(&rest, "", "the number of iterations", 1, FAREST, &number))
            return false;
        choice->length = (double)number;
        *length = '\0';
    }
    if (!reader_pairs(in, text, choice->values, &choice->count))
        return false;
    if (!*text)
        return reader_error_in(in, text, "expected the name of a schedule or a formula");
    choice->row = catalogue_schedule(text);
    return true;
}

/* Cuts `per epoch` off the end. */
static bool cut_per_epoch(char *text)
{
    char *per = text;
    while ((per = reader_find(per, "per", false)) &&
           strcmp(per + 3 + strspn(per + 3, " \t"), "epoch") != 0)
        per++;
    if (per)
        *per = '\0';
    return per;
}

/* Splits `A then B then C`, in place. */
static bool read_segments(struct reader *in, char *text, struct schedule_choice *choices,
                          int *count)
{
    *count = 0;
    for (char *at = text; at;) {
        at += strspn(at, " \t");
        char *then = reader_find(at, "then", false);
        if (*count == SEGMENTS_MAX)
            return reader_error_in(in, at, "at most %d schedules can follow each other",
                                   SEGMENTS_MAX);
        if (then)
            *then = '\0';
        if (!read_segment(in, at, &choices[(*count)++]))
            return false;
        at = then ? then + 4 : NULL;
    }
    return true;
}

/* Of the target, from text to the end of it. */
static bool set_schedule(struct reader *in, const char *target, char *text)
{
    struct session *session = in->session;
    int count = 0, wrong = 0;
    struct schedule_choice choices[SEGMENTS_MAX] = {0};
    bool none = *target && strcmp(text, "none") == 0;
    choices->per_epoch = cut_per_epoch(text);
    if (!none && !read_segments(in, text, choices, &count))
        return false;
    struct choice eta = {.text = text}; /* what the schedule begins from */
    if (!*target)
        take(choices->values, &choices->count, "eta", &eta);
    if (!sim_set_schedule(session->sim, session->selected, target, choices, count, &wrong,
                          in->error))
        return wrong < count && hint_row(in, choices[wrong].text, "schedule", &schedule_choices);
    bool good = give_numbers(in, session->selected, &eta);
    session->chosen = good ? 0 : session->chosen;
    return good;
}

static bool run_schedule(struct reader *in)
{
    char target[NAME_SIZE] = "";
    int skipped = schedule_target(in->session, in->at, target);
    if (skipped == 0)
        *target = '\0';
    reader_skip(in, skipped);
    return set_schedule(in, target, reader_rest(in));
}

/* --- noise and batches --- */

/* Reads the N of `stream=N`, which it cuts off what comes first; the ball's own where there is
 * none. */
static bool read_stream(struct reader *in, struct reader *first, int *stream)
{
    char *pair = strstr(in->at, "stream=");
    int64_t number = sim_recipe(in->session->sim, in->session->selected)->stream + 1;
    *first = *in;
    reader_until(in, pair ? pair : in->at + strlen(in->at), pair ? (int)strlen("stream=") : 0);
    bool good = !pair || reader_count(in, "", "the stream", 1, 1000000, &number);
    *stream = (int)number - 1;
    return good;
}

/* Whether it is no number now, but changes over the iterations: a formula that names them, or
 * begins with the name of a schedule. */
static bool is_schedule(const char *text)
{
    char name[NAME_SIZE];
    const char *rest = text + strcspn(text, " \t");
    bool named = span_copy((struct span){text, (size_t)(rest - text)}, name, sizeof name) &&
                 catalogue_schedule(name);
    rest += strspn(rest, " \t");
    return (named && (!*rest || isalpha((unsigned char)*rest))) || formula_names(text, "n") ||
           formula_names(text, "t") || formula_names(text, "epoch");
}

static bool run_noise(struct reader *in)
{
    struct session *session = in->session;
    struct reader first;
    double value;
    int stream;
    if (!read_stream(in, &first, &stream))
        return false;
    if (is_schedule(first.at))
        return sim_set_stream(session->sim, session->selected, stream, in->error) &&
               set_schedule(in, NOISE_TARGET, first.at);
    return reader_number(&first, "", "the standard deviation of the noise", &value) &&
           sim_set_noise(session->sim, session->selected, value, stream, in->error);
}

static void offer_noise(const struct offering *offering)
{
    offer_schedules(offering);
    if (*offering->first)
        offer(offering, "stream", "=", "balls of one stream get the same noise");
}

static bool read_size(struct reader *in, int64_t *size)
{
    double value;
    *size = 0;
    if (strcmp(in->at, "all") == 0 || strcmp(in->at, "off") == 0)
        return true;
    if (!reader_number(in, "", "the rows of a batch", &value))
        return false;
    /* What is no size is told by sim, which knows the data. */
    *size = value >= 1 && value <= INT32_MAX && value == floor(value) ? (int64_t)value : -1;
    return true;
}

static bool run_batch(struct reader *in)
{
    struct session *session = in->session;
    struct reader first;
    int64_t size;
    int stream;
    if (!read_stream(in, &first, &stream))
        return false;
    char *replace = reader_find(first.at, "replace", false);
    if (replace && !replace[strlen("replace") + strspn(replace + strlen("replace"), " \t")])
        *replace = '\0';
    else
        replace = NULL;
    return read_size(&first, &size) &&
           sim_set_batch(session->sim, session->selected, size, replace, stream, in->error);
}

static void offer_batch(const struct offering *offering)
{
    const struct session *session = offering->session;
    if (*offering->first) {
        offer(offering, "replace", "", "each row is drawn from all, as often as it comes");
        offer(offering, "stream", "=", "balls of one stream get the same batches");
    } else
        offer_choice(offering, "all", "the full loss",
                     sim_recipe(session->sim, session->selected)->batch == 0);
}

static bool run_seed(struct reader *in)
{
    int64_t seed;
    if (!reader_count(in, "", "the seed", 0, INT64_C(1) << 53, &seed))
        return false;
    session_begin_run(in->session);
    sim_set_seed(in->session->sim, (uint64_t)seed);
    return true;
}

static bool run_tolerance(struct reader *in)
{
    double value;
    if (!reader_number(in, "", "the tolerance of the gradient's norm", &value))
        return false;
    if (value < 0)
        return error_at(in->error, 0, "the tolerance must be 0 or more, not %.9g", value);
    session_begin_run(in->session);
    sim_set_tolerance(in->session->sim, value);
    return true;
}

const struct command_row steering_commands[] = {
    {"optimizer", "NAME [name=value ...] | RULE", "how the selected ball is updated",
     "optimizer adam beta1=0.8", run_optimizer, BALL | SETS, offer_optimizers, reword_optimizer,
     "opt|optim|optimiser|use|rule|method|algorithm|update"},
    {"schedule", "[PARAMETER] NAME [name=value ...] | FORMULA [for N] [then ...] [per epoch]",
     "how its learning rate, or a parameter, changes over iterations",
     "schedule step decay=0.5 period=20", run_schedule, BALL | SETS, offer_schedules,
     reword_schedule, "scheduler|lr scheduler|lr schedule|sched|learning rate schedule"},
    {"noise", "SIGMA | SCHEDULE [name=value ...] | FORMULA [stream=N]",
     "adds seeded noise to its gradient; a formula of n lets it change; balls of a stream share it",
     "noise 0.5/(1 + n)", run_noise, BALL | SETS, offer_noise, reword_value,
     "sigma|noise level|std|gradient noise"},
    {"batch", "SIZE [replace] [stream=N] | all",
     "its updates see this many rows of the data, shuffled anew each epoch, or drawn with "
     "replacement; balls of a stream share them",
     "batch 16", run_batch, BALL | SETS, offer_batch,
     .others = "batch size|minibatch|mini-batch|batches", .words = "full=all|none=all|no=all"},
    {"seed", "N", "the seed of noise and batches; balls go back to the start", "seed 7", run_seed,
     COMMAND_MEETS | SETS | CHANGES, .others = "random seed|manual seed|random state"},
    {"ball", "[OPTIMIZER] [name=value ...] [start=X,Y] [like N]",
     "adds a ball, at the start of all or at its own, and selects it; like N: as ball N is",
     "ball adam eta=0.05", run_ball, CHANGES, offer_optimizers, reword_ball,
     "add ball|add|new ball|another ball|add a ball"},
    {"tolerance", "VALUE", "the gradient's norm at which a ball has converged", "tolerance 1e-6",
     run_tolerance, COMMAND_MEETS | CHANGES | SETS, NULL, reword_value, "tol|gtol|precision"},
    {0},
};
