#include "rows.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lang/formula.h"

enum { TITLE_MAX = 59 };

/* The row that is looked at. */
struct subject {
    struct text *faults;
    const char *kind, *name;
    int number; /* from 1, where it has no name */
};

static void __attribute__((format(printf, 2, 3)))
fault(const struct subject *subject, const char *format, ...)
{
    char sentence[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    if (subject->name)
        text_add(subject->faults, "%s %s: %s\n", subject->kind, subject->name, sentence);
    else
        text_add(subject->faults, "%s number %d: %s\n", subject->kind, subject->number, sentence);
}

static void require(const struct subject *subject, const char *text, const char *what)
{
    if (!text || !*text)
        fault(subject, "no %s", what);
}

/* Each row begins with its name; those before it must have others. */
static struct subject check_name(struct text *faults, const char *kind, const void *rows,
                                 size_t size, int index)
{
    const char *first = rows;
    const char *name = *(const char *const *)(const void *)(first + (size_t)index * size);
    struct subject subject = {faults, kind, name && *name ? name : NULL, index + 1};
    require(&subject, name, "name");
    if (name && strlen(name) >= NAME_SIZE)
        fault(&subject, "a name has at most %d letters", NAME_SIZE - 1);
    for (int i = 0; name && i < index; i++) {
        const char *before = *(const char *const *)(const void *)(first + (size_t)i * size);
        if (before && catalogue_same(name, before))
            fault(&subject, "there is another one of that name");
    }
    return subject;
}

static void check_title(const struct subject *subject, const char *title)
{
    require(subject, title, "title");
    if (title && strlen(title) > TITLE_MAX)
        fault(subject, "the title has more than %d letters", TITLE_MAX);
}

/* A name of a formula is a parameter of its row. */
static enum name_kind find_parameter(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    return parameter_find(scope->context, name) ? NAME_PARAMETER : NAME_UNKNOWN;
}

static const char *parameter_at(const struct scope *scope, int index)
{
    const struct parameter_row *rows = scope->context;
    return index < PARAMETERS_MAX ? rows[index].name : NULL;
}

static bool reads(const struct graph *graph, const char *parameter)
{
    for (int i = 0; i < graph->input_count; i++)
        if (graph->inputs[i].kind == INPUT_PARAMETER &&
            strcmp(graph->inputs[i].name, parameter) == 0)
            return true;
    return false;
}

static void check_parameters(const struct subject *subject, const struct parameter_row *rows,
                             const struct graph *graph)
{
    for (int i = 0; i < PARAMETERS_MAX && rows[i].name; i++) {
        const char *name = rows[i].name;
        if (!(rows[i].low <= rows[i].value && rows[i].value <= rows[i].high))
            fault(subject, "%s is %g by default, which is not from %g to %g", name, rows[i].value,
                  rows[i].low, rows[i].high);
        if (!rows[i].help || !*rows[i].help)
            fault(subject, "no meaning of %s", name);
        if (name_is_reserved(name))
            fault(subject, "%s has a meaning of its own in formulas", name);
        if (parameter_find(rows, name) != &rows[i])
            fault(subject, "%s is there twice", name);
        if (graph && !reads(graph, name))
            fault(subject, "%s is read by nothing", name);
    }
}

static void check_formula(const struct subject *subject, const char *what, enum language language,
                          const char *formula, const struct parameter_row *parameters)
{
    struct error error;
    struct scope scope = {.find = find_parameter, .name_at = parameter_at, .context = parameters};
    struct surface_code *surface = surface_compile("x^2 + 2*y^2", NULL, &error);
    struct formula_code *code = NULL;
    scope.surface = surface;
    require(subject, formula, what);
    if (formula && *formula) {
        code = formula_compile(language, formula, &scope, &error);
        if (!code)
            fault(subject, "its %s, at byte %d: %s", what, error.offset + 1, error.text);
    }
    check_parameters(subject, parameters, code ? code->graph : NULL);
    formula_code_free(code);
    surface_code_free(surface);
}

static void check_lesson(const struct subject *subject, const char *lesson, const char *tries)
{
    require(subject, lesson, "lesson, which says what it does to the ball");
    require(subject, tries, "tries, which are commands that show it");
}

void rows_check_optimizers(struct text *faults, const struct optimizer_row *rows, int count)
{
    for (int i = 0; i < count; i++) {
        const struct optimizer_row *row = &rows[i];
        struct subject subject = check_name(faults, "optimizer", rows, sizeof *rows, i);
        check_title(&subject, row->title);
        check_lesson(&subject, row->lesson, row->tries);
        check_formula(&subject, "rule", LANGUAGE_RULE, row->rule, row->parameters);
        if (!(row->eta > 0))
            fault(&subject, "no eta, which is the learning rate that races give it");
        require(&subject, row->source, "source");
    }
}

void rows_check_schedules(struct text *faults, const struct schedule_row *rows, int count)
{
    for (int i = 0; i < count; i++) {
        const struct schedule_row *row = &rows[i];
        struct subject subject = check_name(faults, "schedule", rows, sizeof *rows, i);
        check_title(&subject, row->title);
        check_lesson(&subject, row->lesson, row->tries);
        check_formula(&subject, "formula", LANGUAGE_SCHEDULE, row->formula, row->parameters);
        require(&subject, row->source, "source");
    }
}

static bool inside(const struct surface_row *row, struct point point)
{
    return row->x0 <= point.x && point.x <= row->x1 && row->y0 <= point.y && point.y <= row->y1;
}

void rows_check_surfaces(struct text *faults, const struct surface_row *rows, int count)
{
    for (int i = 0; i < count; i++) {
        const struct surface_row *row = &rows[i];
        struct subject subject = check_name(faults, "surface", rows, sizeof *rows, i);
        struct error error;
        check_title(&subject, row->title);
        require(&subject, row->formula, "formula");
        struct surface_code *code =
            row->formula && *row->formula ? surface_compile(row->formula, NULL, &error) : NULL;
        if (row->formula && *row->formula && !code)
            fault(&subject, "its formula, at byte %d: %s", error.offset + 1, error.text);
        surface_code_free(code);
        if (!(row->x0 < row->x1 && row->y0 < row->y1))
            fault(&subject, "no view, from x0 to x1 and y0 to y1");
        else if (!inside(row, row->start))
            fault(&subject, "it starts outside of its view");
        if (row->minimum_count < 1 || row->minimum_count > MINIMA_MAX)
            fault(&subject, "no minima, or more than %d", MINIMA_MAX);
        for (int k = 0; k < row->minimum_count && k < MINIMA_MAX; k++)
            if (!inside(row, row->minima[k]))
                fault(&subject, "the minimum at %g, %g is outside of its view", row->minima[k].x,
                      row->minima[k].y);
        require(&subject, row->source, "source");
    }
}

void rows_check_colormaps(struct text *faults, const struct colormap_row *rows, int count)
{
    for (int i = 0; i < count; i++) {
        const struct colormap_row *row = &rows[i];
        struct subject subject = check_name(faults, "colour map", rows, sizeof *rows, i);
        check_title(&subject, row->title);
        if (!row->stops || row->stop_count < 2)
            fault(&subject, "fewer than two stops");
        for (int k = 0; row->stops && k < row->stop_count; k++)
            if (row->stops[k] > 0xFFFFFF)
                fault(&subject, "stop %d is no colour 0xRRGGBB", k + 1);
        require(&subject, row->source, "source");
    }
}
