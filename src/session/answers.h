#ifndef OVERSHOOT_SESSION_ANSWERS_H
#define OVERSHOOT_SESSION_ANSWERS_H

/* What commands answer to whoever gave them. */

#include "../base/text.h"

#include <stdbool.h>

struct answers {
    struct text page;   /* what help or list printed last, for the user to read; "" if nothing */
    int page_top;       /* its first line on show; may be too great until it is drawn */
    int page_rows;      /* its lines on show, said by whoever draws it */
    bool stands;        /* the run waits until it is closed */
    int choices;        /* its last lines, of which Enter opens one; 0: it is a text */
    int chosen;         /* that one, from 0 */
    struct text sought; /* what was searched for in a page last */
    bool seeks;         /* the next line that has it is to come to the top */
    struct text notice; /* what the last command answers, in a line, until somebody has shown it */
    bool warns;         /* that is of something wrong, to be told even where nothing else is */
    bool quitting;      /* `quit` was said */
};

void answers_free(struct answers *answers);

/* Sets the notice, which warns of nothing. */
void answers_tell(struct answers *answers, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void answers_close_page(struct answers *answers);
/* Down if positive; where one of its lines is chosen, to another one. */
void answers_scroll_page(struct answers *answers, int lines);

#endif
