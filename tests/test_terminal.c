/* End to end: the program on a terminal. */

#include "../src/base/text.h"
#include "../src/view/charts.h"
#include "file.h"
#include "suite.h"
#include "terminal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define ESC "\033"
#define CTRL_C "\003"
#define CTRL_Z "\032"
#define ETA_0 "\u03b7 \u25c2" /* η ◂ */
#define PROMPT "\u203a "

static struct terminal *start(struct terminal_setup setup)
{
    struct terminal *terminal = terminal_start(&setup);
    terminal_expect(terminal, "press : ");
    return terminal;
}

/* What takes long to compute comes after the first picture. */
static char *whole_picture(struct terminal *terminal)
{
    terminal_expect(terminal, "q quit");
    return terminal_still(terminal);
}

static void quit(struct terminal *terminal)
{
    terminal_send(terminal, "qq"); /* a changed run is asked for once */
    int status = terminal_end(terminal);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        terminal_fail(terminal, "did not end well:", "the program");
    terminal_free(terminal);
}

/* The iteration in the top line: `❚❚ n 14`. -1 if it is not there. */
static long iteration(struct terminal *terminal)
{
    const char *number = strstr(terminal_text(terminal), " n ");
    return number ? strtol(number + 3, NULL, 10) : -1;
}

static bool has_iteration(struct terminal *terminal, const void *wanted)
{
    return iteration(terminal) == *(const long *)wanted;
}

static bool has_gone_on(struct terminal *terminal, const void *before)
{
    return iteration(terminal) > *(const long *)before;
}

static void expect_iteration(struct terminal *terminal, long wanted)
{
    if (!terminal_wait(terminal, has_iteration, &wanted))
        terminal_fail(terminal, "did not come:", "the iteration");
}

static void wait_past_iteration(struct terminal *terminal, long before)
{
    if (!terminal_wait(terminal, has_gone_on, &before))
        terminal_fail(terminal, "does not move:", "the ball");
}

/* --- the picture --- */

enum { MAP_LEFT = 4, MAP_RIGHT = 62, MAP_TOP = 3, MAP_BOTTOM = 26 };

static int distinct_colors(struct terminal *terminal, int *greatest, bool *direct)
{
    bool seen[256] = {false};
    int count = 0;
    *greatest = -1;
    *direct = false;
    for (int row = MAP_TOP; row < MAP_BOTTOM; row++)
        for (int column = MAP_LEFT; column < MAP_RIGHT; column++) {
            VTermColor bg = terminal_cell(terminal, column, row).bg;
            if (VTERM_COLOR_IS_DEFAULT_BG(&bg))
                continue;
            *direct = *direct || VTERM_COLOR_IS_RGB(&bg);
            if (!VTERM_COLOR_IS_INDEXED(&bg) || seen[bg.indexed.idx])
                continue;
            seen[bg.indexed.idx] = true;
            *greatest = bg.indexed.idx > *greatest ? bg.indexed.idx : *greatest;
            count++;
        }
    return count;
}

START_TEST(map_has_the_surface_s_colors)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    int greatest;
    bool direct;
    ck_assert_int_ge(distinct_colors(terminal, &greatest, &direct), 5);
    ck_assert(!direct);
    ck_assert_int_ge(greatest, 16);
    quit(terminal);
}
END_TEST

static const struct {
    const char *policy, *variable, *type;
    int least, greatest; /* distinct background colours on the map; their largest number */
    bool direct;
} levels[] = {
    {"256", NULL, NULL, 5, 255, false},
    {"16", NULL, NULL, 1, 15, false},
    {"8", NULL, NULL, 1, 7, false},
    {"mono", NULL, NULL, 0, -1, false},
    {"direct", NULL, NULL, 0, 255, true},
    {"auto", "COLORTERM=truecolor", NULL, 0, 255, true},
    {"auto", "NO_COLOR=1", NULL, 0, -1, false},
    {"auto", "NO_COLOR=", NULL, 5, 255, false}, /* empty does not count */
    {"256", "NO_COLOR=1", NULL, 5, 255, false}, /* the option wins */
    {"auto", NULL, "xterm", 1, 7, false},
    {"256", NULL, "xterm", 5, 255, false}, /* more than the terminal's entry knows */
    {"auto", NULL, "vt220", 0, -1, false},
};

START_TEST(colors_are_as_many_as_wanted)
{
    struct terminal_setup setup = {.type = levels[_i].type,
                                   .environment = {levels[_i].variable},
                                   .arguments = {"--color", levels[_i].policy}};
    struct terminal *terminal = start(setup);
    int greatest, count;
    bool direct;
    count = distinct_colors(terminal, &greatest, &direct);
    ck_assert_int_ge(count, levels[_i].least);
    ck_assert_int_le(greatest, levels[_i].greatest);
    ck_assert_int_eq(direct, levels[_i].direct);
    size_t length;
    const char *bytes = terminal_bytes(terminal, &length); /* the palette is the user's */
    ck_assert(!strstr(bytes, ESC "]4") && !strstr(bytes, ESC "]104") && !strstr(bytes, ESC "]P"));
    quit(terminal);
}
END_TEST

/* What inherits COLORTERM from the terminal around it. */
static const struct {
    const char *type, *variables[3];
    bool direct;
} inherited[] = {
    {"screen-256color", {"COLORTERM=truecolor"}, false},
    {"screen", {"COLORTERM=truecolor", "STY=1.a"}, false},
    {"screen.xterm-256color", {"COLORTERM=24bit", "STY=1.a"}, false},
    {"xterm-256color", {"COLORTERM=truecolor", "STY=1.a"}, false},
    {"xterm-kitty", {"COLORTERM=truecolor", "STY=1.a"}, false},
    {"screen-256color", {"COLORTERM=truecolor", "STY=1.a", "TMUX=/tmp/a,1,0"}, false},
    {"screen-256color", {"COLORTERM=truecolor", "TMUX=/tmp/a,1,0"}, true},
    {"tmux-256color", {"COLORTERM=truecolor", "STY=1.a", "TMUX=/tmp/a,1,0"}, true},
    {"xterm-256color", {"COLORTERM=truecolor", "STY="}, true},
};

START_TEST(screen_gets_no_direct_colors)
{
    struct terminal_setup setup = {.type = inherited[_i].type};
    for (int i = 0; i < 3; i++)
        setup.environment[i] = inherited[_i].variables[i];
    struct terminal *terminal = start(setup);
    size_t length;
    const char *bytes = terminal_bytes(terminal, &length);
    bool direct = strstr(bytes, "38;2;") || strstr(bytes, "48;2;");
    bool asked = strstr(bytes, ESC "P") || strstr(bytes, ESC "]");
    ck_assert_int_eq(direct, inherited[_i].direct);
    ck_assert_int_eq(asked, inherited[_i].direct); /* screen passes strings on to who is around */
    quit(terminal);
}
END_TEST

/* --- what the terminal is asked --- */

#define ST ESC "\\"
#define ASKS_DIRECT "$qm" ST
#define ASKS_COLORS "+q436F" ST
#define ASKS_GROUND "]11;?" ST
#define ASKS_WIDTH ESC "[6n"
#define WHITE ESC "]11;rgb:ffff/ffff/ffff" ST

/* Of the first row, which is raised: its ground. -1: the terminal's own. */
static int header_light(struct terminal *terminal)
{
    VTermColor bg = terminal_cell(terminal, 50, 0).bg;
    if (VTERM_COLOR_IS_DEFAULT_BG(&bg))
        return -1;
    return VTERM_COLOR_IS_RGB(&bg) ? bg.rgb.green > 128 : bg.indexed.idx > 250;
}

static bool is_light(struct terminal *terminal, const void *wanted)
{
    return header_light(terminal) == *(const int *)wanted;
}

/* Where nothing is, either, a theme is on its own ground. */
static bool ground_is_own(struct terminal *terminal)
{
    VTermColor bg = terminal_cell(terminal, 0, 1).bg;
    return VTERM_COLOR_IS_DEFAULT_BG(&bg);
}

static const struct {
    const char *type, *variable, *option[2];
    struct terminal_answer answers[3];
    int light;   /* the theme */
    bool direct; /* colours */
    bool many;   /* in a table of 256 */
} asked[] = {
    /* nothing is answered: a theme on its own ground, in the colours of the type */
    {.type = "xterm-256color", .many = true},
    {.type = "xterm"},
    {.type = "xterm-256color", .variable = "COLORFGBG=0;15", .light = 1, .many = true},
    {.type = "xterm-256color", .variable = "COLORFGBG=15;default;0", .many = true},
    /* what it says */
    {.type = "xterm", .answers = {{ASKS_DIRECT, ESC "P1$r0;48:2::1:2:3m" ST}}, .direct = true},
    {.type = "xterm", .answers = {{ASKS_DIRECT, ESC "P1$r0;48:5:16m" ST}}, .many = true},
    {.type = "xterm", .answers = {{ASKS_DIRECT, ESC "P0$r" ST}}},
    {.type = "xterm",
     .answers = {{ASKS_COLORS, ESC "P0+r" ST ESC "P1+r436F=323536" ST}},
     .many = true},
    {.type = "xterm", .answers = {{"+q524742" ST, ESC "P1+r524742=38" ST}}, .direct = true},
    {.type = "xterm-256color", .answers = {{ASKS_GROUND, WHITE}}, .light = 1, .many = true},
    {.type = "xterm-256color",
     .answers = {{ASKS_GROUND, ESC "]11;rgb:10/10/20\007"}},
     .many = true},
    {.type = "xterm-256color",
     .answers = {{ASKS_GROUND, ESC "]11;rgba:6000/6000/6000/ffff" ST}},
     .many = true},
    {.type = "xterm-256color", .answers = {{ASKS_GROUND, ESC "]11;rgb:red" ST}}, .many = true},
    /* options win */
    {.type = "xterm-256color",
     .option = {"--theme", "dark"},
     .answers = {{ASKS_GROUND, WHITE}},
     .many = true},
    {.type = "xterm",
     .option = {"--color", "256"},
     .answers = {{ASKS_DIRECT, ESC "P1$r0;48:2::1:2:3m" ST}},
     .many = true},
    /* who would print what it does not know is not asked for it; nor is what it has inherited so */
    {.type = "screen", .variable = "COLORTERM=truecolor", .answers = {{ASKS_DIRECT, "q"}}},
};

START_TEST(the_terminal_is_asked)
{
    struct terminal_setup setup = {.type = asked[_i].type,
                                   .environment = {asked[_i].variable},
                                   .arguments = {asked[_i].option[0], asked[_i].option[1]}};
    memcpy(setup.answers, asked[_i].answers, sizeof asked[_i].answers);
    struct terminal *terminal = start(setup);
    int greatest;
    bool direct;
    free(whole_picture(terminal));
    int count = distinct_colors(terminal, &greatest, &direct);
    ck_assert_int_eq(direct, asked[_i].direct);
    ck_assert_int_ge(count, direct ? 0 : 1);
    if (!direct)
        ck_assert_int_eq(greatest >= 16, asked[_i].many);
    if (direct || asked[_i].many) /* of few colours the header has none */
        ck_assert_int_eq(header_light(terminal), asked[_i].light);
    ck_assert(!ground_is_own(terminal));
    expect_iteration(terminal, 0);
    quit(terminal);
}
END_TEST

/* Where a mark takes two columns, nothing does any more. */
START_TEST(ascii_where_marks_are_wide)
{
    struct terminal *terminal =
        start((struct terminal_setup){.answers = {{ASKS_WIDTH, ESC "[1;3R"}}});
    free(whole_picture(terminal));
    for (const char *at = terminal_text(terminal); *at; at++)
        ck_assert_int_lt((unsigned char)*at, 0x80);
    terminal_command(terminal, "charset unicode");
    terminal_expect(terminal, "\u25cf");
    terminal_command(terminal, "charset ascii");
    terminal_expect_gone(terminal, "\u25cf");
    quit(terminal);
}
END_TEST

START_TEST(the_theme_is_a_setting)
{
    const int dark = 0, light = 1;
    struct terminal *terminal = start((struct terminal_setup){.answers = {{ASKS_GROUND, WHITE}}});
    ck_assert(terminal_wait(terminal, is_light, &light));
    terminal_command(terminal, "theme dark");
    ck_assert(terminal_wait(terminal, is_light, &dark));
    ck_assert(!ground_is_own(terminal));
    terminal_command(terminal, "theme auto");
    ck_assert(terminal_wait(terminal, is_light, &light));
    quit(terminal);
}
END_TEST

/* Late, in pieces, and with keys between: each key counts, and no byte of an answer does. */
START_TEST(late_answers_are_no_keys)
{
    static const char *const pieces[] = {
        ESC, "]11;rgb:ff", "ff/ffff/ff", "ff" ESC,  "\\",   ".", ESC "P1$r", "0m",  ESC "\\",
        ".", ESC "[1",     ";2R.",       ESC "[?6", "4;1c", ".", ESC "[",    "?62c"};
    const int light = 1;
    struct terminal *terminal = start((struct terminal_setup){.silent = true});
    free(whole_picture(terminal));
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        terminal_send(terminal, pieces[i]);
    ck_assert(terminal_wait(terminal, is_light, &light));
    expect_iteration(terminal, 4);
    terminal_send(terminal, ":eta 0.7"); /* an Escape is a key as before */
    terminal_expect(terminal, PROMPT "eta 0.7");
    terminal_send(terminal, ESC);
    terminal_expect_gone(terminal, PROMPT "eta 0.7");
    quit(terminal);
}
END_TEST

START_TEST(ascii_where_the_locale_has_no_more)
{
    struct terminal *terminal = start((struct terminal_setup){.locale = "C"});
    terminal_send(terminal, " ");
    wait_past_iteration(terminal, 1);
    size_t length;
    const char *bytes = terminal_bytes(terminal, &length);
    for (size_t i = 0; i < length; i++)
        ck_assert_int_lt((unsigned char)bytes[i], 0x80);
    quit(terminal);
}
END_TEST

START_TEST(small_screens)
{
    struct terminal *terminal = start((struct terminal_setup){.columns = 40, .rows = 12});
    terminal_resize(terminal, 30, 8);
    terminal_expect(terminal, "too small");
    terminal_resize(terminal, 40, 12);
    terminal_expect(terminal, "press : ");
    quit(terminal);
}
END_TEST

START_TEST(resizes_end_right)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    char *before = whole_picture(terminal);
    unsigned state = 7;
    for (int i = 0; i < 500; i++) {
        state = state * 1103515245u + 12345u;
        terminal_resize(terminal, 2 + (int)(state >> 16) % 180, 2 + (int)(state >> 8 & 63));
    }
    terminal_resize(terminal, 100, 30);
    terminal_expect(terminal, before);
    free(before);
    quit(terminal);
}
END_TEST

/* --- the ball --- */

static bool find_ball(struct terminal *terminal, int *column, int *row)
{
    for (*row = MAP_TOP; *row < MAP_BOTTOM; (*row)++)
        for (*column = MAP_LEFT; *column < MAP_RIGHT; (*column)++)
            if (terminal_cell(terminal, *column, *row).chars[0] == 0x25cf)
                return true;
    return false;
}

static bool has_ball(struct terminal *terminal, const void *elsewhere)
{
    const int *place = elsewhere;
    int column, row;
    return find_ball(terminal, &column, &row) && (column != place[0] || row != place[1]);
}

START_TEST(the_ball_moves)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    int place[2] = {-1, -1};
    ck_assert(terminal_wait(terminal, has_ball, place));
    ck_assert(find_ball(terminal, &place[0], &place[1]));
    terminal_send(terminal, " ");
    if (!terminal_wait(terminal, has_ball, place))
        terminal_fail(terminal, "does not move:", "the ball");
    quit(terminal);
}
END_TEST

static bool has_loss(struct terminal *terminal, const void *wanted)
{
    double difference = terminal_number_after(terminal, "loss ") / *(const double *)wanted - 1;
    return difference > -0.002 && difference < 0.002;
}

/* On the bowl x² + y², a step of plain descent multiplies the loss by (1 − 2η)². */
static void expect_loss_ratio(struct terminal *terminal, double eta)
{
    long n = iteration(terminal);
    double wanted = terminal_number_after(terminal, "loss ") * (1 - 2 * eta) * (1 - 2 * eta);
    terminal_send(terminal, ".");
    expect_iteration(terminal, n + 1);
    if (!terminal_wait(terminal, has_loss, &wanted))
        terminal_fail(terminal, "not as the rule says:", "the loss");
}

START_TEST(eta_typed_while_it_rolls)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_expect(terminal, "loss 8.180");
    expect_loss_ratio(terminal, 0.1);
    terminal_send(terminal, " ");
    wait_past_iteration(terminal, 1);
    terminal_send(terminal, ":eta 0.3");
    terminal_expect(terminal, PROMPT "eta 0.3");
    wait_past_iteration(terminal, iteration(terminal)); /* typing does not stop the ball */
    terminal_send(terminal, "\r");
    terminal_expect(terminal, ETA_0 " 0.3");
    terminal_command(terminal, "reset");
    terminal_command(terminal, "pause");
    terminal_command(terminal, "back 1000"); /* the start: its loss is known */
    expect_iteration(terminal, 0);
    terminal_expect(terminal, "loss 8.180");
    expect_loss_ratio(terminal, 0.3);
    quit(terminal);
}
END_TEST

START_TEST(a_wrong_command_changes_nothing)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, ".");
    expect_iteration(terminal, 1);
    terminal_command(terminal, "eta 0.3)");
    terminal_expect(terminal, "column 8");
    ck_assert_double_eq_tol(terminal_number_after(terminal, ETA_0), 0.1, 1e-9);
    ck_assert_int_eq((int)iteration(terminal), 1);
    terminal_expect(terminal, "\u203a eta 0.3)"); /* and the line is there, to be mended */
    terminal_send(terminal, "\033[3~\r");         /* the cursor is on the ) */
    terminal_expect_gone(terminal, "column 8");
    ck_assert_double_eq_tol(terminal_number_after(terminal, ETA_0), 0.3, 1e-9);
    terminal_command(terminal, "etta 0.3");
    terminal_expect(terminal, "did you mean eta?");
    terminal_send(terminal, ESC); /* leads back from line and message */
    terminal_expect_gone(terminal, "did you mean eta?");
    terminal_expect_gone(terminal, "etta");
    quit(terminal);
}
END_TEST

START_TEST(typing_is_answered_while_computing)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_command(terminal, "noise 0.1"); /* so that it never comes to rest */
    terminal_command(terminal, "goto 1000000000");
    wait_past_iteration(terminal, 0);
    terminal_send(terminal, ":eta 0.2");
    terminal_expect(terminal, PROMPT "eta 0.2");
    ck_assert_int_lt(iteration(terminal), 1000000000);
    terminal_send(terminal, CTRL_C); /* closes the prompt */
    terminal_expect_gone(terminal, PROMPT "eta 0.2");
    terminal_send(terminal, CTRL_C); /* ends the computing */
    terminal_expect(terminal, "stopped");
    quit(terminal);
}
END_TEST

static bool looks_other(struct terminal *terminal, const void *picture)
{
    return strcmp(terminal_text(terminal), picture) != 0;
}

/* The map of so many rows takes seconds, with the sanitizers that of fewer: what is typed is on the
 * screen before it is finished. */
#ifdef __SANITIZE_ADDRESS__
enum { SLOW_ROWS = 6000 };
#else
enum { SLOW_ROWS = 30000 };
#endif
START_TEST(typing_is_answered_while_a_map_is_drawn)
{
    char *home = terminal_new_home(), path[600], command[700];
    snprintf(path, sizeof path, "%s/rows.csv", home);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs("u,v\n", file);
    for (int i = 0; i < SLOW_ROWS; i++)
        fprintf(file, "%g,%g\n", i * 7919 % 10007 / 5000.0 - 1, i * 1047 % 10009 / 5000.0 - 1);
    ck_assert_int_eq(fclose(file), 0);
    snprintf(command, sizeof command, "data %s", path);
    struct terminal *terminal = start((struct terminal_setup){
        .home = home,
        .arguments = {"-e", command, "-e", "surface mean((tanh(x*u) + sin(y*v) - u*v)^2)"}});
    terminal_send(terminal, "z:eta 0.2");
    terminal_expect(terminal, PROMPT "eta 0.2");
    char *picture = strdup(terminal_text(terminal));
    if (!terminal_wait(terminal, looks_other, picture))
        terminal_fail(terminal, "was finished before:", "the map");
    free(picture);
    terminal_send(terminal, CTRL_C);
    terminal_expect_gone(terminal, PROMPT "eta 0.2");
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

/* --- keys --- */

START_TEST(keys_do_what_they_say)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, "..");
    expect_iteration(terminal, 2);
    terminal_send(terminal, ",");
    expect_iteration(terminal, 1);
    terminal_send(terminal, "0");
    expect_iteration(terminal, 0);
    terminal_send(terminal, "+ ");
    terminal_expect(terminal, "8 steps/s");
    wait_past_iteration(terminal, 0);
    terminal_send(terminal, "--");
    terminal_expect(terminal, "2 steps/s");
    terminal_send(terminal, " ");
    terminal_expect(terminal, "\u275a\u275a n");
    terminal_send(terminal, ESC "[C");
    terminal_expect(terminal, ETA_0 " 0.11");
    terminal_send(terminal, ESC "OD");
    terminal_expect(terminal, ETA_0 " 0.1 ");
    terminal_send(terminal, ESC "[B" ESC "[C");
    terminal_expect(terminal, "\u03bc \u25c2 0.05");
    quit(terminal);
}
END_TEST

START_TEST(unknown_keys_are_swallowed)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, ESC "[24~" ESC "[1;5C" ESC "OP" ESC "[<66;5;5M" ESC "x\xff\u00e9@");
    terminal_send(terminal, ".");
    expect_iteration(terminal, 1);
    terminal_send(terminal, ",0"); /* whatever they did would be seen */
    expect_iteration(terminal, 0);
    terminal_send(terminal, "..");
    expect_iteration(terminal, 2);
    quit(terminal);
}
END_TEST

/* At `lines 30–47 of 47`. */
static bool is_at_end_of_page(struct terminal *terminal, const void *context)
{
    (void)context;
    int first, last, count;
    const char *at = strstr(terminal_text(terminal), "lines ");
    return at && sscanf(at, "lines %d\u2013%d of %d", &first, &last, &count) == 3 && last == count;
}

/* The page has been drawn again after the screen grew: its last line is further down. */
static bool is_page_of_30_rows(struct terminal *terminal, const void *context)
{
    (void)context;
    const char *text = terminal_text(terminal), *end = strstr(text, "esc closes");
    int rows = 0;
    for (const char *at = text; end && at < end; at++)
        rows += *at == '\n';
    return rows > 20;
}

START_TEST(help_is_a_page)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, "?");
    terminal_expect(terminal, "The most useful commands");
    terminal_command(terminal, "list commands");
    terminal_expect(terminal, "lines 1");
    terminal_send(terminal, ESC "[B");
    terminal_expect(terminal, "lines 2");
    terminal_send(terminal, ESC "[F" ESC "[A" ESC "[H");
    terminal_expect(terminal, "lines 1");
    terminal_resize(terminal, 50, 20); /* where lines are wrapped, the last one is reached too */
    terminal_send(terminal, ESC "[F");
    ck_assert(terminal_wait(terminal, is_at_end_of_page, NULL));
    terminal_resize(terminal, 100, 30);
    ck_assert(terminal_wait(terminal, is_page_of_30_rows, NULL));
    terminal_send(terminal, ESC);
    terminal_expect_gone(terminal, "esc closes");
    terminal_command(terminal, "list surfaces");
    terminal_send(terminal, "/Saddle\r"); /* its first place comes to the top, then the next */
    terminal_expect_gone(terminal, "lines 1\u2013");
    terminal_expect(terminal, "lines 28\u2013");
    terminal_send(terminal, "n");
    terminal_expect(terminal, "lines 31\u2013");
    terminal_command(terminal, "help eta");
    terminal_expect(terminal, "esc closes");
    terminal_send(terminal, "q"); /* closes the page, not the program */
    terminal_expect_gone(terminal, "esc closes");
    terminal_expect(terminal, "sgd");
    quit(terminal);
}
END_TEST

/* --- the mouse --- */

enum { LEFT = 0, RIGHT = 2, CONTROL = 16, MOVED = 32, WHEEL_UP = 64, WHEEL_DOWN = 65 };

static void report_mouse(struct terminal *terminal, int code, int column, int row, char final)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, ESC "[<%d;%d;%d%c", code, column + 1, row + 1, final);
    terminal_send(terminal, bytes);
}

static void click(struct terminal *terminal, int column, int row)
{
    report_mouse(terminal, LEFT, column, row, 'M');
    report_mouse(terminal, LEFT, column, row, 'm');
}

/* The ball's cell, and the loss, of which both are to be so. */
struct spot {
    int column, row;
    double loss, tolerance;
};

static bool is_at_spot(struct terminal *terminal, const void *context)
{
    const struct spot *spot = context;
    int column, row;
    if (!find_ball(terminal, &column, &row) || column != spot->column || row != spot->row)
        return false;
    const char *at = strstr(terminal_text(terminal), "loss ");
    while (at && !strchr("-0123456789", at[5])) /* the head of a column */
        at = strstr(at + 1, "loss ");
    double difference = at ? strtod(at + 5, NULL) - spot->loss : 1e9;
    return difference <= spot->tolerance && difference >= -spot->tolerance;
}

static void expect_spot(struct terminal *terminal, struct spot spot)
{
    if (!terminal_wait(terminal, is_at_spot, &spot))
        terminal_fail(terminal, "is not there:", "the ball");
}

/* A plane: the loss is a ball's x, from 0 to 100. */
static struct terminal *start_on_plane(void)
{
    return start((struct terminal_setup){
        .arguments = {"-e", "surface x on [0,100] x [0,100]", "-e", "start 0.1, 50"}});
}

/* The axes' labels have other widths when they are others. */
static struct terminal *start_without_axes(void)
{
    struct terminal *terminal = start_on_plane();
    terminal_command(terminal, "hide axes");
    terminal_expect_gone(terminal, "60");
    return terminal;
}

/* What x is in a column of the map by a click there. */
static double x_of(struct terminal *terminal, int column, int row)
{
    click(terminal, column, row);
    expect_spot(terminal, (struct spot){column, row, 50, 50});
    terminal_send(terminal, ":?"); /* below the number, so drawn after it */
    terminal_expect(terminal, PROMPT "?");
    double x = terminal_number_after(terminal, "loss ");
    terminal_send(terminal, CTRL_C);
    terminal_expect(terminal, "press : ");
    return x;
}

START_TEST(a_click_sets_the_start)
{
    struct terminal *terminal = start_on_plane();
    double x20 = x_of(terminal, 20, 10), x50 = x_of(terminal, 50, 20);
    ck_assert_double_gt(x50 - x20, 40);
    ck_assert_double_lt(x50 - x20, 65);
    ck_assert_double_eq_tol(x_of(terminal, 35, 12), (x20 + x50) / 2, 2);
    terminal_send(terminal, "..");
    expect_iteration(terminal, 2);
    click(terminal, 20, 10); /* it stands still, as before */
    expect_spot(terminal, (struct spot){20, 10, x20, 0.01});
    expect_iteration(terminal, 0);
    terminal_send(terminal, " ");
    wait_past_iteration(terminal, 0);
    click(terminal, 50, 20); /* and goes on */
    terminal_expect(terminal, "steps/s");
    wait_past_iteration(terminal, iteration(terminal));
    terminal_send(terminal, " ");
    terminal_expect(terminal, "\u275a\u275a n");
    terminal_send(terminal, ":eta 0.");
    terminal_expect(terminal, PROMPT "eta 0.");
    click(terminal, 20, 10); /* the prompt is no obstacle */
    expect_spot(terminal, (struct spot){20, 10, x20, 0.01});
    terminal_send(terminal, "7\r");
    terminal_expect(terminal, ETA_0 " 0.7");
    quit(terminal);
}
END_TEST

START_TEST(the_start_is_dragged)
{
    struct terminal *terminal = start_on_plane();
    double x50 = x_of(terminal, 50, 20), x20 = x_of(terminal, 20, 10);
    report_mouse(terminal, LEFT, 20, 10, 'M');
    report_mouse(terminal, LEFT | MOVED, 30, 12, 'M');
    report_mouse(terminal, LEFT | MOVED, 50, 20, 'M');
    expect_spot(terminal, (struct spot){50, 20, x50, 0.01});
    report_mouse(terminal, LEFT | MOVED, 50, 0, 'M'); /* not on the map */
    report_mouse(terminal, LEFT | MOVED, 99, 20, 'M');
    report_mouse(terminal, LEFT, 99, 20, 'm');
    report_mouse(terminal, LEFT | MOVED, 30, 12, 'M'); /* nothing is held */
    terminal_send(terminal, ".,");
    expect_spot(terminal, (struct spot){50, 20, x50, 0.01});
    click(terminal, 20, 10);
    expect_spot(terminal, (struct spot){20, 10, x20, 0.01});
    quit(terminal);
}
END_TEST

START_TEST(a_drag_shows_the_way_ahead)
{
    struct terminal *terminal =
        start((struct terminal_setup){.arguments = {"-e", "surface x^2 + y^2 on [-9,9] x [-4,4]",
                                                    "-e", "eta 0.2", "-e", "hide start"}});
    report_mouse(terminal, LEFT, 20, 10, 'M');
    report_mouse(terminal, LEFT | MOVED, 15, 8, 'M');
    terminal_expect(terminal, "\u25cb"); /* where the ball will be */
    report_mouse(terminal, LEFT, 15, 8, 'm');
    terminal_expect_gone(terminal, "\u25cb");
    expect_iteration(terminal, 0);
    terminal_send(terminal, "w");
    terminal_expect(terminal, "\u25cb");
    terminal_send(terminal, "w");
    terminal_expect_gone(terminal, "\u25cb");
    terminal_send(terminal, "a");
    terminal_expect(terminal, "\u2212\u03b7\u00b7g");
    quit(terminal);
}
END_TEST

START_TEST(arrows_and_the_view_go_with_the_ball)
{
    struct terminal *terminal = start_on_plane(); /* at x = 0.1: at the edge */
    terminal_send(terminal, "A");
    terminal_expect(terminal, "\xE2\x86\x90"); /* downhill is to the left */
    terminal_send(terminal, "c");
    terminal_expect(terminal, "\xE2\x88\x92"
                              "20"); /* on the axis */
    quit(terminal);
}
END_TEST

/* What a click means is what the screen shows: so the ball is waited for. */
static void turn_wheel(struct terminal *terminal, int code, int column, int row)
{
    for (int i = 0; i < 3; i++) {
        int place[2];
        ck_assert(find_ball(terminal, &place[0], &place[1]));
        report_mouse(terminal, code, column, row, 'M');
        if (!terminal_wait(terminal, has_ball, place))
            terminal_fail(terminal, "does not move:", "the map");
    }
}

START_TEST(the_wheel_zooms_at_the_pointer)
{
    struct terminal *terminal = start_without_axes();
    double x20 = x_of(terminal, 20, 10), x35 = x_of(terminal, 35, 11);
    turn_wheel(terminal, WHEEL_UP, 20, 10);
    double factor = 1.25 * 1.25 * 1.25;
    click(terminal, 20, 10);
    expect_spot(terminal, (struct spot){20, 10, x20, 0.2});
    click(terminal, 35, 11);
    expect_spot(terminal, (struct spot){35, 11, x20 + (x35 - x20) / factor, 0.2});
    turn_wheel(terminal, WHEEL_DOWN, 20, 10);
    click(terminal, 35, 11);
    expect_spot(terminal, (struct spot){35, 11, x35, 0.2});
    quit(terminal);
}
END_TEST

START_TEST(the_map_is_dragged)
{
    static const int codes[] = {RIGHT, LEFT | CONTROL};
    struct terminal *terminal = start_without_axes();
    double x20 = x_of(terminal, 20, 10);
    report_mouse(terminal, codes[_i], 40, 15, 'M');
    report_mouse(terminal, codes[_i] | MOVED, 45, 15, 'M');
    report_mouse(terminal, codes[_i] | MOVED, 50, 17, 'M');
    report_mouse(terminal, codes[_i], 50, 17, 'm');
    expect_spot(terminal, (struct spot){30, 12, x20, 0.01});
    terminal_send(terminal, "f");
    expect_spot(terminal, (struct spot){20, 10, x20, 0.01});
    quit(terminal);
}
END_TEST

/* --- the relief --- */

static struct terminal *start_in_relief(void)
{
    return start((struct terminal_setup){
        .arguments = {"-e", "surface x + 50*sin(y/9) on [0,100] x [0,100]", "-e", "view relief",
                      "-e", "scale linear", "-e", "start 30, 50"}});
}

static bool looks_like(struct terminal *terminal, const void *picture)
{
    return strcmp(terminal_text(terminal), picture) == 0;
}

static void expect_turned(struct terminal *terminal, const char *picture)
{
    if (!terminal_wait(terminal, looks_other, picture))
        terminal_fail(terminal, "does not turn:", "the relief");
    terminal_expect(terminal, "q quit");
}

static void expect_picture(struct terminal *terminal, const char *picture)
{
    if (!terminal_wait(terminal, looks_like, picture))
        terminal_fail(terminal, "is not as before:", "the relief");
}

START_TEST(the_relief_is_turned_by_keys)
{
    static const char *const pairs[][2] = {
        {"L", "H"}, {"K", "J"}, {"HHHJJ", "LLLKK"}, {"LLLLLLLLLLLLLLL", "HHHHHHHHHHHHHHH"}};
    struct terminal *terminal = start_in_relief();
    char *picture = whole_picture(terminal);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        terminal_send(terminal, pairs[i][0]);
        expect_turned(terminal, picture);
        terminal_send(terminal, pairs[i][1]);
        expect_picture(terminal, picture);
    }
    free(picture);
    quit(terminal);
}
END_TEST

START_TEST(the_relief_is_turned_by_dragging)
{
    static const int ways[][2] = {{5, 0}, {-9, 3}, {0, -4}, {40, 5}};
    struct terminal *terminal = start_in_relief();
    char *picture = whole_picture(terminal);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int column = 25 + ways[i][0], row = 13 + ways[i][1];
        report_mouse(terminal, LEFT, 25, 13, 'M');
        report_mouse(terminal, LEFT | MOVED, column, row, 'M');
        expect_turned(terminal, picture);
        report_mouse(terminal, LEFT | MOVED, 25, 13, 'M');
        report_mouse(terminal, LEFT, 25, 13, 'm'); /* on the surface, but it was no click */
        expect_picture(terminal, picture);
    }
    report_mouse(terminal, LEFT | MOVED, 40, 13, 'M'); /* nothing is held */
    terminal_send(terminal, "LH");
    expect_picture(terminal, picture);
    free(picture);
    quit(terminal);
}
END_TEST

START_TEST(a_click_on_the_relief_sets_the_start)
{
    struct terminal *terminal = start((struct terminal_setup){
        .arguments = {"-e", "surface x on [0,100] x [0,100]", "-e", "view relief", "-e",
                      "scale linear", "-e", "turn to 0"}});
    click(terminal, 32, 12); /* x 50 is in the middle of the 63 columns that the relief has */
    expect_spot(terminal, (struct spot){32, 12, 50, 1.5});
    click(terminal, 20, 10);
    expect_spot(terminal, (struct spot){20, 10, 17, 9});
    click(terminal, 2, 5); /* beside it */
    terminal_send(terminal, ".,");
    expect_spot(terminal, (struct spot){20, 10, 17, 9});
    quit(terminal);
}
END_TEST

/* A chart without panel: its plot has columns 8 to 95, and room for 20 iterations. */
static int chart_column(int tick)
{
    static const struct axis axis = {20, 88};
    return 8 + axis_column(&axis, tick);
}

START_TEST(charts_are_pointed_at)
{
    struct terminal *terminal = start((struct terminal_setup){
        .arguments = {"-e", "hide panel", "-e", "view charts", "-e", "step 17"}});
    terminal_expect(terminal, "\u25cf n 17");
    click(terminal, chart_column(9), 5);
    terminal_expect(terminal, "\u25cf n 9");
    report_mouse(terminal, LEFT, chart_column(12), 5, 'M');
    report_mouse(terminal, LEFT | MOVED, chart_column(13), 6, 'M');
    terminal_expect(terminal, "\u25cf n 13");
    report_mouse(terminal, LEFT, chart_column(13), 6, 'm');
    click(terminal, chart_column(18), 5);
    terminal_expect(terminal, "iteration 18 is not on record yet: the last is 17");
    terminal_expect(terminal, "\u25cf n 13");
    report_mouse(terminal, RIGHT, chart_column(5), 12, 'M');
    terminal_expect(terminal, "\u25cf n 5");
    report_mouse(terminal, RIGHT | MOVED, chart_column(6), 12, 'M');
    terminal_expect(terminal, "\u25cf n 6");
    report_mouse(terminal, RIGHT, chart_column(6), 12, 'm');
    report_mouse(terminal, WHEEL_UP, chart_column(6), 12, 'M');
    terminal_expect(terminal, "\u25cf n 7");
    report_mouse(terminal, WHEEL_DOWN, chart_column(6), 12, 'M');
    terminal_expect(terminal, "\u25cf n 6");
    terminal_send(terminal, "[");
    terminal_expect(terminal, "\u25cf n 5");
    terminal_send(terminal, "]]]");
    terminal_expect(terminal, "\u25cf n 8");
    terminal_send(terminal, ESC);
    terminal_expect(terminal, "\u25cf n 13"); /* the ball stayed where it was */
    terminal_command(terminal, "cursor 3");
    terminal_expect(terminal, "\u25cf n 3");
    quit(terminal);
}
END_TEST

/* A click on text, at a column of it. */
static void click_on(struct terminal *terminal, const char *text, int at)
{
    int column, row;
    terminal_expect(terminal, text);
    ck_assert(terminal_find(terminal, text, &column, &row));
    click(terminal, column + at, row);
}

START_TEST(what_is_named_is_clicked)
{
    struct terminal *terminal = start((struct terminal_setup){
        .arguments = {"scenes/lesson-01-step-size.scene", "scenes/lesson-04-too-high.scene"}});
    click_on(terminal, "pause", 0);
    terminal_expect(terminal, "\u275a\u275a n");
    terminal_send(terminal, "0");
    expect_iteration(terminal, 0);
    click_on(terminal, ". step", 3);
    expect_iteration(terminal, 1);
    click_on(terminal, "\u275a\u275a n", 0);
    wait_past_iteration(terminal, 1);
    click_on(terminal, "\u25b6 n", 0);
    terminal_expect(terminal, "\u275a\u275a n");
    click_on(terminal, "\u275a\u275a n", 3);
    terminal_expect(terminal, PROMPT "goto");
    terminal_send(terminal, "7\r");
    expect_iteration(terminal, 7);
    click_on(terminal, "lesson 1", 7);
    terminal_expect(terminal, "lesson 4");
    click_on(terminal, "lesson 4", 0);
    terminal_expect(terminal, "lesson 1");
    terminal_send(terminal, " ");
    terminal_expect(terminal, "space run"); /* the last row is drawn last */
    click_on(terminal, ": command", 0);
    terminal_expect_gone(terminal, "press : to");
    terminal_send(terminal, "surface r\t");
    click_on(terminal, "rosenbrock ", 2);
    terminal_expect(terminal, PROMPT "surface rosenbrock");
    terminal_send(terminal, "\x1f"); /* Readline's undo: what was typed is back */
    terminal_expect_gone(terminal, PROMPT "surface rosenbrock");
    terminal_expect(terminal, PROMPT "surface r");
    terminal_send(terminal, CTRL_C);
    click_on(terminal, "? help", 0);
    terminal_expect(terminal, "esc closes");
    click_on(terminal, "esc closes", 0);
    terminal_expect_gone(terminal, "esc closes");
    click_on(terminal, "q quit", 3);
    ck_assert_int_eq(terminal_end(terminal), 0);
    terminal_free(terminal);
}
END_TEST

static bool is_underlined(struct terminal *terminal, const void *place)
{
    const int *at = place;
    return terminal_cell(terminal, at[0], at[1]).attrs.underline;
}

static bool is_plain(struct terminal *terminal, const void *place)
{
    return !is_underlined(terminal, place);
}

START_TEST(what_is_pointed_at_is_underlined)
{
    enum { NO_BUTTON = 3 };
    struct terminal *terminal = start((struct terminal_setup){0});
    int step[2], view[2];
    terminal_expect(terminal, ". step");
    ck_assert(terminal_find(terminal, ". step", &step[0], &step[1]));
    ck_assert(terminal_find(terminal, "v view", &view[0], &view[1]));
    ck_assert(is_plain(terminal, step));
    report_mouse(terminal, NO_BUTTON | MOVED, step[0] + 2, step[1], 'M');
    ck_assert(terminal_wait(terminal, is_underlined, step));
    report_mouse(terminal, NO_BUTTON | MOVED, view[0] + 2, view[1], 'M');
    ck_assert(terminal_wait(terminal, is_underlined, view));
    ck_assert(is_plain(terminal, step));
    size_t before, after;
    terminal_bytes(terminal, &before);
    for (int i = 0; i < 4; i++) /* on the same one nothing is drawn */
        report_mouse(terminal, NO_BUTTON | MOVED, view[0] + i, view[1], 'M');
    report_mouse(terminal, NO_BUTTON | MOVED, view[0], 9, 'M'); /* the map */
    ck_assert(terminal_wait(terminal, is_plain, view));
    terminal_bytes(terminal, &after);
    ck_assert_uint_lt(after - before, 200);
    report_mouse(terminal, NO_BUTTON | MOVED, step[0], step[1], 'M');
    ck_assert(terminal_wait(terminal, is_underlined, step));
    terminal_send(terminal, "."); /* at the keyboard it is in nobody's way */
    ck_assert(terminal_wait(terminal, is_plain, step));
    quit(terminal);
}
END_TEST

START_TEST(numbers_are_turned_and_dragged)
{
    struct terminal *terminal = start((struct terminal_setup){.arguments = {"-e", "eta 0.1"}});
    int column, row;
    terminal_expect(terminal, "\u25c2 0.1 ");
    ck_assert(terminal_find(terminal, "\u25c2 0.1 ", &column, &row));
    report_mouse(terminal, WHEEL_UP, column + 3, row, 'M');
    terminal_expect(terminal, "\u25c2 0.11 ");
    click(terminal, column, row); /* the arrow */
    terminal_expect(terminal, "\u25c2 0.1 ");
    report_mouse(terminal, LEFT, column + 3, row, 'M');
    report_mouse(terminal, LEFT | MOVED, column + 7, row, 'M');
    terminal_expect(terminal, "\u25c2 0.121 ");
    report_mouse(terminal, LEFT | MOVED, column + 3, row, 'M');
    terminal_expect(terminal, "\u25c2 0.1 ");
    report_mouse(terminal, LEFT, column + 3, row, 'm');
    click_on(terminal, "\u03bc 0", 0);
    terminal_expect(terminal, "\u03bc \u25c2 0 ");
    terminal_send(terminal, ESC "[C"); /* the arrow keys change it now */
    terminal_expect(terminal, "\u03bc \u25c2 0.05");
    quit(terminal);
}
END_TEST

START_TEST(pages_are_clicked)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    click_on(terminal, "? help", 0);
    click_on(terminal, "eta 0.3", 0);
    terminal_expect_gone(terminal, "esc closes");
    terminal_expect(terminal, "\u25c2 0.3 ");
    terminal_command(terminal, "help");
    click_on(terminal, "ball adam", 0);
    terminal_expect_gone(terminal, "esc closes"); /* the next page is not this one */
    terminal_expect(terminal, "2 \u25c6 adam");
    terminal_command(terminal, "help");
    click_on(terminal, "save my.scene", 5);
    terminal_expect(terminal, PROMPT "save my.scene"); /* it would write a file */
    terminal_send(terminal, CTRL_C);
    click_on(terminal, "sharpness,", 0);
    terminal_expect(terminal, "sharpness: ");
    terminal_command(terminal, "list scenes");
    click_on(terminal, "2-too-high.scene", 0);
    terminal_expect(terminal, "\u03b7 too high");
    terminal_expect_gone(terminal, "esc closes");
    terminal_command(terminal, "list keys");
    click_on(terminal, "space      run or pause", 0);
    terminal_expect_gone(terminal, "esc closes");
    terminal_expect(terminal, "\u275a\u275a n");
    quit(terminal);
}
END_TEST

START_TEST(the_gauge_is_dragged)
{
    struct terminal *terminal = start((struct terminal_setup){
        .arguments = {"-e", "surface x^2 + y^2 on [-9,9] x [-4,4]", "-e", "eta 0.1"}});
    int column, row;
    terminal_expect(terminal, "\u2503"); /* the edge, where the product is 2 */
    ck_assert(terminal_find(terminal, "\u2503", &column, &row));
    click(terminal, column, row);
    terminal_expect(terminal, "\u03b7\u00b7\u03bb 2.0");
    report_mouse(terminal, LEFT, column, row, 'M');
    report_mouse(terminal, LEFT | MOVED, 0, row, 'M'); /* it ends with the ruler */
    terminal_expect(terminal, "\u03b7\u00b7\u03bb 0.0");
    quit(terminal);
}
END_TEST

START_TEST(a_click_selects_a_ball)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_command(terminal, "ball adam");
    terminal_expect(terminal, "\u203a 2 \u25c6 adam");
    int column, row;
    ck_assert(terminal_find(terminal, "1 \u25cf sgd", &column, &row));
    click(terminal, column, row);
    terminal_expect(terminal, "\u203a 1 \u25cf sgd");
    terminal_command(terminal, "list commands");
    terminal_expect(terminal, "lines 1");
    report_mouse(terminal, WHEEL_DOWN, 30, 10, 'M');
    terminal_expect(terminal, "lines 4");
    click(terminal, 30, 10); /* on a page nothing is pointed at */
    report_mouse(terminal, WHEEL_UP, 30, 10, 'M');
    terminal_expect(terminal, "lines 1");
    terminal_send(terminal, ESC);
    terminal_expect(terminal, "loss 8.180");
    quit(terminal);
}
END_TEST

static int count_dots(struct terminal *terminal)
{
    int cells = 0;
    for (const char *at = terminal_text(terminal); *at; at++)
        cells += (unsigned char)at[0] == 0xE2 && ((unsigned char)at[1] & 0xFC) == 0xA0;
    return cells;
}

static bool has_fewer_dots(struct terminal *terminal, const void *before)
{
    return count_dots(terminal) < *(const int *)before;
}

START_TEST(a_race_forks_and_leaves_ghosts)
{
    struct terminal *terminal = start((struct terminal_setup){
        .columns = 150, .rows = 40, .arguments = {"-e", "race sgd adam", "-e", "goto 20"}});
    terminal_expect(terminal, "2 \u25c6 adam");
    terminal_expect(terminal, "\u203a 1 \u25cf sgd ");
    terminal_send(terminal, "y");
    terminal_expect(terminal, "\u203a 3 \u25b2 sgd ");
    terminal_send(terminal, ESC "[C"); /* more of eta */
    terminal_expect(terminal, "1 \u25cf sgd  0.01 ");
    terminal_expect(terminal, "\u203a 3 \u25b2 sgd  0.011 ");
    terminal_send(terminal, ".");
    terminal_expect(terminal, "n 21");
    terminal_send(terminal, ESC "[Z");
    terminal_expect(terminal, "\u203a 2 \u25c6 adam");
    terminal_send(terminal, "\t\t");
    terminal_expect(terminal, "\u203a 1 \u25cf sgd ");
    int column, row;
    ck_assert(terminal_find(terminal, "\u25b2 sgd", &column, &row));
    click(terminal, column, row);
    terminal_expect(terminal, "\u203a 3 \u25b2 sgd ");
    terminal_send(terminal, "g0");
    terminal_expect(terminal, "\u275a\u275a n 0");
    int before = count_dots(terminal);
    terminal_send(terminal, "G");
    if (!terminal_wait(terminal, has_fewer_dots, &before))
        terminal_fail(terminal, "a ghost:", "fewer dots");
    quit(terminal);
}
END_TEST

/* A terminal of 16 colours has no numbers for its own: the screen is as light as its ground. */
START_TEST(few_colors_on_a_light_ground)
{
    struct terminal *terminal = start((struct terminal_setup){
        .arguments = {"--theme", "light", "--color", "16", "-e", "start -2, 1"}});
    terminal_expect(terminal, "q quit");
    int column, row;
    ck_assert(terminal_find(terminal, "q quit", &column, &row));
    VTermScreenCell cell = terminal_cell(terminal, column, row);
    ck_assert(VTERM_COLOR_IS_INDEXED(&cell.bg) && cell.bg.indexed.idx == 15);
    ck_assert(VTERM_COLOR_IS_INDEXED(&cell.fg) && cell.fg.indexed.idx == 0);
    quit(terminal);
}
END_TEST

/* The map's axis and the slice's title: beside each other, or the one above the other. */
static bool stands_right(struct terminal *terminal, const void *context)
{
    int column, row, other_column, other_row;
    (void)context;
    return terminal_find(terminal, "−4", &column, &row) &&
           terminal_find(terminal, "slice", &other_column, &other_row) &&
           other_column > column + 40;
}

static bool stands_below(struct terminal *terminal, const void *context)
{
    int column, row, other_column, other_row;
    (void)context;
    return terminal_find(terminal, "−4", &column, &row) &&
           terminal_find(terminal, "slice", &other_column, &other_row) &&
           other_column < column + 40 && other_row > row;
}

START_TEST(two_views_stand_side_by_side)
{
    struct terminal *terminal = start((struct terminal_setup){.columns = 200, .rows = 40});
    terminal_expect(terminal, "q quit");
    terminal_command(terminal, "surface ravine");
    terminal_command(terminal, "eta 0.07");
    terminal_command(terminal, "view map slice");
    if (!terminal_wait(terminal, stands_right, NULL))
        terminal_fail(terminal, "not beside the map:", "the slice");
    terminal_resize(terminal, 80, 50); /* too narrow: one above the other */
    if (!terminal_wait(terminal, stands_below, NULL))
        terminal_fail(terminal, "not below the map:", "the slice");
    terminal_send(terminal, "v");
    terminal_expect_gone(terminal, "slice");
    quit(terminal);
}
END_TEST

START_TEST(one_view_alone_and_large_numbers)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_expect(terminal, "q quit");
    terminal_send(terminal, "F");
    terminal_expect_gone(terminal, "q quit");
    terminal_expect_gone(terminal, "loss");
    terminal_send(terminal, "F");
    terminal_expect(terminal, "q quit");
    terminal_send(terminal, "b");
    terminal_expect(terminal, "learning rate η");
    terminal_expect(terminal, "█▀█"); /* part of a 0 */
    terminal_send(terminal, "b");
    terminal_expect_gone(terminal, "learning rate η");
    quit(terminal);
}
END_TEST

/* A course: what follows a wait comes by itself, what follows a quiz when space is pressed. */
START_TEST(a_course_waits)
{
    char *home = terminal_new_home(), path[600];
    snprintf(path, sizeof path, "%s/course.scene", home);
    file_write(path, "eta 0.05\nwait 0.05\ncaption After a while.\nquiz Will it jump?\n"
                     "eta 0.99\ncaption It does.\nrun\n");
    struct terminal *terminal = start((struct terminal_setup){.home = home, .arguments = {path}});
    terminal_expect(terminal, "Will it jump?");
    terminal_expect(terminal, "? question");
    terminal_expect(terminal, "space goes on");
    ck_assert_double_eq(terminal_number_after(terminal, "\u03b7   "), 0.05);
    terminal_send(terminal, " ");
    terminal_expect(terminal, "It does.");
    terminal_expect(terminal, "steps/s");
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

/* With choices, on a screen without colours: letters answer, and the mouse alone does. */
START_TEST(a_question_is_answered)
{
    char *home = terminal_new_home(), path[600], answers[600];
    snprintf(path, sizeof path, "%s/question.scene", home);
    snprintf(answers, sizeof answers, "%s/answers.csv", home);
    file_write(path, "eta 0.05\nquiz Will it jump?\nchoice it will\nright it will not\n"
                     "then The rate is low.\ncaption So be it.\n");
    struct terminal *terminal =
        terminal_start(&(struct terminal_setup){.home = home,
                                                .columns = 80,
                                                .rows = 24,
                                                .environment = {"NO_COLOR=1"},
                                                .arguments = {path, "--answers", answers}});
    terminal_expect(terminal, "a b answer  space show the answer  esc leave the question");
    terminal_send(terminal, ".");
    terminal_expect(terminal, "a question is open: a or b answers it");
    terminal_send(terminal, "a");
    terminal_expect(terminal, "no, it is B. The rate is low.");
    terminal_send(terminal, "\r");
    terminal_expect(terminal, "So be it.");
    terminal_command(terminal, "quiz Again?");
    terminal_command(terminal, "choice now");
    terminal_command(terminal, "right later");
    int column, row;
    terminal_expect(terminal, " B  later");
    if (!terminal_find(terminal, " B  later", &column, &row))
        terminal_fail(terminal, "not there:", "later");
    click(terminal, column + 1, row);
    terminal_expect(terminal, "right.");
    click(terminal, column + 1, row);
    terminal_expect(terminal, "press : ");
    quit(terminal);
    struct text kept = file_read(answers);
    ck_assert_msg(strstr(kept.bytes, ",Will it jump?,A it will,no\n"), "%s", kept.bytes);
    ck_assert_msg(strstr(kept.bytes, ",Again?,B later,yes\n"), "%s", kept.bytes);
    text_free(&kept);
    terminal_remove_home(home);
}
END_TEST

START_TEST(no_mouse_where_there_is_none)
{
    struct terminal *terminal = start((struct terminal_setup){.type = "vt220"});
    ck_assert(!terminal_has_mouse(terminal));
    quit(terminal);
}
END_TEST

static void write_file(const char *folder, const char *name, const char *content, char path[600])
{
    snprintf(path, 600, "%s/%s", folder, name);
    file_write(path, content);
}

static bool has_mouse(struct terminal *terminal, const void *context)
{
    (void)context;
    return terminal_has_mouse(terminal);
}

static bool has_no_mouse(struct terminal *terminal, const void *context)
{
    (void)context;
    return !terminal_has_mouse(terminal);
}

/* Left to the terminal it stays so: after a stop, in another scene, and until it is wanted back. */
START_TEST(the_mouse_is_left_to_the_terminal)
{
    char *home = terminal_new_home(), first[600], second[600];
    write_file(home, "a.scene", "title The first\nsurface bowl\n", first);
    write_file(home, "b.scene", "title The second\nsurface bowl\n", second);
    struct terminal *terminal =
        start((struct terminal_setup){.home = home, .arguments = {first, second}});
    ck_assert(terminal_wait(terminal, has_mouse, NULL));
    terminal_send(terminal, "m");
    terminal_expect(terminal, "the mouse selects text now; m takes it back");
    ck_assert(terminal_wait(terminal, has_no_mouse, NULL));
    terminal_send(terminal, CTRL_Z);
    ck_assert(terminal_stopped(terminal));
    terminal_expect_restored(terminal);
    terminal_continue(terminal);
    terminal_expect(terminal, "q quit");
    ck_assert(!terminal_has_mouse(terminal));
    terminal_send(terminal, "n");
    terminal_expect(terminal, "The second");
    ck_assert(!terminal_has_mouse(terminal));
    snprintf(second, sizeof second, "save %s/c.scene", home);
    terminal_command(terminal, second);
    terminal_expect(terminal, "c.scene");
    terminal_command(terminal, "mouse on");
    terminal_expect(terminal, "the mouse points and drags again");
    ck_assert(terminal_wait(terminal, has_mouse, NULL));
    snprintf(first, sizeof first, "%s/c.scene", home);
    struct text saved = file_read(first);
    ck_assert(!strstr(saved.bytes, "mouse"));
    text_free(&saved);
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

START_TEST(no_mouse_where_it_is_not_wanted)
{
    struct terminal *terminal = start((struct terminal_setup){.arguments = {"--no-mouse"}});
    free(whole_picture(terminal));
    size_t length;
    ck_assert(!strstr(terminal_bytes(terminal, &length), ESC "[?1000h"));
    terminal_send(terminal, "m");
    ck_assert(terminal_wait(terminal, has_mouse, NULL));
    quit(terminal);
}
END_TEST

START_TEST(a_playlist)
{
    char *home = terminal_new_home(), first[600], second[600];
    write_file(home, "a.scene", "title The first\nsurface bowl\n", first);
    write_file(home, "b.scene", "title The second\nsurface x^2 + 4*y^2\neta 0.2\n", second);
    struct terminal *terminal =
        start((struct terminal_setup){.home = home, .arguments = {first, second}});
    terminal_expect(terminal, "The first");
    terminal_send(terminal, "n");
    terminal_expect(terminal, "The second");
    terminal_expect(terminal, ETA_0 " 0.2");
    terminal_send(terminal, "n");
    terminal_expect(terminal, "last scene");
    terminal_send(terminal, "p");
    terminal_expect(terminal, "The first");
    terminal_command(terminal, "scene 2");
    terminal_expect(terminal, "2 of 2");
    terminal_send(terminal, "o");
    terminal_expect(terminal, "enter opens");
    terminal_expect(terminal, "1  The first    bowl; sgd");
    terminal_send(terminal, ESC "[A\r");
    terminal_expect_gone(terminal, "enter opens");
    terminal_expect(terminal, "1 of 2");
    write_file(home, "a.scene", "title The first again\nsurface bowl\n", first);
    terminal_command(terminal, "reload");
    terminal_expect(terminal, "The first again");
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

/* Without a scene there is something to choose from; who wants none goes on. */
/* What the command line says of the room is there while the first question is open, and after it.
 */
START_TEST(the_room_does_not_wait)
{
    struct terminal *terminal = terminal_start(&(struct terminal_setup){
        .arguments = {"scenes/lesson-04-too-high.scene", "scenes/lesson-05-too-low.scene", "-e",
                      "eta 0.07", "-e", "speed 9"}});
    terminal_expect(terminal, "9 steps/s");
    terminal_send(terminal, "n");
    terminal_expect(terminal, "lesson 5");
    terminal_expect(terminal, "9 steps/s");
    quit(terminal);
}
END_TEST

START_TEST(a_bare_start_offers_lessons)
{
    struct terminal *terminal = start((struct terminal_setup){.bare = true});
    terminal_expect(terminal, "\u203a     1  \u03b7 is the size of the step");
    terminal_expect(terminal, "enter opens   esc goes on without");
    terminal_send(terminal, ESC);
    terminal_expect_gone(terminal, "enter opens");
    terminal_expect(terminal, "bowl");
    terminal_send(terminal, "o" ESC "[B\r");
    terminal_expect(terminal, "Which way?");
    terminal_expect(terminal, "2 of ");
    quit(terminal);
}
END_TEST

/* --- the prompt --- */

/* Both halves, where they are the same: `n 7` in the top line, twice. */
static bool is_at_seven_twice(struct terminal *terminal, const void *context)
{
    (void)context;
    const char *line = terminal_text(terminal), *first = strstr(line, " n 7 ");
    const char *second = first ? strstr(first + 5, " n 7 ") : NULL;
    return second && (size_t)(second - line) < strcspn(line, "\n");
}

START_TEST(two_scenes_are_compared)
{
    struct terminal *terminal = start((struct terminal_setup){
        .columns = 80,
        .rows = 24,
        .arguments = {"compare", "scenes/2-too-high.scene", "scenes/5-newton.scene"}});
    terminal_expect(terminal, "\u03b7 too high");
    terminal_expect(terminal, "Newton");
    terminal_command(terminal, "goto 7");
    ck_assert(terminal_wait(terminal, is_at_seven_twice, NULL));
    terminal_command(terminal, "right eta 0.125");
    terminal_expect(terminal, "\u25c2 0.125");
    terminal_command(terminal, "left eta 0.0625");
    terminal_expect(terminal, "\u25c2 0.0625");
    terminal_expect(terminal, "\u25c2 0.125");
    terminal_resize(terminal, 79, 24);
    terminal_expect(terminal, "79x24 is too small for two scenes:");
    terminal_resize(terminal, 80, 24);
    terminal_command(terminal, "compare off");
    terminal_expect_gone(terminal, "\u25c2 0.125");
    quit(terminal);
}
END_TEST

START_TEST(escape_closes_the_prompt)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, ":eta 0.7");
    terminal_expect(terminal, PROMPT "eta 0.7");
    terminal_send(terminal, ESC);
    terminal_expect_gone(terminal, PROMPT "eta 0.7");
    terminal_send(terminal, ":mo");
    terminal_expect(terminal, PROMPT "mo"); /* nothing of the old line is left */
    terminal_send(terminal, CTRL_C ".");
    expect_iteration(terminal, 1);
    quit(terminal);
}
END_TEST

START_TEST(lines_are_edited)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    /* to the beginning, a word on, a word deleted, and arrow keys */
    terminal_send(terminal, ":eta 9 0.25\001\033f\033d\005" ESC "[D" ESC "[C\r");
    terminal_expect(terminal, ETA_0 " 0.25");
    int column, row;
    bool visible;
    terminal_send(terminal, ":\u03b7 0.3" ESC "[D");
    terminal_expect(terminal, PROMPT "\u03b7 0.3");
    terminal_cursor(terminal, &column, &row, &visible);
    ck_assert(visible);
    VTermScreenCell cell = terminal_cell(terminal, column, row);
    ck_assert_uint_eq(cell.chars[0], '3');
    terminal_send(terminal, "\r");
    terminal_expect(terminal, ETA_0 " 0.3");
    quit(terminal);
}
END_TEST

/* Keys that have no meaning in the line leave nothing in it. */
static const char *const strange[] = {
    ESC "OP",
    ESC "[[A",
    ESC "[15~",
    ESC "[24~",
    ESC "[15;2~",
    ESC "[1;2D",
    ESC "[1;6C",
    ESC "[1;3A",
    ESC "[23$",
    ESC "[11^",
    ESC "O5D",
    ESC "[5~",
    ESC "\u03b7",
    ESC "[97;5u",
    ESC "[201~",
    ESC "[29~",
    ESC "_Gi=31;OK" ESC "\\",
    ESC "[I",
    ESC "]11;rgb:f/f/f\007",
    ESC "[?2026;2$y",
    ESC "[27;5;9~",
};

START_TEST(strange_keys_leave_nothing_in_the_line)
{
    enum { COUNT = sizeof strange / sizeof *strange };
    char *home = terminal_new_home(), path[600], variable[700];
    write_file(home, "inputrc", _i ? "set editing-mode vi\n" : "\n", path);
    snprintf(variable, sizeof variable, "INPUTRC=%s", path);
    struct terminal *terminal =
        start((struct terminal_setup){.home = home, .environment = {variable}});
    terminal_send(terminal, ":eta 0.");
    for (int i = 0; i < COUNT; i++)
        if (!_i || strange[i][1] != '\xce') /* vi's Escape, and a letter */
            terminal_send(terminal, strange[i]);
    terminal_send(terminal, "375" ESC "[D" ESC "[D" ESC "[3~"); /* those that have one */
    terminal_expect(terminal, PROMPT "eta 0.35 ");
    terminal_send(terminal, "\r");
    terminal_expect(terminal, ETA_0 " 0.35 ");
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

START_TEST(candidates_have_hints)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, ":et\t");
    terminal_expect(terminal, PROMPT "eta ");
    terminal_send(terminal, "\025e\t");
    terminal_expect(terminal, "now 0.1");
    terminal_send(terminal, "\025schedule c\t");
    terminal_expect(terminal, "cosine annealing");
    terminal_send(terminal, "\025schedule exp\t");
    terminal_expect(terminal, PROMPT "schedule exponential ");
    terminal_send(terminal, "dec\t0.02\r");
    terminal_expect(terminal, "exponential");
    terminal_expect(terminal, "0.02");
    quit(terminal);
}
END_TEST

START_TEST(a_changed_run_is_not_lost_unasked)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, ".zV"); /* nothing of these is lost */
    expect_iteration(terminal, 1);
    terminal_command(terminal, "momentum 0.5");
    terminal_send(terminal, "q");
    terminal_expect(terminal, "has unsaved changes: `save FILE` keeps them, quit again ends");
    terminal_command(terminal, "confirm off");
    terminal_command(terminal, "momentum 0.6");
    terminal_expect(terminal, "0.6");
    terminal_send(terminal, "q");
    ck_assert_int_eq(terminal_end(terminal), 0);
    terminal_free(terminal);
    terminal = start((struct terminal_setup){0});
    terminal_send(terminal, ".");
    expect_iteration(terminal, 1);
    terminal_send(terminal, "q");
    ck_assert_int_eq(terminal_end(terminal), 0);
    terminal_free(terminal);
}
END_TEST

/* At the prompt there is what there is in the shell. */
START_TEST(scenes_are_known)
{
    struct terminal *terminal = start((struct terminal_setup){.columns = 120});
    terminal_send(terminal, ":open lesson-04\t");
    terminal_expect(terminal, "open lesson-04-too-high");
    terminal_send(terminal, "\r");
    terminal_expect(terminal, "\u03b7 too high");
    terminal_command(terminal, "list scenes");
    terminal_expect(terminal, "lesson-01-step-size.scene");
    terminal_send(terminal, "q:? momentum\r");
    terminal_expect(terminal, "The ball gets a velocity v");
    terminal_send(terminal, "q:?\r");
    terminal_expect(terminal, "The most useful commands");
    terminal_send(terminal, "q");
    quit(terminal);
}
END_TEST

START_TEST(files_are_completed)
{
    char *home = terminal_new_home(), path[600], keys[700];
    write_file(home, "ravine one.scene", "title From a file\n", path);
    struct terminal *terminal = start((struct terminal_setup){.home = home, .columns = 140});
    snprintf(keys, sizeof keys, ":open %s/rav\t\r", home);
    terminal_send(terminal, keys);
    terminal_expect(terminal, "From a file");
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

START_TEST(history_lasts)
{
    char *home = terminal_new_home(), path[600], line[100];
    struct terminal *terminal = start((struct terminal_setup){.home = home});
    terminal_command(terminal, "eta 0.21");
    terminal_command(terminal, "eta 0.22");
    terminal_command(terminal, "eta 0.22");
    terminal_expect(terminal, ETA_0 " 0.22");
    terminal_send(terminal, ":" ESC "[A" ESC "[A"); /* the duplicate is there once */
    terminal_expect(terminal, PROMPT "eta 0.21");
    terminal_send(terminal, CTRL_C ":" ESC "[A"); /* and each prompt begins at the latest */
    terminal_expect(terminal, PROMPT "eta 0.22");
    terminal_send(terminal, CTRL_C);
    quit(terminal);
    snprintf(path, sizeof path, "%s/state/overshoot/history", home);
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    ck_assert_str_eq(line, "eta 0.21\n");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    ck_assert_str_eq(line, "eta 0.22\n");
    ck_assert_ptr_null(fgets(line, sizeof line, file));
    fclose(file);
    terminal = start((struct terminal_setup){.home = home});
    terminal_send(terminal, ":" ESC "[A");
    terminal_expect(terminal, PROMPT "eta 0.22");
    terminal_send(terminal, "\025\0220.21"); /* searched backwards */
    terminal_expect(terminal, "eta 0.21");
    terminal_send(terminal, "\r");
    terminal_expect(terminal, ETA_0 " 0.21");
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

START_TEST(pastes_open_the_prompt)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, ESC "[200~eta 0.25" ESC "[201~");
    terminal_expect(terminal, PROMPT "eta 0.25");
    ck_assert_double_eq_tol(terminal_number_after(terminal, ETA_0), 0.1, 1e-9);
    terminal_send(terminal, "\r");
    terminal_expect(terminal, ETA_0 " 0.25");
    terminal_send(terminal, ":" ESC "[200~eta 0.31\rmomentum 0.4" ESC "[201~\r");
    terminal_expect(terminal, ETA_0 " 0.31");
    terminal_expect(terminal, "\u03bc 0.4");
    quit(terminal);
}
END_TEST

#define PASTE ESC "[200~"
#define PASTE_END ESC "[201~"

/* So many bytes of commands and keys, of which each that was a key would do something. */
static void send_paste(struct terminal *terminal, const char *begin, const char *line, size_t bytes,
                       const char *end)
{
    struct text text = {0};
    text_add(&text, "%s", begin);
    while (text.length < bytes)
        text_add(&text, "%s", line);
    text_add(&text, "%s", end);
    terminal_send(terminal, text.bytes);
    text_free(&text);
}

START_TEST(long_pastes_are_no_keys)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    send_paste(terminal, PASTE, "q\r.\rq", 100000, PASTE_END);
    terminal_expect(terminal, "was left out, as a line takes 65536 at most");
    terminal_send(terminal, CTRL_C ".");
    expect_iteration(terminal, 1);
    send_paste(terminal, PASTE, "q", 60000, PASTE_END);
    terminal_expect(terminal, "qqqqqqqqqq");
    terminal_send(terminal, "\r"); /* all of it is one word */
    terminal_expect(terminal, "a command has at most 8192 bytes, not 59994");
    terminal_send(terminal, CTRL_C ".");
    expect_iteration(terminal, 2);
    quit(terminal);
}
END_TEST

/* Its end is missing, and it comes in pieces, of which each is taken for the last one. */
START_TEST(pastes_without_an_end_are_no_keys)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, PASTE "eta 0.2");
    terminal_expect(terminal, PROMPT "eta 0.2");
    terminal_send(terminal, "5\r.q\rq");
    terminal_expect(terminal, PROMPT "eta 0.25^J.q^Jq");
    terminal_send(terminal, CTRL_C);
    terminal_expect_gone(terminal, PROMPT "eta 0.25");
    terminal_send(terminal, "."); /* the next one is a key again */
    expect_iteration(terminal, 1);
    send_paste(terminal, PASTE, "q\r", 70000, "");
    terminal_expect(terminal, "takes 65536 at most");
    terminal_send(terminal, "q\rq");
    terminal_expect(terminal, PROMPT "q^Jq");
    terminal_send(terminal, PASTE_END);
    terminal_send(terminal, CTRL_C "..");
    expect_iteration(terminal, 3);
    quit(terminal);
}
END_TEST

START_TEST(pastes_are_searched_for)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_command(terminal, "eta 0.27");
    terminal_expect(terminal, ETA_0 " 0.27");
    terminal_command(terminal, "eta 0.1");
    terminal_send(terminal, ":\022" PASTE "0.2\rq" PASTE_END);
    terminal_expect(terminal, "eta 0.27");
    terminal_send(terminal, "\r");
    terminal_expect(terminal, ETA_0 " 0.27");
    quit(terminal);
}
END_TEST

/* As long a line as nobody types. */
START_TEST(a_line_may_be_full)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    send_paste(terminal, ":", "x + ", 200000, "");
    terminal_expect(terminal, "the line is full: it takes 65536 bytes at most");
    terminal_send(terminal, "\177\177\177\177y");
    terminal_expect(terminal, "x + y");
    terminal_send(terminal, CTRL_C ".");
    expect_iteration(terminal, 1);
    quit(terminal);
}
END_TEST

static bool cursor_is_left_of(struct terminal *terminal, const void *limit)
{
    int column, row;
    bool visible;
    terminal_cursor(terminal, &column, &row, &visible);
    return visible && column < *(const int *)limit;
}

START_TEST(vi_mode)
{
    char *home = terminal_new_home(), path[600], variable[700];
    write_file(home, "inputrc", "set editing-mode vi\n", path);
    snprintf(variable, sizeof variable, "INPUTRC=%s", path);
    struct terminal *terminal =
        start((struct terminal_setup){.home = home, .environment = {variable}});
    terminal_send(terminal, ":eta 0.34");
    terminal_expect(terminal, PROMPT "eta 0.34");
    int column, row;
    bool visible;
    terminal_cursor(terminal, &column, &row, &visible);
    terminal_send(terminal, ESC); /* to command mode: the cursor steps back */
    ck_assert(terminal_wait(terminal, cursor_is_left_of, &column));
    terminal_send(terminal, "x\r");
    terminal_expect(terminal, ETA_0 " 0.3 ");
    terminal_send(terminal, ":eta 0.5");
    terminal_expect(terminal, PROMPT "eta 0.5");
    terminal_cursor(terminal, &column, &row, &visible);
    terminal_send(terminal, ESC);
    ck_assert(terminal_wait(terminal, cursor_is_left_of, &column));
    terminal_send(terminal, ESC); /* and from there out of the prompt */
    terminal_expect_gone(terminal, PROMPT "eta 0.5");
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

static bool cursor_is_at(struct terminal *terminal, const void *text)
{
    int column, row, at_column, at_row;
    bool visible;
    terminal_cursor(terminal, &column, &row, &visible);
    return terminal_find(terminal, text, &at_column, &at_row) && column == at_column &&
           row == at_row && !visible;
}

static void expect_cursor_at(struct terminal *terminal, const char *text)
{
    if (!terminal_wait(terminal, cursor_is_at, text))
        terminal_fail(terminal, "the cursor is not at", text);
}

/* The cursor, which is hidden: screen readers follow it. */
START_TEST(the_cursor_is_where_something_is_said)
{
    struct terminal *terminal = start((struct terminal_setup){.columns = 60});
    terminal_command(terminal, "mouse off");
    expect_cursor_at(terminal, "the mouse selects text now");
    terminal_send(terminal, " ");
    wait_past_iteration(terminal, 2); /* frames go on, and it stays there */
    terminal_send(terminal, " ");
    free(whole_picture(terminal));
    int column, row, prompt_column, prompt_row;
    bool visible;
    terminal_cursor(terminal, &column, &row, &visible);
    ck_assert(terminal_find(terminal, "press : ", &prompt_column, &prompt_row));
    ck_assert_int_eq(column, 1);
    ck_assert_int_eq(row, prompt_row - 1);
    terminal_send(terminal, ":eta");
    terminal_expect(terminal, PROMPT "eta");
    terminal_cursor(terminal, &column, &row, &visible);
    ck_assert(visible);
    ck_assert_int_eq(row, prompt_row);
    terminal_send(terminal, CTRL_C "p"); /* a notice of more than one line */
    expect_cursor_at(terminal, "there is one scene: ");
    quit(terminal);
}
END_TEST

/* --- ways out --- */

static const struct {
    const char *keys;
    int signal;
    bool dies; /* of that signal; else it ends with status 0 */
} ways_out[] = {
    {"q", 0, false},
    {":quit\r", 0, false},
    {CTRL_C, 0, false},
    {NULL, SIGINT, false},
    {NULL, SIGTERM, true},
    {NULL, SIGHUP, true},
    {NULL, SIGSEGV, true},
    {NULL, SIGABRT, true},
    {NULL, SIGBUS, true},
    {NULL, SIGFPE, true},
    {NULL, SIGILL, true},
    {NULL, SIGQUIT, true},
    {NULL, SIGTRAP, true},
    {NULL, SIGSYS, true},
    {NULL, SIGXCPU, true},
    {NULL, SIGUSR1, true},
    {NULL, SIGUSR2, true},
    {NULL, SIGALRM, true},
    {NULL, SIGVTALRM, true},
    {NULL, SIGPROF, true},
    {" :eta 0.", SIGTERM, true}, /* playing, and with the prompt open */
    {" :eta 0.", SIGSEGV, true},
};

START_TEST(the_terminal_is_restored)
{
    struct terminal *terminal = start((struct terminal_setup){0});
    ck_assert(terminal_is_alternate(terminal));
    ck_assert(terminal_has_mouse(terminal));
    if (ways_out[_i].keys)
        terminal_send(terminal, ways_out[_i].keys);
    if (ways_out[_i].keys && ways_out[_i].signal)
        terminal_expect(terminal, PROMPT "eta 0.");
    if (ways_out[_i].signal)
        terminal_signal(terminal, ways_out[_i].signal);
    int status = terminal_end(terminal);
    if (ways_out[_i].dies) {
        ck_assert(WIFSIGNALED(status));
        ck_assert_int_eq(WTERMSIG(status), ways_out[_i].signal);
    } else {
        ck_assert(WIFEXITED(status));
        ck_assert_int_eq(WEXITSTATUS(status), 0);
    }
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

START_TEST(stopped_and_continued)
{
    const char *const before[] = {"", ":eta 0.2"};
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, before[_i]);
    if (*before[_i])
        terminal_expect(terminal, PROMPT "eta 0.2");
    char *picture = whole_picture(terminal);
    for (int i = 0; i < 2; i++) {
        terminal_send(terminal, CTRL_Z);
        ck_assert(terminal_stopped(terminal));
        terminal_expect_restored(terminal);
        terminal_continue(terminal);
        terminal_expect(terminal, picture);
        ck_assert(terminal_is_alternate(terminal));
        ck_assert(terminal_wait(terminal, has_mouse, NULL));
    }
    free(picture);
    terminal_send(terminal, *before[_i] ? CTRL_C : "");
    quit(terminal);
}
END_TEST

/* From outside, so that it cannot give the terminal back. Continued while the shell has the
 * terminal, it waits until it gets it. */
START_TEST(stopped_unasked)
{
    const char *const before[] = {"", ":eta 0.2"};
    bool early = _i % 2, open = _i / 2;
    struct terminal *terminal = start((struct terminal_setup){0});
    terminal_send(terminal, before[open]);
    if (open)
        terminal_expect(terminal, PROMPT "eta 0.2");
    char *picture = whole_picture(terminal);
    for (int i = 0; i < 2; i++) {
        terminal_signal(terminal, SIGSTOP);
        ck_assert(terminal_stopped(terminal));
        terminal_take_over(terminal);
        terminal_expect(terminal, "suspended $");
        if (early)
            terminal_signal(terminal, SIGCONT);
        terminal_continue(terminal);
        terminal_expect(terminal, picture);
        ck_assert(terminal_is_alternate(terminal));
        ck_assert(terminal_wait(terminal, has_mouse, NULL));
    }
    free(picture);
    terminal_send(terminal, open ? CTRL_C "." : "."); /* keys count without Enter */
    expect_iteration(terminal, 1);
    terminal_send(terminal, "q");
    ck_assert_int_eq(terminal_end(terminal), 0);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

static bool is_raw(struct terminal *terminal, const void *context)
{
    (void)context;
    return terminal_is_raw(terminal);
}

static bool has_drawn(struct terminal *terminal, const void *text)
{
    size_t length;
    return strstr(terminal_bytes(terminal, &length), text);
}

/* The same where curses draws, on a terminal that the test cannot read. */
START_TEST(stopped_unasked_without_ansi)
{
    struct terminal_setup setup = {.type = "vt52"};
    struct terminal *terminal = terminal_start(&setup);
    ck_assert(terminal_wait(terminal, has_drawn, "overshoot"));
    terminal_signal(terminal, SIGSTOP);
    ck_assert(terminal_stopped(terminal));
    terminal_take_over(terminal);
    ck_assert(!terminal_is_raw(terminal));
    terminal_continue(terminal);
    ck_assert(terminal_wait(terminal, is_raw, NULL));
    terminal_send(terminal, "q");
    ck_assert_int_eq(terminal_end(terminal), 0);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

/* --- a terminal that takes nothing --- */

static bool is_there(struct terminal *terminal, const void *path)
{
    struct stat status;
    (void)terminal;
    return stat(path, &status) == 0 && status.st_size > 0;
}

/* The picture is another one in every frame, and in the midst of one nothing more is taken; what is
 * typed is carried out nevertheless. */
static struct terminal *start_and_stop_taking(const char *home)
{
    char path[600], command[700];
    struct terminal *terminal =
        start((struct terminal_setup){.home = home,
                                      .columns = 200,
                                      .rows = 60,
                                      .arguments = {"--color", "direct", "-e", "view relief"}});
    free(whole_picture(terminal));
    snprintf(path, sizeof path, "%s/seen.csv", home);
    snprintf(command, sizeof command, "export %s", path);
    terminal_take_nothing(terminal, true);
    for (int i = 0; i < 12; i++)
        terminal_send(terminal, "LLL");
    terminal_command(terminal, "step 7");
    terminal_command(terminal, command);
    if (!terminal_wait(terminal, is_there, path))
        terminal_fail(terminal, "is frozen:", "the program");
    ck_assert(terminal_is_full(terminal));
    return terminal;
}

/* Not in all terminals the start of a sequence ends a character that was begun. */
static void expect_whole_characters(struct terminal *terminal)
{
    enum { LONGEST = 4 };
    size_t length;
    const char *bytes = terminal_bytes(terminal, &length);
    uint32_t character;
    for (size_t at = 0; at + LONGEST <= length;) { /* more may come */
        at += (size_t)utf8_decode(bytes + at, length - at, &character);
        ck_assert_uint_ne(character, 0xFFFD);
    }
}

START_TEST(nobody_waits_for_the_terminal)
{
    char *home = terminal_new_home();
    struct terminal *terminal = start_and_stop_taking(home);
    terminal_resize(terminal, 100, 30);
    terminal_send(terminal, CTRL_Z);
    ck_assert(terminal_stopped(terminal));
    terminal_continue(terminal);
    terminal_take_nothing(terminal, false);
    expect_iteration(terminal, 7);
    terminal_expect(terminal, "q quit");
    terminal_send(terminal, ".");
    expect_iteration(terminal, 8);
    expect_whole_characters(terminal);
    quit(terminal);
    terminal_remove_home(home);
}
END_TEST

static const int ends[] = {0, SIGTERM, SIGHUP, SIGINT, SIGSEGV};

START_TEST(restored_in_the_midst_of_a_frame)
{
    char *home = terminal_new_home();
    struct terminal *terminal = start_and_stop_taking(home);
    if (ends[_i])
        terminal_signal(terminal, ends[_i]);
    else
        terminal_send(terminal, "q");
    int status = terminal_end(terminal);
    ck_assert_int_eq(WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
                     ends[_i] == SIGINT ? 0 : ends[_i]);
    terminal_take_nothing(terminal, false);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
    terminal_remove_home(home);
}
END_TEST

static const struct {
    const char *type, *message;
} refused[] = {
    {"dumb", "dumb"},
    {"", "TERM"},
    {"unknown", "unknown"},
};

START_TEST(terminals_that_cannot)
{
    struct terminal_setup setup = {.type = refused[_i].type};
    struct terminal *terminal = terminal_start(&setup);
    int status = terminal_end(terminal);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 1);
    ck_assert(terminal_shows(terminal, refused[_i].message));
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

/* Each is as good as the one near it, from the first frame to the last, and says so once. */
static const struct {
    const char *type, *used;
    bool many, mouse; /* 256 colours */
} strangers[] = {
    {"xterm-nobody", "xterm-256color", true, true},
    {"no-such-terminal", "xterm-256color", true, true},
    {"kitty-nobody", "xterm-256color", true, true},
    {"screen.xterm-nobody", "screen-256color", true, true},
    {"linux-nobody", "linux", false, false},
    {"vt999", "vt220", false, false},
};

START_TEST(strangers_are_used_as_what_is_near)
{
    const char *entry = strangers[_i].used;
    char notice[200];
    snprintf(notice, sizeof notice, "the terminal %s (TERM) is not known here: used as %s",
             strangers[_i].type, entry);
    struct terminal *terminal = start((struct terminal_setup){.type = strangers[_i].type});
    terminal_expect(terminal, notice);
    ck_assert_int_eq(terminal_has_mouse(terminal), strangers[_i].mouse);
    int greatest;
    bool direct;
    distinct_colors(terminal, &greatest, &direct);
    ck_assert_int_eq(greatest > 15, strangers[_i].many);
    terminal_send(terminal, ":eta 0.2" ESC "[D" ESC "[3~5\r"); /* its keys are known */
    terminal_expect(terminal, "sgd  0.5");
    terminal_expect_gone(terminal, notice);
    terminal_send(terminal, CTRL_Z);
    ck_assert(terminal_stopped(terminal));
    terminal_expect_restored(terminal);
    terminal_continue(terminal);
    terminal_expect(terminal, "q quit");
    terminal_send(terminal, "qq");
    ck_assert_int_eq(terminal_end(terminal), 0);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("terminal");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, map_has_the_surface_s_colors);
    tcase_add_table_test(tests, colors_are_as_many_as_wanted, levels);
    tcase_add_table_test(tests, screen_gets_no_direct_colors, inherited);
    tcase_add_table_test(tests, the_terminal_is_asked, asked);
    tcase_add_test(tests, ascii_where_marks_are_wide);
    tcase_add_test(tests, the_theme_is_a_setting);
    tcase_add_test(tests, late_answers_are_no_keys);
    tcase_add_test(tests, ascii_where_the_locale_has_no_more);
    tcase_add_test(tests, small_screens);
    tcase_add_test(tests, resizes_end_right);
    tcase_add_test(tests, the_ball_moves);
    tcase_add_test(tests, eta_typed_while_it_rolls);
    tcase_add_test(tests, a_wrong_command_changes_nothing);
    tcase_add_test(tests, typing_is_answered_while_computing);
    tcase_add_test(tests, typing_is_answered_while_a_map_is_drawn);
    tcase_add_test(tests, keys_do_what_they_say);
    tcase_add_test(tests, unknown_keys_are_swallowed);
    tcase_add_test(tests, help_is_a_page);
    tcase_add_test(tests, a_click_sets_the_start);
    tcase_add_test(tests, the_start_is_dragged);
    tcase_add_test(tests, a_drag_shows_the_way_ahead);
    tcase_add_test(tests, arrows_and_the_view_go_with_the_ball);
    tcase_add_test(tests, the_wheel_zooms_at_the_pointer);
    tcase_add_loop_test(tests, the_map_is_dragged, 0, 2);
    tcase_add_test(tests, the_relief_is_turned_by_keys);
    tcase_add_test(tests, the_relief_is_turned_by_dragging);
    tcase_add_test(tests, a_click_on_the_relief_sets_the_start);
    tcase_add_test(tests, charts_are_pointed_at);
    tcase_add_test(tests, what_is_named_is_clicked);
    tcase_add_test(tests, what_is_pointed_at_is_underlined);
    tcase_add_test(tests, numbers_are_turned_and_dragged);
    tcase_add_test(tests, pages_are_clicked);
    tcase_add_test(tests, the_gauge_is_dragged);
    tcase_add_test(tests, a_click_selects_a_ball);
    tcase_add_test(tests, a_race_forks_and_leaves_ghosts);
    tcase_add_test(tests, few_colors_on_a_light_ground);
    tcase_add_test(tests, two_views_stand_side_by_side);
    tcase_add_test(tests, one_view_alone_and_large_numbers);
    tcase_add_test(tests, a_course_waits);
    tcase_add_test(tests, a_question_is_answered);
    tcase_add_test(tests, no_mouse_where_there_is_none);
    tcase_add_test(tests, the_mouse_is_left_to_the_terminal);
    tcase_add_test(tests, no_mouse_where_it_is_not_wanted);
    tcase_add_test(tests, a_playlist);
    tcase_add_test(tests, the_room_does_not_wait);
    tcase_add_test(tests, a_bare_start_offers_lessons);
    tcase_add_test(tests, two_scenes_are_compared);
    tcase_add_test(tests, escape_closes_the_prompt);
    tcase_add_test(tests, lines_are_edited);
    tcase_add_loop_test(tests, strange_keys_leave_nothing_in_the_line, 0, 2);
    tcase_add_test(tests, candidates_have_hints);
    tcase_add_test(tests, a_changed_run_is_not_lost_unasked);
    tcase_add_test(tests, scenes_are_known);
    tcase_add_test(tests, files_are_completed);
    tcase_add_test(tests, history_lasts);
    tcase_add_test(tests, pastes_open_the_prompt);
    tcase_add_test(tests, long_pastes_are_no_keys);
    tcase_add_test(tests, pastes_without_an_end_are_no_keys);
    tcase_add_test(tests, pastes_are_searched_for);
    tcase_add_test(tests, a_line_may_be_full);
    tcase_add_test(tests, vi_mode);
    tcase_add_test(tests, the_cursor_is_where_something_is_said);
    tcase_add_table_test(tests, the_terminal_is_restored, ways_out);
    tcase_add_loop_test(tests, stopped_and_continued, 0, 2);
    tcase_add_loop_test(tests, stopped_unasked, 0, 4);
    tcase_add_test(tests, stopped_unasked_without_ansi);
    tcase_add_test(tests, nobody_waits_for_the_terminal);
    tcase_add_table_test(tests, restored_in_the_midst_of_a_frame, ends);
    tcase_add_table_test(tests, terminals_that_cannot, refused);
    tcase_add_table_test(tests, strangers_are_used_as_what_is_near, strangers);
    return suite_run("terminal", tests);
}
