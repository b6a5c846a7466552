#ifndef OVERSHOOT_VIEW_VIEW_H
#define OVERSHOOT_VIEW_VIEW_H

/* From state to frame. What a view draws depends on the session, the display and the frame's size
 * alone; struct view only keeps what is costly to compute again (the heat map, and whatever does
 * not move from one frame to the next). */

#include "../draw/color.h"

#include "../session/session.h"
#include "target.h"

/* What is on the screen beside the session. The program's front end fills it. */
struct completion;

struct display {
    enum color_level colors;
    bool unicode;     /* half blocks and Greek letters can be shown; else ASCII */
    bool console;     /* without Unicode: line-drawing characters can be shown all the same */
    bool vectors;     /* for a file that has true lines */
    enum light light; /* theme for a light terminal background */
    bool bare;        /* a picture for elsewhere: without header, prompt and keys */
    bool still;       /* one for itself: no other one follows that has to be like it */
    bool beside;      /* a half: prompt, message and keys are below both (view_draw_foot) */
    const struct session *other; /* in the other half: charts of both have one scale; or NULL */
    double tallness;             /* how much higher than wide a cell is; 0: it is not known */
    struct cell_size pixels;     /* of a cell, where plots are to be pictures; else 0 */

    /* 0 … 1: how far the balls have moved along their last step; 1 when they stand. */
    double phase;

    bool aiming; /* the start is being dragged: the way from there is shown */

    bool prompt_open;
    const char *prompt;                  /* what stands before the typed text */
    const char *line;                    /* the typed text */
    int cursor;                          /* byte of line */
    const struct completion *candidates; /* shown above the prompt */
    int candidate_count;
    int candidate_begin; /* byte of line: what they replace ends at the cursor */

    const char *message; /* the last command's error or answer; NULL: none */
    bool message_is_error;

    bool page_open; /* session->answers.page covers the view, where there is one */

    /* Whether the frame must be done: what takes long is then left for the next ones, and drawn as
     * far as it is known. NULL: never, so that the frame is complete. */
    bool (*is_late)(void *context);
    void *context;

    bool pointed; /* the mouse's pointer is there, and what can be clicked is seen to be so: */
    int pointer_column, pointer_row;

    int waited;             /* seconds that the question has been open; below 1: not to be shown */
    int scene, scene_count; /* place in the playlist, from 0, -1: none; how many it has */
};

struct view;
struct view *view_new(void);
void view_free(struct view *view);

/* Draws everything into a frame (which is cleared first, in its own size). */
void view_draw(struct view *view, struct frame *frame, const struct session *session,
               const struct display *display);

/* What two halves have in common, over the last rows of a frame that has them: the message, the
 * prompt, the keys of the session. */
void view_draw_foot(struct view *view, struct frame *frame, const struct session *session,
                    const struct display *display);
/* The least size of a frame. */
enum { VIEW_COLUMNS_LEAST = 40, VIEW_ROWS_LEAST = 12 };

/* Whether something of the frame drawn last was left to be computed: drawing it again goes on. */
bool view_is_unfinished(const struct view *view);
/* Whether something is left to the lab's threads: another frame shows more when they have news. */
bool view_awaits(const struct view *view);

/* Where the mouse points at: the target on a cell of the frame drawn last. */
struct view_place {
    struct target target; /* all 0: there is none */
    const char *words;    /* the target's, until another frame is drawn */
    int column, row;      /* within its area */
    bool has_point;       /* MAP, RELIEF: there is a point of the surface */
    struct point point;   /* the same, and SWEEP: of the cell's centre */
    int64_t tick;         /* CHART: the iteration, perhaps beyond the record */
};
struct view_place view_locate(const struct view *view, int column, int row);
/* The same of those that the wheel turns. */
struct view_place view_locate_wheel(const struct view *view, int column, int row);
/* What is raised when the pointer is on a cell; columns 0: nothing. */
struct area view_raised(const struct view *view, int column, int row);
/* All of them, the upper ones last. */
const struct targets *view_targets(const struct view *view);

/* What the frame drawn last shows of the session's page: the first line, and how many a page has in
 * a frame of this size. */
struct view_page {
    int top, rows;
};
struct view_page view_page(const struct view *view);

#endif
