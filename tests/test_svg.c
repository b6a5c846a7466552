/* Pictures as a browser shows them: what is seen in every cell is what the frame says, in still
 * pictures and at the times of an animated one's frames. */

#include "../src/cli/film.h"
#include "../src/front/clock.h"
#include "../src/output/film_svg.h"
#include "../src/output/svg_cell.h"
#include "../src/output/svg_glyph.h"
#include "../src/scene/scene.h"
#include "browser.h"
#include "file.h"
#include "suite.h"
#include "terminal.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what a browser sees --- */

/* The pictures, each at its time. Of each cell it tells the colours of the upper left, the lower
 * left and the middle pixel, and of the one that is furthest from the first; and how many
 * animations the last picture runs. */
static const char script[] =
    "(async () => {"
    "let seen = '';"
    "const look = image => {"
    "  const canvas = document.createElement('canvas');"
    "  canvas.width = image.width; canvas.height = image.height;"
    "  const context = canvas.getContext('2d', {willReadFrequently: true});"
    "  context.drawImage(image, 0, 0);"
    "  const data = context.getImageData(0, 0, image.width, image.height).data;"
    "  const pixel = (x, y) => { const i = 4 * (y * image.width + x);"
    "    return data[i] << 16 | data[i + 1] << 8 | data[i + 2]; };"
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
    "};"
    "for (const [svg, time] of pictures) {"
    "  const image = new Image();"
    "  const paused = `.f>g,.t{animation-delay:-${time}s!important;"
    "animation-play-state:paused!important}</style>`;"
    "  image.src = 'data:image/svg+xml,' + encodeURIComponent(svg.replace('</style>', paused));"
    "  await image.decode();"
    "  look(image);"
    "}"
    "document.body.innerHTML = pictures.at(-1)[0];"
    "const running = document.getAnimations().filter(a => a.playState == 'running').length;"
    "document.body.textContent = `RUNNING ${running} SEEN ${seen}`;"
    "})();";

/* A picture, and what it shall show. */
struct exhibit {
    const struct text *svg;
    const struct frame *frame;
    double seconds;
    bool light;
};

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
    if (corners && (glyph || !cell->glyph) && apart(seen[1], cell->halves[1]) > 3)
        return "the lower half's colour";
    bool mark = glyph && (glyph->kind == SVG_MARK || glyph->kind == SVG_DOT);
    if (mark && 4 * apart(seen[2], cell->ink) > contrast)
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

/* Looks at all of them at once, since a browser takes its time to start. Returns how many
 * animations the last one runs. */
static int exhibit(const struct exhibit *exhibits, int count)
{
    struct text page = {0}, document = {0};
    text_add(&page,
             "<!DOCTYPE html><meta charset='utf-8'><body><script>const svgs = {}, pictures = [];");
    for (int i = 0; i < count; i++) {
        if (i == 0 || exhibits[i].svg != exhibits[i - 1].svg) {
            text_add(&page, "svgs.last = ");
            browser_add_string(&page, exhibits[i].svg->bytes);
        }
        text_add(&page, ";pictures.push([svgs.last, %.6f]);", exhibits[i].seconds);
    }
    text_add(&page, "%s</script></body>", script);
    browser_open(page.bytes, &document);
    const char *running = strstr(document.bytes, "RUNNING "),
               *seen = strstr(document.bytes, "SEEN ");
    ck_assert(running && seen);
    seen += 5;
    for (int i = 0; i < count; i++)
        seen = compare(seen, exhibits[i].frame, exhibits[i].light, exhibits[i].seconds);
    int number = atoi(running + 8);
    text_free(&page);
    text_free(&document);
    return number;
}

static bool no_browser(void)
{
    if (browser_name())
        return false;
    puts("svg: no Chromium here, nothing looked at");
    return true;
}

/* --- what a document may have in it --- */

static bool is_one_of(const char *name, size_t length, const char *const *names)
{
    for (; *names; names++)
        if (strlen(*names) == length && memcmp(*names, name, length) == 0)
            return true;
    return false;
}

/* Nothing but these elements and attributes, so nothing that runs, loads or leads elsewhere. */
static void check_tag(const char *tag, const char *end)
{
    static const char *const elements[] = {"svg", "title", "desc", "rect", "style",
                                           "g",   "path",  "text", NULL};
    static const char *const attributes[] = {"xmlns",
                                             "width",
                                             "height",
                                             "viewBox",
                                             "font-family",
                                             "font-size",
                                             "fill",
                                             "shape-rendering",
                                             "xml:space",
                                             "role",
                                             "x",
                                             "y",
                                             "class",
                                             "style",
                                             "stroke",
                                             "stroke-width",
                                             "stroke-linecap",
                                             "stroke-linejoin",
                                             "stroke-dasharray",
                                             "stroke-opacity",
                                             "fill-opacity",
                                             "d",
                                             "transform",
                                             "visibility",
                                             "textLength",
                                             "lengthAdjust",
                                             "font-weight",
                                             "text-decoration",
                                             NULL};
    const char *at = *tag == '/' ? tag + 1 : tag;
    size_t length = strcspn(at, " />");
    ck_assert_msg(is_one_of(at, length, elements), "<%.60s", tag);
    for (at += length; at < end && *at == ' '; at++) {
        at++;
        length = strcspn(at, "=");
        ck_assert_msg(is_one_of(at, length, attributes), "<%.200s", tag);
        at += length + 1;
        ck_assert_int_eq(*at, '"');
        at += 1 + strcspn(at + 1, "\"");
    }
    ck_assert_msg(at == end || (*at == '/' && at + 1 == end), "<%.200s", tag);
}

static void check_document(const struct text *svg)
{
    ck_assert_ptr_nonnull(svg->bytes);
    for (const char *at = svg->bytes; *at; at++) {
        ck_assert_msg(*at == '\n' || (unsigned char)*at >= ' ', "a control character");
        if (*at == '<') {
            const char *end = strchr(at, '>');
            ck_assert_ptr_nonnull(end);
            check_tag(at + 1, end);
            at = end;
        }
    }
    ck_assert_ptr_null(strstr(svg->bytes, "url("));
    ck_assert_ptr_null(strstr(svg->bytes, "@import"));
}

/* By libxml2, where it is. */
static void check_well_formed(const struct text *svg)
{
    check_document(svg);
    if (system("command -v xmllint >/dev/null 2>&1") != 0) {
        puts("svg: no xmllint here, not looked whether it is well-formed");
        return;
    }
    FILE *pipe = popen("xmllint --noout -", "w");
    ck_assert_ptr_nonnull(pipe);
    fwrite(svg->bytes, 1, svg->length, pipe);
    ck_assert_int_eq(pclose(pipe), 0);
}

/* --- still pictures --- */

/* The name of a scene's file, or the scene itself. */
static struct session *open_scene(const char *scene)
{
    struct session *session = session_new();
    struct scene_failure failure;
    bool good = strchr(scene, '\n') ? scene_read(session, "", scene, strlen(scene), &failure)
                                    : scene_open(session, scene, &failure);
    ck_assert_msg(good, "%s", failure.error.text);
    return session;
}

static struct frame *draw(const char *scene, int columns, int rows, bool light, bool vectors)
{
    struct session *session = open_scene(scene);
    struct view *view = view_new();
    struct frame *frame = frame_new(columns, rows);
    struct display display = {
        .colors = COLORS_DIRECT, .unicode = true, .light = light, .phase = 1, .vectors = vectors};
    struct error error;
    int line;
    ck_assert_msg(clock_finish(session, -1, &error, &line), "%s", error.text);
    view_draw(view, frame, session, &display);
    view_free(view);
    session_free(session);
    return frame;
}

static struct text still(const struct frame *frame, bool light)
{
    struct text out = {0};
    frame_svg_write(&out, frame, &(struct frame_svg_options){.light = light, .title = "still"});
    return out;
}

static const char *const stills[] = {
    "surface ravine\neta 0.078\ngoto 30\n",
    "surface rosenbrock\nrace sgd adam rmsprop bfgs tuned budget=60\ngoto 60\n",
    "surface rosenbrock\nview relief\nturn 15\ngoto 20\n",
    "surface himmelblau\nstart -0.3, -0.3\neta 0.012\nshow arrows\nshow future\ngoto 6\n",
    "surface bumpy_slope\nview charts\neta 0.05\nball adam\ngoto 40\n",
    "surface ravine\nview map slice\nbig on\neta 0.07\ngoto 5\n",
    "surface ravine\nview step\nmomentum 0.35\ngoto 5\n",
};
enum { STILLS = sizeof stills / sizeof *stills };

START_TEST(a_browser_shows_the_views)
{
    struct text svgs[STILLS];
    struct frame *frames[STILLS];
    struct exhibit exhibits[STILLS];
    if (no_browser())
        return;
    for (int i = 0; i < STILLS; i++) {
        frames[i] = draw(stills[i], 100, 30, i % 2, false);
        svgs[i] = still(frames[i], i % 2);
        exhibits[i] = (struct exhibit){&svgs[i], frames[i], 0, i % 2};
    }
    ck_assert_int_eq(exhibit(exhibits, STILLS), 0);
    for (int i = 0; i < STILLS; i++) {
        text_free(&svgs[i]);
        frame_free(frames[i]);
    }
}
END_TEST

/* In cells, and with true lines. */
START_TEST(views_are_small_and_well_formed)
{
    struct frame *frame = draw(stills[_i / 2], 100, 30, false, _i % 2);
    struct text svg = still(frame, false);
    check_well_formed(&svg);
    ck_assert_uint_le(svg.length, 70000);
    text_free(&svg);
    frame_free(frame);
}
END_TEST

/* What is above the edge of stability goes on for ever: only what is in its plot is tinted. */
START_TEST(areas_end_with_their_plots)
{
    struct frame *frame =
        draw("surface ravine\neta 0.079\nview charts\ngoto 20\n", 100, 40, _i, true);
    struct text svg = still(frame, _i);
    double left, top, width, height;
    const char *area = strstr(svg.bytes, " fill-opacity=\"0.12\" d=\"");
    ck_assert_ptr_nonnull(area);
    const char *path = strstr(area, "d=\"") + 3;
    ck_assert_int_eq(sscanf(path, "m%lf %lf %lf 0 0 %lf", &left, &top, &width, &height), 4);
    ck_assert_double_gt(width, 300);
    ck_assert_double_gt(fabs(height), 3);
    ck_assert_double_lt(fabs(height), 4 * 18); /* rows of the plot above the edge */
    text_free(&svg);
    frame_free(frame);
}
END_TEST

/* The legend lies over the map, and over its true lines. */
START_TEST(lines_do_not_run_through_what_lies_over_them)
{
    struct frame *frame =
        draw("surface rosenbrock\nrace sgd adam rmsprop tuned\nhide panel\ngoto 20\n", 100, 30, _i,
             true);
    struct text svg = still(frame, _i);
    int covered = 0;
    char raised[32];
    for (int i = 0; i < frame->columns * frame->rows; i++)
        covered += frame_covers(frame, i);
    ck_assert_int_ge(covered, 36 * 4);
    ck_assert_int_lt(covered, 36 * 4 + 60); /* labels */
    snprintf(raised, sizeof raised, "stroke=\"#%06x\"",
             theme_of(COLORS_DIRECT, _i)->roles[ROLE_RAISED]);
    const char *lines = strstr(svg.bytes, "<g fill=\"none\"");
    ck_assert_ptr_nonnull(lines);
    ck_assert_ptr_nonnull(strstr(lines, raised));
    text_free(&svg);
    frame_free(frame);
}
END_TEST

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
    struct session *session = open_scene(scene);
    struct error error;
    struct text out = {0};
    int line;
    struct film_svg_options options = {.picture = {how.light, session->words.title}};
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

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (; (text = strstr(text, part)); text++)
        count++;
    return count;
}

static const struct {
    const char *scene;
    struct picture how;
    int seconds, numbers[SHOTS_MAX];
} films[] = {
    {"title Ball <&> \"quotes\" \\ '\nsurface ravine\neta 0.078\nspeed 6\nrun\n",
     {100, 30, COLORS_DIRECT, false, false},
     10,
     {0, 1, 37, 100, 151, 205, 262, 300}},
    {"caption \xE6\xBC\xA2\xE5\xAD\x97 and e\xCC\x81, \xD7\x90\xD7\x91 <&>\nsurface rosenbrock\n"
     "eta 0.001\nball adam eta=0.2\nrun\nwait 2\ncaption \xE6\xBC\xA2\xE5\xAD\x97 or not\nwait 1\n"
     "caption x\xE6\xBC\xA2\xE5\xAD\x97\nview map slice\nwait 1\nbig on\n",
     {90, 32, COLORS_DIRECT, true, false},
     10,
     {0, 20, 59, 61, 90, 92, 120, 150, 299}},
    {"scenes/demo-1-tour.scene",
     {100, 30, COLORS_DIRECT, false, false},
     0,
     {0, 250, 640, 905, 1200, 1450}},
};

START_TEST(a_browser_shows_the_frames)
{
    struct shots shots = {.numbers = films[_i].numbers, .wanted = 1};
    struct exhibit exhibits[SHOTS_MAX];
    if (no_browser())
        return;
    while (films[_i].numbers[shots.wanted])
        shots.wanted++;
    struct text svg = animate(films[_i].scene, films[_i].how, films[_i].seconds, &shots);
    ck_assert_int_eq(shots.taken, shots.wanted);
    for (int i = 0; i < shots.taken; i++)
        exhibits[i] = (struct exhibit){&svg, shots.frames[i], shots.times[i], films[_i].how.light};
    int running = exhibit(exhibits, shots.taken);
    ck_assert_int_eq(running, count_of(svg.bytes, "animation-name"));
    ck_assert_int_gt(running, 100);
    for (int i = 0; i < shots.taken; i++)
        frame_free(shots.frames[i]);
    text_free(&svg);
}
END_TEST

/* Whoever knows no style sheets sees the first frame: what else there is is hidden. */
START_TEST(the_first_frame_is_whole)
{
    static const int first = 0;
    struct shots shots = {.numbers = &first, .wanted = 1};
    struct text svg = animate(films[0].scene, films[0].how, 2, &shots), plain = {0}, whole = {0};
    const char *style = strstr(svg.bytes, "<style>"), *style_end = strstr(svg.bytes, "</style>\n");
    const char *later = strstr(svg.bytes, "<g class=\"f\" visibility=\"hidden\">\n");
    ck_assert(style && style_end && later);
    style_end += strlen("</style>\n");
    text_add_bytes(&plain, svg.bytes, (size_t)(style - svg.bytes));
    text_add_bytes(&plain, style_end, (size_t)(later - style_end));
    text_add(&plain, "</svg>\n");
    frame_svg_write(&whole, shots.frames[0],
                    &(struct frame_svg_options){.title = "Ball <&> \"quotes\" \\ '"});
    ck_assert_str_eq(plain.bytes, whole.bytes);
    frame_free(shots.frames[0]);
    text_free(&svg);
    text_free(&plain);
    text_free(&whole);
}
END_TEST

START_TEST(animated_pictures_are_small_and_the_same_every_time)
{
    struct text svg = animate(films[0].scene, films[0].how, 10, NULL);
    struct text again = animate(films[0].scene, films[0].how, 10, NULL);
    check_well_formed(&svg);
    ck_assert_uint_le(svg.length, 230000);
    ck_assert_str_eq(svg.bytes, again.bytes);
    text_free(&svg);
    text_free(&again);
}
END_TEST

/* A picture in which everything changes all the time has a limit, and so has the memory for it. */
START_TEST(too_much_is_told)
{
    struct frame *frame = frame_new(FRAME_COLUMNS_MAX, FRAME_ROWS_MAX);
    struct film_svg *film = film_svg_new(&(struct film_svg_options){0});
    struct frame_sink sink = film_svg_sink(film);
    struct text out = {0};
    struct error error;
    for (int i = 0; i < 7; i++) {
        for (int k = 0; k < FRAME_COLUMNS_MAX * FRAME_ROWS_MAX; k++)
            frame->cells[k].bg = (color)i;
        sink.frame(sink.context, i, frame);
    }
    sink.end(sink.context, 7);
    ck_assert(!film_svg_write(&out, film, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "take fewer --seconds or --fps, or record a .cast"));
    ck_assert_uint_eq(out.length, 0);
    film_svg_free(film);
    frame_free(frame);
}
END_TEST

/* Where nothing plays, the frame of the poster's second lies over the rest; it is played as often
 * as is asked for. */
START_TEST(a_poster_lies_over_it)
{
    struct frame *frame = frame_new(20, 2);
    const struct film_svg_options options = {.once = true, .poster = 1.5};
    struct film_svg *film = film_svg_new(&options);
    struct frame_sink sink = film_svg_sink(film);
    struct text out = {0}, cells = {0};
    for (int i = 0; i < 4; i++) {
        char word[] = {(char)('a' + i), 'b', 'c', '\0'};
        frame_text(frame, 2, 1, 20, (struct style){0xFFFFFF, 0, 0}, word);
        sink.frame(sink.context, i, frame);
        if (i == 1)
            frame_svg_cells(&cells, frame, &options.picture);
    }
    sink.end(sink.context, 4);
    ck_assert(film_svg_write(&out, film, NULL));
    check_well_formed(&out);
    const char *poster = strstr(out.bytes, "<g class=\"poster\">");
    ck_assert_ptr_nonnull(poster);
    ck_assert_ptr_nonnull(strstr(poster, cells.bytes));
    ck_assert_ptr_nonnull(strstr(out.bytes, ".poster{animation:poster 1s infinite}"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "4s step-end forwards}"));
    film_svg_free(film);
    frame_free(frame);
    text_free(&out);
    text_free(&cells);
}
END_TEST

/* --- what others write --- */

static const char hostile[] =
    /* NOLINTNEXTLINE(misc-misleading-bidirectional): that is what it is */
    "\"/><script>alert(1)</script><!-- ]]> & &lt; ' \xE2\x80\xAE reversed "
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D "
    "\xE6\xBC\xA2 e\xCC\x81 \xEF\xBF\xBE \xED\xA0\x80 \xFF \x01\x1B[31m</style></svg>";

START_TEST(texts_inject_nothing)
{
    struct frame *frame = frame_new(120, 2);
    struct text svg = {0}, animated = {0};
    struct frame_svg_options options = {.title = hostile, .words = hostile};
    struct film_svg *film = film_svg_new(&(struct film_svg_options){.picture = options});
    film_svg_describe(film, hostile);
    struct frame_sink sink = film_svg_sink(film);
    struct error error;
    sink.frame(sink.context, 0, frame);
    frame_text(frame, 0, 0, 120, (struct style){COLOR_DEFAULT, COLOR_DEFAULT, 0}, hostile);
    sink.frame(sink.context, 0.5, frame);
    sink.end(sink.context, 1);
    frame_svg_write(&svg, frame, &options);
    ck_assert(film_svg_write(&animated, film, &error));
    check_well_formed(&svg);
    check_well_formed(&animated);
    const struct text *both[] = {&svg, &animated};
    for (int i = 0; i < 2; i++) {
        /* as the title, in words, and in the frame; what would reverse the rest is gone */
        ck_assert_int_eq(count_of(both[i]->bytes, "&lt;script&gt;alert(1)&lt;/script&gt;"), 3);
        ck_assert_int_eq(count_of(both[i]->bytes, "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"), 3);
        ck_assert_int_eq(count_of(both[i]->bytes, "\x80\xAE"), 0);
    }
    film_svg_free(film);
    frame_free(frame);
    text_free(&svg);
    text_free(&animated);
}
END_TEST

/* The program itself, with a scene's file that has such a name. */
START_TEST(file_names_inject_nothing)
{
    static const char name[] = "a \"<&>$(x);'\x1B\xD7\xA9\xE6\xBC\xA2.svg";
    char *home = terminal_new_home();
    const char *program = getenv("OVERSHOOT");
    struct text line = {0}, path = {0};
    text_add(&path, "%s/%s", home, name);
    setenv("OVERSHOOT_TEST_FILE", path.bytes, 1);
    text_add(&line, "%s render --animate --seconds 1 -o \"$OVERSHOOT_TEST_FILE\"",
             program ? program : "./overshoot");
    ck_assert_int_eq(system(line.bytes), 0);
    struct text svg = file_read(path.bytes);
    check_well_formed(&svg);
    ck_assert_int_gt(count_of(svg.bytes, "@keyframes"), 1);
    terminal_remove_home(home);
    text_free(&line);
    text_free(&path);
    text_free(&svg);
}
END_TEST

/* What a picture says to who does not see it: sentences in one line, of both scenes if there are
 * two, and not what its title says anyway. */
START_TEST(pictures_speak_in_sentences)
{
    static const struct {
        const char *arguments, *says[3];
    } pictures[] = {
        {"-e 'title One' -e 'surface bowl' -e 'caption First' --steps 2",
         {"<desc>caption: First. surface bowl (a round bowl): f(x, y) = x squared + y squared, on ",
          " n 2. the ball, moved by sgd, η 0.1, μ 0, is on its way, at (",
          ". the map shows x from "}},
        {"scenes/lesson-16a-one-rate-a-bowl.scene --compare "
         "scenes/lesson-16b-one-rate-a-ravine.scene --steps 4",
         {"<desc>left: One rate, three problems: a bowl. caption: ",
          " right: One rate, three problems: a ravine. caption: ", ". surface ravine (a long "}},
    };
    char *home = terminal_new_home();
    const char *program = getenv("OVERSHOOT");
    for (int i = 0; i < 2; i++) {
        struct text line = {0};
        text_add(&line, "%s render %s -o '%s/a.svg' && cat '%s/a.svg'",
                 program ? program : "./overshoot", pictures[i].arguments, home, home);
        int status;
        struct text svg = file_said(line.bytes, &status);
        char *end = strstr(svg.bytes, "</desc>");
        ck_assert_ptr_nonnull(end);
        *end = '\0';
        for (int j = 0; j < 3; j++)
            ck_assert_msg(strstr(svg.bytes, pictures[i].says[j]), "no `%s` in\n%s",
                          pictures[i].says[j], svg.bytes);
        ck_assert_ptr_null(strstr(svg.bytes, "\xEF\xBF\xBD"));
        ck_assert_ptr_null(strchr(strstr(svg.bytes, "<desc>"), '\n'));
        ck_assert_ptr_null(strstr(strstr(svg.bytes, "<desc>"), "title:"));
        text_free(&line);
        text_free(&svg);
    }
    terminal_remove_home(home);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    setlocale(LC_NUMERIC, "C");
    TCase *tests = tcase_create("svg");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, a_browser_shows_the_views);
    tcase_add_loop_test(tests, views_are_small_and_well_formed, 0, 2 * STILLS);
    tcase_add_loop_test(tests, areas_end_with_their_plots, 0, 2);
    tcase_add_loop_test(tests, lines_do_not_run_through_what_lies_over_them, 0, 2);
    tcase_add_table_test(tests, a_browser_shows_the_frames, films);
    tcase_add_test(tests, the_first_frame_is_whole);
    tcase_add_test(tests, animated_pictures_are_small_and_the_same_every_time);
    tcase_add_test(tests, too_much_is_told);
    tcase_add_test(tests, a_poster_lies_over_it);
    tcase_add_test(tests, texts_inject_nothing);
    tcase_add_test(tests, file_names_inject_nothing);
    tcase_add_test(tests, pictures_speak_in_sentences);
    return suite_run("svg", tests);
}
