#include "entry.h"

#include <string.h>
#include <term.h>
#include <unistd.h>

static TERMINAL *loaded;

/* NULL: the terminal has no such thing. */
static const char *string_of(const char *capability)
{
    const char *value = tigetstr(capability);
    return value == (char *)-1 ? NULL : value;
}

bool entry_load(const char *type, struct error *error)
{
    int status = 0;
    if (!*type)
        return error_at(error, ERROR_NO_PLACE,
                        "the variable TERM does not say which terminal this is");
    if (setupterm(type, STDOUT_FILENO, &status) != 0)
        return error_at(error, ERROR_NO_PLACE,
                        status < 0 ? "there is no terminfo database (TERM is %s)"
                                   : "the terminal %s (TERM) is not known here",
                        type);
    loaded = cur_term;
    if (entry_has("cup"))
        return true;
    entry_unload();
    return error_at(error, ERROR_NO_PLACE, "the terminal %s (TERM) cannot move its cursor", type);
}

void entry_unload(void)
{
    if (loaded)
        del_curterm(loaded);
    loaded = NULL;
}

bool entry_is_ansi(void)
{
    static const char move[] = "\033[%i%p1%d;%p2%dH";
    const char *cup = string_of("cup"), *plain = string_of("sgr0");
    return strncmp(cup, move, sizeof move - 1) == 0 && (!plain || strstr(plain, "\033["));
}

bool entry_is(const char *capability)
{
    return tigetflag(capability) > 0;
}

int entry_number(const char *capability)
{
    int number = tigetnum(capability);
    return number < 0 ? 0 : number;
}

bool entry_has(const char *capability)
{
    const char *value = string_of(capability);
    return value && *value;
}

/* tputs hands its characters to a function without a context. */
static struct text *sequence_target;

static int add_to_target(int character)
{
    char byte = (char)character;
    text_add_bytes(sequence_target, &byte, 1);
    return character;
}

void entry_sequence(struct text *sequence, const char *capability)
{
    const char *value = string_of(capability);
    sequence_target = sequence;
    if (value)
        tputs(value, 1, add_to_target);
}
