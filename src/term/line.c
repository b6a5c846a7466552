#include "line.h"

#include "prompt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;
static bool edited;

static void note(int number)
{
    (void)number;
    interrupted = 1;
}

void line_begin(const struct session *session, bool edits)
{
    struct sigaction action = {.sa_handler = note}; /* what waits for a line ends with it */
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    edited = edits;
    if (edits)
        prompt_start_plain(session);
}

void line_end(void)
{
    if (edited)
        prompt_end();
    edited = false;
}

bool line_was_interrupted(void)
{
    bool was = interrupted;
    interrupted = 0;
    return was;
}

static bool wait_for_key(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    while (poll(&input, 1, -1) < 0)
        if (errno != EINTR || interrupted)
            return false;
    return true;
}

static char *read_plain(void)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length = getline(&line, &capacity, stdin);
    if (length >= 0 && !interrupted)
        return line;
    free(line);
    return NULL;
}

char *line_read(const char *prompt)
{
    if (!edited)
        return read_plain();
    char *line = NULL;
    bool over = false;
    prompt_ask(prompt);
    while (!over) {
        if (wait_for_key())
            line = prompt_take(&over);
        else if ((over = !prompt_drop(prompt))) /* ^C: what was typed is dropped */
            break;
        else
            interrupted = 0;
    }
    return line;
}
