/* What balls are called. */

#include "fares.h"

#include "names.h"

#include <math.h>
#include <string.h>

/* The first number in which two differ that go by one name, as rounding hides it. */
static bool find_hidden(const struct sim *sim, int ball, int other, double *value)
{
    struct sim_difference own[SIM_DIFFERENCES_MAX], others[SIM_DIFFERENCES_MAX];
    char name[NAMES_BRIEF_SIZE], its[NAMES_BRIEF_SIZE];
    int count = sim_differences(sim, ball, own);
    names_brief(sim, ball, name);
    names_brief(sim, other, its);
    if (strcmp(name, its) != 0 || sim_differences(sim, other, others) != count)
        return false;
    for (int i = 0; i < count; i++) {
        *value = own[i].value;
        if (fabs(own[i].value - others[i].value) > 0)
            return true;
    }
    return false;
}

/* Of few balls, as names are to tell them apart: that number with all its digits. */
static void add_hidden(struct text *out, const struct sim *sim, int ball)
{
    enum { FEW = 12 };
    double value = 0;
    int other = 0;
    while (sim->ball_count <= FEW && other < sim->ball_count &&
           (other == ball || !find_hidden(sim, ball, other, &value)))
        other++;
    if (sim->ball_count > FEW || other == sim->ball_count)
        return;
    text_add(out, ", exactly ");
    text_add_number(out, value);
}

void fares_name(struct text *out, const struct session *session, int ball)
{
    char brief[NAMES_BRIEF_SIZE];
    if (session->sim->ball_count == 1) {
        text_add(out, "the ball");
        return;
    }
    names_brief(session->sim, ball, brief);
    char *inner = brief[0] == '(' ? strchr(brief, ')') : NULL;
    if (inner) /* no brackets in brackets */
        text_add(out, "ball %d (%.*s%s%s", ball + 1, (int)(inner - brief) - 1, brief + 1,
                 inner[1] ? "," : "", inner + 1);
    else
        text_add(out, "ball %d (%s", ball + 1, brief);
    add_hidden(out, session->sim, ball);
    text_add(out, ")");
}
