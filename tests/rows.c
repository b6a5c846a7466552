#include "rows.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/spelling.h"
#include "command/rows.h"
#include "lang/vocabulary.h"
#include "model/quantity.h"

enum { TITLE_MAX = 59, ROWS_MAX = 300 };

/* The rows of a kind, one after the other, and the one that is looked at. */
struct subject {
    struct text *faults;
    const char *kind, *name;
    const char *names[ROWS_MAX];
    int count; /* of names, those before this row first; a name NULL: none */
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
        text_add(subject->faults, "%s number %d: %s\n", subject->kind, subject->count, sentence);
}

static void require(const struct subject *subject, const char *text, const char *what)
{
    if (!text || !*text)
        fault(subject, "no %s", what);
}

static struct subject begin(struct text *faults, const char *kind)
{
    return (struct subject){.faults = faults, .kind = kind};
}

/* The next row. Those before it must have other names. */
static void next(struct subject *subject, const char *name)
{
    subject->name = name && *name ? name : NULL;
    for (int i = 0; subject->name && i < subject->count; i++)
        if (subject->names[i] && spelling_same(name, subject->names[i]))
            fault(subject, "there is another one of that name");
    if (subject->count < ROWS_MAX)
        subject->names[subject->count++] = subject->name;
    require(subject, name, "name");
    if (name && strlen(name) >= NAME_SIZE)
        fault(subject, "a name has at most %d letters", NAME_SIZE - 1);
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

void rows_check_optimizers(struct text *faults, const struct formula_row *rows, int count)
{
    struct subject subject = begin(faults, "optimizer");
    for (int i = 0; i < count; i++) {
        const struct formula_row *row = &rows[i];
        next(&subject, row->name);
        check_title(&subject, row->title);
        check_lesson(&subject, row->lesson, row->tries);
        check_formula(&subject, "rule", LANGUAGE_RULE, row->rule, row->parameters);
        if (!(row->eta > 0))
            fault(&subject, "no eta, which is the learning rate that races give it");
        require(&subject, row->source, "source");
    }
}

void rows_check_schedules(struct text *faults, const struct formula_row *rows, int count)
{
    struct subject subject = begin(faults, "schedule");
    for (int i = 0; i < count; i++) {
        const struct formula_row *row = &rows[i];
        next(&subject, row->name);
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
    struct subject subject = begin(faults, "surface");
    for (int i = 0; i < count; i++) {
        const struct surface_row *row = &rows[i];
        next(&subject, row->name);
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
    struct subject subject = begin(faults, "colour map");
    for (int i = 0; i < count; i++) {
        const struct colormap_row *row = &rows[i];
        next(&subject, row->name);
        check_title(&subject, row->title);
        if (!row->stops || row->stop_count < 2)
            fault(&subject, "fewer than two stops");
        for (int k = 0; row->stops && k < row->stop_count; k++)
            if (row->stops[k] > 0xFFFFFF)
                fault(&subject, "stop %d is no colour 0xRRGGBB", k + 1);
        require(&subject, row->source, "source");
    }
}

/* --- what is named beside the catalogue --- */

void rows_check_choices(struct text *faults, const char *kind, const struct choices *choices)
{
    struct subject subject = begin(faults, kind);
    for (int i = 0; i < *choices->count; i++) {
        next(&subject, choice_at(choices, i)->name);
        require(&subject, choice_at(choices, i)->help, "help");
    }
}

/* The size of a setting's field, and whether it needs choices. */
static const struct setting_field {
    size_t size;
    bool chosen;
} setting_fields[] = {
    [SETTING_SWITCH] = {sizeof(bool), false},
    [SETTING_CHOICE] = {sizeof(int), true},
    [SETTING_LIST] = {sizeof(struct picks), true},
    [SETTING_LAYERS] = {LAYER_COUNT, true},
    [SETTING_NUMBER] = {sizeof(double), false},
    [SETTING_ANGLE] = {sizeof(double), false},
    [SETTING_TICK] = {sizeof(int64_t), false},
    [SETTING_COUNT] = {sizeof(int64_t), false},
    [SETTING_LIMITS] = {sizeof(struct tone_limits), false},
    [SETTING_TEXT] = {sizeof(char *), false},
    [SETTING_REGION] = {sizeof(struct region), false},
    [SETTING_RANGE] = {sizeof(struct range_wish), false},
    [SETTING_SWEPT] = {sizeof(struct swept), false},
    [SETTING_CROWD] = {sizeof(struct crowd_wish), false},
    [SETTING_PINS] = {sizeof(struct pins), false},
    [SETTING_SLICE] = {sizeof(struct slice_wish), true},
    [SETTING_CHART] = {sizeof(struct chart_choice), false},
};

/* Where help lists choices it lists all of them. */
static void check_list(const struct subject *subject, const char *list,
                       const struct choices *choices)
{
    if (!list || !choices || !strstr(list, choice_at(choices, 0)->name))
        return;
    for (int i = 0; i < *choices->count; i++)
        if (choice_at(choices, i)->name && !strstr(list, choice_at(choices, i)->name))
            fault(subject, "its help does not name %s", choice_at(choices, i)->name);
}

void rows_check_settings(struct text *faults, const struct setting_row *rows, int count)
{
    struct subject subject = begin(faults, "setting");
    for (int i = 0; i < count; i++) {
        const struct setting_row *row = &rows[i];
        const struct setting_field *field = &setting_fields[row->kind];
        bool number = row->kind == SETTING_NUMBER || row->kind == SETTING_ANGLE;
        next(&subject, row->name);
        if (row->size != field->size)
            fault(&subject, "its field is not of its kind");
        if (field->chosen && !row->choices)
            fault(&subject, "no choices");
        if (number && !(row->low <= row->first && row->first <= row->high))
            fault(&subject, "it is %g at first, which is not from %g to %g", row->first, row->low,
                  row->high);
        if (field->chosen || number)
            require(&subject, row->what, "what, which names it in errors");
        check_list(&subject, row->arguments, row->choices);
        if (row->arguments)
            require(&subject, row->help, "help");
        if (row->arguments)
            require(&subject, row->example, "example");
    }
}

void rows_check_commands(struct text *faults, const struct commands *commands)
{
    struct command_row row;
    struct subject subject = begin(faults, "command");
    for (int i = 0; (row = command_at(commands, i)).name; i++) {
        next(&subject, row.name);
        require(&subject, row.help, "help");
        if (strcmp(row.name, "show") == 0)
            check_list(&subject, row.help, &layer_choices);
        if (strcmp(row.name, "view") == 0)
            check_list(&subject, row.arguments, &view_choices);
        if (!row.run)
            fault(&subject, "no function");
        if (catalogue_parameter(row.name))
            fault(&subject, "an optimizer or a schedule has a parameter of that name");
    }
}

void rows_check_keys(struct text *faults, const struct key_row *rows, int count)
{
    struct subject subject = {.faults = faults, .kind = "key"};
    for (int i = 0; i < count; i++) {
        const struct key_row *row = &rows[i];
        char name[NAME_SIZE] = "";
        subject.name = row->key;
        subject.count = i + 1;
        require(&subject, row->key, "name");
        require(&subject, row->help, "help");
        if (row->action == KEY_COMMAND)
            require(&subject, row->command, "command");
        if (row->command && name_scan(row->command, name) > 0 &&
            !command_find(&command_table, name).name)
            fault(&subject, "no command is called %s", name);
        if (row->view && choice_find(&view_choices, row->view) < 0)
            fault(&subject, "no view is called %s", row->view);
        for (int k = 0; row->key && k < i; k++)
            if (rows[k].key && strcmp(rows[k].key, row->key) == 0 &&
                strcmp(rows[k].view ? rows[k].view : "", row->view ? row->view : "") == 0)
                fault(&subject, "it has another meaning already");
    }
}

static void check_topics(struct text *faults)
{
    struct subject subject = begin(faults, "topic");
    for (int i = 0; i < topic_row_count; i++) {
        next(&subject, topic_rows[i].name);
        check_title(&subject, topic_rows[i].title);
        require(&subject, topic_rows[i].text, "text");
        require(&subject, topic_rows[i].tries, "tries, which are commands that show it");
    }
}

/* Its slope is what its derivative says, at a point where all have one. */
static void check_derivative(const struct subject *subject, enum op op)
{
    static const double x[] = {0.3 - 1e-6, 0.3 + 1e-6, 0.3, 0.3, 0.3};
    static const double y[] = {0.6, 0.6, 0.6 - 1e-6, 0.6 + 1e-6, 0.6};
    double results[3][5], *outputs[] = {results[0], results[1], results[2]};
    char formula[2 * NAME_SIZE];
    struct error error;
    struct workspace workspace = {0};
    snprintf(formula, sizeof formula, op_infos[op].arity == 1 ? "%s(x)" : "%s(x, y)",
             op_infos[op].name);
    struct surface_code *code = surface_compile(formula, NULL, &error);
    if (!code) {
        fault(subject, "%s", error.text);
        return;
    }
    program_run(code->gradient, &workspace, (const double *[]){x, y}, outputs, 5);
    double along_x = (results[0][1] - results[0][0]) / 2e-6;
    double along_y = (results[0][3] - results[0][2]) / 2e-6;
    if (!(fabs(along_x - results[1][4]) < 1e-6 && fabs(along_y - results[2][4]) < 1e-6))
        fault(subject, "its derivative (derive.c) is not its slope");
    workspace_free(&workspace);
    surface_code_free(code);
}

static void check_language(struct text *faults)
{
    struct subject functions = begin(faults, "function");
    for (enum op op = OP_SQRT; op <= OP_HYPOT; op++) {
        next(&functions, op_infos[op].name);
        check_derivative(&functions, op);
    }
    struct subject subject = begin(faults, "name of formulas");
    for (int i = 0; i < word_count; i++) {
        next(&subject, words[i].name);
        require(&subject, words[i].help, "help");
    }
    subject = begin(faults, "quantity");
    for (int i = 0; i < quantity_row_count; i++) {
        next(&subject, quantity_rows[i].name);
        if (i < CHART_COUNT)
            require(&subject, quantity_rows[i].chart, "chart");
        if (!quantity_rows[i].of == !quantity_rows[i].to)
            fault(&subject, "expected one function, of a row or to a point");
    }
}

void rows_check(struct text *faults)
{
    rows_check_surfaces(faults, surface_rows, surface_row_count);
    rows_check_optimizers(faults, optimizer_rows, optimizer_row_count);
    rows_check_schedules(faults, schedule_rows, schedule_row_count);
    rows_check_colormaps(faults, colormap_rows, colormap_row_count);
    rows_check_choices(faults, "layer", &layer_choices);
    rows_check_choices(faults, "view", &view_choices);
    rows_check_settings(faults, setting_rows, setting_row_count);
    rows_check_commands(faults, &command_table);
    rows_check_keys(faults, key_rows, key_row_count);
    check_topics(faults);
    check_language(faults);
}
