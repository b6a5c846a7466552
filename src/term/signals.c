#include "signals.h"

#include "tty.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const int caught[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
/* What ends the program at once, be it by a fault of its own or on demand. */
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS,  SIGFPE,  SIGILL,  SIGTRAP,   SIGSYS,
                              SIGQUIT, SIGXCPU, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF};
enum {
    CAUGHT_COUNT = sizeof caught / sizeof *caught,
    CRASH_COUNT = sizeof crashes / sizeof *crashes
};

static volatile sig_atomic_t flags[CAUGHT_COUNT];
static sigset_t held; /* the mask that there was before */
static int pipe_ends[2] = {-1, -1};

void signals_wake(void)
{
    ssize_t written = write(pipe_ends[1], "", 1);
    (void)written; /* a full pipe wakes as well */
}

static void flag_signal(int number)
{
    int kept = errno;
    for (int i = 0; i < CAUGHT_COUNT; i++)
        if (caught[i] == number)
            flags[i] = 1;
    signals_wake();
    errno = kept;
}

/* Back to its default by SA_RESETHAND: raised again, it ends the program with its usual traces. */
static void rescue_terminal(int number)
{
    tty_rescue();
    raise(number);
}

static void handle(int number, void (*handler)(int), int manner)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = manner};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void catch_crashes(void)
{
    /* A stack that has overflowed cannot hold the handler. */
    static char stack[64 * 1024];
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternative, NULL);
    for (int i = 0; i < CRASH_COUNT; i++)
        handle(crashes[i], rescue_terminal, (int)SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
}

void signals_hold(void)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &held);
}

void signals_release(void)
{
    sigprocmask(SIG_SETMASK, &held, NULL);
}

void signals_start(void)
{
    if (pipe(pipe_ends) == 0)
        for (int i = 0; i < 2; i++) {
            fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
            fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
        }
    for (int i = 0; i < CAUGHT_COUNT; i++)
        handle(caught[i], flag_signal, SA_RESTART);
    catch_crashes();
    signals_release();
}

void signals_end(void)
{
    for (int i = 0; i < CAUGHT_COUNT; i++)
        signal(caught[i], SIG_DFL);
    for (int i = 0; i < CRASH_COUNT; i++)
        signal(crashes[i], SIG_DFL);
    for (int i = 0; i < 2; i++) {
        close(pipe_ends[i]);
        pipe_ends[i] = -1;
    }
}

int signals_descriptor(void)
{
    return pipe_ends[0];
}

void signals_drain(void)
{
    char bytes[64];
    while (read(pipe_ends[0], bytes, sizeof bytes) > 0)
        ;
}

bool signals_take(int number)
{
    for (int i = 0; i < CAUGHT_COUNT; i++)
        if (caught[i] == number && flags[i]) {
            flags[i] = 0; /* before what it tells is looked at, else the last of many is lost */
            return true;
        }
    return false;
}

int signals_ending(void)
{
    for (int i = 0; i < CAUGHT_COUNT; i++)
        if (flags[i] && (caught[i] == SIGTERM || caught[i] == SIGHUP))
            return caught[i];
    return 0;
}

void signals_stop(void)
{
    signal(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP); /* all of a pipeline, as the terminal would */
    handle(SIGTSTP, flag_signal, SA_RESTART);
    signals_take(SIGTSTP);
}

void signals_die(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}
