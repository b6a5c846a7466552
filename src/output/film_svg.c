#include "film_svg.h"

#include "svg_glyph.h"
#include "svg_paint.h"
#include "svg_track.h"

#include "../base/array.h"
#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { CHANGES_MAX = 2000000 };

/* What is painted over a cell at some moment, and stays: what was there is covered. */
struct change {
    int index; /* of the cell */
    struct svg_cell cell;
    bool bare; /* a glyph where there was none, or one of the same shape; behind it nothing changes
                */
};

struct moment {
    double seconds;
    int first; /* change; there is at least one */
};

struct film_svg {
    struct frame_svg_options options;
    bool once;
    double poster_at;
    char *title, *words;
    struct svg_ground ground;
    struct frame *first, *poster; /* poster NULL: it is the first */
    struct svg_cell *shown; /* the last frame's cells, with their marks; NULL: there was none */
    struct svg_cell *rest;  /* without those that move */
    struct svg_tracks tracks;
    struct change *changes;
    int change_count, change_capacity;
    struct moment *moments;
    int moment_count, moment_capacity;
    double last, interval, end; /* seconds; interval: between the last two frames */
};

struct film_svg *film_svg_new(const struct film_svg_options *options)
{
    const struct frame_svg_options *picture = &options->picture;
    struct film_svg *film = memory_new(1, sizeof *film);
    film->title = memory_copy(picture->title ? picture->title : "");
    film->options = (struct frame_svg_options){picture->light, film->title, NULL};
    film->once = options->once;
    film->poster_at = options->poster;
    film->ground = svg_ground(picture->light);
    return film;
}

void film_svg_free(struct film_svg *film)
{
    if (!film)
        return;
    frame_free(film->first);
    frame_free(film->poster);
    svg_tracks_free(&film->tracks);
    free(film->title);
    free(film->words);
    free(film->shown);
    free(film->rest);
    free(film->changes);
    free(film->moments);
    free(film);
}

void film_svg_describe(struct film_svg *film, const char *words)
{
    free(film->words);
    film->options.words = film->words = memory_copy(words);
}

/* --- frames come in --- */

static int cell_count(const struct film_svg *film)
{
    return film->first->columns * film->first->rows;
}

static struct svg_cell *look_at(const struct film_svg *film, const struct frame *frame)
{
    int count = cell_count(film);
    struct svg_cell *cells = memory_new((size_t)count, sizeof *cells);
    for (int i = 0; i < count; i++)
        cells[i] = svg_cell_of(frame, i, film->ground);
    return cells;
}

/* Of a word in which something changes all is painted, as one text; also the blank between two. */
static void spread(const struct svg_cell *cells, int count, bool *touched)
{
    for (int i = 1; i < count; i++)
        if (touched[i - 1] && svg_text_goes_on(&cells[i - 1], &cells[i]))
            touched[i] = true;
    for (int i = count - 2; i >= 0; i--)
        if (touched[i + 1] && svg_text_goes_on(&cells[i], &cells[i + 1]))
            touched[i] = true;
    for (int i = 1; i + 1 < count; i++)
        if (touched[i - 1] && touched[i + 1] && svg_text_goes_on(&cells[i - 1], &cells[i + 1]))
            touched[i] = true;
}

/* Text is always painted anew with what is behind it: its soft edges would else become harder. */
static bool is_bare(const struct svg_cell *cell, const struct svg_cell *before)
{
    bool ground = cell->halves[0] == before->halves[0] && cell->halves[1] == before->halves[1];
    bool covers = cell->glyph == before->glyph && svg_glyph_find(cell->glyph);
    return ground && cell->glyph && (covers || (!before->glyph && !before->second));
}

static void note_changes(struct film_svg *film, const struct svg_cell *rest, double seconds)
{
    int count = cell_count(film), columns = film->first->columns;
    bool *touched = memory_new((size_t)count, sizeof *touched), any = false;
    for (int i = 0; i < count; i++) {
        touched[i] = !svg_cell_equal(&rest[i], &film->rest[i]);
        any = any || touched[i];
    }
    if (any)
        *array_add(film->moments, film->moment_count, film->moment_capacity) =
            (struct moment){seconds, film->change_count};
    for (int i = 0; any && i < count; i += columns)
        spread(rest + i, columns, touched + i);
    for (int i = 0; i < count; i++)
        if (touched[i])
            *array_add(film->changes, film->change_count, film->change_capacity) =
                (struct change){i, rest[i], is_bare(&rest[i], &film->rest[i])};
    free(touched);
}

static void take_frame(void *context, double seconds, const struct frame *frame)
{
    struct film_svg *film = context;
    if (film->change_count > CHANGES_MAX)
        return;
    if (!film->first) {
        film->first = frame_new(frame->columns, frame->rows);
        frame_copy(film->first, frame);
    }
    if (film->poster_at > 0 && seconds <= film->poster_at + 1e-6) {
        if (!film->poster)
            film->poster = frame_new(frame->columns, frame->rows);
        frame_copy(film->poster, frame);
    }
    struct svg_cell *shown = look_at(film, frame), *rest = look_at(film, frame);
    struct svg_step step = {.before = film->shown,
                            .now = rest,
                            .count = cell_count(film),
                            .columns = frame->columns,
                            .before_seconds = film->last,
                            .seconds = seconds};
    if (film->shown) {
        svg_tracks_step(&film->tracks, &step);
        note_changes(film, rest, seconds);
    }
    free(film->shown);
    free(film->rest);
    film->shown = shown;
    film->rest = rest;
    film->interval = seconds - film->last;
    film->last = seconds;
}

/* The last frame is seen as long as the others, at least. */
static void take_end(void *context, double seconds)
{
    struct film_svg *film = context;
    film->end = fmax(seconds, film->last + film->interval);
}

struct frame_sink film_svg_sink(struct film_svg *film)
{
    return (struct frame_sink){film, take_frame, take_end};
}

/* --- the document --- */

/* Rounded down, so that at the time of a frame its changes have come. */
static void add_percent(struct text *out, const struct film_svg *film, double seconds)
{
    text_add_number(out, floor(1e6 * seconds / film->end) / 1e4);
    text_add(out, "%%");
}

/* end_seconds: negative if it is seen to the end. */
static void write_visible(struct text *out, const struct film_svg *film, char letter, int number,
                          double begin_seconds, double end_seconds)
{
    text_add(out, "@keyframes %c%d{", letter, number);
    add_percent(out, film, begin_seconds);
    if (end_seconds < 0) {
        text_add(out, ",to{visibility:visible}}\n");
        return;
    }
    text_add(out, "{visibility:visible}");
    add_percent(out, film, end_seconds);
    text_add(out, "{visibility:hidden}}\n");
}

static int left_of(const struct film_svg *film, int index)
{
    return index % film->first->columns * SVG_UNIT;
}

static int top_of(const struct film_svg *film, int index)
{
    return index / film->first->columns * 2 * SVG_UNIT;
}

/* Stops at one place after another are one key frame of several times. */
static void write_motion(struct text *out, const struct film_svg *film, int number,
                         const struct svg_track *track)
{
    text_add(out, "@keyframes m%d{", number);
    for (int i = 0; i < track->stop_count; i++) {
        int index = track->stops[i].index;
        bool last = i + 1 == track->stop_count;
        add_percent(out, film, track->stops[i].seconds);
        if (last)
            text_add(out, ",to");
        if (!last && track->stops[i + 1].index == index)
            text_add(out, ",");
        else
            text_add(out, "{transform:translate(%dpx,%dpx)}", left_of(film, index),
                     top_of(film, index));
    }
    text_add(out, "}\n");
}

/* The changes of a moment are painted together, in a group that is seen from then on. */
static void write_layer(struct text *out, struct text *rules, const struct film_svg *film,
                        int number)
{
    int columns = film->first->columns, first = film->moments[number].first;
    int end =
        number + 1 < film->moment_count ? film->moments[number + 1].first : film->change_count;
    struct svg_place *places = memory_new((size_t)(end - first), sizeof *places);
    for (int i = first; i < end; i++) {
        const struct change *change = &film->changes[i];
        places[i - first] = (struct svg_place){.column = change->index % columns,
                                               .row = change->index / columns,
                                               .cell = change->cell,
                                               .bare = change->bare};
    }
    write_visible(rules, film, 'a', number, film->moments[number].seconds, -1);
    text_add(out, "<g style=\"animation-name:a%d\">\n", number);
    svg_paint(out, places, end - first, (struct svg_manner){film->ground, true});
    text_add(out, "</g>\n");
    free(places);
}

static void write_tracks(struct text *out, struct text *rules, const struct film_svg *film)
{
    for (int i = 0; i < film->tracks.count; i++) {
        const struct svg_track *track = &film->tracks.items[i];
        int first = track->stops[0].index;
        write_visible(rules, film, 't', i, track->begin, track->end);
        write_motion(rules, film, i, track);
        text_add(out,
                 "<g style=\"animation-name:t%d\"><g class=\"t\" style=\"animation-name:m%d\" "
                 "transform=\"translate(%d %d)\">\n",
                 i, i, left_of(film, first), top_of(film, first));
        svg_paint_glyph(out, &track->look, film->ground);
        text_add(out, "</g></g>\n");
    }
}

/* All animations are as long as the film. Who does not like motion sees the first frame. */
static void write_style(struct text *out, const struct film_svg *film, const struct text *rules)
{
    text_add(out, "<style>\n.f>g,.t{animation:");
    text_add_number(out, film->end);
    text_add(out, film->once ? "s step-end forwards}" : "s step-end infinite}");
    text_add(out, ".t{animation-timing-function:linear}");
    svg_paint_classes(out);
    text_add(out, "\n@media (prefers-reduced-motion:reduce){.f{display:none}}\n");
    if (film->poster)
        text_add(
            out,
            ".poster{animation:poster 1s infinite}@keyframes poster{from,to{visibility:hidden}}\n"
            "@media (prefers-reduced-motion:reduce){.poster{animation:none}}\n");
    text_add_bytes(out, rules->bytes, rules->length);
    text_add(out, "</style>\n");
}

/* Over all the rest; whoever plays hides it. */
static void write_poster(struct text *out, const struct film_svg *film)
{
    text_add(out,
             "<g class=\"poster\">\n<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
             "fill=\"#%06x\"/>\n",
             -SVG_UNIT, -SVG_UNIT, (film->poster->columns + 2) * SVG_UNIT,
             (2 * film->poster->rows + 2) * SVG_UNIT, film->ground.paper);
    frame_svg_cells(out, film->poster, &film->options);
    text_add(out, "</g>\n");
}

bool film_svg_write(struct text *out, struct film_svg *film, struct error *error)
{
    if (film->change_count > CHANGES_MAX)
        return error_at(error, ERROR_NO_PLACE,
                        "too much moves for an animated picture: more than %d cells change; take "
                        "fewer --seconds or --fps, or record a .cast",
                        CHANGES_MAX);
    struct text layers = {0}, rules = {0};
    for (int i = 0; i < film->moment_count; i++)
        write_layer(&layers, &rules, film, i);
    write_tracks(&layers, &rules, film);
    frame_svg_open(out, film->first, &film->options);
    if (layers.length)
        write_style(out, film, &rules);
    frame_svg_cells(out, film->first, &film->options);
    if (layers.length) {
        text_add(out, "<g class=\"f\" visibility=\"hidden\">\n");
        text_add_bytes(out, layers.bytes, layers.length);
        text_add(out, "</g>\n");
    }
    if (layers.length && film->poster)
        write_poster(out, film);
    text_add(out, "</svg>\n");
    text_free(&layers);
    text_free(&rules);
    return true;
}
