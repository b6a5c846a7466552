#include "error.h"

#include <stdarg.h>
#include <stdio.h>

void error_set(struct error *error, int offset, const char *format, ...)
{
    va_list arguments;
    if (!error)
        return;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    error->offset = offset;
}
