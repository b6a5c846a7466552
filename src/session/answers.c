#include "answers.h"

#include <stdarg.h>
#include <stdio.h>

void answers_free(struct answers *answers)
{
    text_free(&answers->page);
    text_free(&answers->notice);
    text_free(&answers->sought);
}

void answers_tell(struct answers *answers, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_clear(&answers->notice);
    text_add(&answers->notice, "%s", line);
    answers->warns = false;
}

void answers_close_page(struct answers *answers)
{
    text_clear(&answers->page);
    answers->page_top = 0;
    answers->choices = answers->chosen = 0;
    answers->stands = false;
}

void answers_scroll_page(struct answers *answers, int lines)
{
    int *at = answers->choices > 0 ? &answers->chosen : &answers->page_top;
    *at += lines;
    if (answers->choices > 0 && *at >= answers->choices)
        *at = answers->choices - 1;
    if (*at < 0)
        *at = 0;
}
