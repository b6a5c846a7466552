/* Recordings: what a player makes of them is the frames that were recorded, cell by cell. */

#include "../src/cli/film.h"
#include "../src/output/cast.h"
#include "../src/scene/scene.h"
#include "file.h"
#include "playback.h"
#include "suite.h"
#include "terminal.h"

#include <glob.h>
#include <locale.h>
#include <string.h>
#include <time.h>

/* A player that is shown the recording while it is made. */
struct audience {
    struct cast *cast;
    struct text *recording;
    struct playback playback;
    int frames, events;
    double last; /* time */
};

static void play(struct audience *audience, double until)
{
    playback_play(&audience->playback, audience->recording->bytes, audience->recording->length,
                  until);
    audience->events = audience->playback.events;
    audience->last = audience->playback.last;
}

static void watch(void *context, double seconds, const struct frame *frame)
{
    struct audience *audience = context;
    cast_frame(audience->cast, seconds, frame);
    play(audience, seconds);
    ck_assert(audience->last <= seconds + 1e-6);
    playback_expect(&audience->playback, frame);
    audience->frames++;
}

static void watch_end(void *context, double seconds)
{
    struct audience *audience = context;
    cast_end(audience->cast, seconds);
    play(audience, seconds);
    ck_assert_double_eq_tol(audience->last, seconds, 1e-6);
}

static struct text film(const char *scene, struct picture how, int seconds,
                        struct audience *audience)
{
    struct session *session = session_new();
    struct scene_failure failure;
    struct text out = {0};
    struct error error;
    ck_assert_msg(scene_read(session, "", scene, strlen(scene), &failure), "%s",
                  failure.error.text);
    struct film film = {.how = how, .rate = 30, .seconds = seconds};
    struct cast *cast = cast_new(&out, how.columns, how.rows, how.colors, session->words.title);
    struct frame_sink sink = cast_sink(cast);
    if (audience) {
        *audience = (struct audience){.cast = cast, .recording = &out};
        playback_begin(&audience->playback, how.colors);
        sink = (struct frame_sink){audience, watch, watch_end};
    }
    int line;
    ck_assert_msg(film_make(&sink, session, &film, &error, &line), "line %d: %s", line, error.text);
    cast_free(cast);
    if (audience)
        playback_end(&audience->playback);
    session_free(session);
    return out;
}

static const char tour[] = "title Quotes \" \\ and <&>, wide 漢字\n"
                           "caption A caption with é and e\xCC\x81.\n"
                           "surface ravine\n"
                           "eta 0.078\n"
                           "run\n"
                           "wait 1\n"
                           "eta 0.03\n"
                           "view map slice\n"
                           "wait until n > 12\n"
                           "quiz What now?\n"
                           "type \"title Typed: \\\" 漢字 e\xCC\x81 שלום <&>\"\n"
                           "press right ? pagedown\n"
                           "press escape\n"
                           "big on\n"
                           "ball adam\n"
                           "wait 1\n"
                           "pause\n";

START_TEST(a_recording_is_what_was_shown)
{
    static const struct picture pictures[] = {{100, 30, COLORS_256, false, false},
                                              {80, 24, COLORS_DIRECT, true, false},
                                              {40, 12, COLORS_MONO, false, false}};
    struct audience audience;
    struct text out = film(tour, pictures[_i], 0, &audience);
    /* 1 s, then 12 iterations at 4 a second: 2 s more; the quiz; what is typed and pressed; 1 s */
    ck_assert_int_ge(audience.frames, 30 * (3 + FILM_QUIZ + 4 + 1));
    ck_assert_int_le(audience.frames, 30 * (4 + FILM_QUIZ + 6 + 1));
    ck_assert_int_gt(audience.events, 30);
    text_free(&out);
}
END_TEST

/* A question has its time, and its answer as much, be it the scene's own. */
START_TEST(a_question_is_shown_and_answered)
{
    static const char *const scenes[] = {
        "quiz What?\nright this\nchoice that\nthen So it is.\ncaption After.\n",
        "quiz What?\nright this\nchoice that\nthen So it is.\nanswer b\ncaption After.\n"};
    const struct picture picture = {80, 24, COLORS_MONO, false, false};
    struct audience audience;
    struct text out = film(scenes[_i], picture, 0, &audience);
    ck_assert_int_ge(audience.frames, 30 * 2 * FILM_QUIZ);
    ck_assert_int_le(audience.frames, 30 * (2 * FILM_QUIZ + 1));
    ck_assert_ptr_nonnull(strstr(out.bytes, _i ? ", it is A." : "the answer: A"));
    text_free(&out);
}
END_TEST

START_TEST(the_same_recording_every_time)
{
    struct picture how = {100, 30, COLORS_256, false, false};
    struct text first = film(tour, how, 0, NULL), second = film(tour, how, 0, NULL);
    ck_assert_uint_eq(first.length, second.length);
    ck_assert(memcmp(first.bytes, second.bytes, first.length) == 0);
    text_free(&first);
    text_free(&second);
}
END_TEST

START_TEST(ten_seconds_are_small)
{
    struct audience audience;
    struct text out = film("surface ravine\neta 0.078\nspeed 6\nrun\n",
                           (struct picture){100, 30, COLORS_256, false, false}, 10, &audience);
    ck_assert_int_eq(audience.frames, 301);
    ck_assert_uint_le(out.length, 300000);
    text_free(&out);
}
END_TEST

/* The demos that come with the program, all of each. */
START_TEST(demos_are_small_and_quick)
{
    struct picture how = {100, 30, COLORS_256, false, false};
    struct audience audience;
    glob_t demos;
    ck_assert_int_eq(glob("scenes/demo-*.scene", 0, NULL, &demos), 0);
    ck_assert_uint_eq(demos.gl_pathc, 5);
    for (size_t i = 0; i < demos.gl_pathc; i++) {
        struct text scene = file_read(demos.gl_pathv[i]);
        struct text out = film(scene.bytes, how, 0, &audience);
        ck_assert_double_ge(audience.last, 20);
        ck_assert_double_le(audience.last, 60);
        ck_assert_double_le((double)out.length / audience.last * 10, 300000);
        text_free(&out);
        clock_t began = clock();
        out = film(scene.bytes, how, 0, NULL);
        ck_assert_double_lt((double)(clock() - began) / CLOCKS_PER_SEC, audience.last / 10);
        text_free(&out);
        text_free(&scene);
    }
    globfree(&demos);
}
END_TEST

START_TEST(what_never_comes_is_an_error)
{
    static const char scene[] = "eta 0.9\nwait until n > 5\ntitle Never\n";
    struct session *session = session_new();
    struct scene_failure failure;
    struct text out = {0};
    struct error error;
    int line;
    ck_assert(scene_read(session, "", scene, strlen(scene), &failure));
    struct film film = {.how = {40, 12, COLORS_256, false, false}, .rate = 10};
    struct cast *cast = cast_new(&out, 40, 12, COLORS_256, "");
    struct frame_sink sink = cast_sink(cast);
    ck_assert(!film_make(&sink, session, &film, &error, &line));
    ck_assert_str_eq(error.text, "would wait for ever until n > 5: nothing runs; begin "
                                 "with `run` before it");
    cast_free(cast);
    text_free(&out);
    session_free(session);
}
END_TEST

/* A scene that stands still is played; one that never ends is cut. */
START_TEST(films_end)
{
    struct audience audience;
    struct picture how = {60, 20, COLORS_256, false, false};
    struct text out = film("eta 0.9\n", how, 0, &audience);
    ck_assert(audience.last > 1 && audience.last < 30);
    text_free(&out);
    out = film("surface rosenbrock\neta 1e-4\nrun\n", how, 0, &audience);
    ck_assert(audience.last >= FILM_TAIL - 0.5 && audience.last < FILM_TAIL + 2);
    text_free(&out);
}
END_TEST

START_TEST(asciinema_takes_it)
{
    char *home = terminal_new_home();
    struct text out = film(tour, (struct picture){100, 30, COLORS_256, false, false}, 0, NULL),
                path = {0};
    text_add(&path, "%s/a.cast", home);
    file_write(path.bytes, out.bytes);
    ck_assert(playback_is_read_by_asciinema(home, "a.cast", "What now?"));
    terminal_remove_home(home);
    text_free(&out);
    text_free(&path);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8"); /* for wcwidth */
    setlocale(LC_NUMERIC, "C");
    TCase *tests = tcase_create("film");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_recording_is_what_was_shown, 0, 3);
    tcase_add_loop_test(tests, a_question_is_shown_and_answered, 0, 2);
    tcase_add_test(tests, the_same_recording_every_time);
    tcase_add_test(tests, ten_seconds_are_small);
    tcase_add_test(tests, demos_are_small_and_quick);
    tcase_add_test(tests, what_never_comes_is_an_error);
    tcase_add_test(tests, films_end);
    tcase_add_test(tests, asciinema_takes_it);
    return suite_run("film", tests);
}
