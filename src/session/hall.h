#ifndef OVERSHOOT_SESSION_HALL_H
#define OVERSHOOT_SESSION_HALL_H

/* What belongs to the hall where a class sits and not to the scene, and so survives a change of
 * scene: the settings whose rows say so (settings.h), as the user has set them. What a scene says
 * of them itself holds for that scene alone, and only where the user has said nothing. */

struct session;
struct setting_row;

enum { HALL_SETTINGS_MAX = 16 };
struct hall {
    unsigned said; /* a bit for each that the user has set; the others are as at first */
    unsigned char values[HALL_SETTINGS_MAX][8];
    unsigned own; /* a bit for each that the present scene has said, and that; it goes with it */
    unsigned char owns[HALL_SETTINGS_MAX][8];
};

/* The user has set it. */
void hall_note(struct session *session, const struct setting_row *row);
/* A scene says it: what the user has set stays. */
void hall_hold(struct session *session, const struct setting_row *row);
/* The user leaves it to the scenes again: it is as the present one has said it, or as at first. */
void hall_release(struct session *session, const struct setting_row *row);
/* A session that is new gets the hall of another one, before its scene says anything. */
void hall_enter(struct session *session, const struct session *from);

#endif
