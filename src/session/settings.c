#include "settings.h"

#include "../base/memory.h"
#include "../base/spelling.h"
#include "../model/quantity.h"

#include <string.h>

/* --- choices --- */

static const struct choice_row scale_rows[] = {
    [SCALE_AUTO] = {"auto", "colours by the logarithm, the heights of a curve as they are",
                    "usual"},
    [SCALE_LOG] = {"log", "small losses can be told apart too", "logarithmic|log10|ln"},
    [SCALE_LINEAR] = {"linear", "equal steps of colour are equal steps of loss", "lin"},
};

static const struct choice_row hops_rows[] = {
    [HOPS_STRAIGHT] = {"straight", "as they are"},
    [HOPS_ARCS] = {"arcs",
                   "bent to the left of their motion, so that many on one line can be told apart"},
};

static const struct choice_row aspect_rows[] = {
    [ASPECT_FILL] = {"fill", "the region fills its space"},
    [ASPECT_EQUAL] = {"equal", "x and y have the same scale: a circle is round", "square|same"},
};

static const struct choice_row theme_rows[] = {
    [THEME_AUTO] = {"auto", "as the terminal is"},
    [THEME_IS_DARK] = {"dark", "light text on a dark background", "black|night"},
    [THEME_IS_LIGHT] = {"light", "dark text on a light background", "white|bright|day"},
    [THEME_IS_PRINT] = {"print", "for paper: full colours and black ink on white, nothing dim",
                        "paper"},
};

static const struct choice_row charset_rows[] = {
    [CHARSET_AUTO] = {"auto", "what the terminal can show"},
    [CHARSET_IS_UNICODE] = {"unicode", "blocks, marks, Greek letters", "utf8|utf-8"},
    [CHARSET_IS_ASCII] = {"ascii", "letters, digits and signs only"},
};

static const struct choice_row slice_rows[] = {
    [SLICE_STEP] = {"step", "along the next step"},
    [SLICE_X] = {"x", "along the x axis"},
    [SLICE_Y] = {"y", "along the y axis"},
};

static const struct choice_row view_rows[] = {
    [VIEW_MAP] = {"map", "the surface from above",
                  "contour|contours|2d|top|topdown|top down|heatmap|flat|above"},
    [VIEW_RELIEF] = {"relief", "the surface as a block, seen from the side",
                     "3d|surface|perspective|plot3d|landscape|block"},
    [VIEW_SLICE] = {"slice", "the loss along the next step",
                    "line|section|cut|profile|cross section|1d"},
    [VIEW_STEP] = {"step", "why this step: the rule with its numbers",
                   "why|rule|math|formula|equations"},
    [VIEW_CHARTS] = {"charts", "loss, learning rate and more over the iterations",
                     "chart|loss|curves|graph|graphs|history"},
    [VIEW_DATA] = {"data", "the measurements, and the balls as curves through them",
                   "measurements|scatter|points"},
    [VIEW_RANGE] = {"range", "the loss while eta grows: where it falls, rises and bursts",
                    "range test|rangetest"},
    [VIEW_SWEEP] = {"sweep", "what would become of the ball for other numbers",
                    "sweeps|phase diagram|hyperparameters|grid search"},
    [VIEW_BASIN] = {"basin", "where the ball would end from each point of the map",
                    "basins|basins of attraction|attractors"},
    [VIEW_COBWEB] = {"cobweb", "of a function of one variable: where each x leads, step by step",
                     "cob web|staircase|iteration map|verhulst|cobweb plot"},
};

static const struct layer_row {
    const char *name, *help;
    bool shown; /* at first */
    const char *others;
} layer_rows[] = {
    [LAYER_CONTOURS] = {"contours", "lines of equal loss", true,
                        "contour|contour lines|levels|isolines"},
    [LAYER_TRAIL] = {"trail", "where the balls were", true, "trails|path|paths|trajectory|history"},
    [LAYER_FUTURE] = {"future", "where the selected ball will be if nothing changes", false,
                      "preview|forecast|prediction|way ahead"},
    [LAYER_ARROWS] = {"arrows", "what the selected ball's next step is made of", false,
                      "arrow|step arrows|vectors"},
    [LAYER_GRADIENT] = {"gradient", "a field of arrows that point downhill", false,
                        "gradients|gradient field|quiver|field|vector field"},
    [LAYER_MINIMA] = {"minima", "the surface's known minima", true,
                      "minimum|minimums|optima|optimum"},
    [LAYER_CRITICAL] = {"critical", "minima, saddles and maxima that Newton's method finds", true,
                        "critical points|stationary points|saddles"},
    [LAYER_START] = {"start", "where the balls start", true, "starts|start point|origin"},
    [LAYER_AXES] = {"axes", "the map's scales", true, "axis|ticks|scales|grid|grid lines"},
    [LAYER_PANEL] = {"panel", "the numbers beside the map", true, "numbers|sidebar|side panel"},
    [LAYER_CHART] = {"chart", "the panel's charts", true, "charts|graph|plot|curves"},
    [LAYER_COLORBAR] = {"colorbar", "which colour is which loss, if the map is wide enough", true,
                        "color bar|colour bar|colourbar"},
    [LAYER_GHOST] = {"ghost", "the previous runs as dots; in charts only the selected ball's",
                     false, "ghosts|runs before"},
    [LAYER_BATCH] = {"batch", "the loss of the next mini-batch, as dashed lines", false,
                     "batches|mini-batch|minibatch"},
    [LAYER_EIGEN] = {"eigen",
                     "the ground's two curvatures under the selected ball, as axes; of a curve the "
                     "parabola that "
                     "fits it there",
                     false, "eigenvectors|eigenvalues|curvature|principal axes"},
    [LAYER_MODEL] = {"model",
                     "the quadratic model at the selected ball: contours, where it rests, and the "
                     "trust radius or the step's",
                     false, "quadratic|quadratic model|taylor|newton model|trust region"},
    [LAYER_LEGEND] = {"legend", "which ball is which, where there is no panel", true,
                      "key|names|labels"},
};

static const struct choice_row switch_rows[] = {
    {"off", "without it", "no|false|hide|hidden|0"},
    {"on", "with it", "yes|true|show|shown|1"},
};

static const struct choice_row colors_rows[] = {
    [COLORS_ARE_AUTO] = {"auto", "as many as the terminal has"},
    [COLORS_ARE_DIRECT] = {"direct", "all"},
    [COLORS_ARE_256] = {"256", "xterm's 256"},
    [COLORS_ARE_16] = {"16", "the terminal's own 16"},
    [COLORS_ARE_8] = {"8", "its first 8"},
    [COLORS_ARE_MONO] = {"mono", "none"},
};

static const struct choice_row pixels_rows[] = {
    [PIXELS_ARE_AUTO] = {"auto", "pictures where the terminal has them"},
    [PIXELS_ARE_OFF] = {"off", "characters", "no|none|false|hide|hidden|0"},
    [PIXELS_ARE_KITTY] = {"kitty", "pictures in kitty's protocol"},
    [PIXELS_ARE_SIXEL] = {"sixel", "pictures as sixels", "sixels"},
};

static const struct choice_row swept_rows[] = {
    [SWEPT_BY_ITERATIONS] = {"iterations", "how many it takes to settle", "steps|time"},
    [SWEPT_BY_LOSS] = {"loss", "how low it ends"},
    [SWEPT_BY_OVERSHOOTS] = {"overshoots", "how often it jumps over the minimum"},
    [SWEPT_BY_VERDICT] = {"verdict", "what it does, in a word", "label|labels"},
};

static const struct choice_row rates_rows[] = {
    [RATES_OWN] = {"own", "as they were given"},
    [RATES_CATALOGUE] = {"catalogue", "the usual ones"},
    [RATES_TUNED] = {"tuned", "found by the search of a race"},
};

#define ROWS(rows) rows, sizeof *rows, 0
#define CALLED(type, rows) rows, sizeof *rows, offsetof(struct type, others)
#define COUNT(rows) (&(const int){sizeof rows / sizeof *rows})
static const struct choices scale_choices = {CALLED(choice_row, scale_rows), COUNT(scale_rows)};
static const struct choices hops_choices = {CALLED(choice_row, hops_rows), COUNT(hops_rows)};
static const struct choices aspect_choices = {CALLED(choice_row, aspect_rows), COUNT(aspect_rows)};
static const struct choices theme_choices = {CALLED(choice_row, theme_rows), COUNT(theme_rows)};
static const struct choices colors_choices = {CALLED(choice_row, colors_rows), COUNT(colors_rows)};
static const struct choices pixels_choices = {CALLED(choice_row, pixels_rows), COUNT(pixels_rows)};
static const struct choices charset_choices = {CALLED(choice_row, charset_rows),
                                               COUNT(charset_rows)};
const struct choices slice_choices = {CALLED(choice_row, slice_rows), COUNT(slice_rows)};
static const struct choices lines_choices = {ROWS(lines_rows), &lines_row_count};
static const struct choices chart_choices = {ROWS(quantity_rows), &(const int){CHART_COUNT}};
const struct choices color_choices = {CALLED(colormap_row, colormap_rows), &colormap_row_count};
const struct choices surface_choices = {CALLED(surface_row, surface_rows), &surface_row_count};
const struct choices optimizer_choices = {CALLED(formula_row, optimizer_rows),
                                          &optimizer_row_count};
const struct choices schedule_choices = {CALLED(formula_row, schedule_rows), &schedule_row_count};
const struct choices topic_choices = {ROWS(topic_rows), &topic_row_count};
const struct choices layer_choices = {CALLED(layer_row, layer_rows), COUNT(layer_rows)};
const struct choices switch_choices = {CALLED(choice_row, switch_rows), COUNT(switch_rows)};
const struct choices view_choices = {CALLED(choice_row, view_rows), COUNT(view_rows)};
const struct choices swept_choices = {CALLED(choice_row, swept_rows), COUNT(swept_rows)};
const struct choices rates_choices = {CALLED(choice_row, rates_rows), COUNT(rates_rows)};

const struct choice_row *choice_at(const struct choices *choices, int index)
{
    const char *rows = choices->rows;
    const void *row = rows + choices->stride * (size_t)index;
    return row;
}

const char *choice_others(const struct choices *choices, int index)
{
    const char *row = (const char *)choice_at(choices, index);
    return choices->others ? *(const char *const *)(const void *)(row + choices->others) : NULL;
}

int choice_find(const struct choices *choices, const char *name)
{
    int called = -1, spelt = -1;
    for (int i = *choices->count - 1; i >= 0; i--) {
        const char *own = choice_at(choices, i)->name;
        if (strcmp(own, name) == 0)
            return i;
        if (spelling_among(choice_others(choices, i), name))
            called = i;
        if (spelling_same(own, name))
            spelt = i;
    }
    return called >= 0 ? called : spelt;
}

/* --- settings --- */

#define FIELD(field)                                                                               \
    .offset = offsetof(struct session, field), .size = sizeof((struct session *)0)->field

/* In the order in which scenes say them. */
const struct setting_row setting_rows[] = {
    {"title", "TEXT", "the scene's name on the screen", "title A gentle descent",
     FIELD(words.title), .kind = SETTING_TEXT, .part = SETTING_WORDS},
    {"caption", "TEXT", "words below the picture", "caption What will the ball do?",
     FIELD(words.caption), .kind = SETTING_TEXT, .part = SETTING_WORDS},
    {"names", "X, Y, LOSS", "what the axes and the colours are called in pictures",
     "names width, height, cost", FIELD(words.names), .kind = SETTING_TEXT, .part = SETTING_WORDS,
     .others = "axis names|axis labels|axes names"},
    {"fit", FIELD(look.region), .kind = SETTING_REGION, .always = true},
    {"scale", "auto | log | linear",
     "the scale of the surface's colours, and of the heights of a function of one variable",
     "scale linear", FIELD(look.scale), .kind = SETTING_CHOICE, .always = true,
     .choices = &scale_choices, .what = "a scale"},
    {"limits", "LOSS to LOSS | auto", "the losses at the ends of the colour map",
     "limits 0.1 to 100", FIELD(look.limits), .kind = SETTING_LIMITS, .what = "a loss",
     .others = "clim|caxis|color limits|colour limits|color range|colour range"},
    {"levels", "COUNT | auto", "at most so many contours, at round losses", "levels 12",
     FIELD(look.levels), .kind = SETTING_COUNT, .what = "how many contours", .high = CONTOURS_MAX,
     .others = "number of contours|contour levels"},
    {"color", "MAP", "the colour map of the surface", "color viridis", FIELD(look.colormap),
     .kind = SETTING_CHOICE, .hall = true, .always = true, .choices = &color_choices,
     .what = "a colour map",
     .others = "colour|cmap|colormap|colourmap|color map|colour map|palette"},
    {"lines", "auto | quadrants | dots | box | ascii | sextants | octants",
     "what lines are made of; what the terminal cannot show is replaced", "lines dots",
     FIELD(look.lines), .kind = SETTING_CHOICE, .hall = true, .choices = &lines_choices,
     .what = "a kind of lines"},
    {"hops", "straight | arcs", "how leaps are drawn on the map", "hops arcs", FIELD(look.hops),
     .kind = SETTING_CHOICE, .choices = &hops_choices, .what = "a form"},
    {"aspect", "fill | equal", "equal: a circle is round on the map", "aspect equal",
     FIELD(look.aspect), .kind = SETTING_CHOICE, .choices = &aspect_choices, .what = "an aspect"},
    {"theme", "auto | dark | light | print",
     "colours for a dark or a light background, or for paper", "theme light", FIELD(look.theme),
     .kind = SETTING_CHOICE, .hall = true, .choices = &theme_choices, .what = "a theme"},
    {"charset", "auto | unicode | ascii", "which characters are used", "charset ascii",
     FIELD(look.charset), .kind = SETTING_CHOICE, .hall = true, .choices = &charset_choices,
     .what = "a charset"},
    {"colors", "auto | direct | 256 | 16 | 8 | mono", "how many colours are used", "colors 16",
     FIELD(look.colors), .kind = SETTING_CHOICE, .hall = true, .choices = &colors_choices,
     .what = "how many colours"},
    {"pixels", "auto | off | kitty | sixel", "whether plots are pictures, and how they are sent",
     "pixels off", FIELD(look.pixels), .kind = SETTING_CHOICE, .hall = true,
     .choices = &pixels_choices, .what = "a way of pixels"},
    /* which shows its view: that is said after it */
    {"rangetest", FIELD(look.range), .kind = SETTING_RANGE, .first = RANGE_STEPS},
    {"view", FIELD(look.views), .kind = SETTING_LIST, .always = true, .choices = &view_choices,
     .what = "a view", .first = 1, .high = VIEWS_SHOWN_MAX},
    {"slice", FIELD(look.slice), .kind = SETTING_SLICE, .always = true, .choices = &slice_choices,
     .what = "a direction"},
    {"turn", "[to] DEGREES", "turns the relief, to the right if positive", "turn 15",
     FIELD(look.turn), .kind = SETTING_ANGLE, .always = true, .what = "the degrees", .first = 30,
     .low = -180, .high = 180},
    {"tilt", "[to] DEGREES", "looks at the relief from higher or lower: 10 to 90 degrees",
     "tilt to 60", FIELD(look.tilt), .kind = SETTING_ANGLE, .always = true, .what = "the degrees",
     .first = 51, .low = 10, .high = 90},
    {"single", "[on | off | auto]", "one view alone, without panel, caption and keys", "single on",
     FIELD(look.single), .kind = SETTING_SWITCH, .hall = true},
    {"big", "[on | off | auto]", "few but large numbers, for the back rows of a class", "big on",
     FIELD(look.big), .kind = SETTING_SWITCH, .hall = true},
    {"charts", "loss | eta | edge | gradient | distance ... | all",
     "which charts, from the top; those that fit are shown", "charts loss edge", FIELD(look.charts),
     .kind = SETTING_LIST, .choices = &chart_choices, .what = "charts", .first = CHART_COUNT,
     .high = CHART_COUNT},
    {"cursor", FIELD(look.cursor), .kind = SETTING_TICK, .first = -1},
    {"mark", FIELD(look.pins), .kind = SETTING_PINS},
    {"layers", FIELD(look.layers), .kind = SETTING_LAYERS, .choices = &layer_choices,
     .what = "a layer"},
    {"speed", "STEPS_PER_SECOND | auto", "how fast it plays; auto: as the scene says", "speed 10",
     FIELD(player.speed), .kind = SETTING_NUMBER, .hall = true, .always = true, .passes = true,
     .what = "the steps per second", .first = 4, .low = 0.1, .high = 1e6,
     .others = "fps|pace|steps per second"},
    {"confirm", "[on | off | auto]", "quit asks once if you have unsaved changes", "confirm off",
     FIELD(confirms), .kind = SETTING_SWITCH, .hall = true, .passes = true, .first = 1},
    {"mouse", "[on | off]", "off: the terminal has the mouse, and selects text with it",
     "mouse off", FIELD(host.mouse), .kind = SETTING_SWITCH, .hall = true, .part = SETTING_OWN,
     .passes = true, .first = 1},
    {"font", "auto | builtin | NAME",
     "the letters of .png and .gif: the system's font of one width, the program's own, or another",
     "font builtin", FIELD(host.font), .kind = SETTING_TEXT, .hall = true, .part = SETTING_OWN,
     .passes = true},
    /* after the balls, whose numbers it names */
    {"sweep", FIELD(look.swept), .kind = SETTING_SWEPT, .part = SETTING_LAST},
    {"chart", FIELD(look.chart), .kind = SETTING_CHART, .part = SETTING_LAST},
    {"crowd", FIELD(look.crowd), .kind = SETTING_CROWD, .part = SETTING_LAST},
    /* the view is where it has followed the ball to */
    {"follow", "[on | off]", "the view follows the selected ball", "follow on", FIELD(look.follow),
     .kind = SETTING_SWITCH, .part = SETTING_LAST},
};
const int setting_row_count = (int)(sizeof setting_rows / sizeof *setting_rows);

const struct setting_row *setting_find(const char *name)
{
    for (int i = 0; i < setting_row_count; i++)
        if (strcmp(setting_rows[i].name, name) == 0)
            return &setting_rows[i];
    return NULL;
}

void *setting_field(const struct setting_row *row, struct session *session)
{
    return (char *)session + row->offset;
}

const void *setting_value(const struct setting_row *row, const struct session *session)
{
    return (const char *)session + row->offset;
}

static void set_first(const struct setting_row *row, void *field)
{
    bool *switches = field;
    struct picks *picks = field;
    int index = (int)row->first;
    if (row->kind == SETTING_SWITCH)
        *switches = row->first != 0;
    else if (row->kind == SETTING_CHOICE)
        *(int *)field = index;
    else if (row->kind == SETTING_LIST)
        for (*picks = (struct picks){0}; picks->count < index; picks->count++)
            picks->items[picks->count] = picks->count;
    else if (row->kind == SETTING_LAYERS)
        for (int i = 0; i < LAYER_COUNT; i++)
            switches[i] = layer_rows[i].shown;
    else if (row->kind == SETTING_NUMBER || row->kind == SETTING_ANGLE)
        *(double *)field = row->first;
    else if (row->kind == SETTING_TICK || row->kind == SETTING_COUNT)
        *(int64_t *)field = index;
    else if (row->kind == SETTING_RANGE)
        *(struct range_wish *)field = (struct range_wish){.steps = index};
    else if (row->kind == SETTING_CHART || row->kind == SETTING_LIMITS || row->kind == SETTING_PINS)
        memset(field, 0, row->size);
    else if (row->kind == SETTING_TEXT)
        *(char **)field = memory_copy("");
}

void setting_set_first(const struct setting_row *row, struct session *session)
{
    set_first(row, setting_field(row, session));
}

void settings_begin(struct session *session)
{
    for (int i = 0; i < setting_row_count; i++)
        set_first(&setting_rows[i], setting_field(&setting_rows[i], session));
}

bool settings_equal(const struct session *a, const struct session *b)
{
    for (int i = 0; i < setting_row_count; i++) {
        const struct setting_row *row = &setting_rows[i];
        if (memcmp(setting_value(row, a), setting_value(row, b), row->size) != 0)
            return false;
    }
    return true;
}

/* Texts are the session's own, and views that of a surface. */
static bool is_first(const struct setting_row *row, const void *value)
{
    struct look first = {0}; /* room for any */
    if (row->kind == SETTING_TEXT)
        return !**(char *const *)value;
    set_first(row, &first);
    return memcmp(&first, value, row->size) == 0;
}

/* --- in a scene --- */

void region_write(const struct region *region, struct text *out)
{
    const double ends[] = {region->x0, region->x1, region->y0, region->y1};
    static const char *const between[] = {"[", ",", "] x [", ","};
    for (int i = 0; i < (region_is_line(region) ? 2 : 4); i++) {
        text_add(out, "%s", between[i]);
        text_add_number(out, ends[i]);
    }
    text_add(out, "]");
}

static void write_axis(const struct sweep_axis *axis, struct text *out)
{
    text_add(out, "%s ", axis->name);
    if (axis->from == axis->to)
        return;
    out->bytes[out->length - 1] = '=';
    text_add_number(out, axis->from);
    text_add(out, ":");
    text_add_number(out, axis->to);
    text_add(out, "%s", axis->logarithmic ? ":log" : "");
    if (axis->count > 0)
        text_add(out, ":%d", axis->count);
    text_add(out, " ");
}

static void write_slice(const struct slice_wish *slice, bool line, struct text *out)
{
    if (slice->direction != SLICE_BETWEEN)
        text_add(out, "%s", choice_at(&slice_choices, (int)slice->direction)->name);
    for (int i = 0; i < 2 && slice->direction == SLICE_BETWEEN; i++) {
        const struct slice_end *end = &slice->ends[i];
        text_add(out, "%s", i > 0 ? " to " : "");
        if (end->ball > 0) {
            text_add(out, "ball %d", (int)end->ball);
            continue;
        }
        text_add_number(out, end->place.x);
        if (line)
            continue;
        text_add(out, ", ");
        text_add_number(out, end->place.y);
    }
}

/* Without a blank at its end. */
static void write_swept(const struct swept *swept, struct text *out)
{
    for (int i = 0; i < swept->axis_count; i++)
        write_axis(&swept->axes[i], out);
    text_add(out, "by %s", choice_at(&swept_choices, (int)swept->by)->name);
    if (swept->until > 0)
        text_add(out, " until %lld", (long long)swept->until);
}

static void write_layers(const bool *shown, bool again, struct text *out)
{
    for (int i = 0; i < LAYER_COUNT; i++)
        if (again || shown[i] != layer_rows[i].shown)
            text_add(out, "%s %s\n", shown[i] ? "show" : "hide", layer_rows[i].name);
}

static void write_range(const struct range_wish *range, struct text *out)
{
    if (range->from > 0) {
        text_add_number(out, range->from);
        text_add(out, " ");
        text_add_number(out, range->to);
    } else {
        text_add(out, "auto");
    }
    text_add(out, " %lld", (long long)range->steps);
}

static void write_limits(const struct tone_limits *limits, struct text *out)
{
    if (limits->low == limits->high) {
        text_add(out, "auto");
        return;
    }
    text_add_number(out, limits->low);
    text_add(out, " to ");
    text_add_number(out, limits->high);
}

/* What no ball has any longer is left out: a scene could not say it. */
static struct chart_choice possible_chart(const struct session *session)
{
    struct chart_choice chart = session->look.chart;
    int count = 0;
    for (int i = 0; i < chart.count; i++) {
        bool first = count == 0 || !chart.items[i].with;
        if (!chart_is_possible(session->sim, session->selected, chart.items[i].formula, NULL))
            continue;
        chart.items[count] = chart.items[i];
        chart.items[count++].with &= !first;
    }
    chart.count = count;
    if (*chart.over && !chart_is_possible(session->sim, session->selected, chart.over, NULL))
        chart.over[0] = '\0';
    return chart;
}

static void write_chart(const struct chart_choice *chart, struct text *out)
{
    static const char *const axes[] = {"", " log", " linear"};
    if (chart->count == 0) {
        text_add(out, "none");
        return;
    }
    for (int i = 0; i < chart->count; i++) {
        const struct chart_item *item = &chart->items[i];
        text_add(out, "%s%s%s",
                 i == 0       ? ""
                 : item->with ? " with "
                              : ", ",
                 item->formula, axes[item->axis]);
        if (item->ranged)
            text_add(out, " from %.15g to %.15g", item->low, item->high);
    }
    if (*chart->over || chart->axis != CHART_AXIS_AUTO)
        text_add(out, " over %s%s", *chart->over ? chart->over : "n", axes[chart->axis]);
}

/* line: places are on one. */
static void write_value(const struct setting_row *row, const void *value, bool line,
                        struct text *out)
{
    const struct picks *picks = value;
    const int64_t *tick = value;
    if (row->kind == SETTING_ANGLE)
        text_add(out, "to ");
    if (row->kind == SETTING_SWITCH)
        text_add(out, *(const bool *)value ? "on" : "off");
    else if (row->kind == SETTING_CHOICE)
        text_add(out, "%s", choice_at(row->choices, *(const int *)value)->name);
    else if (row->kind == SETTING_LIST)
        for (int i = 0; i < picks->count; i++)
            text_add(out, "%s%s", i ? " " : "", choice_at(row->choices, picks->items[i])->name);
    else if (row->kind == SETTING_NUMBER || row->kind == SETTING_ANGLE)
        text_add_number(out, *(const double *)value);
    else if (row->kind == SETTING_TICK && *tick < 0)
        text_add(out, "off");
    else if (row->kind == SETTING_COUNT && *tick == 0)
        text_add(out, "auto");
    else if (row->kind == SETTING_TICK || row->kind == SETTING_COUNT)
        text_add(out, "%lld", (long long)*tick);
    else if (row->kind == SETTING_LIMITS)
        write_limits(value, out);
    else if (row->kind == SETTING_RANGE)
        write_range(value, out);
    else if (row->kind == SETTING_REGION)
        region_write(value, out);
    else if (row->kind == SETTING_SWEPT)
        write_swept(value, out);
    else if (row->kind == SETTING_CROWD)
        crowd_wish_write(value, out);
    else if (row->kind == SETTING_SLICE)
        write_slice(value, line, out);
    else if (row->kind == SETTING_CHART)
        write_chart(value, out);
    else
        text_add(out, "%s", *(char *const *)value);
}

void setting_write(const struct setting_row *row, const struct session *session, struct text *out)
{
    struct chart_choice chart;
    const void *value = setting_value(row, session);
    if (row->kind == SETTING_CHART) {
        chart = possible_chart(session);
        value = &chart;
    }
    text_add(out, "%s ", row->name);
    write_value(row, value, region_is_line(&session->look.region), out);
}

/* A slice that may name balls is said when these are there. */
static enum setting_part part_of(const struct setting_row *row, const void *value)
{
    const struct slice_wish *slice = value;
    bool late = row->kind == SETTING_SLICE && slice->direction == SLICE_BETWEEN;
    return late ? SETTING_LAST : row->part;
}

void settings_write(const struct session *session, enum setting_part part, bool again,
                    struct text *out)
{
    for (int i = 0; i < setting_row_count; i++) {
        const struct setting_row *row = &setting_rows[i];
        const void *value = setting_value(row, session);
        if (part_of(row, value) != part)
            continue;
        if (row->kind == SETTING_LAYERS) {
            write_layers(value, again, out);
        } else if (row->kind == SETTING_PINS) {
            text_add(out, "%s", again ? "mark off\n" : "");
            pins_write(value, region_is_line(&session->look.region), out);
        } else if (again || row->always || !is_first(row, value)) {
            setting_write(row, session, out);
            text_add(out, "\n");
        }
    }
}
