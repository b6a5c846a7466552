#include "overlay.h"

#include "layers.h"
#include "terrain.h"

#include "../base/memory.h"
#include "../lab/other.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIM = 150 };       /* of 255: how much of the plain ground lies over what is not allowed */
enum { LABEL_MOST = 36 }; /* columns */
enum { HATCH_COLUMNS = 6, HATCH_PARTS = 8 }; /* between lines; of a row in a piece of one */

/* One of the plane that reads y is nowhere on a line. */
static bool is_elsewhere(const struct session *session)
{
    const struct surface_code *code = session->look.overlay->problem->code;
    bool line = problem_is_line(sim_problem(session->sim));
    for (int i = 0; line && i < code->graph->input_count; i++)
        if (code->graph->inputs[i].kind == INPUT_Y && program_needs(code->value, i))
            return true;
    return false;
}

/* NULL: there is none to be seen. */
static const struct overlay *overlay_of(const struct session *session)
{
    const struct overlay *overlay = session->look.overlay;
    return overlay && !is_elsewhere(session) ? overlay : NULL;
}

static const struct problem *problem_of(const struct session *session)
{
    return lab_other(session->lab, session->sim, session->look.overlay->problem);
}

int64_t overlay_stamp(const struct session *session)
{
    return overlay_of(session) ? problem_of(session)->stamp : 0;
}

static const struct survey *survey_of(const struct plot *plot, const struct lattice *lattice)
{
    const struct session *session = plot->screen->session;
    return lab_survey(session->lab, problem_of(session), lattice, 1);
}

/* As fine as lines are drawn. */
static struct lattice fine_lattice(const struct plot *plot)
{
    struct field_size size = canvas_field_size(&plot->screen->device, plot->area);
    if (!plot->screen->device.pixels.width)
        size = (struct field_size){2 * plot->area.columns, 4 * plot->area.rows};
    return lattice_middles(&plot->view, size.columns, size.rows);
}

/* --- where a condition does not hold --- */

/* What is not defined is not allowed. */
static bool is_out(double value)
{
    return !(value <= 0);
}

/* By how much the value differs from that of the points beside it. */
static double change_at(const struct survey *survey, int column, int row)
{
    double here = survey_at(survey, column, row), change = 0;
    int right = column + 1 < survey->columns ? column + 1 : column - 1;
    int down = row + 1 < survey->rows ? row + 1 : row - 1;
    if (right >= 0)
        change = fmax(change, fabs(survey_at(survey, right, row) - here));
    if (down >= 0)
        change = fmax(change, fabs(survey_at(survey, column, down) - here));
    return change;
}

bool overlay_shade(const struct plot *plot, const struct lattice *lattice, uint8_t *shades)
{
    const struct overlay *overlay = overlay_of(plot->screen->session);
    bool any = false;
    if (!overlay || overlay->kind != OVERLAY_WITHIN)
        return false; /* of contours nothing is */
    const struct survey *survey = survey_of(plot, lattice);
    for (int i = 0; i < survey->columns * survey->rows; i++) {
        int column = i % survey->columns, row = i / survey->columns;
        double value = survey_at(survey, column, row), change = change_at(survey, column, row);
        bool plain = !isfinite(value) || !(change > 0) || !isfinite(change);
        double part = plain ? is_out(value) : 0.5 + value / change;
        shades[i] = (uint8_t)(DIM * fmin(fmax(part, 0), 1));
        any |= shades[i] > 0;
    }
    return any;
}

bool overlay_is_whole(const struct plot *plot, const struct lattice *lattice)
{
    return !overlay_of(plot->screen->session) || survey_of(plot, lattice)->stride == 1;
}

static double value_near(const struct survey *survey, const struct plot *plot, double column,
                         double row)
{
    int x = (int)(column / plot->area.columns * survey->columns);
    int y = (int)(row / plot->area.rows * survey->rows);
    x = x < 0 ? 0 : x < survey->columns ? x : survey->columns - 1;
    y = y < 0 ? 0 : y < survey->rows ? y : survey->rows - 1;
    return survey_at(survey, x, y);
}

/* A line from the upper right to the lower left, as far as it is out. */
static void draw_hatch_line(const struct plot *plot, const struct survey *survey, int begin,
                            struct ink ink)
{
    const struct region *view = &plot->view;
    int columns = plot->area.columns, rows = plot->area.rows, count = 0;
    struct point *points = memory_new((size_t)rows * HATCH_PARTS + 1, sizeof *points);
    for (int i = 0; i <= rows * HATCH_PARTS; i++) {
        double row = (double)i / HATCH_PARTS, column = begin - 2 * row;
        bool out =
            column >= 0 && column <= columns && is_out(value_near(survey, plot, column, row));
        if (out)
            points[count++] = (struct point){view->x0 + column / columns * (view->x1 - view->x0),
                                             view->y1 - row / rows * (view->y1 - view->y0)};
        if (count > 1 && (!out || i == rows * HATCH_PARTS))
            plot->projection->line(plot, points, count, ink);
        count = out ? count : 0;
    }
    free(points);
}

static bool has_letters(const struct plot *plot)
{
    return lines_rows[plot->screen->device.lines].kind == LINES_OF_LETTERS;
}

static void draw_hatch(const struct plot *plot, const struct survey *survey)
{
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_FAINT],
                      .weight = WEIGHT_CONTOUR,
                      .dash = DASH_SPARSE};
    int end = plot->area.columns + 2 * plot->area.rows;
    for (int i = HATCH_COLUMNS / 2; i < end; i += HATCH_COLUMNS)
        draw_hatch_line(plot, survey, i, ink);
}

void overlay_hatch(const struct plot *plot)
{
    const struct overlay *overlay = overlay_of(plot->screen->session);
    const struct area *area = &plot->area;
    if (!overlay || overlay->kind != OVERLAY_WITHIN || !has_letters(plot))
        return;
    const struct lattice lattice = fine_lattice(plot);
    const struct survey *survey = survey_of(plot, &lattice);
    for (int row = 0; row < area->rows; row++)
        for (int column = 0; column < area->columns; column++)
            if ((column + row) % 4 == 0 &&
                is_out(value_near(survey, plot, column + 0.5, row + 0.5)))
                screen_put(plot->screen, area->column + column, area->row + row, '/', ROLE_FAINT);
}

/* --- lines --- */

/* Contours are fine lines, so that none looks like a ball's way. */
static struct ink line_ink(const struct plot *plot, const struct overlay *overlay)
{
    bool border = overlay->kind != OVERLAY_CONTOURS;
    return (struct ink){.color = plot->screen->theme->roles[border ? ROLE_STRONG : ROLE_TEXT],
                        .weight = WEIGHT_LINE,
                        .dash = (uint8_t)(!border         ? DASH_DOTTED
                                          : overlay->open ? DASH_DASHED
                                                          : DASH_SOLID),
                        .age = border ? AGE_NEW : AGE_RECENT};
}

/* At the places where the line runs flattest, the first that is free. */
static void label(const struct plot *plot, const struct flat_places *places, const char *text,
                  int most)
{
    struct text spelled = {0};
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_TEXT]};
    screen_spell(plot->screen, &spelled, text);
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    if (places->count > 0 && screen_columns(plot->screen, text) <= most) {
        draw_label(plot->drawing, LABEL_NEAR, NULL, 0, spelled.bytes, 1, ink);
        for (int i = 0; i < places->count; i++)
            drawing_extend(plot->drawing, plot->projection->sight(plot, places->items[i].at).at);
    }
    text_free(&spelled);
}

/* Nothing is assigned: `=` is a relation. */
static void pretty(const struct screen *screen, struct text *out)
{
    static const char arrow[] = "\u2190";
    struct text written = {0};
    screen_pretty(screen, &written, screen->session->look.overlay->text);
    const char *at = written.bytes;
    for (const char *sign; (sign = strstr(at, arrow)); at = sign + strlen(arrow)) {
        text_add_bytes(out, at, (size_t)(sign - at));
        text_add(out, "=");
    }
    text_add(out, "%s", at);
    text_free(&written);
}

/* Values as shares of the greatest: what there is near 0 is told exactly. */
static void draw_border(const struct plot *plot, const struct lattice *lattice,
                        const struct survey *survey)
{
    int count = survey->columns * survey->rows;
    float *tones = memory_new((size_t)count, sizeof *tones);
    struct levels levels = {.count = 1}; /* 0 */
    struct flat_places places[LEVELS_MAX] = {0};
    struct text name = {0};
    double most = 0;
    for (int i = 0; i < count; i++)
        most = isfinite(survey->loss[i]) ? fmax(most, fabs(survey->loss[i])) : most;
    for (int i = 0; i < count; i++)
        tones[i] = (float)(survey->loss[i] / (most > 0 ? most : 1));
    drawing_at(plot->drawing, DEPTH_GROUND, -1);
    contours_draw(plot, lattice, tones, &levels, line_ink(plot, overlay_of(plot->screen->session)),
                  places);
    pretty(plot->screen, &name);
    label(plot, places, name.bytes, LABEL_MOST);
    text_free(&name);
    free(tones);
}

static void draw_contours(const struct plot *plot, const struct lattice *lattice,
                          const struct survey *survey)
{
    int count = survey->columns * survey->rows;
    float *tones = memory_new((size_t)count, sizeof *tones);
    struct levels levels = {.count = 0};
    struct flat_places places[LEVELS_MAX] = {0};
    struct tone_wish wish = tone_wish_of(&plot->screen->session->look);
    wish.limits = (struct tone_limits){0}; /* its values are others */
    levels_measure(&levels, &wish, survey, plot->area.rows);
    for (int i = 0; i < count; i++)
        tones[i] = (float)tone_of(&levels.scale, survey->loss[i]);
    drawing_at(plot->drawing, DEPTH_GROUND, -1);
    contours_draw(plot, lattice, tones, &levels, line_ink(plot, overlay_of(plot->screen->session)),
                  places);
    for (int i = 0; i < levels.count; i++) {
        char number[32];
        contours_number(plot, &places[i], screen_digits(number, "%g", levels.values[i]),
                        (struct ink){.color = plot->screen->theme->roles[ROLE_TEXT]});
    }
    free(tones);
}

/* --- over the curve of a function of one variable --- */

static void draw_curve(const struct plot *plot, const struct lattice *lattice,
                       const struct survey *survey)
{
    draw_line(plot->drawing, NULL, 0, line_ink(plot, overlay_of(plot->screen->session)));
    for (int i = 0; i < survey->columns; i++)
        drawing_extend(plot->drawing, (struct point){lattice_point(lattice, i, 0).x,
                                                     plot_height(plot, survey_at(survey, i, 0))});
}

/* Where it changes from what holds to what does not, a line from top to bottom; what does not is
 * tinted. */
static void draw_bounds(const struct plot *plot, const struct lattice *lattice,
                        const struct survey *survey)
{
    const struct region *frame = &plot->frame;
    bool tints = overlay_of(plot->screen->session)->kind == OVERLAY_WITHIN;
    struct ink tint = {.color = plot->screen->theme->roles[ROLE_FAINT], .share = 30};
    double from = frame->x0;
    for (int i = 0; i < survey->columns; i++) {
        bool out = is_out(survey_at(survey, i, 0)), last = i + 1 == survey->columns;
        bool changes = !last && out != is_out(survey_at(survey, i + 1, 0));
        double x = last ? frame->x1 : lattice_point(lattice, i + 0.5, 0).x;
        if (out && tints && (changes || last))
            draw_area(plot->drawing, (struct point){from, frame->y0}, (struct point){x, frame->y1},
                      tint);
        if (changes)
            draw_hop(plot->drawing, (struct point){x, frame->y0}, (struct point){x, frame->y1},
                     line_ink(plot, overlay_of(plot->screen->session)));
        from = changes ? x : from;
    }
}

static void draw_on_line(const struct plot *plot)
{
    enum { FINE = 8 };
    const struct lattice lattice = lattice_middles(&plot->view, FINE * plot->area.columns, 1);
    const struct survey *survey = survey_of(plot, &lattice);
    bool curve = overlay_of(plot->screen->session)->kind == OVERLAY_CONTOURS;
    drawing_at(plot->drawing, DEPTH_GROUND, -1);
    (curve ? draw_curve : draw_bounds)(plot, &lattice, survey);
}

/* As long as values are rough, there are no lines. */
void overlay_draw(const struct plot *plot)
{
    const struct overlay *overlay = overlay_of(plot->screen->session);
    if (!overlay)
        return;
    if (region_is_line(&plot->view)) {
        draw_on_line(plot);
        return;
    }
    const struct lattice lattice = fine_lattice(plot);
    const struct survey *survey = survey_of(plot, &lattice);
    if (survey->stride > 1)
        return;
    drawing_at(plot->drawing, DEPTH_GROUND, -1);
    if (overlay->kind == OVERLAY_WITHIN && !has_letters(plot))
        draw_hatch(plot, survey);
    (overlay->kind == OVERLAY_CONTOURS ? draw_contours : draw_border)(plot, &lattice, survey);
}

/* --- words --- */

/* Whether it holds at a place, or what it is there. */
static void write_here(const struct screen *screen, const struct overlay *overlay,
                       struct point place, struct text *out)
{
    const struct session *session = screen->session;
    double value = lab_other_at(session->lab, problem_of(session), place);
    char number[32];
    if (overlay->kind == OVERLAY_WITHIN)
        text_add(out, "%s", is_out(value) ? ": broken here" : ": holds here");
    else
        text_add(out, "%s %s", overlay->kind == OVERLAY_ON ? ": off by" : ": here",
                 screen_value(value, number));
}

void overlay_write(const struct screen *screen, struct text *out)
{
    const struct session *session = screen->session;
    const struct overlay *overlay = overlay_of(session);
    if (!session->look.overlay)
        return;
    text_add(out, "%s ", screen_word(screen, "\u2571\u2571", "//"));
    pretty(screen, out);
    if (overlay)
        write_here(screen, overlay, ball_place(screen, session->selected), out);
    else
        text_add(out, ": reads y, not shown");
}
