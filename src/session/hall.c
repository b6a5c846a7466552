#include "hall.h"

#include "settings.h"

#include <string.h>

/* Among the settings of the hall; -1: it is none. What is the user's own is no session's. */
static int index_of(const struct setting_row *row)
{
    int index = 0;
    for (int i = 0; i < setting_row_count; i++) {
        bool kept = setting_rows[i].hall && setting_rows[i].part != SETTING_OWN;
        if (&setting_rows[i] == row)
            return kept && index < HALL_SETTINGS_MAX ? index : -1;
        index += kept;
    }
    return -1;
}

void hall_note(struct session *session, const struct setting_row *row)
{
    int index = index_of(row);
    if (index < 0)
        return;
    memcpy(session->hall.values[index], setting_value(row, session), row->size);
    session->hall.said |= 1U << index;
}

void hall_hold(struct session *session, const struct setting_row *row)
{
    struct hall *hall = &session->hall;
    int index = index_of(row);
    if (index < 0)
        return;
    memcpy(hall->owns[index], setting_value(row, session), row->size);
    hall->own |= 1U << index;
    if (hall->said & 1U << index)
        memcpy(setting_field(row, session), hall->values[index], row->size);
}

void hall_release(struct session *session, const struct setting_row *row)
{
    struct hall *hall = &session->hall;
    int index = index_of(row);
    if (index < 0)
        return;
    hall->said &= ~(1U << index);
    if (hall->own & 1U << index)
        memcpy(setting_field(row, session), hall->owns[index], row->size);
    else
        setting_set_first(row, session);
}

void hall_enter(struct session *session, const struct session *from)
{
    struct hall *hall = &session->hall;
    *hall = from->hall;
    hall->own = 0;
    for (int i = 0; i < setting_row_count; i++) {
        int index = index_of(&setting_rows[i]);
        if (index >= 0 && hall->said & 1U << index)
            memcpy(setting_field(&setting_rows[i], session), hall->values[index],
                   setting_rows[i].size);
    }
}
