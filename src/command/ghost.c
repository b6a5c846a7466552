/* `ghost`: the trails of runs that are over, kept so that the present one can be compared. */

#include "rows.h"

#include <string.h>

static bool run_ghost(struct reader *in)
{
    struct session *session = in->session;
    const char *word = reader_rest(in);
    bool *shown = &session->look.layers[LAYER_GHOST];
    if (!*word || strcmp(word, "keep") == 0) {
        *shown = true;
        ghosts_keep(&session->ghosts, session->sim);
    } else if (strcmp(word, "clear") == 0) {
        ghosts_clear(&session->ghosts);
    } else if (strcmp(word, "on") == 0 || strcmp(word, "off") == 0) {
        *shown = word[1] == 'n';
    } else {
        return reader_error_in(in, word, "expected keep, clear, on or off");
    }
    return true;
}

static void offer_ghosts(const struct offering *offering)
{
    bool on = offering->session->look.layers[LAYER_GHOST];
    if (*offering->first)
        return;
    offer(offering, "keep", "", "the present trails");
    offer(offering, "clear", "", "no trails");
    offer_choice(offering, "on", "the previous run, too", on);
    offer_choice(offering, "off", "only what you keep by hand", !on);
}

const struct command_row ghost_commands[] = {
    {"ghost", "[keep | clear | on | off]",
     "keeps the present trails as dots, to compare; on: those of the previous run, too", "ghost on",
     run_ghost, TIMED, offer_ghosts},
    {0},
};
