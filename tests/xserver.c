#include "xserver.h"

#include "suite.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 2 };
const double xserver_longest_wait = 40;

static pid_t server, runs[RUNS_MAX];
static char display[16];
static size_t size; /* bytes of a picture */

bool xserver_is_here(const char *terminal)
{
    char line[200];
    snprintf(
        line, sizeof line,
        "command -v %s >/dev/null && command -v Xvfb >/dev/null && command -v import >/dev/null",
        terminal);
    if (system(line) == 0)
        return true;
    printf("no %s, Xvfb or import (ImageMagick) here: no real terminal was tried\n", terminal);
    return false;
}

static void become(const char *const *arguments)
{
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execvp(arguments[0], (char *const *)(uintptr_t)arguments);
    _exit(127);
}

/* The server chooses its number, and tells it when it is ready. */
void xserver_begin(int width, int height)
{
    int ends[2];
    char descriptor[16], number[16] = "", screen[32];
    size = (size_t)width * (size_t)height * 3;
    ck_assert_int_eq(pipe(ends), 0);
    snprintf(descriptor, sizeof descriptor, "%d", ends[1]);
    snprintf(screen, sizeof screen, "%dx%dx24", width, height);
    server = fork();
    if (server == 0)
        become((const char *[]){"Xvfb", "-displayfd", descriptor, "-screen", "0", screen,
                                "-nolisten", "tcp", NULL});
    close(ends[1]);
    ck_assert_int_gt(read(ends[0], number, sizeof number - 1), 0);
    close(ends[0]);
    snprintf(display, sizeof display, ":%d", atoi(number));
    setenv("DISPLAY", display, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("COLORTERM");
    unsetenv("COLORFGBG");
    unsetenv("TERM");
}

static void stop(pid_t *process)
{
    if (*process > 0) {
        kill(*process, SIGTERM);
        waitpid(*process, NULL, 0);
    }
    *process = 0;
}

void xserver_end(void)
{
    for (int i = 0; i < RUNS_MAX; i++)
        stop(&runs[i]);
    stop(&server);
}

void xserver_run(const char *const *arguments)
{
    int place = runs[0] > 0;
    ck_assert_int_eq(runs[place], 0);
    runs[place] = fork();
    if (runs[place] == 0)
        become(arguments);
}

unsigned char *xserver_shot(void)
{
    unsigned char *pixels = calloc(size, 1);
    FILE *picture = popen("import -window root -depth 8 rgb:-", "r");
    ck_assert_ptr_nonnull(pixels);
    ck_assert_ptr_nonnull(picture);
    size_t length = fread(pixels, 1, size, picture);
    ck_assert_int_eq(pclose(picture), 0);
    ck_assert_uint_eq(length, size);
    return pixels;
}

const char *xserver_program(void)
{
    return getenv("OVERSHOOT") ? getenv("OVERSHOOT") : "./overshoot";
}

double xserver_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
