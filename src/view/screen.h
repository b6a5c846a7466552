#ifndef OVERSHOOT_VIEW_SCREEN_H
#define OVERSHOOT_VIEW_SCREEN_H

/* What the parts of the view share: where to draw, what is drawn, and the theme. */

#include "../draw/lines.h"
#include "../draw/theme.h"
#include "../lab/lab.h"
#include "../model/quantity.h"
#include "view.h"

/* Draws a part into an area, and nothing outside it but a column at either side. */
struct screen;
typedef void part_drawer(const struct screen *screen, struct area area);

struct map;
struct curve_plot;
struct basin_map;
struct relief;
struct slice_flight;
struct sheets;

struct screen {
    struct frame *frame;
    const struct display *display;
    const struct session *session;
    const struct theme *theme;
    struct device device; /* of drawings */
    int64_t world;        /* another one whenever anything is not as it was, but for what moves */
    struct ball_kinds {
        bool any;                 /* the balls are so many that they are shown by their kinds */
        int count;                /* of kinds */
        uint8_t of[BALLS_MAX];    /* of each ball, in the order of their first balls */
        uint8_t first[BALLS_MAX]; /* of each kind */
        uint8_t size[BALLS_MAX];  /* the same */
    } kinds;

    /* The view's: where the parts note what the mouse can point at (NULL: nowhere), and what the
     * views keep from one frame to the next. */
    struct targets *targets;
    struct map *map;
    struct curve_plot *curve;
    struct basin_map *basin;
    struct relief *relief;
    struct slice_flight *slice;
    struct sheets *sheets;
};

struct screen screen_begin(struct frame *frame, const struct session *session,
                           const struct display *display);

/* A picture of nothing but the views, for a paper or a slide: its axes have names of their own and
 * numbers at both ends; what is for who plays (headings, the selection) is left out. */
bool screen_is_figure(const struct screen *screen);
/* Its axes are shown. */
bool screen_has_whole_axes(const struct screen *screen);

/* What an axis is called: x (0), y (1), the loss (2). */
enum { AXIS_NAME_SIZE = 40 };
const char *screen_axis_name(const struct screen *screen, int axis, const char *usual,
                             char name[AXIS_NAME_SIZE]);

/* How much higher than wide a cell is. */
double screen_tallness(const struct screen *screen);

/* A role's colour and attributes, on the terminal's own ground. */
struct style screen_style(const struct screen *screen, enum role role);
/* What has no ground of its own there gets the raised one. */
void screen_raise(const struct screen *screen, struct area area);
/* What has no colours of its own gets the theme's: so that its inks never stand on a ground that is
 * not known. */
void screen_paint(const struct screen *screen);

/* The word for this terminal: with Unicode, or the ASCII one. */
const char *screen_word(const struct screen *screen, const char *unicode, const char *ascii);
/* A quantity's title, and the same before its value. */
const char *screen_sign(const struct screen *screen, enum quantity quantity);
/* What its chart is called: the loss as the scene names it. */
const char *screen_quantity_name(const struct screen *screen, enum quantity quantity,
                                 char name[AXIS_NAME_SIZE]);
int screen_label(const struct screen *screen, int column, int row, int limit,
                 enum quantity quantity);
uint32_t screen_glyph(const struct screen *screen, uint32_t unicode, char ascii);

/* As frame_text; without Unicode, what ASCII lacks is spelled out (η: eta). */
int screen_text(const struct screen *screen, int column, int row, int limit, enum role role,
                const char *text);
int screen_printf(const struct screen *screen, int column, int row, int limit, enum role role,
                  const char *format, ...) __attribute__((format(printf, 6, 7)));
/* As screen_text; a text that has no room ends with …. */
int screen_text_cut(const struct screen *screen, int column, int row, int limit, enum role role,
                    const char *text);
/* The text as screen_text shows it. */
void screen_spell(const struct screen *screen, struct text *out, const char *text);
/* A formula as people write it; without Unicode as it was typed. */
void screen_pretty(const struct screen *screen, struct text *out, const char *formula);
int screen_columns(const struct screen *screen, const char *text);
void screen_fill(const struct screen *screen, struct area area, enum role role);

/* Text that ends before a column; returns where it begins. */
int screen_right(const struct screen *screen, int end, int row, enum role role, const char *text);
void screen_put(const struct screen *screen, int column, int row, uint32_t glyph, enum role role);
/* A ball's mark in its colour, beside words. */
void screen_ball(const struct screen *screen, int column, int row, int ball, int attributes);
/* Where words name balls by their marks, these have the balls' colours. */
void screen_tint_balls(const struct screen *screen, struct area area);

/* Each ball has a colour, a mark and, in drawings, shapes of its own. Where there are more balls
 * than marks those of one kind share all of it but for the selected one. */
color screen_ball_color(const struct screen *screen, int ball);
int screen_ball_mark(const struct screen *screen, int ball);
int screen_ball_owner(const struct screen *screen, int ball);
bool screen_ball_is_one_of_many(const struct screen *screen, int ball);
struct ball_kinds ball_kinds_of(const struct sim *sim);
/* The balls in the order in which they are drawn: the first ones above others, the selected one
 * above all. */
int screen_ball_above(const struct screen *screen, int below);

/* While a question is open, what gives the answer away is hidden; of charts, where more is on
 * record than has passed. */
bool screen_hides(const struct screen *screen);
bool screen_hides_future(const struct screen *screen);
/* A row of what is hidden, up to a column. */
void screen_veil(const struct screen *screen, int column, int row, int limit);
/* What comes next, as lab_ahead; nothing while that is hidden. */
int screen_ahead(const struct screen *screen, int ball, struct row rows[], int max);

/* The selected ball's update: the one that it is on its way of, else the one that comes next. */
struct update {
    struct row from, to;
    bool moves; /* it is on its way */
};
/* False: none comes; `from` is where the ball is. */
bool screen_update(const struct screen *screen, struct update *update);

/* Where there is little room, the first of these goes first, and so on. Those that have no least
 * size in screen.c go where they find no place. */
enum room {
    ROOM_COLORBAR, /* beside the map: its contours have labels */
    ROOM_FORMULA,  /* in the header */
    ROOM_STEP,     /* the rule, and the next step in numbers */
    ROOM_BLANKS,   /* rows between the parts */
    ROOM_LABELS,   /* of contours */
    ROOM_COUNT,    /* the legend's column of iterations */
    ROOM_NAME,     /* and that of a name that all balls have */
    ROOM_STRIP,    /* of overshoots; their counts stand in the head of the loss then */
    ROOM_ARCS,     /* more than the newest two */
    ROOM_CAPTION,  /* more than two rows of it */
    ROOM_KEYS,     /* words of keys */
    ROOM_DECADES,  /* their labels in a chart */
    ROOM_COUNT_OF
};
bool screen_has_room(const struct screen *screen, enum room room);

/* How a ball fares, as a mark with a word; of the word alone, at `word`. */
struct standing_row {
    uint32_t mark;
    char ascii;
    const char *word;
    enum role role;
};
extern const struct standing_row standing_rows[STANDING_COUNT];
/* Draws the mark and, where it has room, the word; returns the column after it. */
int screen_standing(const struct screen *screen, int column, int row, int limit,
                    enum standing standing);

/* A number as it is printed, with a true minus sign; then, of one with an exponent, without zeros
 * at the end and before the exponent's digits. */
const char *screen_digits(char buffer[32], const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *screen_shorten(char buffer[32]);
/* In a few columns: 3 or 4 digits that count, 0.5, 1e6, 2.25e-5. */
const char *screen_number(double value, char buffer[32]);
/* The same of a number that changes while a ball moves, in at most 7 columns, a minus sign aside:
 * always with four digits that count, so that only its value moves. */
const char *screen_value(double value, char buffer[32]);
/* A place of the map, as far as it can be told apart there: (3.58, −1.85), or x 3.58. */
enum { SCREEN_PLACE_SIZE = 72 };
const char *screen_place(const struct screen *screen, struct point at,
                         char buffer[SCREEN_PLACE_SIZE]);

/* Breaks text into lines of at most `columns`; returns how many (at most max), as offsets. */
struct line {
    int begin, end;
};
int screen_wrap(const char *text, int columns, struct line *lines, int max);
/* The same of formulas, each on a line: those that come of one are shorter by `hang`. */
int screen_wrap_formula(const char *text, int columns, int hang, struct line *lines, int max);
/* Draws such a line of a text; returns the column after it. */
int screen_line(const struct screen *screen, int column, int row, int limit, enum role role,
                const char *text, const struct line *line);

#endif
