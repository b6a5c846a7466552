#include "basin.h"

#include "figure.h"

#include "../base/memory.h"
#include "../draw/light.h"
#include "../lab/outlook.h"
#include "../lab/usual.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void basin_map_free(struct basin_map *basin)
{
    map_free(&basin->map);
    curve_plot_free(&basin->curve);
    free(basin->colors);
    free(basin->ends);
}

/* --- colours --- */

/* A hue for each place, in turn; on a light theme pale. The first six are told apart by eyes of all
 * kinds; a letter in each basin and in the legend tells all. With 16 colours letters have the hues.
 */
enum { HUES = 12, STRIP_FINE = 2 };
static const struct hue {
    color dark, light;
    int ansi;
} hues[HUES] = {
    {0x239097, 0x9BC1D0, 6},  {0x4A3ED6, 0xBEA3E7, 5},  {0x907617, 0xE9DE61, 3},
    {0x7D3430, 0xED9D86, 1},  {0x2478AC, 0xC5DEFF, 4},  {0x3A7641, 0xD3E4A9, 2},
    {0x96407F, 0xEBB0D8, 13}, {0x80603A, 0xDEC3A0, 11}, {0xB0622A, 0xF5C193, 9},
    {0x6C8A2A, 0xCFE39A, 10}, {0x3F4C8F, 0xB4BCE6, 12}, {0x8F5566, 0xE6BCC7, 14},
};
static const struct hue unsettled = {0x3A424E, 0xC9CDD3, 8}, nowhere = {0x6B7280, 0xAEB4BD, 7};

static const struct hue *hue_of(int end)
{
    return end >= 0 ? &hues[end % HUES] : end == BASIN_UNSETTLED ? &unsettled : &nowhere;
}

color basin_color(const struct screen *screen, int end)
{
    const struct hue *hue = hue_of(end);
    return screen->device.light ? hue->light : hue->dark;
}

/* The later, the nearer to the ground: by what factor, of so many iterations in all. */
static color shade(const struct screen *screen, int end, double tone)
{
    color own = basin_color(screen, end), ground = screen->theme->roles[ROLE_GROUND];
    color mixed = light_mix(own, ground, (unsigned)(180 * fmin(fmax(tone, 0), 1)));
    return screen->device.colors == COLORS_256 ? color_of_256(color_to_256(mixed)) : mixed;
}

uint32_t basin_letter(int end)
{
    return end >= 0 ? (uint32_t)('a' + end % 26) : end == BASIN_UNSETTLED ? ':' : '~';
}

/* --- the ground --- */

struct ground {
    const struct screen *screen;
    struct basin basin;
    struct plot plot;
    struct field_size size;
    double soon, late; /* logarithms of iterations of those that have come to an end */
};

static int end_at(const struct ground *ground, int i, int64_t *place)
{
    const struct outlook *outlook = &ground->basin.outlook;
    *place = outlook_place(outlook, i / ground->size.columns, i % ground->size.columns);
    return *place < 0 ? BASIN_UNKNOWN : ground->basin.ends[*place];
}

/* The slowest hundredth is as dark as all that come after. */
static void measure(struct ground *ground)
{
    enum { STEPS = 64 };
    const struct outlook *outlook = &ground->basin.outlook;
    int64_t counts[STEPS] = {0}, all = 0, seen = 0;
    int64_t cells = (int64_t)outlook->rows * outlook->columns;
    double least = HUGE_VAL;
    int last = 0;
    for (int64_t i = 0; i < cells; i++) {
        if (!outlook->cells[i].known || ground->basin.ends[i] < 0)
            continue;
        double value = log(1 + (double)outlook->cells[i].outcome.iterations);
        least = fmin(least, value);
        counts[(int)fmin(value * 4, STEPS - 1)]++;
        all++;
    }
    while (last < STEPS - 1 && (seen += counts[last]) < all - all / 100)
        last++;
    ground->soon = isfinite(least) ? least : 0;
    ground->late = fmax((last + 1) / 4.0, ground->soon + 0.5);
}

static color color_at(const struct ground *ground, int i)
{
    int64_t place;
    int end = end_at(ground, i, &place);
    if (end == BASIN_UNKNOWN || end == BASIN_DIVERGED)
        return COLOR_DEFAULT;
    double value = log(1 + (double)ground->basin.outlook.cells[place].outcome.iterations);
    double tone = (value - ground->soon) / (ground->late - ground->soon);
    return shade(ground->screen, end, end == BASIN_UNSETTLED ? 0 : tone);
}

/* Whether anything is not as it was. */
static bool fill(const struct ground *ground, struct basin_map *map)
{
    int count = ground->size.columns * ground->size.rows;
    bool another = map->count != count || map->size.columns != ground->size.columns;
    int64_t place;
    if (another) {
        map->colors = memory_resize(map->colors, (size_t)count, sizeof *map->colors);
        map->ends = memory_resize(map->ends, (size_t)count, sizeof *map->ends);
    }
    map->count = count;
    map->size = ground->size;
    for (int i = 0; i < count; i++) {
        color now = color_at(ground, i);
        another |= map->colors[i] != now;
        map->colors[i] = now;
        map->ends[i] = end_at(ground, i, &place);
    }
    return another;
}

/* Below what is drawn: sparse dots where the ball leaves, and letters where there are no colours.
 */
static void draw_below(const struct ground *ground)
{
    const struct screen *screen = ground->screen;
    const struct area *area = &ground->plot.area;
    int across = ground->size.columns / area->columns, down = ground->size.rows / area->rows;
    for (int i = 0; i < area->columns * area->rows; i++) {
        int column = i % area->columns, row = i / area->columns;
        int64_t place;
        int end = end_at(ground, row * down * ground->size.columns + column * across, &place);
        bool grain = row % 2 == 1 && (column + row) % 4 == 1;
        int x = area->column + column, y = area->row + row;
        if (end == BASIN_DIVERGED && grain)
            screen_put(screen, x, y, screen_glyph(screen, 0xB7, '.'), ROLE_GRID);
        if (device_has_fields(&screen->device) || end == BASIN_DIVERGED || end == BASIN_UNKNOWN)
            continue;
        screen_put(screen, x, y, basin_letter(end), ROLE_MUTED);
        if (screen->device.colors >= COLORS_16)
            frame_cell(screen->frame, x, y)->fg = COLOR_ANSI((unsigned)hue_of(end)->ansi);
    }
}

/* --- letters, so that no basin is known by its colour alone --- */

enum { LETTER_ACROSS = 3, LETTER_DOWN = 1 }; /* cells around it of the same basin, to each side */

/* The end of all points in some cells around one; BASIN_UNKNOWN: they have several, or none. A
 * strip has one row of points. */
static int end_around(const struct basin_map *basin, const struct area *area, int column, int row)
{
    int across = basin->size.columns / area->columns, down = basin->size.rows / area->rows;
    int top = down > 0 ? (row - LETTER_DOWN) * down : 0;
    int bottom = down > 0 ? (row + LETTER_DOWN + 1) * down : 1;
    int left = (column - LETTER_ACROSS) * across, right = (column + LETTER_ACROSS + 1) * across;
    if (left < 0 || top < 0 || right > basin->size.columns || bottom > basin->size.rows)
        return BASIN_UNKNOWN;
    int end = basin->ends[top * basin->size.columns + left];
    for (int y = top; y < bottom; y++)
        for (int x = left; x < right; x++)
            if (basin->ends[y * basin->size.columns + x] != end)
                return BASIN_UNKNOWN;
    return end;
}

static void add_letter(const struct plot *plot, int end, int column, int row, bool goes_on)
{
    struct ink ink = {.color = plot->screen->theme->roles[ROLE_MUTED]};
    char letter[2] = {(char)basin_letter(end)};
    struct point at = drawing_point(plot->drawing, (struct point){column + 0.5, row + 0.5});
    if (goes_on)
        drawing_extend(plot->drawing, at);
    else
        draw_label(plot->drawing, LABEL_ON, &at, 1, letter, 0, ink);
}

/* Once in each basin, where it is free first, and then here and there in the wide ones; rows: of
 * the plot's, where there may be letters. */
static void draw_letters(const struct plot *plot, int rows)
{
    enum { ACROSS = 9, DOWN = 4, ENDS = 26 };
    const struct area *area = &plot->area;
    drawing_at(plot->drawing, DEPTH_WORDS, -1);
    for (int end = 0; end < ENDS; end++)
        for (int i = 0, begun = 0; i < rows * area->columns; i++) {
            int column = i % area->columns, row = i / area->columns;
            if (column % 2 == 0 && end_around(plot->screen->basin, area, column, row) == end)
                add_letter(plot, end, column, row, begun++ > 0);
        }
    for (int row = 1; row < rows; row += DOWN)
        for (int column = 1 + row / DOWN % 2 * ACROSS / 2; column < area->columns;
             column += ACROSS) {
            int end = end_around(plot->screen->basin, area, column, row);
            if (end >= 0)
                add_letter(plot, end, column, row, false);
        }
}

static void draw_ground(const struct plot *plot)
{
    const struct screen *screen = plot->screen;
    const struct basin_map *basin = screen->basin;
    const struct terrain *terrain = &basin->map.terrain;
    struct ink ink = {
        .color = screen->theme->roles[ROLE_FAINT], .weight = WEIGHT_CONTOUR, .dash = DASH_SPARSE};
    draw_field(plot->drawing, &(struct field){.columns = basin->size.columns,
                                              .rows = basin->size.rows,
                                              .colors = basin->colors});
    if (screen->session->look.layers[LAYER_CONTOURS] && terrain->stride == 1 &&
        device_has_fields(&screen->device))
        contours_draw(plot, &terrain->lattice, terrain->tones, &terrain->levels, ink, NULL);
    if (device_has_fields(&screen->device))
        draw_letters(plot, plot->area.rows);
}

/* --- the legend --- */

struct ending {
    int end;
    int64_t cells;
    char words[96];
};

/* A coordinate that is no more than that is 0. */
static double without_rounding(double coordinate, double width)
{
    return fabs(coordinate) < 1e-9 * width ? 0 : coordinate;
}

static void describe(const struct ground *ground, struct ending *ending)
{
    static const char *const signs[][2] = {[STATIONARY_MINIMUM] = {"✕", "x"},
                                           [STATIONARY_SADDLE] = {"◇", "saddle"},
                                           [STATIONARY_MAXIMUM] = {"△", "maximum"},
                                           [STATIONARY_FLAT] = {"—", "flat"}};
    char x[32], y[32], share[16];
    int64_t known = ground->basin.outlook.known;
    double percent = 100 * (double)ending->cells / (double)(known > 0 ? known : 1);
    snprintf(share, sizeof share, percent < 1 ? "< 1 %%" : "%.0f %%", percent);
    if (ending->end < 0) {
        snprintf(ending->words, sizeof ending->words, "%s %s",
                 ending->end == BASIN_DIVERGED    ? "diverges"
                 : ending->end == BASIN_UNSETTLED ? "unsettled"
                                                  : "at no point",
                 share);
        return;
    }
    const struct critical_point *point = &ground->basin.places[ending->end].point;
    const char *const *sign = signs[point->kind];
    const struct region *domain = &sim_problem(ground->screen->session->sim)->domain;
    screen_digits(x, "%.3g", without_rounding(point->place.x, domain->x1 - domain->x0));
    screen_digits(y, "%.3g", without_rounding(point->place.y, domain->y1 - domain->y0));
    if (problem_is_line(sim_problem(ground->screen->session->sim)))
        snprintf(ending->words, sizeof ending->words, "%s %s  %s",
                 screen_word(ground->screen, sign[0], sign[1]), x, share);
    else
        snprintf(ending->words, sizeof ending->words, "%s %s, %s  %s",
                 screen_word(ground->screen, sign[0], sign[1]), x, y, share);
}

/* Those to which the most leads, and then what is no place. */
static int find_endings(const struct ground *ground, struct ending *endings, int most)
{
    const struct basin *basin = &ground->basin;
    int64_t others[3] = {0}, cells = (int64_t)basin->outlook.rows * basin->outlook.columns;
    int count = 0;
    for (int i = 0; i < basin->place_count; i++) {
        int at = count < most ? count++ : most - 1;
        if (basin->places[i].cells == 0) {
            count -= at == count - 1;
            continue;
        }
        endings[at] = (struct ending){i, basin->places[i].cells, ""};
        for (; at > 0 && endings[at - 1].cells < endings[at].cells; at--) {
            struct ending other = endings[at];
            endings[at] = endings[at - 1];
            endings[at - 1] = other;
        }
    }
    for (int64_t i = 0; i < cells; i++)
        if (basin->outlook.cells[i].known && basin->ends[i] < 0 && basin->ends[i] > BASIN_UNKNOWN)
            others[basin->ends[i] - BASIN_DIVERGED]++;
    for (int i = 2; i >= 0; i--)
        if (others[i] > 0)
            endings[count++] = (struct ending){BASIN_DIVERGED + i, others[i], ""};
    return count;
}

static int draw_swatch(const struct screen *screen, int column, int row, int end)
{
    struct cell cell = {basin_letter(end), 0, screen->theme->roles[ROLE_TEXT], COLOR_DEFAULT, 0};
    bool colors = device_has_fields(&screen->device);
    if (end == BASIN_DIVERGED)
        cell.glyph = screen_glyph(screen, 0xB7, '.'), cell.fg = screen->theme->roles[ROLE_MUTED];
    else if (colors)
        cell.bg = shade(screen, end, 0);
    else if (screen->device.colors >= COLORS_16)
        cell.fg = COLOR_ANSI((unsigned)hue_of(end)->ansi);
    for (int i = 0; i < 1 + colors; i++) {
        *frame_cell(screen->frame, column + i, row) = cell;
        cell.glyph = end == BASIN_DIVERGED ? cell.glyph : ' ';
    }
    return column + 2 + colors;
}

static void draw_legend(const struct ground *ground, struct area area)
{
    enum { MOST = 12, OTHERS = 3, MORE_COLUMNS = 8 };
    const struct screen *screen = ground->screen;
    struct ending endings[MOST + OTHERS];
    int count = find_endings(ground, endings, MOST);
    int column = area.column, row = area.row, end = area.column + area.columns;
    int last_row = area.row + area.rows - 1;
    for (int i = 0; i < count; i++) {
        describe(ground, &endings[i]);
        int width = screen_columns(screen, endings[i].words) + 3;
        int keep = row == last_row && i + 1 < count ? MORE_COLUMNS : 0;
        if (row == last_row && column + width + keep > end) {
            screen_printf(screen, column, row, end, ROLE_FAINT, "%d more", count - i);
            return;
        }
        if (column + width > end)
            column = area.column, row++;
        column = draw_swatch(screen, column, row, endings[i].end);
        column = screen_text(screen, column, row, end, ROLE_MUTED, endings[i].words) + 3;
    }
}

static void draw_heading(const struct ground *ground, struct area area)
{
    const struct screen *screen = ground->screen;
    const struct outlook *outlook = &ground->basin.outlook;
    int end = area.column + area.columns;
    int64_t cells = (int64_t)outlook->rows * outlook->columns;
    int column = screen_is_figure(screen) ? ground->plot.area.column : area.column;
    if (!screen_is_figure(screen))
        column = screen_text(screen, column, area.row, end, ROLE_STRONG, "basin") + 1;
    char share[16];
    if (outlook->known < cells) {
        snprintf(share, sizeof share, "%d %%", (int)(100 * (double)outlook->known / (double)cells));
        end = screen_right(screen, end, area.row, ROLE_FAINT, share) - 1;
    }
    screen_text_cut(screen, column, area.row, end, ROLE_MUTED,
                    device_has_fields(&screen->device)
                        ? screen->device.light
                              ? "where the ball ends from each point; paler: later"
                              : "where the ball ends from each point; darker: later"
                        : "where the ball ends from each point");
}

static void draw_reason(const struct ground *ground, struct area area)
{
    int end = area.column + area.columns;
    screen_text(ground->screen, area.column, area.row, end, ROLE_STRONG, "basin");
    screen_text_cut(ground->screen, area.column, area.row + 1, end, ROLE_MUTED,
                    ground->basin.outlook.reason);
}

/* --- of a function of one variable: a strip, as high as the plot, behind its curve --- */

static void draw_strip(const struct plot *plot)
{
    const struct basin_map *basin = plot->screen->basin;
    draw_field(plot->drawing, &(struct field){.columns = basin->size.columns,
                                              .rows = basin->size.rows,
                                              .colors = basin->colors});
    curve_draw_ground(plot);
    if (device_has_fields(&plot->screen->device))
        draw_letters(plot, 2);
}

/* The areas of heading and legend are without the plot's. */
static void draw_line_basin(const struct screen *screen, struct area area, struct area head,
                            struct area legend)
{
    struct projection projection = curve_projection;
    const struct session *session = screen->session;
    struct basin_map *map = screen->basin;
    struct screen own = *screen;
    bool axes;
    own.device = device_of_charts(&screen->device);
    own.curve = &map->curve;
    projection.ground = draw_strip;
    struct plot plot = curve_plot_in(&own, area, &axes);
    struct ground ground = {.screen = screen, .plot = plot};
    plot.projection = &projection;
    ground.size =
        (struct field_size){canvas_field_size(&own.device, plot.area).columns * STRIP_FINE, 1};
    const struct lattice lattice = lattice_middles(&plot.view, ground.size.columns, 1);
    ground.basin = lab_basin(session->lab, session->sim, session->selected, &plot.view, &lattice,
                             USUAL_BUDGET);
    if (ground.basin.outlook.reason) {
        draw_reason(&ground, head);
        return;
    }
    measure(&ground);
    bool another = fill(&ground, map) || curve_changes(&map->curve, &plot);
    draw_below(&ground);
    layers_draw(&map->curve.layers, &plot, another);
    if (axes)
        curve_draw_axes(&plot);
    draw_heading(&ground, head);
    legend.column = plot.area.column, legend.columns = plot.area.columns;
    if (legend.rows > 0)
        draw_legend(&ground, legend);
    target_add(screen, (struct target){.kind = TARGET_MAP, .area = plot.area, .region = plot.frame},
               NULL);
}

/* --- all of it --- */

/* As fine as samples are, and with pixels finer, up to what the lab takes. */
static struct field_size size_of(const struct screen *screen, struct area area)
{
    struct field_size size = canvas_field_size(&screen->device, area);
    if (screen->device.pixels.width && 4 * size.columns * size.rows <= OUTLOOK_CELLS_MAX)
        size.columns *= 2, size.rows *= 2;
    return size;
}

void basin_draw(const struct screen *screen, struct area area)
{
    static const struct lattice none = {.across = {.count = 0}};
    struct projection projection = map_projection;
    struct basin_map *map = screen->basin;
    const struct session *session = screen->session;
    int legend = area.rows >= 24 - 4 * screen_is_figure(screen) ? 3
                 : area.rows >= 18                              ? 2
                                                                : area.rows >= 8;
    struct area head = area, below = area;
    projection.ground = draw_ground;
    area.row++, area.rows -= 1 + legend + (area.rows >= 18);
    if (area.rows < 2 || area.columns < 8)
        return;
    below.row += below.rows - legend;
    below.rows = legend;
    if (problem_is_line(sim_problem(session->sim))) {
        draw_line_basin(screen, area, head, below);
        return;
    }
    struct map_places places = map_places(screen, area, &projection, false);
    struct ground ground = {.screen = screen, .plot = places.plot};
    struct lattice lattice = none;
    places.plot.levels = &map->map.terrain.levels;
    ground.size = size_of(screen, places.plot.area);
    lattice = lattice_middles(&places.plot.view, ground.size.columns, ground.size.rows);
    ground.basin = lab_basin(session->lab, session->sim, session->selected, &places.plot.view,
                             &lattice, USUAL_BUDGET);
    if (ground.basin.outlook.reason) {
        draw_reason(&ground, head);
        return;
    }
    measure(&ground);
    struct field_size samples = canvas_field_size(&screen->device, places.plot.area);
    const struct lattice coarse = lattice_middles(&places.plot.view, samples.columns, samples.rows);
    bool another = terrain_update(&map->map.terrain, &places.plot, &coarse) != NULL;
    another |= fill(&ground, map);
    draw_below(&ground);
    layers_draw(&map->map.layers, &places.plot, another);
    if (places.axes)
        map_draw_axes(&places.plot);
    draw_heading(&ground, head);
    below.column = places.plot.area.column, below.columns = places.plot.area.columns;
    if (legend)
        draw_legend(&ground, below);
    target_add(
        screen,
        (struct target){.kind = TARGET_MAP, .area = places.plot.area, .region = places.plot.view},
        NULL);
}
