/* Recordings and pictures of the interactive program: whole whatever happens, and what goes wrong
 * is told once. */

#include "../src/base/memory.h"
#include "../src/cli/services.h"
#include "../src/output/gif.h"
#include "../src/output/recording.h"
#include "file.h"
#include "folder.h"
#include "playback.h"
#include "suite.h"
#include "terminal.h"

#include <dirent.h>
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- The file --- */

/* A frame that has little in common with the one before. */
static void scribble(struct frame *frame, int number)
{
    frame_clear(frame);
    for (int row = 0; row < frame->rows; row++) {
        char line[64];
        snprintf(line, sizeof line, "%d \" \\ \x01 \xE6\xBC\xA2 e\xCC\x81 \xD7\xA9 %d", number,
                 number * row);
        frame_text(frame, 0, row, frame->columns,
                   (struct style){0x00FF00, COLOR_DEFAULT, ATTRIBUTE_BOLD}, line);
    }
}

static struct recording *begin(const char *name)
{
    struct error error;
    struct recording *recording = recording_begin(folder_path(name), 40, 10, COLORS_DIRECT,
                                                  "<&> \"\\\x1b\x7f \xff \xE6\xBC\xA2", &error);
    ck_assert_msg(recording != NULL, "%s", error.text);
    return recording;
}

START_TEST(it_is_whole_at_any_moment)
{
    struct recording *recording = begin("a.cast");
    struct playback playback;
    struct error error;
    playback_begin(&playback, COLORS_DIRECT);
    playback_play_file(&playback, folder_path("a.cast"), 0);
    ck_assert_int_eq(playback.columns, 40);
    ck_assert_str_eq(playback.title.bytes, "<&> \"\\\x1b\x7f \xEF\xBF\xBD \xE6\xBC\xA2");
    for (int i = 0; i < 40; i++) {
        struct frame *frame = frame_new(30 + i % 7 / 3, 10 + i % 5 / 2);
        scribble(frame, i);
        ck_assert(recording_frame(recording, 100 + i, frame, &error));
        playback_play_file(&playback, folder_path("a.cast"), i);
        playback_expect(&playback, frame);
        frame_free(frame);
    }
    ck_assert(recording_end(recording, 150, &error));
    playback_play_file(&playback, folder_path("a.cast"), 50);
    ck_assert_double_eq_tol(playback.last, 50, 1e-6);
    playback_end(&playback);
}
END_TEST

/* How many frames a file can have that must not grow beyond a limit; in a process of its own, as
 * the limit is for all that it writes. */
static int record_up_to(rlim_t limit)
{
    const struct rlimit size = {limit, limit};
    struct error error;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        struct recording *recording = begin("a.cast");
        struct frame *frame = frame_new(40, 10);
        int frames = 0;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &size);
        for (scribble(frame, 0); recording_frame(recording, frames, frame, &error);)
            scribble(frame, ++frames);
        bool told = strstr(error.text, "the recording ends here: cannot write ") == error.text;
        _exit(told ? frames : 0);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* The disk is full in the midst of a line: the file ends with the frame before. */
START_TEST(a_full_disk_leaves_whole_frames)
{
    struct playback playback;
    struct frame *last = frame_new(40, 10);
    int frames = record_up_to(5000);
    ck_assert_int_gt(frames, 2);
    scribble(last, frames - 1);
    playback_begin(&playback, COLORS_DIRECT);
    playback_play_file(&playback, folder_path("a.cast"), 1000);
    ck_assert_uint_le(playback.seen, 5000);
    playback_expect(&playback, last);
    playback_end(&playback);
    frame_free(last);
}
END_TEST

START_TEST(a_file_that_vanishes_is_told)
{
    struct recording *recording = begin("a.cast");
    struct frame *frame = frame_new(40, 10);
    struct error error;
    ck_assert(recording_frame(recording, 0, frame, &error));
    unlink(folder_path("a.cast"));
    scribble(frame, 1);
    ck_assert(!recording_frame(recording, 1, frame, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "a.cast: the file has been removed"));
    recording_free(recording);
    frame_free(frame);
}
END_TEST

START_TEST(files_that_cannot_be)
{
    static const struct {
        const char *path;
        int reason;
    } places[] = {{"/nonexistent/a.cast", ENOENT}, {"/dev/full", ENOSPC}, {"/proc/a.cast", ENOENT}};
    struct error error = {0};
    if (access(places[_i].path, F_OK) != 0 && strncmp(places[_i].path, "/dev", 4) == 0)
        return; /* macOS has no /dev/full */
    struct recording *recording = recording_begin(places[_i].path, 40, 10, COLORS_256, "", &error);
    ck_assert_ptr_null(recording);
    ck_assert_ptr_nonnull(strstr(error.text, places[_i].path));
    if (places[_i].path[1] != 'p')
        ck_assert_ptr_nonnull(strstr(error.text, strerror(places[_i].reason)));
}
END_TEST

/* --- The program --- */

static struct terminal *start(const char *option)
{
    struct terminal_setup setup = {.home = home, .arguments = {option}};
    struct terminal *terminal = terminal_start(&setup);
    terminal_expect(terminal, "press : ");
    return terminal;
}

static void command(struct terminal *terminal, const char *name, const char *file)
{
    struct text line = {0};
    text_add(&line, "%s %s", name, folder_path(file));
    terminal_command(terminal, line.bytes);
    text_free(&line);
}

/* The one that failed, and is there to be mended. */
static void leave_line(struct terminal *terminal)
{
    terminal_send(terminal, "\033");
    terminal_expect(terminal, "press :");
}

static void quit(struct terminal *terminal)
{
    terminal_send(terminal, "qq"); /* a changed run is asked for once */
    int status = terminal_end(terminal);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    terminal_free(terminal);
}

static bool plays(const char *file, const char *text)
{
    struct playback playback;
    char line[1000];
    bool found = false;
    playback_begin(&playback, COLORS_256);
    playback_play_file(&playback, folder_path(file), 1e9);
    for (int row = 0; row < playback.rows && !found; row++) {
        VTermRect whole = {row, row + 1, 0, playback.columns};
        size_t length = vterm_screen_get_text(playback.screen, line, sizeof line - 1, whole);
        line[length] = '\0';
        found = strstr(line, text) != NULL;
    }
    playback_end(&playback);
    return found;
}

/* What is on the screen is in the file a moment later. */
static bool file_holds(struct terminal *terminal, const void *name)
{
    (void)terminal;
    char line[1 << 16];
    bool found = false;
    FILE *file = fopen(folder_path(name), "r");
    /* after a colour, as the title is: at the prompt a blank is before it */
    while (file && !found && fgets(line, sizeof line, file))
        found = strstr(line, "mRecorded") != NULL;
    if (file)
        fclose(file);
    return found;
}

static void begin_recording(struct terminal *terminal, const char *file)
{
    command(terminal, "record", file);
    terminal_expect(terminal, "\u25cf rec"); /* ● */
    terminal_command(terminal, "title Recorded");
    ck_assert(terminal_wait(terminal, file_holds, file));
}

START_TEST(it_records_until_it_is_told_to_stop)
{
    struct terminal *terminal = start("--color=256");
    command(terminal, "record", "a.cast");
    terminal_expect(terminal, "\u25cf rec"); /* ● */
    command(terminal, "record", "b.cast");
    terminal_expect(terminal, "a.cast is being recorded; `record stop` ends it");
    leave_line(terminal);
    terminal_command(terminal, "title While it records");
    terminal_expect(terminal, "While it records");
    terminal_resize(terminal, 80, 24);
    terminal_expect(terminal, "q quit");
    terminal_send(terminal, ":record stop");
    terminal_expect(terminal, "\u203a record stop");
    terminal_send(terminal, "\r");
    terminal_expect(terminal, "recorded ");
    terminal_expect_gone(terminal, "\u25cf rec");
    terminal_command(terminal, "title Afterwards");
    terminal_expect(terminal, "Afterwards");
    terminal_command(terminal, "record stop");
    terminal_expect(terminal, "nothing is being recorded");
    leave_line(terminal);
    quit(terminal);
    ck_assert(plays("a.cast", "While it records"));
    ck_assert(plays("a.cast", "\u203a record stop")); /* what was typed, too */
    ck_assert(!plays("a.cast", "Afterwards"));
    ck_assert(playback_is_read_by_asciinema(home, "a.cast", "While it records"));
    ck_assert_int_ne(access(folder_path("b.cast"), F_OK), 0);
}
END_TEST

/* As the first command of -e it does not wait for the scene's course; those after it do. */
START_TEST(it_records_a_scene_from_its_begin)
{
    file_write(folder_path("class.scene"), "title In the course\nwait until loss(1) < 1e-3\n");
    char *path = memory_copy(folder_path("class.scene"));
    struct text record = {0};
    text_add(&record, "record %s", folder_path("a.cast"));
    struct terminal_setup setup = {
        .home = home, .arguments = {path, "-e", record.bytes, "-e", "title Afterwards"}};
    struct terminal *terminal = terminal_start(&setup);
    terminal_expect(terminal, "\u25cf rec"); /* ● */
    terminal_expect(terminal, "In the course");
    terminal_command(terminal, "step 100");
    terminal_expect(terminal, "Afterwards");
    quit(terminal);
    ck_assert(plays("a.cast", "Afterwards"));
    text_free(&record);
    free(path);
}
END_TEST

/* Errors are told once, and the program goes on. */
START_TEST(a_folder_that_vanishes_ends_it)
{
    struct terminal *terminal = start("--color=256");
    mkdir(folder_path("folder"), 0700);
    begin_recording(terminal, "folder/a.cast");
    unlink(folder_path("folder/a.cast"));
    rmdir(folder_path("folder"));
    terminal_send(terminal, ".");
    terminal_expect(terminal, "the recording ends here");
    terminal_expect_gone(terminal, "\u25cf rec");
    terminal_send(terminal, ".");
    terminal_expect_gone(terminal, "the recording ends here");
    command(terminal, "record", "folder/a.cast");
    terminal_expect(terminal, "No such file or directory");
    leave_line(terminal);
    command(terminal, "screenshot", "folder/a.svg");
    terminal_expect(terminal, "folder/a.svg: No such file or directory");
    leave_line(terminal);
    command(terminal, "export", "folder/a.csv");
    terminal_expect(terminal, "folder/a.csv: No such file or directory");
    leave_line(terminal);
    quit(terminal);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
    if (access("/dev/full", W_OK) != 0) {
        puts("record: no /dev/full here, a full disk was not tried");
        return;
    }
    static const char *const commands[][2] = {
        {"record", "a.cast"}, {"screenshot", "a.svg"}, {"export", "a.csv"}, {"save", "a.scene"}};
    struct terminal *terminal = start("--color=256");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        ck_assert_int_eq(symlink("/dev/full", folder_path(commands[i][1])), 0);
        command(terminal, commands[i][0], commands[i][1]);
        terminal_expect(terminal, "No space left on device");
        terminal_send(terminal, "\033");
        terminal_expect_gone(terminal, "No space left on device");
    }
    quit(terminal);
}
END_TEST

START_TEST(a_pipe_does_not_stop_the_program)
{
    struct terminal *terminal = start("--color=256");
    static const char *const commands[][2] = {{"record", "a.cast"}, {"record", "a.session"},
                                              {"save", "a.scene"},  {"save!", "b.scene"},
                                              {"export", "a.csv"},  {"screenshot", "a.svg"}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        ck_assert_int_eq(mkfifo(folder_path(commands[i][1]), 0600), 0);
        command(terminal, commands[i][0], commands[i][1]);
        terminal_expect(terminal, "it is a pipe");
        terminal_send(terminal, "\033");
        terminal_expect_gone(terminal, "it is a pipe");
    }
    quit(terminal);
}
END_TEST

/* A kill can cut a write of several pages between two: then the last line is not whole. */
static void drop_part_of_a_line(const char *file)
{
    struct text recording = file_read(folder_path(file));
    while (recording.length > 0 && recording.bytes[recording.length - 1] != '\n')
        recording.bytes[--recording.length] = '\0';
    file_write(folder_path(file), recording.bytes);
    text_free(&recording);
}

START_TEST(a_crash_leaves_a_whole_recording)
{
    struct terminal *terminal = start("--color=256");
    begin_recording(terminal, "a.cast");
    terminal_signal(terminal, SIGKILL);
    terminal_free(terminal);
    drop_part_of_a_line("a.cast");
    ck_assert(plays("a.cast", "Recorded"));
}
END_TEST

static char *trimmed(const char *text)
{
    struct text out = {0};
    for (; *text; text++) {
        while (*text == '\n' && out.length && out.bytes[out.length - 1] == ' ')
            out.bytes[--out.length] = '\0';
        text_add_bytes(&out, text, 1);
    }
    return out.bytes;
}

START_TEST(a_picture_is_the_screen)
{
    struct terminal *terminal = start("--color=mono");
    terminal_command(terminal, "surface himmelblau");
    terminal_expect(terminal, "himmelblau");
    terminal_command(terminal, "ball adam");
    terminal_expect(terminal, "adam");
    command(terminal, "screenshot", "a.txt");
    terminal_expect(terminal, "wrote ");
    terminal_send(terminal, "\033");
    terminal_expect_gone(terminal, "wrote ");
    char *screen = trimmed(terminal_text(terminal));
    struct text picture = file_read(folder_path("a.txt"));
    ck_assert_str_eq(screen, picture.bytes);
    free(screen);
    text_free(&picture);
    quit(terminal);
}
END_TEST

/* How many files there are whose names begin so, also hidden ones. */
static int count_files(const char *beginning)
{
    int count = 0;
    DIR *directory = opendir(home);
    for (const struct dirent *entry; (entry = readdir(directory));)
        count += strstr(entry->d_name, beginning) != NULL;
    closedir(directory);
    return count;
}

static int render(const char *arguments, const char *name)
{
    struct text line = {0};
    text_add(&line, "\"$OVERSHOOT\" render %s -o '%s'", arguments, folder_path(name));
    int result = system(line.bytes); /* NOLINT(cert-env33-c): a shell is what is wanted */
    text_free(&line);
    return WEXITSTATUS(result);
}

static void take(struct terminal *terminal, const char *name)
{
    command(terminal, "screenshot", name);
    terminal_expect(terminal, "wrote ");
    terminal_send(terminal, "\033");
    terminal_expect_gone(terminal, "wrote ");
}

/* What is on the screen is what is painted without one; a .gif has one image, that stays. */
START_TEST(a_picture_of_pixels_is_the_screen)
{
    struct terminal *terminal = start("--color=direct");
    terminal_command(terminal, "surface himmelblau");
    terminal_expect(terminal, "himmelblau");
    take(terminal, "a.png");
    ck_assert_int_eq(render("-e 'surface himmelblau' --steps 0", "b.png"), 0);
    struct text seen = file_read(folder_path("a.png")), wanted = file_read(folder_path("b.png"));
    ck_assert_uint_eq(seen.length, wanted.length);
    ck_assert_mem_eq(seen.bytes, wanted.bytes, wanted.length);
    text_free(&seen);
    text_free(&wanted);
    if (gif_is_there()) {
        take(terminal, "a.gif");
        seen = file_read(folder_path("a.gif"));
        ck_assert_mem_eq(seen.bytes, "GIF89a\x96\x03\x2E\x02", 10); /* 918 x 558 */
        ck_assert_int_eq(seen.bytes[seen.length - 1], ';');
        ck_assert_uint_gt(seen.length, 10000);
        text_free(&seen);
    }
    quit(terminal);
}
END_TEST

/* A film tells a terminal how far it is; one that is broken off is no file, nor a part of one. */
static const char *const films[] = {"a.svg", "a.svg", "a.gif"};
static const int breaks[] = {SIGINT, SIGTERM, SIGKILL};

START_TEST(a_film_that_is_broken_off_is_no_file)
{
    const char *film = folder_path(films[_i]);
    if (_i == 2 && !gif_is_there())
        return;
    struct terminal *terminal = terminal_start(&(struct terminal_setup){
        .arguments = {"render", "--animate", "--seconds", "600", "--fps", "60", "--size", "200x60",
                      "-o", film},
    });
    terminal_expect(terminal, " s left");
    terminal_expect(terminal, " s of film, ");
    terminal_signal(terminal, breaks[_i]);
    int status = terminal_end(terminal);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == breaks[_i]);
    ck_assert_int_eq(count_files("a."), 0);
    terminal_free(terminal);
}
END_TEST

/* How often films play, and what is seen of one that does not. */
static const struct {
    const char *arguments, *name, *text;
    bool there;
} ways[] = {
    {"--animate", "a.svg", " infinite", true},
    {"--animate --loop forever", "a.svg", " infinite", true},
    {"--animate --loop once", "a.svg", " infinite", false},
    {"--animate --poster 0.25", "a.svg", "class=\"poster\"", true},
    {"--animate", "a.svg", "class=\"poster\"", false},
    {"", "a.gif", "NETSCAPE2.0", true},
    {"--loop forever", "a.gif", "NETSCAPE2.0", true},
    {"--loop once", "a.gif", "NETSCAPE2.0", false},
};

START_TEST(a_film_plays_as_it_is_told)
{
    struct text line = {0};
    if (strstr(ways[_i].name, "gif") && !gif_is_there())
        return;
    text_add(&line, "--size 40x12 --fps 10 --seconds 0.5 %s", ways[_i].arguments);
    ck_assert_int_eq(render(line.bytes, ways[_i].name), 0);
    struct text file = file_read(folder_path(ways[_i].name));
    size_t length = strlen(ways[_i].text);
    bool there = false;
    for (size_t i = 0; i + length <= file.length && !there; i++)
        there = memcmp(file.bytes + i, ways[_i].text, length) == 0;
    ck_assert_int_eq(there, ways[_i].there);
    text_free(&file);
    text_free(&line);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8"); /* for wcwidth */
    TCase *tests = tcase_create("record");
    tcase_add_checked_fixture(tests, folder_begin, folder_end);
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, it_is_whole_at_any_moment);
    tcase_add_test(tests, a_full_disk_leaves_whole_frames);
    tcase_add_test(tests, a_file_that_vanishes_is_told);
    tcase_add_loop_test(tests, files_that_cannot_be, 0, 3);
    tcase_add_test(tests, it_records_until_it_is_told_to_stop);
    tcase_add_test(tests, it_records_a_scene_from_its_begin);
    tcase_add_test(tests, a_folder_that_vanishes_ends_it);
    tcase_add_test(tests, a_full_disk_is_told);
    tcase_add_test(tests, a_pipe_does_not_stop_the_program);
    tcase_add_test(tests, a_crash_leaves_a_whole_recording);
    tcase_add_test(tests, a_picture_is_the_screen);
    tcase_add_test(tests, a_picture_of_pixels_is_the_screen);
    tcase_add_table_test(tests, a_film_that_is_broken_off_is_no_file, films);
    tcase_add_table_test(tests, a_film_plays_as_it_is_told, ways);
    return suite_run("record", tests);
}
