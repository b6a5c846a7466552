/* Commands, line by line as at the prompt, and scenes as from a file. */

#include "targets.h"

#include "../wander.h"
#include "base/memory.h"
#include "command/command.h"
#include "command/script.h"
#include "output/frame_ansi.h"
#include "output/frame_svg.h"
#include "scene/scene.h"
#include "view/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- bounded work --- */

/* A goto to a far row is left unfinished after so many calls: each stands for 64 ticks. */
static bool used_up(void *context)
{
    int *calls = context;
    return --*calls <= 0;
}

/* Works; the errors of appointments, which belong to no line, are passed over. Returns false on
 * another error. */
static bool work(struct session *session, int calls)
{
    struct error error;
    int line;
    const struct limits limits = {.late = used_up, .context = &calls};
    while (tape_is_on(session) && calls > 0) {
        session->tape->second = HUGE_VAL;
        tape_work(session, &limits, &error);
    }
    while (!script_work(session, &limits, &error, &line))
        if (line > 0)
            return false;
    return true;
}

/* --- promises --- */

static void save(const struct session *session, struct text *saved)
{
    text_clear(saved);
    scene_write(session, saved);
}

struct place {
    double x, y, loss, eta;
};

static bool same_place(const struct row *row, const struct place *place)
{
    return fuzz_same(row->x, place->x) && fuzz_same(row->y, place->y) &&
           fuzz_same(row->loss, place->loss) && fuzz_same(row->eta, place->eta);
}

static void note_places(const struct sim *sim, struct place *places)
{
    for (int i = 0; i < sim->ball_count; i++) {
        const struct row *row = sim_row(sim, i);
        places[i] = (struct place){row->x, row->y, row->loss, row->eta};
    }
}

static void check_places(const struct sim *sim, const struct place *places, const char *after)
{
    for (int i = 0; i < sim->ball_count; i++)
        if (!same_place(sim_row(sim, i), &places[i]))
            fuzz_fail("ball %d is at another place after %s: %.17g, %.17g, not %.17g, %.17g", i + 1,
                      after, sim_row(sim, i)->x, sim_row(sim, i)->y, places[i].x, places[i].y);
}

/* Going to the start and coming again leads to the same bits. */
static void check_timeline(struct sim *sim)
{
    struct place places[BALLS_MAX] = {0};
    int64_t clock = sim->clock;
    note_places(sim, places);
    sim_seek(sim, 0);
    sim_seek(sim, clock);
    check_places(sim, places, "a way back and forth");
}

static void check_frame(const struct frame *frame, const struct display *display)
{
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        uint32_t glyph = frame->cells[i].glyph;
        if (glyph != 0 && (glyph < 0x20 || (glyph >= 0x7F && !display->unicode)))
            fuzz_fail("cell %d has U+%04X", i, (unsigned)glyph);
    }
}

static void look(struct session *session, int columns, int rows, const struct display *display)
{
    struct view *view = view_new();
    struct frame *frame = frame_new(columns, rows);
    view_draw(view, frame, session, display);
    check_frame(frame, display);
    struct text written = {0};
    frame_ansi_write(&written, frame, display->colors);
    frame_svg_write(&written, frame, &(struct frame_svg_options){.title = session->words.title});
    text_free(&written);
    frame_free(frame);
    view_free(view);
}

static void complete(const struct session *session, const char *line)
{
    int length = (int)strlen(line);
    int cursors[] = {0, length / 2, length};
    for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++) {
        struct completions completions = {0};
        command_complete(session, line, cursors[i], &completions);
        if (completions.begin < 0 || completions.begin > cursors[i])
            fuzz_fail("byte %d is completed from %d on: %s", cursors[i], completions.begin, line);
        completions_free(&completions);
    }
}

/* What is saved can be opened, stands at the same place, and is saved as the same text. */
static void check_saved(const struct session *session)
{
    enum { CALLS = 1 << 20 };
    struct text saved = {0}, again = {0};
    struct scene_failure failure;
    save(session, &saved);
    struct session *other = session_new();
    if (!scene_read(other, "", saved.bytes, saved.length, &failure))
        fuzz_fail("line %d, %s: cannot be opened:\n%s", failure.line, failure.error.text,
                  saved.bytes);
    if (!work(other, CALLS))
        fuzz_fail("cannot be played:\n%s", saved.bytes);
    struct place places[BALLS_MAX] = {0};
    if (other->sim->ball_count != session->sim->ball_count)
        fuzz_fail("%d balls became %d:\n%s", session->sim->ball_count, other->sim->ball_count,
                  saved.bytes);
    note_places(session->sim, places);
    save(other, &again);
    if (strcmp(saved.bytes, again.bytes) != 0)
        fuzz_fail("saved as\n%sand again as\n%s", saved.bytes, again.bytes);
    check_places(other->sim, places, "opening what was saved");
    session_free(other);
    text_free(&saved);
    text_free(&again);
}

/* What was done is done again from a recorded session, to the same bits. */
static void check_taped(const struct session *session, const struct services *services)
{
    enum { CALLS = 1 << 20 };
    struct text taped = wander_taped(session);
    struct scene_failure failure;
    struct place places[BALLS_MAX] = {0};
    struct session *other = session_new();
    other->host.services = services;
    if (!scene_read(other, "", taped.bytes, taped.length, &failure))
        fuzz_fail("line %d, %s: cannot be opened:\n%s", failure.line, failure.error.text,
                  taped.bytes);
    work(other, CALLS);
    if (other->tape || other->answers.notice.length > 0)
        fuzz_fail("%s:\n%s", other->tape ? "has no end" : other->answers.notice.bytes, taped.bytes);
    note_places(session->sim, places);
    check_places(other->sim, places, "playing what was recorded");
    session_free(other);
    text_free(&taped);
}

/* --- commands --- */

/* A command that fails has changed nothing. Those that may fail at an appointment, after the
 * command itself was carried out, are not asked. */
static void say(struct session *session, const char *line, struct text *before, struct text *after)
{
    struct error error = {0};
    bool appointments = session->script.appointment_count > 0;
    save(session, before);
    if (command_execute(session, line, &error))
        return;
    fuzz_check_error(&error, line);
    if (appointments || session->script.appointment_count > 0)
        return;
    save(session, after);
    if (strcmp(before->bytes, after->bytes) != 0)
        fuzz_fail("failed, but changed\n%sto\n%s: %s", before->bytes, after->bytes, line);
}

void fuzz_command(const char *bytes, size_t size)
{
    enum { LINES_MAX = 24, CALLS = 3 };
    /* As a scene: it reads data, and touches no other files. */
    static const struct services services = {.read_data = scene_data};
    struct session *session = session_new();
    session->host.services = &services;
    struct text before = {0}, after = {0};
    char *text = memory_copy_bytes(bytes, size), *line = text;
    for (int i = 0; line && i < LINES_MAX && !session->answers.quitting; i++) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        complete(session, line);
        say(session, line, &before, &after);
        work(session, CALLS);
        line = end ? end + 1 : NULL;
    }
    if (!session->search)
        check_taped(session, &services);
    check_timeline(session->sim);
    check_saved(session);
    const struct display rich = {.colors = COLORS_DIRECT, .unicode = true, .phase = 0.5};
    const struct display poor = {.colors = COLORS_MONO, .phase = 1, .page_open = true};
    look(session, 60, 12, size % 2 ? &rich : &poor);
    free(text);
    text_free(&before);
    text_free(&after);
    session_free(session);
}

/* --- scenes --- */

void fuzz_scene(const char *bytes, size_t size)
{
    enum { CALLS = 6 };
    struct session *session = session_new();
    struct scene_failure failure;
    if (!scene_read(session, "a.scene", bytes, size, &failure)) {
        fuzz_check_error(&failure.error, failure.text ? failure.text : "");
        scene_failure_free(&failure);
    } else {
        work(session, CALLS);
        check_saved(session);
    }
    session_free(session);
}
