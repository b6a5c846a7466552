#ifndef OVERSHOOT_FRONT_FRONT_H
#define OVERSHOOT_FRONT_FRONT_H

/* What every face of the program shares, be it a terminal or a film: time and frames; what keys,
 * lines and the mouse do to the session; what is on the screen beside it (the message, the page).
 * Knows no terminal. */

#include "clock.h"
#include "gesture.h"

#include "../base/text.h"
#include "../view/halves.h"

/* What the face can do, and what it is to show. */
struct face {
    struct display display;       /* colours, characters, theme */
    double (*now)(void *context); /* seconds of a clock that never goes back */
    void *context;
    bool films; /* nobody waits, or reads messages: all is done in its moment, frames too */
};

struct front {
    const struct face *face;
    struct clock clock; /* of the session, and of the one beside it (session->host.beside) */
    struct halves *halves;
    struct gesture gesture;
    int held; /* the side where the mouse was pressed, -1: what both have in common */
    /* Its colours and characters are what the device has, which may become known later; what the
     * session says of them wins. */
    struct display device;
    struct display display; /* of the next frame; what concerns the prompt is the face's to say */
    struct frame *frame;
    struct text message; /* empty: none */
    bool message_is_error;
    struct text said; /* the answer that the message was made from, and how often it came */
    int times;
    bool answers;       /* what is said next is the answer to a line, and not of what happens */
    struct text failed; /* of the lines entered last the one that failed, to be mended; or empty */
    int failed_at;      /* its byte where */
    struct text typed;  /* by a click, for the prompt */
    int typed_at;       /* where its cursor is to be */
    double begun;       /* the work that is to take no longer than a part of a frame */
    double next_frame;  /* not before */
    bool dirty;         /* what is shown may be out of date */
};

void front_begin(struct front *front, struct session *session, const struct face *face);
void front_end(struct front *front);

/* A key by its name. If it asks for the prompt, which is the face's, what stands there first; else
 * NULL. */
const char *front_press(struct front *front, const char *key);
/* A line of commands as typed or pasted: each of its lines runs, up to the first error, which
 * becomes the message. */
void front_enter(struct front *front, const char *line);
/* The prompt was left: what is said of its line has been read. */
void front_leave_prompt(struct front *front);
/* Whether the prompt is to open, with what was typed for it; or, where it is open, to have that. */
bool front_point(struct front *front, const struct mouse_event *event);
/* ^C: ends what is being computed, else the program. */
void front_interrupt(struct front *front);

/* What went wrong is the message; in a scene, in that line or in none (0), and nothing plays. */
void front_fail(struct front *front, const struct error *error);
void front_fail_in_scene(struct front *front, const struct error *error, int line);

/* All that happens by itself, as long as nobody waits for it; on false it can be gone on with. */
bool front_advance(struct front *front, struct error *error, int *line);
/* Seconds until it is to be called again, or another frame is due; infinite: until something comes,
 * be it news of the lab's threads. */
double front_wait(const struct front *front);

/* Whether another frame is due; draws it. It is the front's. */
bool front_is_due(const struct front *front);
const struct frame *front_frame(struct front *front);
void front_resize(struct front *front, int columns, int rows);

#endif
