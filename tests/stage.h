#ifndef OVERSHOOT_TESTS_STAGE_H
#define OVERSHOOT_TESTS_STAGE_H

/* From a session to a frame: what the tests of views share. */

#include "../src/base/text.h"
#include "../src/command/script.h"
#include "../src/session/session.h"
#include "../src/view/view.h"
#include "suite.h"

/* Of the test that runs: new ones for each, with direct colours and Unicode. */
extern struct session *session;
extern struct frame *frame;
extern struct view *view;
extern struct display display;
extern struct text shown; /* the frame drawn last, as text */

void stage_begin(void);
void stage_end(void);

/* Carries a command out, to the end of what it begins. */
void stage_run(const char *line);
/* So many rows of data, u: a point of a surface that reads them takes long. */
void stage_load_rows(int count);
/* Draws a frame of that size; returns its text. */
const char *stage_draw(int columns, int rows);
bool stage_shows(const char *text);
/* The cell where a glyph stands first, by row; the top line and the last two are left out. */
bool stage_find(uint32_t glyph, int *column, int *row);

/* The ball that a click on a cell selects, from 0; -1: none. */
int stage_ball_at(int column, int row);

/* How many cells have a glyph. */
int stage_count(uint32_t glyph);
/* How many have dots, or a part of them: what lines are made of. */
int stage_dots(void);
/* Whether the frame drawn last has the cells of another one of its size. */
bool stage_is(const struct frame *other);
/* Fails the test where a cell has what the display cannot show. */
void stage_check_cells(void);

/* Saves the session and opens what was saved in another one, which would be saved as the same text.
 * It is the caller's. */
struct session *stage_reopen(void);

#define ck_assert_shows(text) ck_assert_msg(stage_shows(text), "no `%s` in\n%s", text, shown.bytes)
#define ck_assert_hides(text) ck_assert_msg(!stage_shows(text), "`%s` in\n%s", text, shown.bytes)

#endif
