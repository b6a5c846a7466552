/* What a scene's course waits for: a time, a condition, or the hand that shows how the program is
 * used. Seconds are counted by whoever has a clock. The hand has its own pace, which the text alone
 * decides: a film of it is the same every time. */

#include "rows.h"

#include <string.h>

static const double before_enter = 0.4; /* seconds: all is typed, and not yet entered */

/* How long the hand takes for the next character: 0.04 to 0.12 s, by what was typed so far. */
static double key_seconds(const char *line, int length)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (int i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)line[i]) * 16777619u;
    hash = (hash ^ hash >> 15) * 2246822519u;
    return 0.04 + (hash >> 16) % 81 / 1000.0;
}

/* Another character is there, and the seconds until the next motion pass. */
static void type_on(struct hold *hold)
{
    const char *rest = hold->text + hold->length;
    uint32_t character;
    hold->length += utf8_decode(rest, strlen(rest), &character);
    hold->seconds +=
        hold->text[hold->length] ? key_seconds(hold->text, hold->length) : before_enter;
}

double script_seconds(const struct session *session)
{
    struct hold hand = session->script.hold;
    while (hand.kind == HOLD_TYPING && hand.text[hand.length])
        type_on(&hand);
    return hand.seconds;
}

bool script_counts(const struct session *session)
{
    enum hold_kind kind = session->script.hold.kind;
    return kind == HOLD_SECONDS || kind == HOLD_TYPING || kind == HOLD_KEY;
}

bool script_elapse(struct session *session, double seconds)
{
    struct hold *hold = &session->script.hold;
    if (!script_counts(session))
        return false;
    hold->seconds -= seconds;
    bool seen = hold->seconds <= 0;
    while (hold->kind == HOLD_TYPING && hold->seconds <= 0 && hold->text[hold->length])
        type_on(hold);
    if (hold->seconds <= 0)
        session_leave_hold(session);
    return seen;
}

bool hold_look(struct session *session, struct error *error)
{
    struct script *script = &session->script;
    if (script->hold.kind != HOLD_CONDITION)
        return true;
    bool holds, good = expect_judge(session, script->hold.text, &holds, NULL, error);
    if (!good) /* it would fail at every iteration */
        error->offset = ERROR_NO_PLACE;
    if (!good || holds)
        script_end_hold(script);
    return good;
}
