#include "sheet.h"

#include "../base/memory.h"
#include "../model/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Buckets of a line that are drawn at a time, or without a look at the clock. */
enum { PIECE = 64, LITTLE = 8 };
/* Of a picture, that is kept of each line where it is new: one in so many. */
enum { MOST_PATCHED = 4 };

/* --- parts of a picture --- */

static bool has_pixels(const struct sheet *sheet)
{
    return sheet->key.device.pixels.width > 0;
}

static struct shape line_of(const struct strand *strand)
{
    return (struct shape){.kind = SHAPE_LINE, .ink = strand->ink};
}

/* Draws a box of a raster anew: the ground, what lies below all lines, and the lines; of what is
 * shown in this frame the tails, too, and `part` is which of its boxes it is; else it is -1. */
static void compose_box(const struct sheet *sheet, struct sheet_plot *plot, struct raster *raster,
                        struct box box, int part)
{
    bool now = part >= 0, small = MOST_PATCHED * box_size(&box) < raster->width * raster->height;
    const struct device *device = &sheet->key.device;
    double cell = device->pixels.width;
    raster_copy_box(raster, plot->ground, box);
    if (now && plot->cursor_at >= 0) {
        struct shape line = {.kind = SHAPE_LINE};
        line.ink.color = device->theme->roles[ROLE_ACCENT];
        coat_show(&plot->cursor, NULL, raster, box, &plot->tails, &line, device, cell);
    }
    for (int i = 0; i < plot->seen; i++) {
        struct strand *strand = &plot->strands[i];
        struct shape line = line_of(strand);
        if (now && strand->tail >= 0)
            line = plot->tails.shapes[strand->tail];
        struct patch *patch = now && small && part < PATCHES ? &strand->patches[part] : NULL;
        coat_show(&strand->coat, patch, raster, box, &plot->tails, &line, device, cell);
    }
}

/* --- a sheet --- */

static void free_strand(struct strand *strand)
{
    coat_free(&strand->coat);
    stays_free(&strand->stays);
    for (int i = 0; i < PATCHES; i++)
        patch_free(&strand->patches[i]);
}

static void free_plot(struct sheet_plot *plot)
{
    for (int i = 0; i < plot->strand_capacity; i++)
        free_strand(&plot->strands[i]);
    free(plot->strands);
    canvas_free(&plot->kept);
    raster_free(plot->ground);
    figure_free(&plot->figure);
    drawing_free(&plot->tails);
    coat_free(&plot->cursor);
}

void sheets_free(struct sheets *sheets)
{
    for (int i = 0; i < 2 * MEASURED_MAX; i++)
        free_plot(&sheets->sheets[i / MEASURED_MAX].plots[i % MEASURED_MAX]);
}

static struct ink ink_of(const struct sheet_key *key, const struct plotted *plotted,
                         const struct strand *strand)
{
    static const uint8_t dashes[] = {DASH_SOLID, DASH_DASHED, DASH_DOTTED, DASH_SPARSE};
    struct ink ink = key->inks[strand->ball];
    if (strand->ahead)
        ink = (struct ink){.color = key->device.theme->roles[ROLE_FAINT]};
    if (plotted->end - plotted->first > 1)
        ink.dash = dashes[(strand->formula - plotted->first) % 4];
    return ink;
}

static void add_strand(struct sheet *sheet, const struct formulas *formulas, int index,
                       struct strand strand)
{
    const struct plotted *plotted = &sheet->key.plots[index];
    struct sheet_plot *plot = &sheet->plots[index];
    if (plot->strand_count == plot->strand_capacity) {
        int capacity = plot->strand_capacity ? 2 * plot->strand_capacity : 8;
        plot->strands = memory_resize(plot->strands, (size_t)capacity, sizeof strand);
        for (; plot->strand_capacity < capacity; plot->strand_capacity++)
            plot->strands[plot->strand_capacity] = (struct strand){0};
    }
    struct strand *place = &plot->strands[plot->strand_count++];
    strand.coat = place->coat; /* its memory */
    strand.stays = place->stays;
    memcpy(strand.patches, place->patches, sizeof strand.patches);
    strand.owner = strand.ahead ? -1 : sheet->key.owners[strand.ball];
    strand.ink = ink_of(&sheet->key, plotted, &strand);
    strand.stamp = formulas->lines[strand.ball][strand.formula].stamp;
    strand.begun = strand.known = strand.inside = strand.tail = -1;
    strand.pen = pen_new(&sheet->key.x, &plotted->y,
                         figure_columns(formulas->screen, plotted->plot.columns));
    *place = strand;
    stays_begin(&place->stays, formulas->screen, plotted->plot);
    if (has_pixels(sheet))
        coat_begin(&place->coat, plot->kept.raster->width, plot->kept.raster->height);
}

static void begin_shape_at(const struct strand *strand, struct drawing *drawing)
{
    drawing_at(drawing, strand->ahead ? DEPTH_PAST : DEPTH_PRESENT,
               strand->ahead ? -1 : strand->ball);
}

/* The numbers of inks say what lies above what: all have theirs before anything is drawn. */
static void order_inks(struct sheet_plot *plot, const struct theme *theme)
{
    drawing_begin(&plot->tails, plot->kept.area, plot->kept.plane);
    drawing_at(&plot->tails, DEPTH_PAST, -1);
    draw_line(&plot->tails, NULL, 0, (struct ink){.color = theme->roles[ROLE_ACCENT]});
    for (int i = 0; i < plot->strand_count; i++) {
        begin_shape_at(&plot->strands[i], &plot->tails);
        draw_line(&plot->tails, NULL, 0, plot->strands[i].ink);
    }
    canvas_draw_cells(&plot->kept, &plot->tails);
}

static struct region plane_of(const struct sheet_key *key, int index)
{
    const struct chart_scale *y = &key->plots[index].y;
    return (struct region){key->x.low, key->x.high, y->low, y->high};
}

/* What the places of ghosts are in a chart. */
struct ghostly {
    const char *over, *formula;
    const struct session *session;
};

/* What a ghost's row has of a formula, where that is a number of rows; else NaN. */
static double ghost_value(const struct ghostly *ghostly, const char *formula, const struct row *row)
{
    const struct session *session = ghostly->session;
    const struct quantity_row *quantity = quantity_find(formula);
    if (quantity && quantity->to)
        return series_value(lab_series(session->lab, session->sim, session->selected,
                                       (enum quantity)(quantity - quantity_rows)),
                            row);
    return quantity && quantity->of ? quantity->of(row) : (double)NAN;
}

static struct point ghost_place(const void *context, int64_t tick, const struct row *row)
{
    const struct ghostly *ghostly = context;
    return (struct point){*ghostly->over ? ghost_value(ghostly, ghostly->over, row) : (double)tick,
                          ghost_value(ghostly, ghostly->formula, row)};
}

static void draw_ghosts(const struct sheet_key *key, int index, struct figure *figure)
{
    const struct plotted *plotted = &key->plots[index];
    struct pen pen =
        pen_new(&key->x, &plotted->y, figure_columns(figure->screen, plotted->plot.columns));
    for (int i = plotted->first; i < plotted->end; i++)
        lines_draw_ghosts(figure, &pen, ghost_place,
                          &(struct ghostly){key->chosen.over, key->chosen.items[i].formula,
                                            figure->screen->session});
}

static void begin_plot(struct sheet *sheet, const struct formulas *formulas, int index)
{
    struct sheet_plot *plot = &sheet->plots[index];
    const struct sheet_key *key = &sheet->key;
    const struct plotted *plotted = &key->plots[index];
    struct figure *figure = &plot->figure;
    struct ticks ticks = chart_scale_ticks(formulas->screen, &plotted->y, plotted->plot.rows);
    plot->strand_count = plot->seen = 0;
    if (!(key->x.high > key->x.low && plotted->y.high > plotted->y.low))
        return;
    figure_begin_again(figure, formulas->screen, plotted->plot, key->margin, plane_of(key, index));
    canvas_begin(&plot->kept, figure->drawing.area, figure->drawing.plane, &key->device);
    figure_grid(figure, &ticks);
    if (formulas->quantities)
        lines_draw_limit(figure, &key->x, &plotted->y, formulas->quantities[index]);
    if (key->ghosts)
        draw_ghosts(key, index, figure);
    canvas_draw(&plot->kept, &figure->drawing);
    if (has_pixels(sheet)) {
        plot->ground = plot->ground ? plot->ground : raster_new();
        raster_copy(plot->ground, plot->kept.raster);
        plot->ground->stamp = 0; /* it will be another one */
    }
    plot->cursor_at = -1;
    for (int k = plotted->first; key->ahead && k < plotted->end; k++)
        add_strand(sheet, formulas, index,
                   (struct strand){.ball = key->selected, .formula = k, .ahead = true});
    for (int i = 0; i < key->balls; i++)
        for (int k = plotted->first; k < plotted->end; k++)
            add_strand(
                sheet, formulas, index,
                (struct strand){.ball = screen_ball_above(formulas->screen, i), .formula = k});
    order_inks(plot, key->device.theme);
}

static void begin(struct sheet *sheet, const struct formulas *formulas, const struct sheet_key *key)
{
    sheet->key = *key;
    sheet->begun = true;
    sheet->made = false;
    for (int i = 0; i < key->count; i++)
        begin_plot(sheet, formulas, i);
}

/* --- whether it is still true --- */

/* So many buckets of a line can be drawn for good; of true lines none, as each is a whole. */
static int good_for(const struct formulas *formulas, const struct strand *strand)
{
    if (formulas->screen->device.vectors)
        return 0;
    const struct thinned *line = &formulas->lines[strand->ball][strand->formula];
    int present = lines_present(formulas->screen, strand->ball, line);
    int most = strand->ahead || present > line->fixed ? line->fixed : present;
    return most > 0 ? most : 0;
}

static bool is_true(const struct formulas *formulas, const struct strand *strand)
{
    return strand->stamp == formulas->lines[strand->ball][strand->formula].stamp &&
           strand->done <= good_for(formulas, strand);
}

static bool scales_equal(const struct chart_scale *a, const struct chart_scale *b)
{
    return a->low == b->low && a->high == b->high && a->decades == b->decades && a->step == b->step;
}

/* But for their scales. */
static bool alike(const struct sheet_key *a, const struct sheet_key *b)
{
    bool same = area_equal(&a->area, &b->area) && device_equal(&a->device, &b->device) &&
                memcmp(&a->chosen, &b->chosen, sizeof a->chosen) == 0 && a->margin == b->margin &&
                a->balls == b->balls && a->ghosts == b->ghosts && a->recorded == b->recorded &&
                a->selected == b->selected && memcmp(a->inks, b->inks, sizeof a->inks) == 0 &&
                memcmp(a->owners, b->owners, sizeof a->owners) == 0 && a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = area_equal(&a->plots[i].plot, &b->plots[i].plot) &&
               a->plots[i].first == b->plots[i].first && a->plots[i].end == b->plots[i].end;
    return same;
}

static bool fits(const struct sheet *sheet, const struct formulas *formulas,
                 const struct sheet_key *key)
{
    const struct sheet_key *own = &sheet->key;
    bool same = sheet->begun && alike(own, key) && own->ahead == key->ahead &&
                scales_equal(&own->x, &key->x);
    for (int i = 0; same && i < key->count; i++) {
        const struct sheet_plot *plot = &sheet->plots[i];
        same = scales_equal(&own->plots[i].y, &key->plots[i].y) && own->levels[i] == key->levels[i];
        for (int k = 0; same && k < plot->strand_count; k++)
            same = is_true(formulas, &plot->strands[k]);
    }
    return same;
}

/* --- what is drawn for good --- */

/* Time that is left, but for the first piece. */
struct slice {
    const struct display *display;
    bool begun, late;
};

static bool has_time(struct slice *slice)
{
    if (slice->begun && slice->display->is_late)
        slice->late |= slice->display->is_late(slice->display->context);
    slice->begun = true;
    return !slice->late;
}

static void note_places(const struct sheet *sheet, int index, const struct thinned *line,
                        struct strand *strand, int to)
{
    const struct plotted *plotted = &sheet->key.plots[index];
    for (int i = strand->done; i < to; i++) {
        struct point at = chart_scale_point(&sheet->key.x, &plotted->y, line->buckets[i].last);
        if (isnan(at.y))
            continue;
        strand->begun = strand->begun < 0 ? i : strand->begun;
        strand->known = i;
        strand->inside = chart_scale_side(&plotted->y, at.y) ? strand->inside : i;
    }
}

/* Up to before a bucket; returns what of the picture is not as it was. */
static struct box draw_for_good(struct sheet *sheet, const struct formulas *formulas, int index,
                                struct strand *strand, int to)
{
    struct sheet_plot *plot = &sheet->plots[index];
    const struct thinned *line = &formulas->lines[strand->ball][strand->formula];
    const struct device *device = &sheet->key.device;
    struct drawing *drawing = &plot->tails;
    struct box box = {0};
    drawing_begin(drawing, plot->kept.area, plot->kept.plane);
    begin_shape_at(strand, drawing);
    stays_return(&strand->stays);
    pen_begin(&strand->pen, drawing, strand->ink);
    pen_follow(&strand->pen, drawing, line, strand->done, to);
    stays_add(&strand->stays, drawing, drawing->shapes);
    stays_keep(&strand->stays);
    note_places(sheet, index, line, strand, to);
    strand->done = to;
    canvas_draw_cells(&plot->kept, drawing);
    if (has_pixels(sheet)) {
        double cell = device->pixels.width;
        coat_add(&strand->coat, plot->kept.raster, drawing, drawing->shapes, device, cell);
        box = coat_box(plot->kept.raster, drawing, drawing->shapes, device, cell);
    }
    return box;
}

/* One after the other, so that each is shown once, when it is whole. */
static void advance_plot(struct sheet *sheet, const struct formulas *formulas, int index,
                         struct slice *slice)
{
    struct sheet_plot *plot = &sheet->plots[index];
    struct box_list boxes = {.count = 0};
    bool late = false;
    for (int i = 0; i < plot->strand_count && !late; i++) {
        struct strand *strand = &plot->strands[i];
        int end = good_for(formulas, strand), left = end - strand->done;
        while (strand->done < end && (left <= LITTLE || has_time(slice))) {
            int to = end - strand->done > PIECE ? strand->done + PIECE : end;
            struct box box = draw_for_good(sheet, formulas, index, strand, to);
            if (i < plot->seen)
                box_list_add(&boxes, box, BOX_LIST_MAX);
        }
        bool whole = strand->done == end;
        late = !whole && i >= plot->seen;
        if (!whole || i < plot->seen)
            continue;
        struct shape line = line_of(strand);
        drawing_begin(&plot->tails, plot->kept.area, plot->kept.plane);
        if (has_pixels(sheet))
            coat_show(&strand->coat, NULL, plot->kept.raster, strand->coat.drawn, &plot->tails,
                      &line, &sheet->key.device, sheet->key.device.pixels.width);
        plot->seen = i + 1;
    }
    for (int i = 0; i < boxes.count; i++)
        compose_box(sheet, plot, plot->kept.raster, boxes.items[i], -1);
}

/* Whether it has come to the end. */
static bool advance(struct sheet *sheet, const struct formulas *formulas)
{
    struct slice slice = {.display = formulas->screen->display};
    for (int i = 0; i < sheet->key.count; i++)
        advance_plot(sheet, formulas, i, &slice);
    sheet->made |= !slice.late;
    return !slice.late;
}

struct sheet *sheets_ask(struct sheets *sheets, const struct formulas *formulas,
                         const struct sheet_key *key)
{
    struct sheet *shown = &sheets->sheets[sheets->shown];
    struct sheet *other = &sheets->sheets[1 - sheets->shown], *asked = shown;
    if (!fits(shown, formulas, key)) {
        asked = other;
        if (!fits(other, formulas, key))
            begin(other, formulas, key);
    }
    bool whole = advance(asked, formulas);
    if (asked != shown && (whole || !shown->made || !alike(&shown->key, key)))
        sheets->shown = 1 - sheets->shown;
    if (!whole)
        lab_fall_short(formulas->screen->session->lab);
    return &sheets->sheets[sheets->shown];
}

/* --- a frame --- */

static void draw_cursor(struct sheet *sheet, const struct formulas *formulas, int index)
{
    struct sheet_plot *plot = &sheet->plots[index];
    int64_t tick = formulas->screen->session->look.cursor;
    struct region plane = plane_of(&sheet->key, index);
    struct ink ink = {.color = sheet->key.device.theme->roles[ROLE_ACCENT]};
    bool over_n = !*sheet->key.chosen.over && sheet->key.x.decades == 0;
    bool seen = over_n && tick >= 0 && (double)tick <= plane.x1;
    double at = (double)tick;
    drawing_at(&plot->tails, DEPTH_PAST, -1);
    if (seen)
        draw_hop(&plot->tails, (struct point){at, plane.y0}, (struct point){at, plane.y1}, ink);
    if (seen && has_pixels(sheet) && plot->cursor_at != tick) {
        coat_begin(&plot->cursor, plot->kept.raster->width, plot->kept.raster->height);
        coat_add(&plot->cursor, plot->kept.raster, &plot->tails, plot->tails.shapes,
                 &sheet->key.device, sheet->key.device.pixels.width);
    }
    plot->cursor_at = seen ? tick : -1;
}

/* Of a ball's record not every row has a bucket, but the present one is known. */
static struct point now_of(const struct sheet *sheet, const struct formulas *formulas, int index,
                           const struct strand *strand)
{
    const struct session *session = formulas->screen->session;
    enum quantity quantity = formulas->quantities[sheet->key.plots[index].first];
    const struct series *series = lab_series(session->lab, session->sim, strand->ball, quantity);
    return (struct point){(double)session->sim->clock,
                          series_value(series, sim_row(session->sim, strand->ball))};
}

/* What is not for good, up to the present, or to the end of what is on record. */
static void draw_tail(struct sheet *sheet, const struct formulas *formulas, int index,
                      struct strand *strand)
{
    struct drawing *drawing = &sheet->plots[index].tails;
    const struct thinned *line = &formulas->lines[strand->ball][strand->formula];
    int end = strand->ahead ? line->count : lines_present(formulas->screen, strand->ball, line) + 1;
    struct pen pen = strand->pen;
    begin_shape_at(strand, drawing);
    strand->tail = drawing->count;
    pen_begin(&pen, drawing, strand->ink);
    pen_follow(&pen, drawing, line, strand->done, end);
    if (sheet->key.recorded && !strand->ahead && end > 0)
        pen_go(&pen, drawing, now_of(sheet, formulas, index, strand));
    pen_lift(&pen, drawing);
    stays_return(&strand->stays);
    stays_add(&strand->stays, drawing, &drawing->shapes[strand->tail]);
}

static void compose_now(struct sheet *sheet, int index)
{
    struct sheet_plot *plot = &sheet->plots[index];
    struct raster *raster = plot->figure.canvas.raster;
    const struct device *device = &sheet->key.device;
    double cell = device->pixels.width;
    struct box_list boxes = {.count = 0};
    if (plot->cursor_at >= 0)
        box_list_add(&boxes, plot->cursor.drawn, BOX_LIST_MAX);
    for (int i = 0; i < plot->seen; i++)
        if (plot->strands[i].tail >= 0)
            box_list_add(&boxes,
                         coat_box(raster, &plot->tails, &plot->tails.shapes[plot->strands[i].tail],
                                  device, cell),
                         BOX_LIST_MAX);
    for (int i = 0; i < boxes.count; i++)
        compose_box(sheet, plot, raster, boxes.items[i], i);
}

/* Unless they are of many. */
static void take_turns(const struct sheet_plot *plot, struct figure *figure)
{
    struct turning turns[BALLS_MAX * MEASURED_MAX];
    int count = 0;
    for (int i = 0; i < plot->strand_count; i++) {
        const struct strand *strand = &plot->strands[i];
        if (!strand->ahead && !screen_ball_is_one_of_many(figure->screen, strand->ball))
            turns[count++] = (struct turning){&strand->stays, strand->owner, strand->ink};
    }
    lines_take_turns(figure, turns, count);
}

struct figure *sheet_begin_plot(struct sheet *sheet, const struct formulas *formulas, int index)
{
    struct sheet_plot *plot = &sheet->plots[index];
    const struct sheet_key *key = &sheet->key;
    struct figure *figure = &plot->figure;
    figure_begin_again(figure, formulas->screen, key->plots[index].plot, key->margin,
                       plane_of(key, index));
    drawing_begin(&plot->tails, figure->drawing.area, figure->drawing.plane);
    draw_cursor(sheet, formulas, index);
    for (int i = 0; i < plot->strand_count; i++) {
        struct strand *strand = &plot->strands[i];
        strand->tail = -1;
        if (is_true(formulas, strand) && strand->done == good_for(formulas, strand))
            draw_tail(sheet, formulas, index, strand);
    }
    canvas_copy(&figure->canvas, &plot->kept);
    if (key->device.vectors)
        canvas_draw(&figure->canvas, &plot->tails);
    else
        canvas_draw_cells(&figure->canvas, &plot->tails);
    if (has_pixels(sheet))
        compose_now(sheet, index);
    if (!figure->screen->kinds.any) /* they have one colour */
        take_turns(plot, figure);
    return figure;
}
