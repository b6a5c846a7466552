/* `chart`: any formulas over the rows of the balls, over n or over another formula. */

#include "rows.h"

#include "../base/memory.h"
#include "../model/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Whether a word stands at a place of a text, with blanks around it, which is not its begin. */
static bool stands_at(const char *text, size_t at, const char *word)
{
    size_t size = strlen(word);
    return at > 0 && is_blank(text[at - 1]) && strncmp(text + at, word, size) == 0 &&
           (is_blank(text[at + size]) || !text[at + size]);
}

/* The end of an entry: a comma outside parentheses, `with`, `over`, or that of the text. */
static size_t entry_length(const char *text)
{
    int open = 0;
    size_t i = 0;
    for (; text[i]; i++) {
        open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (open <= 0 &&
            (text[i] == ',' || stands_at(text, i, "over") || stands_at(text, i, "with")))
            break;
    }
    return i;
}

/* Cuts `log` or `linear` off the end, and blanks. */
static enum chart_axis cut_axis(char *text)
{
    static const char *const words[] = {[CHART_AXIS_LOG] = "log", [CHART_AXIS_LINEAR] = "linear"};
    enum chart_axis found = CHART_AXIS_AUTO;
    size_t length = strlen(text);
    for (; length > 0 && is_blank(text[length - 1]); length--)
        ;
    for (int axis = CHART_AXIS_LOG; axis <= CHART_AXIS_LINEAR && !found; axis++) {
        size_t size = strlen(words[axis]);
        if (length > size && strncmp(text + length - size, words[axis], size) == 0 &&
            is_blank(text[length - size - 1]))
            found = (enum chart_axis)axis, length -= size;
    }
    for (; length > 0 && is_blank(text[length - 1]); length--)
        ;
    text[length] = '\0';
    return found;
}

/* Where a word of its own stands last in a text; NULL: nowhere. */
static char *find_last(char *text, const char *word)
{
    char *found = NULL;
    for (size_t i = 1; text[i]; i++)
        if (stands_at(text, i, word))
            found = text + i;
    return found;
}

static bool read_end(const char *text, double *end)
{
    char *rest;
    *end = strtod(text, &rest);
    for (; is_blank(*rest); rest++)
        ;
    return rest > text && !*rest && isfinite(*end);
}

/* Cuts `from A to B` off the end. */
static bool cut_range(struct reader *in, char *text, struct chart_item *item)
{
    char *from = *text ? find_last(text, "from") : NULL, *to = from ? find_last(from, "to") : NULL;
    const char *place = from ? in->at + (from - text) : NULL;
    if (!from)
        return true;
    if (!to)
        return reader_error_in(in, place, "expected from A to B");
    *to = '\0';
    if (!read_end(from + strlen("from"), &item->low) || !read_end(to + strlen("to"), &item->high))
        return reader_error_in(in, place, "expected numbers: from A to B");
    if (!(item->low < item->high))
        return reader_error_in(in, place, "expected the lower end of the range first");
    *from = '\0';
    return item->ranged = true;
}

/* A formula of so many bytes, with the word for its axis; of an item (NULL: of what charts are
 * over) also with its range, which the word may stand before or behind. */
static bool read_formula(struct reader *in, size_t length, char formula[CHART_TEXT_MAX],
                         enum chart_axis *axis, struct chart_item *item)
{
    char *place = in->at, *text = memory_copy_bytes(place, length);
    bool good = true;
    *axis = cut_axis(text);
    if (item && !cut_range(in, text, item)) {
        free(text);
        return false;
    }
    enum chart_axis before = cut_axis(text);
    *axis = before ? before : *axis;
    if (item && item->ranged && *axis == CHART_AXIS_LOG && !(item->low > 0))
        good = reader_error(in, "expected a range above 0 on a logarithmic axis");
    else if (!*text)
        good = reader_error(in, "expected a formula, such as loss, norm(g) or step");
    else if (strlen(text) >= CHART_TEXT_MAX)
        good = reader_error(in, "the formula of a chart has at most %d bytes", CHART_TEXT_MAX - 1);
    else if (!chart_is_possible(in->session->sim, in->session->selected, text, in->error))
        good = reader_blame(in, place);
    else
        memcpy(formula, text, strlen(text));
    free(text);
    if (good)
        reader_skip(in, (int)length);
    return good;
}

static bool read_item(struct reader *in, struct chart_choice *chart, bool with)
{
    if (chart->count == MEASURED_MAX)
        return reader_error(in, "charts have at most %d formulas", MEASURED_MAX);
    struct chart_item *item = &chart->items[chart->count];
    if (!read_formula(in, entry_length(in->at), item->formula, &item->axis, item))
        return false;
    item->with = with;
    chart->count++;
    return true;
}

/* After those that are there. */
static bool read_items(struct reader *in, struct chart_choice *chart)
{
    bool more = true, with = false;
    while (more) {
        if (!read_item(in, chart, with))
            return false;
        with = !reader_ended(in) && stands_at(in->at - 1, 1, "with");
        more = with || *in->at == ',';
        if (more)
            reader_skip(in, with ? (int)strlen("with") : 1);
    }
    return true;
}

static bool read_over(struct reader *in, struct chart_choice *chart)
{
    if (reader_ended(in))
        return reader_error(in, "expected what the charts are over: n, epoch, time, eta, or a "
                                "formula");
    memset(chart->over, 0, sizeof chart->over);
    if (!read_formula(in, strlen(in->at), chart->over, &chart->axis, NULL))
        return false;
    if (strcmp(chart->over, "n") == 0)
        memset(chart->over, 0, sizeof chart->over);
    return true;
}

/* One of the formulas; with the last of them goes what they are over. */
static bool take_away(struct reader *in, struct chart_choice *chart)
{
    char *formula = reader_rest(in);
    int found = -1;
    struct text names = {0};
    for (int i = 0; i < chart->count; i++) {
        found = strcmp(chart->items[i].formula, formula) == 0 ? i : found;
        text_add(&names, "%s%s", i ? ", " : "", chart->items[i].formula);
    }
    if (found < 0)
        reader_error_in(in, formula,
                        chart->count > 0 ? "expected one of the formulas shown: %s%s"
                                         : "no formula is shown%s%s",
                        names.bytes ? names.bytes : "", "");
    text_free(&names);
    if (found < 0)
        return false;
    if (found + 1 < chart->count && !chart->items[found].with)
        chart->items[found + 1].with = false;
    chart->count--;
    memmove(&chart->items[found], &chart->items[found + 1],
            sizeof *chart->items * (size_t)(chart->count - found));
    memset(&chart->items[chart->count], 0, sizeof *chart->items);
    if (chart->count == 0)
        memset(chart, 0, sizeof *chart);
    return true;
}

/* Where charts are not among the views, they are shown alone. */
static void show(struct look *look)
{
    for (int i = 0; i < look->views.count; i++)
        if (look->views.items[i] == VIEW_CHARTS)
            return;
    look->views = (struct picks){1, {VIEW_CHARTS}};
}

static bool run_chart(struct reader *in)
{
    struct look *look = &in->session->look;
    struct chart_choice chart;
    bool on = strcmp(in->at, "on") == 0;
    if (on || strcmp(in->at, "off") == 0) { /* the layer of that name */
        look->layers[LAYER_CHART] = on;
        return true;
    }
    memset(&chart, 0, sizeof chart);
    if (reader_takes(in, "none")) {
        look->chart = chart;
        return reader_finish(in);
    }
    bool without = reader_takes(in, "without"), also = without || reader_takes(in, "also");
    if (also)
        chart = look->chart;
    bool over = !without && !also && reader_takes(in, "over");
    if (over)
        chart = look->chart;
    if (over && chart.count == 0)
        return error_at(in->error, 0, "expected a formula before over");
    if (without ? !take_away(in, &chart) : !over && !read_items(in, &chart))
        return false;
    if (!without && (over || reader_takes(in, "over")) && !read_over(in, &chart))
        return false;
    if (!reader_finish(in))
        return false;
    look->chart = chart;
    if (!without)
        show(look);
    return true;
}

/* --- what is offered --- */

static void offer_own(const struct offering *offering)
{
    const struct recipe *recipe = sim_recipe(offering->session->sim, offering->session->selected);
    for (int i = 0; i < recipe->rule->code->name_count; i++)
        offer(offering, recipe->rule->code->names[i].name, " ", "what its rule keeps");
    struct named_value number;
    for (int i = 1; session_number(offering->session, i, &number); i++)
        offer(offering, number.name, " ", "now %.6g", number.value);
}

static void offer_chart(const struct offering *offering)
{
    const struct chart_choice *chart = &offering->session->look.chart;
    if (strcmp(offering->first, "without") == 0) {
        for (int i = 0; i < chart->count; i++)
            offer(offering, chart->items[i].formula, "", "is shown");
        return;
    }
    for (int i = 0; i < quantity_row_count; i++)
        if (quantity_rows[i].help && !quantity_rows[i].of_run)
            offer(offering, quantity_rows[i].name, " ", "%s",
                  quantity_rows[i].to ? "how far the nearest minimum is" : quantity_rows[i].help);
    offer_own(offering);
    offer(offering, "ema(", "", "ema(FORMULA, SHARE): a running mean");
    if (*offering->first) {
        offer(offering, "over", " ", "the axis: n, epoch, time, eta, or any formula");
        offer(offering, "with", " ", "another formula in the same chart");
        offer(offering, "log", "", "the axis of the formula before");
        offer(offering, "linear", "", "the axis of the formula before");
        offer(offering, "from", " ", "from A to B: the ends of its axis");
    } else {
        offer(offering, "also", " ", "beside those that are shown");
        offer(offering, "without", " ", "takes one away");
        offer(offering, "none", "", "the usual charts again");
    }
}

const struct command_row chart_commands[] = {
    {"chart",
     "FORMULA [log | linear] [from A to B] [, | with FORMULA ...] [over n | epoch | time | eta | "
     "FORMULA [log | "
     "linear]], also FORMULA ..., without FORMULA, or none",
     "charts of any formulas over the rows of the balls; with: in one chart",
     "chart loss, step log over time", run_chart, TIMED | SETS, offer_chart},
    {0},
};
