#ifndef OVERSHOOT_OUTPUT_ANSI_PEN_H
#define OVERSHOOT_OUTPUT_ANSI_PEN_H

/* What a terminal writes with: its colours, attributes and cursor, so that only changes of them are
 * sent. The functions write to where there is room for ANSI_CELL_MAX bytes, and return their end.
 */

#include "../draw/color.h"
#include "../draw/frame.h"

enum { ANSI_CELL_MAX = 128, ANSI_CODES = 512 };

/* Colours as the terminal has them: a number of its palette, or one of these. */
enum {
    ANSI_DEFAULT = -1,
    ANSI_ANY = -2,        /* nothing of it is seen */
    ANSI_DIRECT = 1 << 24 /* and 0xRRGGBB */
};

/* A cell as this terminal shows it. */
struct ansi_look {
    uint32_t glyph, combine;
    int fg, bg;
    int attributes;
};

/* All that is not said here is zero at first. */
struct ansi_pen {
    enum color_level level;
    bool ascii;        /* it shows nothing else */
    int not_in_colors; /* attributes that it does not have together with colours */
    bool scrolls;      /* once the last cell of the screen is written to, which then is not */
    bool known;        /* what follows is so, and the screen is as it was left */
    int fg, bg;        /* as in a look, never ANSI_ANY */
    int attributes;
    int column, row; /* of the cursor; -1: not for sure */
    /* The codes of colours that were asked for last: finding them takes long. */
    struct ansi_code {
        color key; /* the colour and one */
        int code;
    } codes[ANSI_CODES];
};

/* A pen of a terminal that nothing is known of. */
struct ansi_pen ansi_pen(enum color_level level);

struct ansi_look ansi_look(struct ansi_pen *pen, const struct cell *cell);
/* Whether nobody can tell them apart. */
bool ansi_look_equal(const struct ansi_look *a, const struct ansi_look *b);
/* A blank in the terminal's default colours. */
extern const struct ansi_look ansi_blank;

/* Nothing but default colours, no attributes. */
char *ansi_plain(struct ansi_pen *pen, char *at);
char *ansi_move(struct ansi_pen *pen, char *at, int column, int row);
/* A look of `width` columns at the cursor, on a terminal of so many columns. The look is then as it
 * was sent. */
char *ansi_put(struct ansi_pen *pen, char *at, struct ansi_look *look, int width, int columns);
/* How many bytes ansi_put would send, if the pen need not change for it; else -1. */
int ansi_cost(const struct ansi_pen *pen, const struct ansi_look *look);

#endif
