#include "screen.h"

#include "../base/digits.h"
#include "../base/spelling.h"
#include "../draw/mark.h"
#include "../draw/raster.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a role has beside its colour: in general, with 8 colours (whose bold ones are bright) and
 * with none. */
static const uint8_t weights[ROLE_COUNT][3] = {
    [ROLE_FAINT] = {0, ATTRIBUTE_DIM, ATTRIBUTE_DIM},
    [ROLE_STRONG] = {ATTRIBUTE_BOLD, ATTRIBUTE_BOLD, ATTRIBUTE_BOLD},
    [ROLE_ACCENT] = {0, ATTRIBUTE_BOLD, ATTRIBUTE_UNDERLINE},
    [ROLE_CHOSEN] = {ATTRIBUTE_BOLD, 0, ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD},
    [ROLE_WARN] = {0, 0, ATTRIBUTE_BOLD},
    [ROLE_DANGER] = {0, ATTRIBUTE_BOLD, ATTRIBUTE_BOLD},
};

static bool can_have_plates(const struct frame *frame, const struct display *display)
{
    double width = (double)frame->columns * display->pixels.width;
    double height = (double)frame->rows * display->pixels.height;
    return display->colors >= COLORS_256 && width > 0 && height > 0 &&
           width * height <= RASTER_MOST;
}

struct screen screen_begin(struct frame *frame, const struct session *session,
                           const struct display *display)
{
    struct screen screen = {.frame = frame,
                            .display = display,
                            .session = session,
                            .theme = theme_of(display->colors, display->light)};
    /* From far away blocks are seen better than dots. */
    bool far = session->look.big && session->look.lines == LINES_AUTO &&
               display->colors >= COLORS_256 && display->unicode && !display->console;
    screen.device = device_of(far ? LINES_QUADRANTS : session->look.lines, display->colors,
                              display->unicode, display->console, display->light);
    screen.device.vectors = display->vectors;
    screen.kinds = ball_kinds_of(session->sim);
    if (can_have_plates(frame, display))
        screen.device.pixels = display->pixels, screen.device.colors = COLORS_DIRECT;
    return screen;
}

bool screen_is_figure(const struct screen *screen)
{
    const struct look *look = &screen->session->look;
    return screen->display->bare && !look->big && (look->single || !look->layers[LAYER_PANEL]);
}

bool screen_has_whole_axes(const struct screen *screen)
{
    return screen_is_figure(screen) && screen->session->look.layers[LAYER_AXES];
}

const char *screen_axis_name(const struct screen *screen, int axis, const char *usual,
                             char name[AXIS_NAME_SIZE])
{
    const char *at = screen->session->words.names;
    for (int i = 0; i < axis && *at; i++) {
        at += strcspn(at, ",");
        at += *at == ',';
    }
    at += strspn(at, " ");
    int length = (int)strcspn(at, ",");
    while (length > 0 && at[length - 1] == ' ')
        length--;
    while (length >= AXIS_NAME_SIZE || (length > 0 && (at[length] & 0xC0) == 0x80))
        length--; /* no part of a letter */
    snprintf(name, AXIS_NAME_SIZE, "%.*s", length, at);
    return length > 0 ? name : usual;
}

double screen_tallness(const struct screen *screen)
{
    const struct cell_size *pixels = &screen->device.pixels;
    if (pixels->width)
        return (double)pixels->height / pixels->width;
    return screen->display->tallness > 0 ? screen->display->tallness : 2;
}

struct style screen_style(const struct screen *screen, enum role role)
{
    enum color_level colors = screen->display->colors;
    int kind = colors == COLORS_MONO ? 2 : colors == COLORS_8;
    color ground = role == ROLE_CHOSEN ? screen->theme->roles[ROLE_ACCENT] : COLOR_DEFAULT;
    return (struct style){screen->theme->roles[role], ground, weights[role][kind]};
}

void screen_raise(const struct screen *screen, struct area area)
{
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++) {
            struct cell *cell = frame_cell(screen->frame, column, row);
            if (cell->bg == COLOR_DEFAULT)
                cell->bg = screen->theme->roles[ROLE_RAISED];
        }
}

static void paint(const color *roles, struct cell *cells, int count)
{
    for (struct cell *cell = cells; cell < cells + count; cell++) {
        cell->fg = cell->fg == COLOR_DEFAULT ? roles[ROLE_TEXT] : cell->fg;
        bool through = cell->attributes & ATTRIBUTE_THROUGH && cell->glyph == ' ';
        cell->bg = cell->bg == COLOR_DEFAULT && !through ? roles[ROLE_GROUND] : cell->bg;
    }
}

void screen_paint(const struct screen *screen)
{
    const struct frame *frame = screen->frame;
    paint(screen->theme->roles, frame->cells, frame->columns * frame->rows);
    if (frame->below)
        paint(screen->theme->roles, frame->below, frame->columns * frame->rows);
}

const char *screen_word(const struct screen *screen, const char *unicode, const char *ascii)
{
    return screen->display->unicode ? unicode : ascii;
}

const char *screen_sign(const struct screen *screen, enum quantity quantity)
{
    const struct quantity_row *row = &quantity_rows[quantity];
    return screen_word(screen, row->sign ? row->sign : row->name,
                       row->ascii ? row->ascii : row->name);
}

const char *screen_quantity_name(const struct screen *screen, enum quantity quantity,
                                 char name[AXIS_NAME_SIZE])
{
    const char *usual = screen_sign(screen, quantity);
    return quantity == QUANTITY_LOSS ? screen_axis_name(screen, 2, usual, name) : usual;
}

int screen_label(const struct screen *screen, int column, int row, int limit,
                 enum quantity quantity)
{
    return screen_printf(screen, column, row, limit, ROLE_MUTED, "%s ",
                         screen_sign(screen, quantity));
}

uint32_t screen_glyph(const struct screen *screen, uint32_t unicode, char ascii)
{
    return screen->display->unicode ? unicode : (uint32_t)(unsigned char)ascii;
}

void screen_spell(const struct screen *screen, struct text *out, const char *text)
{
    if (screen->display->unicode)
        text_add_bytes(out, text, strlen(text));
    else
        spelling_ascii(out, text);
}

void screen_pretty(const struct screen *screen, struct text *out, const char *formula)
{
    text_add_bytes(out, "", 0); /* also of nothing there are bytes */
    if (screen->display->unicode)
        formula_pretty(out, formula, NULL);
    else
        text_add(out, "%s", formula);
}

int screen_columns(const struct screen *screen, const char *text)
{
    struct text spelled = {0};
    screen_spell(screen, &spelled, text);
    int columns = utf8_columns(spelled.bytes ? spelled.bytes : "", spelled.length);
    text_free(&spelled);
    return columns;
}

int screen_text(const struct screen *screen, int column, int row, int limit, enum role role,
                const char *text)
{
    struct style style = screen_style(screen, role);
    if (screen->display->unicode)
        return frame_text(screen->frame, column, row, limit, style, text);
    struct text spelled = {0};
    screen_spell(screen, &spelled, text);
    if (spelled.bytes)
        column = frame_text(screen->frame, column, row, limit, style, spelled.bytes);
    text_free(&spelled);
    return column;
}

int screen_text_cut(const struct screen *screen, int column, int row, int limit, enum role role,
                    const char *text)
{
    if (screen_columns(screen, text) <= limit - column)
        return screen_text(screen, column, row, limit, role, text);
    column = screen_text(screen, column, row, limit - 1, role, text);
    return screen_text(screen, column, row, limit, role, screen_word(screen, "…", "~"));
}

int screen_printf(const struct screen *screen, int column, int row, int limit, enum role role,
                  const char *format, ...)
{
    char buffer[1024]; /* more than a line of the widest frame needs */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(buffer, sizeof buffer, format, arguments);
    va_end(arguments);
    return screen_text(screen, column, row, limit, role, buffer);
}

int screen_right(const struct screen *screen, int end, int row, enum role role, const char *text)
{
    int column = end - screen_columns(screen, text);
    screen_text(screen, column, row, end, role, text);
    return column;
}

void screen_put(const struct screen *screen, int column, int row, uint32_t glyph, enum role role)
{
    struct style style = screen_style(screen, role);
    *frame_cell(screen->frame, column, row) =
        (struct cell){glyph, 0, style.fg, style.bg, style.attributes};
}

void screen_ball(const struct screen *screen, int column, int row, int ball, int attributes)
{
    *frame_cell(screen->frame, column, row) =
        (struct cell){mark_glyph(screen_ball_mark(screen, ball), 0, screen->display->unicode), 0,
                      screen_ball_color(screen, ball), COLOR_DEFAULT, (uint8_t)attributes};
}

/* The ball that a mark in words stands for; -1: none. */
static int ball_of_glyph(const struct screen *screen, uint32_t glyph)
{
    int balls = screen->session->sim->ball_count;
    for (int i = 0; i < balls && i < MARK_BALLS; i++)
        if (glyph == mark_glyph(screen_ball_mark(screen, i), 0, true))
            return i;
    return -1;
}

void screen_tint_balls(const struct screen *screen, struct area area)
{
    for (int row = area.row; row < area.row + area.rows && screen->display->unicode; row++)
        for (int column = area.column; column < area.column + area.columns; column++) {
            struct cell *cell = frame_cell(screen->frame, column, row);
            int ball = cell->glyph > 0x7f ? ball_of_glyph(screen, cell->glyph) : -1;
            if (ball >= 0)
                cell->fg = screen_ball_color(screen, ball);
        }
}

void screen_fill(const struct screen *screen, struct area area, enum role role)
{
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++)
            screen_put(screen, column, row, ' ', role);
}

bool screen_hides(const struct screen *screen)
{
    return quiz_is_open(screen->session);
}

bool screen_hides_future(const struct screen *screen)
{
    const struct sim *sim = screen->session->sim;
    return screen_hides(screen) && sim->clock < sim->end;
}

void screen_veil(const struct screen *screen, int column, int row, int limit)
{
    for (; column < limit; column++)
        screen_put(screen, column, row, screen_glyph(screen, 0x254C, '-'), ROLE_FAINT);
}

int screen_ahead(const struct screen *screen, int ball, struct row rows[], int max)
{
    const struct session *session = screen->session;
    return screen_hides(screen) ? 0 : lab_ahead(session->lab, session->sim, ball, rows, max);
}

bool screen_update(const struct screen *screen, struct update *update)
{
    const struct sim *sim = screen->session->sim;
    int ball = screen->session->selected;
    const struct row *rows[2];
    *update = (struct update){.from = *sim_row(sim, ball)};
    if (screen->display->phase >= 1 || sim_trail(sim, ball, 2, rows) < 2)
        return screen_ahead(screen, ball, &update->to, 1) == 1;
    *update = (struct update){*rows[0], *rows[1], true};
    return true;
}

int screen_ball_above(const struct screen *screen, int below)
{
    int selected = screen->session->selected;
    int ball = screen->session->sim->ball_count - 1 - below;
    return ball == 0 ? selected : ball <= selected ? ball - 1 : ball;
}

const char *screen_digits(char buffer[32], const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    digits_print_list(buffer, format, arguments);
    va_end(arguments);
    return buffer;
}

const char *screen_shorten(char buffer[32])
{
    return digits_shorten(buffer);
}

const char *screen_number(double value, char buffer[32])
{
    return digits_number(value, buffer);
}

const char *screen_value(double value, char buffer[32])
{
    double size = fabs(value);
    if (!isfinite(value) || size < 1e-16)
        return screen_digits(buffer, "%.0f", isfinite(value) ? 0 : value);
    if (size < 1e-3 || size >= 99999.5) {
        screen_digits(buffer, size < 1e-99 || size >= 1e100 ? "%.0e" : "%.1e", value);
        return screen_shorten(buffer);
    }
    int decimals = 3 - (int)floor(log10(size));
    return screen_digits(buffer, "%.*f", decimals < 0 ? 0 : decimals < 5 ? decimals : 5, value);
}

/* To a few hundredths of what an axis shows at most, without zeros at the end. */
static const char *coordinate(double value, double size, char buffer[32])
{
    int decimals = (int)ceil(log10(400 / size));
    decimals = decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
    double part = pow(10, decimals), rounded = round(value * part) / part;
    return screen_digits(buffer, "%.9g", rounded == 0 ? 0 : rounded);
}

const char *screen_place(const struct screen *screen, struct point at,
                         char buffer[SCREEN_PLACE_SIZE])
{
    const struct region *region = &screen->session->look.region;
    char x[32], y[32];
    coordinate(at.x, region->x1 - region->x0, x);
    if (problem_is_line(sim_problem(screen->session->sim))) {
        snprintf(buffer, SCREEN_PLACE_SIZE, "x %s", x);
        return buffer;
    }
    coordinate(at.y, region->y1 - region->y0, y);
    snprintf(buffer, SCREEN_PLACE_SIZE, "(%s, %s)", x, y);
    return buffer;
}

/* The least columns and rows that there is room for it in. */
static const struct {
    int columns, rows;
} rooms[ROOM_COUNT_OF] = {
    [ROOM_COLORBAR] = {140, 0}, [ROOM_FORMULA] = {100, 0}, [ROOM_STEP] = {80, 28},
    [ROOM_BLANKS] = {0, 28},    [ROOM_LABELS] = {90, 26},  [ROOM_STRIP] = {80, 28},
    [ROOM_ARCS] = {90, 26},     [ROOM_CAPTION] = {0, 28},
};

bool screen_has_room(const struct screen *screen, enum room room)
{
    enum { FIGURE_COLUMNS = 60 }; /* there is no panel beside it */
    if (screen_is_figure(screen) && (room == ROOM_COLORBAR || room == ROOM_LABELS))
        return screen->frame->columns >= FIGURE_COLUMNS;
    return screen->frame->columns >= rooms[room].columns && screen->frame->rows >= rooms[room].rows;
}

const struct standing_row standing_rows[STANDING_COUNT] = {
    [STANDING_SETTLED] = {0x2713, '+', "settled", ROLE_GOOD},
    [STANDING_ROLLS] = {0xB7, '.', "rolls", ROLE_MUTED},
    [STANDING_SWINGS] = {0x2194, '~', "swings", ROLE_WARN},
    [STANDING_CLIMBS] = {0x2197, '!', "climbs", ROLE_DANGER},
    [STANDING_CREEPS] = {0x2026, ',', "creeps", ROLE_MUTED},
    [STANDING_STOPPED] = {0x2248, '0', "stopped", ROLE_MUTED},
    [STANDING_STUCK] = {0x2016, '=', "stuck", ROLE_WARN},
    [STANDING_SADDLE] = {0x25C7, '%', "saddle", ROLE_MUTED},
    [STANDING_MAXIMUM] = {0x25B3, '^', "maximum", ROLE_MUTED},
    [STANDING_FLAT] = {0x2014, '-', "flat", ROLE_MUTED},
    [STANDING_GONE] = {0x2715, 'x', "gone", ROLE_DANGER},
};

int screen_standing(const struct screen *screen, int column, int row, int limit,
                    enum standing standing)
{
    enum { HIDDEN = 9 };
    const struct standing_row *is = &standing_rows[standing];
    if (screen_hides(screen)) {
        limit = limit < column + HIDDEN ? limit : column + HIDDEN;
        screen_veil(screen, column, row, limit);
        return limit;
    }
    screen_put(screen, column, row, screen_glyph(screen, is->mark, is->ascii), is->role);
    if (column + 2 + (int)strlen(is->word) > limit)
        return column + 1;
    return screen_text(screen, column + 2, row, limit, is->role, is->word);
}

int screen_line(const struct screen *screen, int column, int row, int limit, enum role role,
                const char *text, const struct line *line)
{
    struct text part = {0};
    text_add_bytes(&part, text + line->begin, (size_t)(line->end - line->begin));
    column = screen_text(screen, column, row, limit, role, part.bytes);
    text_free(&part);
    return column;
}
