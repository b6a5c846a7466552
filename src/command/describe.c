/* `describe`: what there is to see, in words, as a page. */

#include "rows.h"

#include "../tell/describe.h"
#include "../tell/speech.h"

static bool run_describe(struct reader *in)
{
    struct session *session = in->session;
    struct text page = {0};
    if (!reader_finish(in))
        return false;
    lab_set_limit(session->lab, NULL, NULL); /* all of it */
    describe_write(&page, session);
    if (session->host.heard) {
        struct text spoken = {0};
        speech_add_page(&spoken, page.bytes);
        text_free(&page);
        page = spoken;
    }
    answers_close_page(&session->answers);
    text_free(&session->answers.page);
    session->answers.page = page;
    session->answers.stands = session_page_stands(session);
    return true;
}

const struct command_row describe_commands[] = {
    {"describe", "",
     "says in words what there is to see: the surface, the balls and their next steps, map, gauge, "
     "charts",
     "describe", run_describe, ALONE, .others = "in words|say what there is"},
    {0},
};
