/* `ghost`: the trails of runs that are over, kept so that the present one can be compared. */

#include "command.h"

#include "arguments.h"
#include "functions.h"

#include <stdlib.h>
#include <string.h>

bool command_ghost(struct session *session, const char *arguments, struct error *error)
{
    struct reader reader = reader_begin(arguments);
    int offset = reader_offset(&reader);
    char *word = reader_rest(&reader);
    bool good = true;
    if (!*word || strcmp(word, "keep") == 0) {
        session->look.layers[LAYER_GHOST] = true;
        ghosts_keep(&session->ghosts, session->sim);
    } else if (strcmp(word, "clear") == 0)
        ghosts_clear(&session->ghosts);
    else if (strcmp(word, "on") == 0 || strcmp(word, "off") == 0)
        session->look.layers[LAYER_GHOST] = word[1] == 'n';
    else
        good = error_at(error, offset, "expected keep, clear, on or off");
    free(word);
    return good;
}
