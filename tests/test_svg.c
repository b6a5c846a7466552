/* Pictures as a browser shows them: what is seen in every cell is what the frame says, in still
 * pictures and at the times of an animated one's frames. */

#include "../src/cli/film.h"
#include "../src/output/film_svg.h"
#include "../src/output/svg_cell.h"
#include "../src/output/svg_glyph.h"
#include "../src/scene/scene.h"
#include "browser.h"
#include "terminal.h"

#include <check.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what a browser sees --- */

/* The picture at each of the times. Of each cell it tells the colours of the upper left, the lower
 * left and the middle pixel, and of the one that is furthest from the first. */
static const char script[] =
    "(async () => {"
    "let seen = '';"
    "for (const time of times) {"
    "  const image = new Image(), canvas = document.createElement('canvas');"
    "  const paused = `.f>g,.t{animation-delay:-${time}s!important;"
    "animation-play-state:paused!important}</style>`;"
    "  image.src = 'data:image/svg+xml,' + encodeURIComponent(svg.replace('</style>', paused));"
    "  await image.decode();"
    "  canvas.width = image.width; canvas.height = image.height;"
    "  const context = canvas.getContext('2d', {willReadFrequently: true});"
    "  context.drawImage(image, 0, 0);"
    "  const data = context.getImageData(0, 0, image.width, image.height).data;"
    "  const pixel = (x, y) => { const i = 4 * (y * image.width + x);"
    "    return (data[i] << 16 | data[i + 1] << 8 | data[i + 2]); };"
    "  const far = (a, b) => Math.abs((a >> 16) - (b >> 16)) +"
    "    Math.abs((a >> 8 & 255) - (b >> 8 & 255)) + Math.abs((a & 255) - (b & 255));"
    "  const hex = c => c.toString(16).padStart(6, '0') + ' ';"
    "  for (let top = 9; top + 18 < image.height; top += 18)"
    "    for (let left = 9; left + 9 < image.width; left += 9) {"
    "      const first = pixel(left, top);"
    "      let furthest = first;"
    "      for (let y = top; y < top + 18; y++)"
    "        for (let x = left; x < left + 9; x++)"
    "          if (far(pixel(x, y), first) > far(furthest, first)) furthest = pixel(x, y);"
    "      seen += hex(first) + hex(pixel(left, top + 17)) + hex(pixel(left + 4, top + 9)) +"
    "        hex(furthest);"
    "    }"
    "}"
    "document.body.textContent = 'SEEN ' + seen;"
    "})();";

static void look(const struct text *svg, const double *times, int count, struct text *document)
{
    struct text page = {0};
    text_add(&page, "<!DOCTYPE html><meta charset='utf-8'><body><script>const svg = ");
    browser_add_string(&page, svg->bytes);
    text_add(&page, ", times = [");
    for (int i = 0; i < count; i++)
        text_add(&page, "%.6f,", times[i]);
    text_add(&page, "];%s</script></body>", script);
    browser_open(page.bytes, document);
    text_free(&page);
}

static int apart(color a, color b)
{
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8)
        sum += abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
    return sum;
}

/* What is wrong with a cell as it was seen, or NULL. */
static const char *cell_differs(const struct svg_cell *cell, const color seen[4])
{
    const struct svg_glyph *glyph = svg_glyph_find(cell->glyph);
    int contrast = apart(cell->ink, cell->halves[0]);
    bool corners = !glyph || (glyph->kind != SVG_BAR && glyph->kind != SVG_SHADE);
    if (corners && apart(seen[0], cell->halves[0]) > 3)
        return "the upper half's colour";
    if (corners && apart(seen[1], cell->halves[1]) > 3)
        return "the lower half's colour";
    if (glyph && glyph->kind == SVG_MARK && apart(seen[2], cell->ink) > 3)
        return "the mark's colour";
    if (cell->glyph && corners && contrast > 60 && 3 * apart(seen[3], seen[0]) < contrast)
        return "no glyph";
    if (!cell->glyph && !cell->second && cell->halves[0] == cell->halves[1] &&
        apart(seen[3], seen[0]) > 120)
        return "a glyph where there is none";
    return NULL;
}

/* Reads what was seen of one picture; returns where the next begins. */
static const char *compare(const char *seen, const struct frame *frame, bool light, double seconds)
{
    for (int i = 0; i < frame->columns * frame->rows; i++) {
        color colors[4];
        char *end;
        for (int k = 0; k < 4; k++, seen = end) {
            colors[k] = (color)strtoul(seen, &end, 16);
            ck_assert_msg(end != seen, "the browser says too little");
        }
        struct svg_cell cell = svg_cell_of(frame, i, svg_ground(light));
        const char *what = cell_differs(&cell, colors);
        ck_assert_msg(!what, "at %.3f s, column %d, row %d, U+%04X: %s; %06x %06x %06x %06x",
                      seconds, i % frame->columns, i / frame->columns, cell.glyph, what, colors[0],
                      colors[1], colors[2], colors[3]);
    }
    return seen;
}

static const char *begin_of(const struct text *document)
{
    const char *seen = strstr(document->bytes, "SEEN ");
    ck_assert_ptr_nonnull(seen);
    return seen + 5;
}

/* --- films --- */

enum { RATE = 30, SHOTS_MAX = 12 };

struct shots {
    struct frame_sink sink; /* where the frames go as well */
    const int *numbers;     /* of the frames that are kept */
    int wanted, taken, count;
    struct frame *frames[SHOTS_MAX];
    double times[SHOTS_MAX];
};

static void keep(void *context, double seconds, const struct frame *frame)
{
    struct shots *shots = context;
    shots->sink.frame(shots->sink.context, seconds, frame);
    if (shots->taken < shots->wanted && shots->numbers[shots->taken] == shots->count) {
        shots->frames[shots->taken] = frame_new(frame->columns, frame->rows);
        frame_copy(shots->frames[shots->taken], frame);
        shots->times[shots->taken++] = seconds;
    }
    shots->count++;
}

static void end(void *context, double seconds)
{
    struct shots *shots = context;
    shots->sink.end(shots->sink.context, seconds);
}

static struct text animate(const char *scene, struct picture how, int seconds, struct shots *shots)
{
    struct session *session = session_new();
    struct scene_failure failure;
    struct error error;
    struct text out = {0};
    int line;
    ck_assert_msg(scene_read(session, "", scene, strlen(scene), &failure), "%s",
                  failure.error.text);
    struct frame_svg_options options = {how.light, session->title};
    struct film_svg *svg = film_svg_new(&options);
    struct film film = {.how = how, .rate = RATE, .seconds = seconds};
    struct frame_sink sink = film_svg_sink(svg);
    if (shots) {
        shots->sink = sink;
        sink = (struct frame_sink){shots, keep, end};
    }
    ck_assert_msg(film_make(&sink, session, &film, &error, &line), "%s", error.text);
    ck_assert_msg(film_svg_write(&out, svg, &error), "%s", error.text);
    film_svg_free(svg);
    session_free(session);
    return out;
}

static const struct {
    const char *scene;
    struct picture how;
    int numbers[SHOTS_MAX];
} films[] = {
    {"title Ball <&> \"quotes\" \\ '\nsurface ravine\neta 0.078\nspeed 6\nrun\n",
     {100, 30, COLORS_DIRECT, false},
     {0, 1, 37, 100, 151, 205, 262, 300}},
    {"caption \xE6\xBC\xA2\xE5\xAD\x97 and e\xCC\x81, \xD7\x90\xD7\x91 <&>\nsurface rosenbrock\n"
     "eta 0.001\nball adam eta=0.2\nrun\nwait 2\ncaption \xE6\xBC\xA2\xE5\xAD\x97 or not\nwait 1\n"
     "caption x\xE6\xBC\xA2\xE5\xAD\x97\nview map slice\nwait 1\nbig on\n",
     {90, 32, COLORS_DIRECT, true},
     {0, 20, 59, 61, 90, 92, 120, 150, 299}},
};

START_TEST(a_browser_shows_the_frames)
{
    if (!browser_name()) {
        puts("svg: no Chromium here, nothing looked at");
        return;
    }
    struct shots shots = {.numbers = films[_i].numbers, .wanted = 1};
    while (films[_i].numbers[shots.wanted])
        shots.wanted++;
    struct text svg = animate(films[_i].scene, films[_i].how, 10, &shots), document = {0};
    ck_assert_int_eq(shots.taken, shots.wanted);
    look(&svg, shots.times, shots.taken, &document);
    const char *seen = begin_of(&document);
    for (int i = 0; i < shots.taken; i++) {
        seen = compare(seen, shots.frames[i], films[_i].how.light, shots.times[i]);
        frame_free(shots.frames[i]);
    }
    text_free(&document);
    text_free(&svg);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    setlocale(LC_NUMERIC, "C");
    Suite *suite = suite_create("svg");
    TCase *tests = tcase_create("svg");
    tcase_set_timeout(tests, 30);
    tcase_add_loop_test(tests, a_browser_shows_the_frames, 0, sizeof films / sizeof *films);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
