/* What a frame costs on a terminal that has pixels, while a ball flies 11 frames from one place to
 * the next: processor time, drawing included, and bytes. Beside it the values of the field of a
 * large screen of characters with their tones, measured in the same run. */

#include "drawn.h"

#include "base/text.h"
#include "output/frame_ansi.h"
#include "output/pixels.h"
#include "view/view.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 100, ROWS = 45, WIDTH = 9, HEIGHT = 18, HOP = 11, FRAMES = 220 };

/* A terminal that takes all. */
struct screen {
    struct pixels *pixels;
    struct ansi_pen pen;
    struct frame *frame, *shown;
    struct text out;
};

static void show(struct screen *screen)
{
    text_clear(&screen->out);
    const struct frame *cells = pixels_cells(screen->pixels, screen->frame);
    if (!screen->shown) {
        screen->shown = frame_new(COLUMNS, ROWS);
        frame_ansi_clear(&screen->out, &screen->pen);
    }
    pixels_update(screen->pixels, screen->frame, screen->shown, &screen->out);
    frame_ansi_update(&screen->out, &screen->pen, screen->shown, cells);
    frame_copy(screen->shown, cells);
}

struct costs {
    double time, bytes, most; /* of a frame */
    double first_time, first_bytes;
};

static struct costs measure(const char *const *commands, enum pixels_kind kind)
{
    struct session *session = session_new();
    struct view *view = view_new();
    struct screen screen = {pixels_new(), ansi_pen(COLORS_DIRECT), frame_new(COLUMNS, ROWS)};
    struct display display = {.colors = COLORS_DIRECT,
                              .unicode = true,
                              .phase = 1,
                              .pixels = {kind ? WIDTH : 0, kind ? HEIGHT : 0}};
    struct pixels_way way = {kind, WIDTH, HEIGHT, .registers = 1024};
    struct costs costs = {0};
    pixels_choose(screen.pixels, &way);
    for (; *commands; commands++)
        drawn_execute(session, *commands);
    double start = drawn_milliseconds();
    view_draw(view, screen.frame, session, &display);
    show(&screen);
    costs.first_time = drawn_milliseconds() - start;
    costs.first_bytes = (double)screen.out.length;
    for (int i = 0; i < FRAMES; i++) {
        if (i % HOP == 0)
            drawn_execute(session, "step");
        display.phase = (i % HOP + 1) / (double)HOP;
        start = drawn_milliseconds();
        view_draw(view, screen.frame, session, &display);
        show(&screen);
        costs.time += (drawn_milliseconds() - start) / FRAMES;
        costs.bytes += (double)screen.out.length / FRAMES;
        costs.most = fmax(costs.most, (double)screen.out.length);
    }
    pixels_free(screen.pixels);
    frame_free(screen.frame);
    frame_free(screen.shown);
    text_free(&screen.out);
    view_free(view);
    session_free(session);
    return costs;
}

static const struct {
    const char *name, *commands[8];
} scenes[] = {
    {"map", {"surface ravine", "eta 0.078", "single on", "hide colorbar", "step 20"}},
    {"map, panel, charts", {"surface ravine", "eta 0.078", "step 20"}},
    {"relief", {"surface ravine", "eta 0.078", "view relief", "single on", "step 20"}},
    {"map and slice", {"surface ravine", "eta 0.078", "view map slice", "step 20"}},
    {"charts", {"surface ravine", "eta 0.078", "view charts", "step 20"}},
    {"race of 4", {"surface rosenbrock", "race sgd momentum adam rmsprop", "step 40"}},
};

static const struct {
    const char *name;
    enum pixels_kind kind;
    double time, bytes; /* bounds; of the map */
} ways[] = {{"characters", PIXELS_NONE, 0, 0},
            {"kitty", PIXELS_KITTY, 1.5, 10000},
            {"sixel", PIXELS_SIXEL, 3, 15000}};

int main(void)
{
    struct session *session = session_new();
    drawn_execute(session, "surface ravine");
    double field = drawn_field(session);
    session_free(session);
    printf("%-34s %8s %8s %6s %8s %8s %6s   %8s %8s\n", "a ball flies, 900 x 810 pixels", "ms",
           "x field", "", "bytes", "most", "", "first ms", "bytes");
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
            struct costs costs = measure(scenes[i].commands, ways[k].kind);
            bool bounded = ways[k].time > 0;
            char what[64];
            snprintf(what, sizeof what, "%s: %s", scenes[i].name, ways[k].name);
            printf("%-34s %8.2f %8.2f %6s %8.0f %8.0f %6s   %8.1f %8.0f\n", what, costs.time,
                   costs.time / field,
                   !bounded                     ? ""
                   : costs.time <= ways[k].time ? "ok"
                                                : "OVER",
                   costs.bytes, costs.most,
                   !bounded                       ? ""
                   : costs.bytes <= ways[k].bytes ? "ok"
                                                  : "OVER",
                   costs.first_time, costs.first_bytes);
            fflush(stdout);
        }
    return 0;
}
