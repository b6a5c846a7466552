/* How long the screen cannot answer: the longest drawing of a frame, as the event loop does it,
 * while the view of a surface over 10,000 rows is zoomed; against drawing all of it in one go. */

#include "../../src/base/memory.h"
#include "../../src/command/script.h"
#include "../../src/view/view.h"

#include "bench.h"

#include <string.h>

enum { ROWS = 10000, ZOOMS = 12, FRAMES_MAX = 1000 };
static const double work_seconds = 0.005, bound_seconds = 0.016; /* the loop's; a frame */

static const struct data *make_rows(struct session *session, const char *path, struct error *error)
{
    (void)session, (void)error;
    struct data *data = data_new(path);
    data->rows = ROWS;
    data->column_count = 2;
    for (int k = 0; k < 2; k++) {
        memcpy(data->columns[k].name, k ? "v" : "u", 2);
        data->columns[k].values = memory_new(ROWS, sizeof(double));
        for (int i = 0; i < ROWS; i++)
            data->columns[k].values[i] = (i * (k ? 7919 : 104729) % 10007) / 2500.0 - 2;
    }
    return data;
}

static const struct services services = {.read_data = make_rows};

static double seconds(void)
{
    return bench_now(CLOCK_THREAD_CPUTIME_ID) * 1e-9;
}

static bool is_late(void *begin)
{
    return seconds() - *(double *)begin > work_seconds;
}

static void execute(struct session *session, const char *line)
{
    struct error error;
    if (!command_execute(session, line, &error))
        fprintf(stderr, "%s: %s\n", line, error.text);
}

struct turns {
    double longest, whole; /* seconds: of a frame, and of all frames until nothing is left */
};

/* Draws until the picture is finished. */
static void finish(struct view *view, struct frame *frame, struct session *session, bool at_once,
                   struct turns *turns)
{
    double begin, whole = 0;
    struct display display = {.colors = COLORS_256, .unicode = true, .phase = 1};
    display.is_late = at_once ? NULL : is_late;
    display.context = &begin;
    int frames = 0;
    do {
        begin = seconds();
        view_draw(view, frame, session, &display);
        double took = seconds() - begin;
        turns->longest = took > turns->longest ? took : turns->longest;
        whole += took;
    } while (view_is_unfinished(view) && ++frames < FRAMES_MAX);
    turns->whole = whole > turns->whole ? whole : turns->whole;
}

static struct turns measure(const char *surface, const char *look, bool at_once)
{
    struct session *session = session_new();
    struct view *view = view_new();
    struct frame *frame = frame_new(160, 50);
    struct turns turns = {0};
    session->host.services = &services;
    execute(session, "data generated");
    execute(session, surface);
    execute(session, "plot v = x*u + y");
    execute(session, look);
    for (int i = 0; i < ZOOMS; i++) {
        execute(session, "zoom 1.2");
        finish(view, frame, session, at_once, &turns);
    }
    frame_free(frame);
    view_free(view);
    session_free(session);
    return turns;
}

int main(void)
{
    static const char *const surfaces[] = {"surface mean((x*u + y - v)^2)",
                                           "surface mean(log1p(exp(-(x*u + y)*v)))"};
    static const char *const looks[] = {"view map",       "view relief",   "view slice",
                                        "view map slice", "view map data", "view charts"};
    printf("%-44s %10s %10s %10s\n", "\nthe longest turn while zooming, 10,000 rows", "ms",
           "in all ms", "in one go");
    for (size_t s = 0; s < sizeof surfaces / sizeof *surfaces; s++)
        for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
            struct turns slices = measure(surfaces[s], looks[i], false);
            struct turns whole = measure(surfaces[s], looks[i], true);
            char what[64];
            snprintf(what, sizeof what, "%s, %s", s ? "logistic" : "squares", looks[i]);
            printf("%-44s %10.2f %10.2f %10.2f  %s\n", what, 1e3 * slices.longest,
                   1e3 * slices.whole, 1e3 * whole.longest,
                   slices.longest < bound_seconds ? "ok" : "OVER");
            fflush(stdout);
        }
    return 0;
}
