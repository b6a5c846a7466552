#include "option_rows.h"

#include "../base/memory.h"
#include "../base/nearest.h"
#include "../session/settings.h"
#include "../view/view.h"
#include "film.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool set_command(const struct option_row *row, struct options *options, const char *value,
                        struct error *error)
{
    (void)row, (void)error;
    options->commands[options->command_count++] = value;
    return true;
}

static bool set_text(const struct option_row *row, struct options *options, const char *value,
                     struct error *error)
{
    const char **text = (void *)((char *)options + row->place);
    if (!*value && row->takes)
        return error_at(error, ERROR_NO_PLACE, "--%s takes %s", row->name, row->takes);
    *text = value;
    return true;
}

static bool set_parameter(const struct option_row *row, struct options *options, const char *value,
                          struct error *error)
{
    (void)row;
    if (options->parameter_count == SWEEP_PARAMETERS_MAX)
        return error_at(error, ERROR_NO_PLACE, "a sweep is over %d numbers at most",
                        SWEEP_PARAMETERS_MAX);
    options->parameters[options->parameter_count++] = value;
    return true;
}

/* A whole number of decimal digits, up to most; moves *text behind it. */
static bool read_whole(const char **text, int64_t most, int64_t *value)
{
    char *end;
    if (**text < '0' || **text > '9')
        return false;
    errno = 0;
    long long number = strtoll(*text, &end, 10);
    if (errno || number > most)
        return false;
    *text = end;
    *value = number;
    return true;
}

static bool set_whole(const struct option_row *row, struct options *options, const char *value,
                      struct error *error)
{
    int64_t *number = (void *)((char *)options + row->place);
    const char *at = value;
    if (read_whole(&at, row->most, number) && !*at && *number >= row->least)
        return true;
    return error_at(error, ERROR_NO_PLACE,
                    "--%s takes %sa whole number from %lld to %lld, not '%.40s'", row->name,
                    row->takes, (long long)row->least, (long long)row->most, value);
}

static bool set_size(const struct option_row *row, struct options *options, const char *value,
                     struct error *error)
{
    (void)row;
    const char *at = value;
    int64_t columns, rows;
    bool good = read_whole(&at, FRAME_COLUMNS_MAX, &columns) && (*at == 'x' || *at == 'X');
    at += good;
    good = good && read_whole(&at, FRAME_ROWS_MAX, &rows) && !*at && columns > 0 && rows > 0;
    if (!good)
        return error_at(error, ERROR_NO_PLACE,
                        "--size takes COLUMNSxROWS such as 100x30, at most %dx%d, not '%.40s'",
                        FRAME_COLUMNS_MAX, FRAME_ROWS_MAX, value);
    options->columns = (int)columns;
    options->rows = (int)rows;
    return true;
}

/* Two numbers with a comma between. */
static bool set_place(const struct option_row *row, struct options *options, const char *value,
                      struct error *error)
{
    (void)row;
    char *end;
    options->place = (struct point){strtod(value, &end), 0};
    bool good = end != value;
    options->place_is_on_line = good && !*end;
    if (good && *end == ',') {
        const char *second = end + 1;
        options->place.y = strtod(second, &end);
        good = end != second;
    }
    good = good && !*end;
    options->has_place = good && isfinite(options->place.x) && isfinite(options->place.y);
    return options->has_place ||
           error_at(error, ERROR_NO_PLACE, "--at takes X,Y such as 1.5,-2, not '%.40s'", value);
}

static bool read_number(const struct option_row *row, struct options *options, const char *value,
                        bool zero, struct error *error)
{
    double *number = (void *)((char *)options + row->place);
    char *end;
    bool digit = *value == '.' || (*value >= '0' && *value <= '9');
    *number = strtod(value, &end);
    if (digit && !*end && (zero || *number > 0) && *number <= (double)row->most)
        return true;
    return error_at(error, ERROR_NO_PLACE, "--%s takes a number from %s0 to %lld, not '%.40s'",
                    row->name, zero ? "" : "above ", (long long)row->most, value);
}

static bool set_positive(const struct option_row *row, struct options *options, const char *value,
                         struct error *error)
{
    return read_number(row, options, value, false, error);
}

static bool set_moment(const struct option_row *row, struct options *options, const char *value,
                       struct error *error)
{
    return read_number(row, options, value, true, error);
}

/* One of the choices of the setting that has the option's name, or another. */
static bool set_choice(const struct option_row *row, struct options *options, const char *value,
                       struct error *error)
{
    const struct choices *choices = setting_find(row->takes ? row->takes : row->name)->choices;
    int *chosen = (void *)((char *)options + row->place), choice = choice_find(choices, value);
    struct text names = {0};
    for (int i = 0; i < *choices->count; i++)
        text_add(&names, "%s%s", i ? ", " : "", choice_at(choices, i)->name);
    if (choice >= 0)
        *chosen = choice;
    else
        error_at(error, ERROR_NO_PLACE, "--%s takes one of %s, not '%.40s'", row->name, names.bytes,
                 value);
    text_free(&names);
    return choice >= 0;
}

static bool set_loop(const struct option_row *row, struct options *options, const char *value,
                     struct error *error)
{
    static const char *const names[] = {[LOOP_FOREVER] = "forever", [LOOP_ONCE] = "once"};
    for (int i = 0; i < 2; i++)
        if (strcmp(value, names[i]) == 0) {
            options->loop = (enum loop_choice)i;
            return true;
        }
    return error_at(error, ERROR_NO_PLACE, "--%s takes one of once, forever, not '%.40s'",
                    row->name, value);
}

/* An option without a value: what it says is the row's. */
static bool set_constant(const struct option_row *row, struct options *options, const char *value,
                         struct error *error)
{
    (void)value, (void)error;
    *(int *)(void *)((char *)options + row->place) = (int)row->least;
    return true;
}

enum {
    SCALE_MAX = 8,
    ALL_MODES = -1,
    WITH_RUN = 1 << MODE_RUN,
    WITH_SWEEP = 1 << MODE_SWEEP,
    WITH_RANGE = 1 << MODE_RANGETEST,
    WITH_CHECK = 1 << MODE_CHECK,
    WITH_TELL = 1 << MODE_TELL,
    WITH_STABILITY = 1 << MODE_STABILITY,
    WITH_RENDER = 1 << MODE_RENDER,
    WITH_SCREEN = 1 << MODE_SCREEN | 1 << MODE_COMPARE,
    WITH_PICTURE = WITH_RENDER | WITH_SCREEN,
    WITH_SCHEDULE = 1 << MODE_SCHEDULE,
    WITH_STILL = WITH_SWEEP | WITH_RANGE | WITH_SCHEDULE /* tables that can be pictures */
};

#define PLACE(member) .place = offsetof(struct options, member)
const struct option_row option_rows[] = {
    {"execute", 'e', "COMMAND", "run a command after the scene; may be repeated",
     WITH_RUN | WITH_PICTURE | WITH_CHECK | WITH_TELL | WITH_STABILITY | WITH_STILL,
     .set = set_command},
    {"steps", 0, "N", "iterations (run, rangetest, schedule: 100)",
     WITH_RUN | WITH_PICTURE | WITH_TELL | WITH_STABILITY | WITH_RANGE | WITH_SCHEDULE, set_whole,
     PLACE(steps), .takes = "", .most = INT64_C(1000000000000)},
    {"seed", 0, "N", "seed of the noise",
     WITH_RUN | WITH_PICTURE | WITH_TELL | WITH_STABILITY | WITH_STILL, set_whole, PLACE(seed),
     .takes = "", .most = INT64_C(1) << 53},
    {"param", 0, "P", "sweep: NAME=FROM:TO:[log:]COUNT, eta=0.001:1:log:200; once or twice",
     WITH_SWEEP, .set = set_parameter},
    {"until", 0, "N", "sweep: iterations of a run that does not end before (1000)", WITH_SWEEP,
     set_whole, PLACE(until), .takes = "", .least = 1, .most = INT64_C(1000000000)},
    {"rows", 0, "A:B", "sweep: of the first number only values A to B-1, from 0", WITH_SWEEP,
     set_text, PLACE(parts), .takes = "rows such as 0:50"},
    {"workers", 0, "N", "sweep: threads beside the main one; else as many as there are processors",
     WITH_SWEEP, set_whole, PLACE(workers), .takes = "", .most = 256},
    {"from", 0, "A", "rangetest: its first eta; else the ends are looked for", WITH_RANGE,
     set_positive, PLACE(from), .most = INT64_C(1000000000000)},
    {"to", 0, "B", "rangetest: its last eta", WITH_RANGE, set_positive, PLACE(to),
     .most = INT64_C(1000000000000)},
    {"output", 'o', "FILE",
     "write a file; its ending chooses the format; render: .html or a folder/ for several scenes",
     WITH_RUN | WITH_RENDER | WITH_STILL, set_text, PLACE(output), .takes = "the name of a file"},
    {"format", 0, "FORMAT",
     "run, sweep, rangetest, schedule: csv; all but schedule: jsonl; these but run, and render: "
     "txt, "
     "ans, svg, png, gif; render: cast, mp4, webm",
     WITH_RUN | WITH_RENDER | WITH_STILL, set_text, PLACE(format)},
    {"every", 0, "N", "run: only every N-th step", WITH_RUN, set_whole, PLACE(every), .takes = "",
     .least = 1, .most = INT64_C(1000000000000)},
    {"columns", 0, "LIST", "run: x,loss,momentum,m...; +LIST adds to the usual", WITH_RUN, set_text,
     PLACE(list), .takes = "names separated by commas"},
    {"json", 0, NULL, "check: a line of JSON for each expectation; tell: for each event",
     WITH_CHECK | WITH_TELL, set_constant, PLACE(json), .least = true},
    {"all", 0, NULL, "tell: every event as it comes, not a dozen of a run", WITH_TELL, set_constant,
     PLACE(all), .least = true},
    {"outcome", 0, NULL, "tell: only how all stands in the end", WITH_TELL, set_constant,
     PLACE(outcome), .least = true},
    {"describe", 0, NULL, "tell: only what a picture would show, in words", WITH_TELL, set_constant,
     PLACE(describe), .least = true},
    {"size", 0, "COLSxROWS", "size of the picture (100x30); 40x12 at least",
     WITH_PICTURE | WITH_STILL, .set = set_size},
    {"scale", 0, "N", "how large a .png is: 1 has 9 x 18 pixels a cell", WITH_RENDER | WITH_STILL,
     set_positive, PLACE(scale), .most = SCALE_MAX},
    {"font", 0, "NAME", "of .png and .gif: auto (the system's of one width), builtin, or a name",
     WITH_PICTURE | WITH_STILL, set_text, PLACE(font),
     .takes = "auto, builtin, or the name of a font"},
    {"color", 0, "LEVEL", "auto, direct, 256, 16, 8 or mono", WITH_PICTURE | WITH_STILL, set_choice,
     PLACE(colors), .takes = "colors"},
    {"colors", 0, "LEVEL", "the same", WITH_PICTURE | WITH_STILL, set_choice, PLACE(colors)},
    {"theme", 0, "THEME", "auto, dark, light, or print: for paper", WITH_PICTURE | WITH_STILL,
     set_choice, PLACE(theme)},
    {"pixels", 0, "WAY", "auto, off, kitty or sixel: plots as pictures in the terminal",
     WITH_SCREEN, set_choice, PLACE(pixels)},
    {"charset", 0, "CHARSET", "auto, unicode or ascii", ALL_MODES, set_choice, PLACE(charset)},
    {"no-mouse", 0, NULL, "leave the mouse to the terminal, which selects text with it",
     WITH_SCREEN, set_constant, PLACE(no_mouse), .least = true},
    {"answers", 0, "FILE", "add each answer to a question to a CSV file", WITH_SCREEN | WITH_TELL,
     set_text, PLACE(answers), .takes = "the name of a file"},
    {"against", 0, "SCENE",
     "check: the scenes are homework, which is judged by what this one expects", WITH_CHECK,
     set_text, PLACE(against), .takes = "the name of a scene"},
    {"compare", 0, "SCENE", "render, tell: another scene beside it, at the same iteration",
     WITH_RENDER | WITH_TELL, set_text, PLACE(beside), .takes = "the name of a scene"},
    {"animate", 0, NULL, "an .svg that plays in a browser", WITH_RENDER, set_constant,
     PLACE(animate), .least = true},
    {"fps", 0, "N", "frames per second of a recording (30)", WITH_RENDER, set_whole, PLACE(rate),
     .takes = "the frames per second, ", .least = 1, .most = FILM_RATE_MAX},
    {"seconds", 0, "S", "its length (default: the scene's course)", WITH_RENDER, set_positive,
     PLACE(seconds), .most = FILM_SECONDS_MAX},
    {"bare", 0, NULL, "without header, prompt and keys, as what schedule draws always is",
     WITH_RENDER | WITH_STILL, set_constant, PLACE(bare), .least = true},
    {"at", 0, "S", "a picture of the screen as it is after S seconds", WITH_RENDER, set_moment,
     PLACE(at), .most = FILM_SECONDS_MAX},
    {"at", 0, "X,Y", "stability: there, not at the nearest minimum", WITH_STABILITY,
     .set = set_place},
    {"poster", 0, "S", "the second that an animated .svg shows where nothing plays", WITH_RENDER,
     set_moment, PLACE(poster), .most = FILM_SECONDS_MAX},
    {"loop", 0, "HOW", "once or forever: how often a .gif or .svg plays", WITH_RENDER, set_loop,
     PLACE(loop)},
    {"help", 'h', NULL, "print this", ALL_MODES, set_constant, PLACE(mode), .least = MODE_HELP},
    {"version", 'V', NULL, "print the version", ALL_MODES, set_constant, PLACE(mode),
     .least = MODE_VERSION},
};
const int option_row_count = sizeof option_rows / sizeof *option_rows;

const struct mode_row mode_rows[MODE_COUNT] = {
    [MODE_SCREEN] = {"", "[SCENE...]", "the interactive program; several scenes are a playlist",
                     NULL},
    [MODE_COMPARE] = {"compare", "SCENE SCENE",
                      "two scenes beside each other: one clock, the same keys", NULL,
                      .example = "overshoot compare 2-too-high 3-decay",
                      .more = "The left one's course is saved; `left COMMAND` and `right COMMAND` "
                              "speak to one of the two. Inside the program it is `compare SCENE`."},
    [MODE_RUN] = {"run", "[SCENE]", "the trajectory, as CSV or JSON lines", "scene",
                  .example = "overshoot run 2-too-high --steps 200 -o run.csv",
                  .more = "One row per ball and step, row 0 the start: ball, step, x, y, loss, "
                          "eta, grad_x, grad_y, sharpness, event; `help csv` has the columns. "
                          "Inside the program `export FILE` writes the run so far."},
    [MODE_RENDER] =
        {"render", "[SCENE...]",
         "a picture or a recording, without a terminal; of several scenes a hand-out", NULL,
         .example = "overshoot render 2-too-high --at 3 --size 120x36 -o picture.png",
         .more = "The ending of the file says what it is: a picture .txt, .ans, .svg, .png; a "
                 "recording .cast, .gif, .mp4, .webm, or .svg with --animate; of several scenes a "
                 "page .html, or a folder/ with a picture of each. `help figures` says how a "
                 "picture becomes one for a paper, `help recordings` what moves."},
    [MODE_LIST] = {"list", "[KIND]",
                   "surfaces, optimizers, schedules, scenes, commands, keys, colors, topics",
                   "kind", .example = "overshoot list optimizers",
                   .more = "Without a kind it lists all of them."},
    [MODE_TOPIC] = {"help", "[TOPIC]",
                    "a page on a command, an optimizer, eta...; or words to find", NULL,
                    .example = "overshoot help momentum",
                    .more = "A name has a page of its own; of other words the pages that have them "
                            "are shown. Inside the program it is the key ?."},
    [MODE_CHECK] = {"check", "SCENE...", "verify what the scenes expect", NULL,
                    .example = "overshoot check homework.scene -e \"expect converged(1)\"",
                    .more =
                        "Each `expect CONDITION` is judged when the scene's run is over: where its "
                        "steps lead, its budget, or 1000 iterations; with `at 20` before it, at "
                        "that one. `SCENE: N hold` is printed, or what was expected and what was "
                        "found; the exit status is 1 where something does not hold. `help expect` "
                        "has the functions, `help homework` how what students hand in is marked."},
    [MODE_TELL] = {"tell", "[SCENE]",
                   "a run in sentences, without a screen: commands in, events out", "scene",
                   .example = "overshoot tell lesson-04-too-high",
                   .more = "Without a scene, or after it, commands are read from the prompt or a "
                           "pipe, one a line."},
    [MODE_STABILITY] = {"stability", "[SCENE]",
                        "whether each rule would settle: eigenvalues of its update, as CSV",
                        "scene", .example = "overshoot stability 2-too-high",
                        .more = "At the nearest minimum, or at --at X,Y."},
    [MODE_SWEEP] =
        {"sweep", "[SCENE]",
         "what becomes of the ball for each of many numbers, as CSV, JSON lines or a picture",
         "scene", .example = "overshoot sweep 2-too-high --param eta=0.001:1:log:200 -o sweep.csv",
         .more = "With two --param it is a map of both. Without them it is the sweep that the "
                 "scene shows."},
    [MODE_RANGETEST] = {"rangetest", "[SCENE]",
                        "loss while eta grows from update to update, and which is a good one",
                        "scene", .example = "overshoot rangetest 2-too-high -o range.png",
                        .more = "The ending of the file says whether it is a table or a picture."},
    [MODE_SCHEDULE] =
        {"schedule", "NAME...", "the learning rates of several schedules, as a picture or as CSV",
         NULL,
         .example =
             "overshoot schedule cosine step \"exponential decay=0.05\" --steps 50 -o rates.svg",
         .more = "Each NAME is one of `overshoot list schedules`, with its numbers in quotes, or a "
                 "formula."},
    [MODE_HELP] = {.name = ""},
    [MODE_VERSION] = {.name = ""},
};

static bool unknown_option(const char *argument, struct error *error)
{
    char name[NAME_SIZE] = "";
    size_t length = strcspn(argument, "=");
    struct nearest nearest = nearest_begin(name);
    if (argument[1] == '-' && length - 2 < sizeof name) {
        memcpy(name, argument + 2, length - 2);
        for (int i = 0; i < option_row_count; i++)
            nearest_offer(&nearest, option_rows[i].name);
    }
    int shown = length < 60 ? (int)length : 60;
    if (nearest.best)
        return error_at(error, ERROR_NO_PLACE, "unknown option %.*s; did you mean --%s?", shown,
                        argument, nearest.best);
    return error_at(error, ERROR_NO_PLACE, "unknown option %.*s (--help lists them)", shown,
                    argument);
}

/* Where two have the name, that of the mode. */
static const struct option_row *find_option(const char *argument, int mode, const char **value)
{
    const struct option_row *found = NULL;
    bool word = argument[1] == '-';
    size_t length = word ? strcspn(argument + 2, "=") : 0;
    const char *rest = argument + 2 + length;
    *value = *rest ? rest + word : NULL;
    for (int i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        if (word ? strlen(row->name) == length && strncmp(argument + 2, row->name, length) == 0
                 : row->letter && argument[1] == row->letter)
            found = !found || row->modes & 1 << mode ? row : found;
    }
    return found;
}

/* The option at argv[*index] and its value, which may be the next argument. */
static bool read_option(struct options *options, int *index, int argc, char **argv, int64_t *given,
                        struct error *error)
{
    const char *argument = argv[*index], *value;
    const struct option_row *row = find_option(argument, options->mode, &value);
    if (!row)
        return unknown_option(argument, error);
    if (!row->value && value)
        return error_at(error, ERROR_NO_PLACE, "--%s takes no value", row->name);
    if (row->value && !value) {
        if (++*index == argc)
            return error_at(error, ERROR_NO_PLACE, "--%s needs a value: %s", row->name, row->value);
        value = argv[*index];
    }
    *given |= INT64_C(1) << (row - option_rows);
    return row->set(row, options, value, error);
}

static bool read_mode(struct options *options, const char *name)
{
    for (int i = 0; i < MODE_COUNT; i++)
        if (*name && strcmp(mode_rows[i].name, name) == 0) {
            if (options->mode == MODE_SCREEN) /* --help and --version stay */
                options->mode = i;
            return true;
        }
    return false;
}

bool options_fit(const struct options *options, bool two, struct error *error)
{
    int columns = two ? 2 * VIEW_COLUMNS_LEAST : VIEW_COLUMNS_LEAST;
    return options->columns == 0 ||
           (options->columns >= columns && options->rows >= VIEW_ROWS_LEAST) ||
           error_at(error, ERROR_NO_PLACE, "--size %dx%d is too small%s: the least is %dx%d",
                    options->columns, options->rows, two ? " for two scenes" : "", columns,
                    VIEW_ROWS_LEAST);
}

static bool check_mode(const struct options *options, int64_t given, struct error *error)
{
    const struct mode_row *mode = &mode_rows[options->mode];
    const char *name = *mode->name ? mode->name : "the interactive program";
    if (options->mode == MODE_HELP || options->mode == MODE_VERSION)
        return true;
    if (!mode->usage)
        return error_at(error, ERROR_NO_PLACE,
                        "this version has no `%s` (--help lists what it has)", name);
    for (int i = 0; i < option_row_count; i++)
        if (given & INT64_C(1) << i && !(option_rows[i].modes & 1 << options->mode))
            return error_at(error, ERROR_NO_PLACE, "%s takes no --%s", name, option_rows[i].name);
    if (options->against && (options->argument_count == 0 || options->command_count > 0))
        return error_at(error, ERROR_NO_PLACE,
                        "check --against SCENE takes the scenes that were handed in%s",
                        options->command_count > 0 ? ", and no -e" : "");
    if (options->mode == MODE_CHECK && options->argument_count + options->command_count == 0)
        return error_at(error, ERROR_NO_PLACE, "check takes one or more scenes, or -e COMMAND");
    if (options->mode == MODE_COMPARE && options->argument_count != 2)
        return error_at(error, ERROR_NO_PLACE, "compare takes two scenes");
    if (options->mode == MODE_SCHEDULE && options->argument_count == 0)
        return error_at(error, ERROR_NO_PLACE,
                        "schedule takes one or more schedules such as cosine 'step period=20'");
    if (options->mode == MODE_SWEEP && options->parameter_count == 0)
        return error_at(error, ERROR_NO_PLACE,
                        "sweep takes --param NAME=FROM:TO:COUNT such as eta=0.01:1:log:50");
    if (mode->argument && options->argument_count > 1)
        return error_at(error, ERROR_NO_PLACE, "%s takes one %s, not also '%.60s'", name,
                        mode->argument, options->arguments[1]);
    return options_fit(options, options->beside, error);
}

bool options_read(struct options *options, int argc, char **argv, struct error *error)
{
    *options = (struct options){.steps = -1, .seed = -1, .at = -1, .workers = -1};
    options->arguments = memory_new((size_t)argc + 1, sizeof *options->arguments);
    options->commands = memory_new((size_t)argc + 1, sizeof *options->commands);
    bool only_arguments = false, mode_read = false;
    int64_t given = 0;
    for (int i = 1; i < argc; i++) {
        const char *argument = argv[i];
        if (!only_arguments && strcmp(argument, "--") == 0) {
            only_arguments = true;
        } else if (!only_arguments && argument[0] == '-' && argument[1]) {
            if (!read_option(options, &i, argc, argv, &given, error))
                return false;
        } else if (only_arguments || mode_read || !read_mode(options, argument)) {
            options->arguments[options->argument_count++] = argument;
            mode_read = true;
        } else {
            mode_read = true;
        }
    }
    if (options->mode == MODE_COMPARE && options->argument_count == 2)
        options->beside = options->arguments[1];
    return check_mode(options, given, error);
}

void options_free(struct options *options)
{
    free(options->arguments);
    free(options->commands);
}
