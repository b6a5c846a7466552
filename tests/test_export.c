/* Runs as files: what was made with what; and the program's files on the command line, where the
 * disk is full, the folder gone or the reader tired. */

#include "../src/cli/services.h"
#include "../src/front/clock.h"
#include "../src/output/run.h"
#include "../src/scene/scene.h"
#include "file.h"
#include "folder.h"
#include "suite.h"
#include "terminal.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Quotes, marks of direction, ends of lines of all kinds, and bytes that are no text. */
#define HOSTILE                                                                                    \
    "<&>\"',\\ \xE6\xBC\xA2 \xD7\xA9 \r\x1b[2J\x7f\xff\xC2\x85 \xE2\x80\xA8 "                      \
    "\xE2\x80\xAE\xE2\x80\xAC"

static const char scene[] = "title " HOSTILE "\n"
                            "caption " HOSTILE "\n"
                            "let k = 3\n"
                            "surface k*x^2 + y^2 on [-4,4] x [-3,3]\n"
                            "eta 0.05\n"
                            "schedule eta0/(1 + n/10)\n"
                            "at 4 momentum 0.5\n"
                            "ball adam beta1=0.8\n"
                            "goto 7\n";

static struct session *open_scene(const char *text)
{
    struct session *session = session_new();
    struct scene_failure failure;
    struct error error;
    int line;
    ck_assert_msg(scene_read(session, "a/\xC2\x9B\xE2\x80\xAE\xE2\x80\xAC.scene", text,
                             strlen(text), &failure),
                  "%d: %s", failure.line, failure.error.text);
    ck_assert(clock_finish(session, -1, &error, &line));
    session->host.services = &file_services;
    return session;
}

static void export(struct session *session, const char *name)
{
    struct text line = {0};
    struct error error;
    text_add(&line, "export %s", folder_path(name));
    ck_assert_msg(command_execute(session, line.bytes, &error), "%s", error.text);
    text_free(&line);
}

/* The table alone, as `overshoot run` has it. */
static struct text table(struct session *session, const char *format)
{
    struct error error;
    FILE *file = fopen(folder_path("table"), "w");
    ck_assert_ptr_nonnull(file);
    ck_assert(run_write(session, session->sim->end,
                        &(struct run_table){.format = run_format_find(format)}, file, &error));
    fclose(file);
    return file_read(folder_path("table"));
}

static void expect_plain(const struct text *text)
{
    for (size_t at = 0; at < text->length;) {
        uint32_t c;
        int size = utf8_decode(text->bytes + at, text->length - at, &c);
        ck_assert_msg(c != 0xFFFD || size == 3, "bytes that are no UTF-8");
        ck_assert_msg(c == '\n' || (c >= ' ' && c != 0x7f && (c < 0x80 || c >= 0xa0)),
                      "control character %02x", c);
        ck_assert_msg(c != 0x2028 && c != 0x202E, "U+%04X", c);
        at += (size_t)size;
    }
}

START_TEST(a_table_says_what_made_it)
{
    struct session *session = open_scene(scene);
    export(session, "a.csv");
    ck_assert_int_eq(session->sim->clock, 7);
    ck_assert_ptr_nonnull(strstr(session->answers.notice.bytes, "a.csv, iterations 0 to 7"));
    struct text file = file_read(folder_path("a.csv")), rows = table(session, "csv"), again = {0};
    expect_plain(&file);
    const char *at = file.bytes;
    for (; *at == '#'; at = strchr(at, '\n') + 1)
        if (strncmp(at, "#     ", 6) == 0)
            text_add(&again, "%.*s", (int)(strchr(at, '\n') + 1 - (at + 6)), at + 6);
    ck_assert_str_eq(at, rows.bytes);
    static const char *const told[] = {
        "# overshoot: <&>\"',\\ \xE6\xBC\xA2 \xD7\xA9 ??[2J?",
        "(a/???.scene)\n",
        "# surface k*x^2 + y^2, start ",
        "seed 0, tolerance 1e-08, k 3\n",
        "# ball 1: sgd, eta 0.05, momentum 0.5, schedule eta0/(1 + n/10)\n",
        "# ball 2: adam, eta 0.05, beta1 0.8, beta2 0.999, eps 1e-08, schedule constant\n"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        ck_assert_msg(strstr(file.bytes, told[i]) != NULL, "no `%s` in\n%s", told[i], file.bytes);

    /* The comment's scene makes the same rows. */
    struct session *other = open_scene(again.bytes);
    struct text other_rows = table(other, "csv");
    ck_assert_str_eq(other_rows.bytes, rows.bytes);
    session_free(other);
    session_free(session);
    text_free(&other_rows);
    text_free(&again);
    text_free(&rows);
    text_free(&file);
}
END_TEST

START_TEST(lines_of_json_say_it_too)
{
    struct session *session = open_scene(scene);
    export(session, "a.jsonl");
    struct text file = file_read(folder_path("a.jsonl")), rows = table(session, "jsonl");
    static const char begin[] = "{\"comment\":\"overshoot: <&>\\\"',\\\\ ";
    expect_plain(&file);
    ck_assert_msg(strncmp(file.bytes, begin, sizeof begin - 1) == 0, "%.80s", file.bytes);
    ck_assert_str_eq(strchr(file.bytes, '\n') + 1, rows.bytes);
    session_free(session);
    text_free(&rows);
    text_free(&file);
}
END_TEST

/* The columns are a contract: more of them may only come at the end. */
START_TEST(columns_end_with_the_name)
{
    static const struct {
        const char *format, *text;
    } tables[] = {
        {"csv", "ball,step,x,y,loss,eta,grad_x,grad_y,sharpness,event,name\n"
                "1,0,1,0.5,1.25,0.25,2,1,2,,adam\n"
                "2,0,1,0.5,1.25,0.25,2,1,2,,\"theta -= min(eta, 1)*g; theta += 0\"\n"},
        {"jsonl",
         "{\"ball\":1,\"step\":0,\"x\":1,\"y\":0.5,\"loss\":1.25,\"eta\":0.25,\"grad_x\":2,"
         "\"grad_y\":1,\"sharpness\":2,\"event\":\"\",\"name\":\"adam\"}\n"
         "{\"ball\":2,\"step\":0,\"x\":1,\"y\":0.5,\"loss\":1.25,\"eta\":0.25,\"grad_x\":2,"
         "\"grad_y\":1,\"sharpness\":2,\"event\":\"\","
         "\"name\":\"theta -= min(eta, 1)*g; theta += 0\"}\n"},
    };
    struct session *session = open_scene("start 1, 0.5\noptimizer adam\neta 0.25\n"
                                         "ball theta -= min(eta, 1)*g; theta += 0\neta 0.25\n");
    struct text rows = table(session, tables[_i].format);
    ck_assert_str_eq(rows.bytes, tables[_i].text);
    session_free(session);
    text_free(&rows);
}
END_TEST

/* Of a picture's bytes, those that are no text: ends of lines, and colours if it has them. */
static void drop_colors(struct text *text)
{
    size_t length = 0;
    for (size_t at = 0; at < text->length;) {
        if (strncmp(text->bytes + at, "\033[", 2) == 0) {
            at += 2 + strspn(text->bytes + at + 2, "0123456789;");
            ck_assert_msg(text->bytes[at] == 'm', "an escape sequence that is no colour");
            at++;
        } else {
            text->bytes[length++] = text->bytes[at++];
        }
    }
    text->length = length;
    text->bytes[length] = '\0';
}

static void run(struct session *session, const char *line)
{
    struct error error;
    ck_assert_msg(command_execute(session, line, &error), "%s", error.text);
}

/* A ball that came later has fewer rows on record; what waits for the next ones goes on waiting. */
START_TEST(an_export_is_of_the_record_and_changes_nothing)
{
    struct session *session = open_scene("eta 0.05\ngoto 10\nball\nat 15 eta 0.5\ngoto 20\n");
    run(session, "budget 5");
    run(session, "follow on");
    run(session, "zoom 100");
    run(session, "wait until x(1) < -2"); /* as it was in the first iterations */
    run(session, "run");
    struct region view = session->look.region;
    struct text before = {0}, after = {0};
    scene_write(session, &before);
    export(session, "a.csv");
    scene_write(session, &after);
    ck_assert_str_eq(after.bytes, before.bytes);
    ck_assert_int_eq(session->sim->end, 20);
    ck_assert_int_eq(session->script.hold.kind, HOLD_CONDITION);
    ck_assert(session->player.playing);
    ck_assert_double_eq(session->look.region.x0, view.x0);
    struct text file = file_read(folder_path("a.csv"));
    ck_assert_ptr_nonnull(strstr(file.bytes, "\n1,20,"));
    ck_assert_ptr_nonnull(strstr(file.bytes, "\n2,10,"));
    ck_assert_ptr_null(strstr(file.bytes, "\n2,11,"));
    text_free(&before);
    text_free(&after);
    text_free(&file);
    session_free(session);
}
END_TEST

START_TEST(pictures_are_only_text)
{
    static const char *const formats[] = {"txt", "ans"};
    struct session *session = open_scene(scene);
    struct picture how = {100, 30, COLORS_DIRECT, false, false};
    struct text out = {0};
    ck_assert(picture_write(&out, session, &how, NULL, picture_format_find(formats[_i]), NULL));
    if (_i == 1)
        drop_colors(&out);
    expect_plain(&out);
    /* what there is to see stands as it was written, in its order */
    ck_assert_ptr_nonnull(strstr(out.bytes, "<&>\"',\\ \xE6\xBC\xA2 \xD7\xA9 ^M^[[2J^?"));
    text_free(&out);
    session_free(session);
}
END_TEST

START_TEST(exports_that_fail)
{
    static const struct {
        const char *line, *message;
    } lines[] = {
        {"export", "expected the name of a file"},
        {"export a.xls", "expected a file name that ends in .csv or .jsonl"},
        {"export /nonexistent/a.csv", "cannot write /nonexistent/a.csv: No such file or directory"},
        {"screenshot a.jpg", "expected a file name that ends in .txt, .ans, .svg, .png or .gif"},
        {"record a.cast", "there is no screen to record; `overshoot render -o FILE.cast` makes a "
                          "recording of a scene"},
    };
    struct session *session = open_scene("eta 0.2\n");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct error error;
        ck_assert(!command_execute(session, lines[i].line, &error));
        ck_assert_str_eq(error.text, lines[i].message);
    }
    session_free(session);
}
END_TEST

/* --- what is there already --- */

static const char *const writers[] = {"save", "export", "screenshot"};

/* Runs COMMAND FILE; what is wrong, or "". */
static const char *asked(struct session *session, const char *command, const char *name)
{
    static struct error error;
    struct text line = {0};
    text_add(&line, "%s %s", command, folder_path(name));
    bool good = command_execute(session, line.bytes, &error);
    text_free(&line);
    return good ? "" : error.text;
}

START_TEST(nothing_is_overwritten_unasked)
{
    static const char *const names[] = {"a.scene", "a.csv", "a.svg"};
    const char *command = writers[_i], *name = names[_i];
    struct session *session = open_scene("eta 0.2\n");
    struct text over = {0};
    text_add(&over, "%s!", command);
    file_write(folder_path(name), "mine\n");
    ck_assert_ptr_nonnull(strstr(asked(session, command, name), "already exists; "));
    ck_assert_ptr_nonnull(strstr(asked(session, command, name), "! overwrites it"));
    struct text file = file_read(folder_path(name));
    ck_assert_str_eq(file.bytes, "mine\n");
    ck_assert_str_eq(asked(session, over.bytes, name), "");
    ck_assert_str_eq(asked(session, command, name), ""); /* its own by now */
    ck_assert_str_eq(asked(session, command, name), "");
    file_write(folder_path(name), "mine again\n");
    ck_assert_str_ne(asked(session, command, name), "");
    unlink(folder_path(name));
    ck_assert_str_eq(asked(session, command, name), "");
    struct session *other = open_scene("eta 0.2\n");
    ck_assert_str_ne(asked(other, command, name), "");
    text_free(&file);
    text_free(&over);
    session_free(other);
    session_free(session);
}
END_TEST

/* A link stays one, be it that what it leads to is not there yet. */
START_TEST(links_are_followed)
{
    const char *command = writers[_i];
    static const char *const names[] = {"a.scene", "a.csv", "a.svg"};
    struct session *session = open_scene("eta 0.2\n");
    struct stat status;
    ck_assert_int_eq(symlink("file", folder_path(names[_i])), 0);
    ck_assert_str_eq(asked(session, command, names[_i]), "");
    ck_assert_int_eq(lstat(folder_path(names[_i]), &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(lstat(folder_path("file"), &status), 0);
    ck_assert(S_ISREG(status.st_mode) && status.st_size > 0);
    ck_assert_str_eq(asked(session, command, names[_i]), "");
    session_free(session);
}
END_TEST

/* --- The command line --- */

/* Runs a line of shell in the test's folder, where `o` is the program; returns its exit status. */
static int shell(const char *line)
{
    struct text command = {0};
    char *program = realpath(getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot", NULL);
    text_add(&command, "o() { '%s' \"$@\"; }; cd '%s' && { %s; }", program, home, line);
    int status = system(command.bytes);
    ck_assert(WIFEXITED(status));
    text_free(&command);
    free(program);
    return WEXITSTATUS(status);
}

static const char *const written[] = {"run --format csv",    "run --format jsonl",
                                      "render --format txt", "render --format ans",
                                      "render --format svg", "render --seconds 1 --format cast"};
enum { WRITTEN = sizeof written / sizeof *written };

static void expect_one_message(const char *message)
{
    struct text told = file_read(folder_path("told"));
    ck_assert_str_eq(told.bytes ? told.bytes : "", message);
    text_free(&told);
}

START_TEST(a_full_disk)
{
    char line[200];
    if (access("/dev/full", W_OK) != 0) {
        puts("export: no /dev/full here, a full disk was not tried");
        return;
    }
    snprintf(line, sizeof line, "o %s >/dev/full 2>told", written[_i]);
    ck_assert_int_eq(shell(line), 1);
    expect_one_message("overshoot: cannot write to standard output: No space left on device\n");
    snprintf(line, sizeof line, "o %s -o /dev/full 2>told", written[_i]);
    ck_assert_int_eq(shell(line), 1);
    expect_one_message("overshoot: cannot write /dev/full: No space left on device\n");
}
END_TEST

START_TEST(a_folder_that_has_gone)
{
    char line[200];
    snprintf(line, sizeof line, "o %s -o folder/a 2>told", written[_i]);
    ck_assert_int_eq(shell(line), 1);
    expect_one_message("overshoot: cannot write folder/a: No such file or directory\n");
}
END_TEST

/* root may write everywhere; but nobody can in /proc. */
START_TEST(a_folder_to_read_only)
{
    char line[200];
    if (access("/proc/self", F_OK) != 0) {
        puts("export: no /proc here, a folder to read only was not tried");
        return;
    }
    snprintf(line, sizeof line, "o %s -o /proc/a 2>told", written[_i]);
    ck_assert_int_eq(shell(line), 1);
    struct text told = file_read(folder_path("told"));
    ck_assert_ptr_nonnull(strstr(told.bytes, "overshoot: cannot write /proc/a: "));
    ck_assert_ptr_eq(strchr(told.bytes, '\n') + 1, told.bytes + told.length);
    text_free(&told);
}
END_TEST

/* The reader has gone when the writer begins: the writer waits for its end to be closed. */
START_TEST(a_pipe_that_is_closed)
{
    char line[200];
    snprintf(line, sizeof line,
             "{ cat gone; o %s 2>told; echo $? >status; } | { exec <&-; echo >gone; }; "
             "exit $(cat status)",
             written[_i]);
    ck_assert_int_eq(shell("mkfifo gone"), 0);
    ck_assert_int_eq(shell(line), 1);
    expect_one_message("");
}
END_TEST

/* What a line of shell writes, on both outputs. */
static void expect_written(const char *line, int status, const char *expected)
{
    struct text whole = {0};
    text_add(&whole, "{ %s; } >told 2>&1", line);
    ck_assert_int_eq(shell(whole.bytes), status);
    text_free(&whole);
    expect_one_message(expected);
}

START_TEST(columns_and_steps_are_chosen)
{
    /* A step of Adam by hand: g = 2, m = 0.1 g and v = 0.001 g^2, and it goes eta far. */
    expect_written("o run -e 'surface x^2' -e 'start 1, 0' -e 'optimizer adam' -e 'ball sgd' "
                   "-e 'eta 0.25' --steps 1 --columns name,step,m.x,loss,beta1",
                   0,
                   "name,step,m.x,loss,beta1\nadam,0,0,1,0.90000000000000002\nsgd,0,,1,\n"
                   "adam,1,0.19999999999999996,0.81000000089999991,0.90000000000000002\n"
                   "sgd,1,,0.25,\n");
    expect_written("o run -e 'eta 0.25' -e 'start 1, 0.5' --steps 7 --every 3 --columns step,x", 0,
                   "step,x\n0,1\n3,0.125\n6,0.015625\n");
    expect_written("o run -e 'start 1, 0' -e 'eta 1e9' --steps 7 --every 5 --columns "
                   "step,event --format jsonl",
                   0, "{\"step\":0,\"event\":\"\"}\n{\"step\":1,\"event\":\"diverged\"}\n");
    expect_written("o run -e 'optimizer adam' --steps 0 --columns +m | head -n 1", 0,
                   "ball,step,x,y,loss,eta,grad_x,grad_y,sharpness,event,name,m.x,m.y\n");
    expect_written("o run --columns x,losss", 2,
                   "overshoot: no ball has a number losss for a column; did you mean loss?\n");
    expect_written("o run --columns m.z", 2, "overshoot: no ball has a number m.z for a column\n");
    expect_written("o run --every 0", 2,
                   "overshoot: --every takes a whole number from 1 to 1000000000000, not '0'\n");
}
END_TEST

START_TEST(checks_tell_programs)
{
    file_write(folder_path("a.scene"), "eta 0.25\nstart 1, 0\nexpect loss(1, 1) < 0.3\n");
    expect_written("o check a.scene", 0, "a.scene: 1 holds\n");
    expect_written("o check a.scene -e 'expect loss(1, 1) > 0.3'", 1,
                   "overshoot: a.scene: expected loss(1, 1) > 0.3; found loss(1, 1) = 0.25\n");
    expect_written("o check -e 'eta 1e9' -e 'expect diverged(1)'", 0, "-e: 1 holds\n");
    expect_written("o check a.scene b.scene --json -e 'expect loss(1, 2) > 1'", 1,
                   "{\"line\":3,\"scene\":\"a.scene\",\"text\":\"loss(1, 1) < "
                   "0.3\",\"holds\":true,\"value\":\"loss(1, 1) = 0.25\"}\n"
                   "{\"line\":null,\"scene\":\"a.scene\",\"text\":\"loss(1, 2) > "
                   "1\",\"holds\":false,\"value\":\"loss(1, 2) = 0.0625\"}\n"
                   "{\"line\":null,\"scene\":\"b.scene\",\"holds\":false,\"error\":\"no scene is "
                   "called that; `overshoot list scenes` shows them all\"}\n");
    expect_written("o check a.scene --json -e 'eta none'", 2,
                   "{\"line\":null,\"scene\":\"a.scene\",\"text\":\"eta "
                   "none\",\"holds\":false,\"error\":\"unknown name none\"}\n");
}
END_TEST

START_TEST(the_command_line_asks_for_what_it_names)
{
    file_write(folder_path("a.csv"), "mine\n");
    file_write(folder_path("a.scene"), "# mine\n");
    ck_assert_int_eq(shell("o run --steps 1 -o a.csv && grep -q ball a.csv"), 0);
    ck_assert_int_eq(shell("o run -e 'save a.scene' 2>told"), 2);
    ck_assert_int_eq(shell("grep -q 'a.scene already exists; save! overwrites it' told"), 0);
    ck_assert_int_eq(shell("o run -e 'save! a.scene' >out && grep -q surface a.scene"), 0);
}
END_TEST

/* It ends with the entry before, and plays up to there. */
/* What fails in a recorded session is no reason to stop, in a table or a film; what is another run
 * is told. */
START_TEST(a_session_goes_on)
{
    file_write(folder_path("a.session"), "# overshoot 0.1.0 session\n0 0 h - optimizer adam\n"
                                         "0 0 h - at 5 momentum 0.3\n0 0 h - run\n"
                                         "9 3 h - eta 0.2\n9 4 .\n");
    file_write(folder_path("b.session"), "# overshoot 0.1.0 session\n0 0 h - eta 0.3\n"
                                         "0 1 h - eta -2\n0 2 h - eta 0.2\n0 3 .\n");
    static const char *const lines[] = {"run $s.session --steps 0", "render $s.session -o a.cast",
                                        "render $s.session --animate -o a.svg"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (int name = 'a'; name <= 'b'; name++) {
            char line[200];
            snprintf(line, sizeof line, "s=%c; o %s 2>told >table", name, lines[i]);
            ck_assert_int_eq(shell(line), 0);
            expect_one_message(name == 'a' ? ""
                                           : "overshoot: b.session: from `eta -2` at iteration 0 "
                                             "on, the run differs from the recording: eta "
                                             "must be from 0 to 1e+12, not -2\n");
        }
    }
}
END_TEST

/* As far as it went, be that more or less than a scene is run. */
START_TEST(a_session_gives_its_run)
{
    static const int steps[] = {7, 250};
    struct text line = {0};
    text_add(&line,
             "o run --steps %d -e 'record! a.session' >one && o run a.session >two && "
             "cmp one two && test $(wc -l <two) = %d",
             steps[_i], steps[_i] + 2);
    ck_assert_int_eq(shell(line.bytes), 0);
    text_free(&line);
}
END_TEST

START_TEST(a_session_that_the_disk_has_no_room_for)
{
    struct text line = {0};
    text_add(&line, "trap '' XFSZ; ulimit -f 1; o run --steps 1 -e 'record a.session'");
    for (int i = 0; i < 60; i++)
        text_add(&line, " -e 'caption a line of some length, so that it is soon too much'");
    text_add(&line, " >/dev/null 2>told");
    ck_assert_int_eq(shell(line.bytes), 1);
    expect_one_message("overshoot: the recording ends here: cannot write a.session: "
                       "No space left on device\n");
    ck_assert_int_eq(shell("grep -q 'too much$' a.session && test \"$(tail -c 1 a.session)\" = ''"),
                     0);
    ck_assert_int_eq(shell("o run --steps 1 a.session >/dev/null 2>told"), 0);
    expect_one_message("");
    text_free(&line);
}
END_TEST

START_TEST(another_version_s_scene_is_read_and_says_so)
{
    file_write(folder_path("a.scene"), "# overshoot 0.0.1\neta 0.3\n");
    ck_assert_int_eq(shell("o run a.scene --steps 1 2>told >out && grep -q ,0.29 out"), 0);
    ck_assert_int_eq(shell("grep -q 'a.scene: saved by overshoot 0.0.1; this is' told"), 0);
}
END_TEST

START_TEST(names_of_files_are_only_names)
{
    static const char name[] = "a b'\"<&>$(x)\xE6\xBC\xA2\xD7\xA9.cast";
    struct text line = {0};
    text_add(&line, "o render --seconds 1 -o \"$(cat name)\" && test -s \"$(cat name)\"");
    file_write(folder_path("name"), name);
    ck_assert_int_eq(shell(line.bytes), 0);
    text_free(&line);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8"); /* for wcwidth */
    TCase *tests = tcase_create("export");
    tcase_add_checked_fixture(tests, folder_begin, folder_end);
    tcase_add_test(tests, a_table_says_what_made_it);
    tcase_add_test(tests, lines_of_json_say_it_too);
    tcase_add_loop_test(tests, columns_end_with_the_name, 0, 2);
    tcase_add_test(tests, an_export_is_of_the_record_and_changes_nothing);
    tcase_add_loop_test(tests, pictures_are_only_text, 0, 2);
    tcase_add_test(tests, exports_that_fail);
    tcase_add_table_test(tests, nothing_is_overwritten_unasked, writers);
    tcase_add_table_test(tests, links_are_followed, writers);
    tcase_add_test(tests, columns_and_steps_are_chosen);
    tcase_add_test(tests, checks_tell_programs);
    tcase_add_test(tests, the_command_line_asks_for_what_it_names);
    tcase_add_test(tests, a_session_goes_on);
    tcase_add_loop_test(tests, a_session_gives_its_run, 0, 2);
    tcase_add_test(tests, a_session_that_the_disk_has_no_room_for);
    tcase_add_test(tests, another_version_s_scene_is_read_and_says_so);
    tcase_add_loop_test(tests, a_full_disk, 0, WRITTEN);
    tcase_add_loop_test(tests, a_folder_that_has_gone, 0, WRITTEN);
    tcase_add_loop_test(tests, a_folder_to_read_only, 0, WRITTEN);
    tcase_add_loop_test(tests, a_pipe_that_is_closed, 0, WRITTEN);
    tcase_add_test(tests, names_of_files_are_only_names);
    return suite_run("export", tests);
}
