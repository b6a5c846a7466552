/* Starts and ends of all kinds: each terminal in each size, and each signal at each moment, leave
 * the terminal as it was. */

#include "suite.h"
#include "terminal.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static bool has_drawn(struct terminal *terminal, const void *text)
{
    size_t length;
    return strstr(terminal_bytes(terminal, &length), text);
}

/* Bytes that begin with an Escape, or text on the screen. */
static void wait_for(struct terminal *terminal, const char *bytes)
{
    if (*bytes != '\033')
        terminal_expect(terminal, bytes);
    else if (!terminal_wait(terminal, has_drawn, bytes))
        terminal_fail(terminal, "was not written:", bytes + 1);
}

/* Which of many cases: all of them, or so many of all kinds. */
static int case_of(int index, int part, int whole)
{
    return suite_whole() ? index : index * whole / part;
}

static int count_of(int part, int whole)
{
    return suite_whole() ? whole : part;
}

/* --- starts --- */

static const char *const types[] = {
    "xterm",   "xterm-256color", "xterm-kitty", "xterm-ghostty",        "foot",
    "wezterm", "linux",          "alacritty",   "tmux-256color",        "screen",
    "vt100",   "vt220",          "strange",     "screen.xterm-256color"};
static const char *const locales[] = {"C.UTF-8", "C"};
static const struct {
    int columns, rows;
} sizes[] = {{1, 1}, {9, 3}, {39, 11}, {40, 12}, {80, 24}, {132, 43}, {300, 100}};
enum {
    TYPES = sizeof types / sizeof *types,
    LOCALES = sizeof locales / sizeof *locales,
    SIZES = sizeof sizes / sizeof *sizes,
    STARTS = TYPES * LOCALES * SIZES,
    STARTS_PART = 18
};

START_TEST(starts_are_clean)
{
    int number = case_of(_i, STARTS_PART, STARTS), size = number % SIZES;
    struct terminal_setup setup = {.type = types[number / SIZES % TYPES],
                                   .locale = locales[number / SIZES / TYPES],
                                   .columns = sizes[size].columns,
                                   .rows = sizes[size].rows};
    struct terminal *terminal = terminal_start(&setup);
    wait_for(terminal, "\033[2J");
    if (sizes[size].columns >= 40)
        terminal_expect(terminal, "press : ");
    terminal_send(terminal, "q");
    int status = terminal_end(terminal);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        terminal_fail(terminal, "did not end well on", setup.type);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

/* --- kills --- */

/* What is waited for, typed, and waited for again, before it is killed. */
static const struct {
    const char *written, *keys, *then;
} moments[] = {
    {NULL, NULL, NULL},                              /* at once */
    {"\033[?2004h", NULL, NULL},                     /* the terminal has just been taken */
    {"q quit", NULL, NULL},                          /* it stands still */
    {"q quit", " ", "\u25b6"},                       /* it runs */
    {"q quit", ":eta 0.", "eta 0."},                 /* the prompt is open */
    {"q quit", "?", "esc closes"},                   /* a page is */
    {"q quit", "\033[200~surface x^2", "\033[?2026"} /* in the midst of a paste */
};
static const int signals[] = {SIGTERM, SIGHUP,  SIGQUIT, SIGSEGV, SIGABRT,  SIGBUS,
                              SIGFPE,  SIGILL,  SIGTRAP, SIGSYS,  SIGXCPU,  SIGUSR1,
                              SIGUSR2, SIGALRM, SIGINT,  SIGPROF, SIGVTALRM};
static const char *const ways[] = {"off", "kitty", "sixel"};
enum {
    MOMENTS = sizeof moments / sizeof *moments,
    SIGNALS = sizeof signals / sizeof *signals,
    WAYS = sizeof ways / sizeof *ways,
    KILLS = 204,
    KILLS_PART = 21
};

START_TEST(kills_are_clean)
{
    int number = case_of(_i, KILLS_PART, KILLS), signal = signals[number % SIGNALS];
    int moment = number % MOMENTS;
    struct terminal_setup setup = {.arguments = {"--pixels", ways[number % WAYS]},
                                   .answers = {{"\033[16t", "\033[6;16;8t"}}};
    struct terminal *terminal = terminal_start(&setup);
    if (moments[moment].written)
        wait_for(terminal, moments[moment].written);
    if (moments[moment].keys) {
        terminal_send(terminal, moments[moment].keys);
        wait_for(terminal, moments[moment].then);
    }
    terminal_signal(terminal, signal);
    int status = terminal_end(terminal);
    if (signal == SIGINT && WIFEXITED(status))
        ck_assert_int_eq(WEXITSTATUS(status), 0);
    else
        ck_assert_int_eq(WIFSIGNALED(status) ? WTERMSIG(status) : 0, signal);
    terminal_expect_restored(terminal);
    terminal_free(terminal);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("starts");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, starts_are_clean, 0, count_of(STARTS_PART, STARTS));
    tcase_add_loop_test(tests, kills_are_clean, 0, count_of(KILLS_PART, KILLS));
    return suite_run("starts", tests);
}
