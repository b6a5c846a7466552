/* The session as a scene that leads to its present state: the one place where that is told. Where a
 * scene was opened, save tells its course instead (course.c). Ticks count from the first ball's
 * birth, which a new session has at 0; changes made by hand become appointments of the ball that
 * was changed. */

#include "scene.h"

#include "../base/memory.h"
#include "../base/version.h"
#include "../command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_line(struct text *out, const char *prefix, const char *text)
{
    text_add(out, "%s", prefix);
    text_add_flat(out, text);
    text_add(out, "\n");
}

static void write_number(struct text *out, const char *before, double number)
{
    text_add(out, "%s", before);
    text_add_number(out, number);
    text_add(out, "\n");
}

/* What stands before a command that waits for the row of a ball at a tick. */
enum { PREFIX_SIZE = 40 };
static const char *at(const struct sim *sim, int ball, int64_t tick, char prefix[PREFIX_SIZE])
{
    snprintf(prefix, PREFIX_SIZE, "at %lld ", (long long)(tick - sim->balls[ball]->born));
    return prefix;
}

static void write_surface(const struct sim *sim, struct text *out)
{
    const struct problem *surface = sim_problem(sim);
    text_add(out, "surface ");
    for (const char *at = surface->row ? surface->row->name : surface->formula; *at; at++)
        text_add_bytes(out, *at == '\n' ? " " : at, 1);
    text_add(out, " on ");
    region_write(&surface->domain, out);
    struct point start = sim->conditions.start;
    text_add(out, "\nstart ");
    text_add_number(out, start.x);
    if (!problem_is_line(surface)) {
        text_add(out, ", ");
        text_add_number(out, start.y);
    }
    text_add(out, "\n");
}

/* An appointment that was made for a row that had been passed waits until the row is passed again:
 * what is on record was made without it. */
static bool is_late(const struct session *session, const struct appointment *appointment)
{
    return !appointment->done && appointment->tick <= session->sim->end;
}

static void write_select(int ball, int *selected, struct text *out)
{
    if (ball != *selected)
        text_add(out, "select %d\n", ball + 1);
    *selected = ball;
}

/* What is said to the one ball that is selected, to all, or about the lets of all. */
enum reach { REACH_BALL, REACH_ALL, REACH_ELSE };

static enum reach reach_of(const struct session *session, const struct appointment *appointment)
{
    struct command_call call;
    struct error error;
    if (!command_parse(&command_table, session, appointment->command, &call, &error))
        return REACH_ELSE;
    if (call.row.flags & COMMAND_PER_BALL)
        return REACH_BALL;
    bool all = strcmp(call.row.name, "all") == 0 || strcmp(call.row.name, "let") == 0;
    return all ? REACH_ALL : REACH_ELSE;
}

static bool is_at_birth(const struct session *session, const struct appointment *appointment)
{
    return appointment->done && appointment->tick == session->sim->balls[appointment->ball]->born;
}

/* One that was kept at row 0 is a part of what the ball began with; the lets of later ticks, and
 * what `all` did to other balls, are not written there. */
static bool is_in_beginning(const struct session *session, const struct appointment *appointment)
{
    return is_at_birth(session, appointment) &&
           (appointment->tick == session->sim->balls[0]->born ||
            reach_of(session, appointment) == REACH_BALL);
}

/* Whose appointment it is in the scene. What was done to all at a later ball's birth is the first
 * ball's, so that it comes before the ball, whose beginning has it, and what else was done to it
 * there, and before the balls that came after it. */
static int ball_of(const struct session *session, const struct appointment *appointment)
{
    bool firsts = is_at_birth(session, appointment) && reach_of(session, appointment) == REACH_ALL;
    return firsts ? 0 : appointment->ball;
}

static void write_appointment(const struct session *session, const struct appointment *appointment,
                              int *selected, struct text *out)
{
    int ball = ball_of(session, appointment);
    char prefix[PREFIX_SIZE];
    write_select(ball, selected, out);
    write_line(out, at(session->sim, ball, appointment->tick, prefix), appointment->command);
}

/* Those of the balls from `from` to `to`, in their order: of one row, the later ones have the last
 * word. */
static void write_appointments(const struct session *session, int from, int to, int *selected,
                               struct text *out)
{
    for (int i = 0; i < session->script.appointment_count; i++) {
        const struct appointment *appointment = &session->script.appointments[i];
        bool failed = appointment->done && appointment->failed;
        int ball = ball_of(session, appointment);
        if (ball < from || ball > to || failed || is_late(session, appointment) ||
            is_in_beginning(session, appointment))
            continue;
        write_appointment(session, appointment, selected, out);
    }
}

static void write_late_appointments(const struct session *session, struct text *out)
{
    int selected = session->selected;
    for (int i = 0; i < session->script.appointment_count; i++) {
        const struct appointment *appointment = &session->script.appointments[i];
        if (!is_late(session, appointment))
            continue;
        write_appointment(session, appointment, &selected, out);
    }
    write_select(session->selected, &selected, out);
}

/* The lets as they were at the first ball's birth, or the later ones. */
static void write_lets(const struct sim *sim, bool later, struct text *out)
{
    char prefix[PREFIX_SIZE];
    for (int i = 0; i < sim->problems.count; i++) {
        const struct version *version = &sim->problems.items[i];
        if (later != (version->tick > sim->balls[0]->born) || (later && !version->by_hand))
            continue;
        sim_let_version_write(sim, i, later ? at(sim, 0, version->tick, prefix) : "", out);
    }
}

/* A change may be nothing to be said, such as a number set to what it was. */
static void write_changes(const struct sim *sim, int ball, int *selected, struct text *out)
{
    struct text lines = {0};
    char prefix[PREFIX_SIZE];
    for (int i = 1; i < sim->balls[ball]->history.count; i++) {
        const struct version *version = &sim->balls[ball]->history.items[i];
        if (version->by_hand)
            sim_version_write(sim, ball, i, at(sim, ball, version->tick, prefix), &lines);
    }
    if (lines.length > 0) {
        write_select(ball, selected, out);
        text_add_bytes(out, lines.bytes, lines.length);
    }
    text_free(&lines);
}

/* What held when a hand asked, while those were the balls. */
static void write_held(const struct session *session, int from, int to, int *selected,
                       struct text *out)
{
    const struct sim *sim = session->sim;
    for (int i = 0; i < session->script.held_count; i++) {
        const struct appointment *held = &session->script.held[i];
        bool later = to + 1 < sim->ball_count && held->tick >= sim->balls[to + 1]->born;
        char prefix[PREFIX_SIZE];
        if (held->tick < sim->balls[from]->born || later)
            continue;
        write_select(from, selected, out);
        text_add(out, "%sexpect ", at(sim, from, held->tick, prefix));
        write_line(out, "", held->command);
    }
}

/* What happens to the balls from `from` to `to`, which are there now: their appointments, of which
 * some are for all balls; with the first ones the lets, before formulas of the same row that have
 * them; then what was changed by hand. */
static void write_events(const struct session *session, int from, int to, struct text *out)
{
    int selected = to;
    write_appointments(session, from, to, &selected, out);
    if (from == 0)
        write_lets(session->sim, true, out);
    for (int ball = from; ball <= to; ball++)
        write_changes(session->sim, ball, &selected, out);
    write_held(session, from, to, &selected, out);
}

/* Whether a kept appointment has done something beside the simulation: that is not on record, and
 * playing up to now does it again. */
static bool looks_were_changed(const struct session *session)
{
    for (int i = 0; i < session->script.appointment_count; i++) {
        const struct appointment *appointment = &session->script.appointments[i];
        struct command_call call;
        struct error error;
        if (appointment->done && !appointment->failed && !is_in_beginning(session, appointment) &&
            command_parse(&command_table, session, appointment->command, &call, &error) &&
            !(call.row.flags & COMMAND_PER_BALL) && strcmp(call.row.name, "let") != 0)
            return true;
    }
    return false;
}

/* Balls of one birth with what they began with, then what happens to them, and the next birth.
 * Returns the tick of the last one. */
static int64_t write_balls(const struct session *session, struct text *out)
{
    const struct sim *sim = session->sim;
    int64_t first = sim->balls[0]->born, now = first;
    int from = 0, count = sim->ball_count;
    for (int ball = 0; ball < count; ball++) {
        if (sim->balls[ball]->born > now) {
            write_events(session, from, ball - 1, out);
            from = ball;
            now = sim->balls[ball]->born;
            text_add(out, "goto %lld\n", (long long)(now - first));
        }
        if (ball > 0) {
            text_add(out, "ball");
            sim_start_write(sim, ball, " ", out);
            text_add(out, "\n");
        }
        sim_version_write(sim, ball, 0, "", out);
        if (ball == 0 && sim->balls[0]->starts_apart) {
            sim_start_write(sim, 0, "set ", out);
            text_add(out, "\n");
        }
        if (*sim->balls[ball]->name)
            text_add(out, "name %s\n", sim->balls[ball]->name);
    }
    write_events(session, from, count - 1, out);
    return now;
}

/* What is descended, and how it looks. */
static void write_beginning(const struct session *session, const char *folder, struct text *out)
{
    const struct sim *sim = session->sim;
    settings_write(session, SETTING_WORDS, false, out);
    write_lets(sim, false, out);
    if (sim_problem(sim)->data)
        scene_write_data(sim_problem(sim)->data->path, folder, out);
    if (sim_holdout(sim) > 0)
        write_number(out, "holdout ", sim_holdout(sim));
    write_surface(sim, out);
    if (sim->conditions.tolerance != 1e-8)
        write_number(out, "tolerance ", sim->conditions.tolerance);
    if (sim->conditions.seed != 0)
        text_add(out, "seed %llu\n", (unsigned long long)sim->conditions.seed);
    settings_write(session, SETTING_LOOKS, false, out);
}

/* To the present tick, over all that is on record, from the last ball's birth on. */
static void write_clock(const struct sim *sim, int64_t birth, struct text *out)
{
    int64_t first = sim->balls[0]->born;
    int64_t clock = sim->clock > first ? sim->clock : first; /* no earlier one is there */
    if (sim->end > birth)
        text_add(out, "goto %lld\n", (long long)(sim->end - first));
    if (clock != sim->end)
        text_add(out, "goto %lld\n", (long long)(clock - first));
}

/* What is swept, a slice between two places and formulas of charts bring their views with them:
 * these are as they were before. */
static void write_last(const struct session *session, bool again, struct text *out)
{
    size_t before = out->length;
    settings_write(session, SETTING_LAST, again, out);
    const char *last = out->bytes ? out->bytes + before : "";
    if (strncmp(last, "sweep ", 6) == 0 || strncmp(last, "slice ", 6) == 0 ||
        strncmp(last, "chart ", 6) == 0) {
        setting_write(setting_find("view"), session, out);
        text_add(out, "\n");
    }
}

/* Again: what was said before may be otherwise by now, so that nothing is left out. */
static void write_end(const struct session *session, bool again, struct text *out)
{
    if (again) {
        settings_write(session, SETTING_WORDS, true, out);
        settings_write(session, SETTING_LOOKS, true, out);
    }
    if (again || session->player.budget > 0)
        text_add(out, "budget %lld %s\n", (long long)session->player.budget,
                 choice_at(&rates_choices, (int)session->rates)->name);
    for (int i = 0; i < session->script.expectation_count; i++)
        text_add(out, "expect %s\n", session->script.expectations[i].command);
    if (again)
        text_add(out, "pause when off\n");
    for (int i = 0; i < session->script.brake_count; i++)
        text_add(out, "pause when %s\n", session->script.brakes[i].condition);
    write_last(session, again, out);
    bool asks = quiz_is_shown(session);
    if (session->player.playing || (asks && session->script.hold.plays))
        text_add(out, "run\n");
    else if (again)
        text_add(out, "pause\n");
    if (asks)
        quiz_write(&session->quiz, out);
}

/* A question that has had its answer is not asked again: what it has told is there. */
static struct session past_answer(const struct session *session)
{
    struct session past = *session; /* which shares all with it, and is only read */
    const struct quiz *quiz = &session->quiz;
    if (!quiz_is_shown(session) || !quiz->told)
        return past;
    past.words.caption = quiz->then ? quiz->then : quiz->question;
    past.player.playing |= session->script.hold.plays;
    past.script.hold.kind = HOLD_NOT;
    return past;
}

static void write_scene(const struct session *present, const char *folder, struct text *out)
{
    const struct session past = past_answer(present), *session = &past;
    write_beginning(session, folder, out);
    int64_t birth = write_balls(session, out);
    text_add(out, "select %d\n", session->selected + 1);
    write_clock(session->sim, birth, out);
    write_late_appointments(session, out);
    if (session->look.plot) { /* after the lets that its curve reads */
        text_add(out, "plot ");
        plot_write(session, out);
        text_add(out, "\n");
    }
    bool again = looks_were_changed(session);
    if (session->look.classes.kind != CLASSES_AUTO || again) {
        text_add(out, "classes ");
        classes_write(session, out);
        text_add(out, "\n");
    }
    if (session->look.overlay || again)
        write_line(out, "overlay ", session->look.overlay ? session->look.overlay->text : "off");
    write_end(session, again, out);
}

void scene_write(const struct session *session, struct text *out)
{
    write_scene(session, "", out);
}

bool scene_write_for(const struct session *session, const char *path, bool state, struct text *out)
{
    char *folder = scene_folder_of(path);
    text_add(out, "# overshoot %s\n", OVERSHOOT_VERSION);
    bool course = !state && scene_write_course(session, folder, out);
    if (!course)
        write_scene(session, folder, out);
    free(folder);
    return course;
}
