/* Prints checksums of what the engine computes: every operation, every surface, every optimizer and
 * every schedule of the catalogue. `make determinism` builds this with several compilers, levels of
 * optimisation and CPU levels, and wants the same lines from all. A line per row tells where a
 * difference begins. */

#include "../wander.h"
#include "base/memory.h"
#include "base/text.h"
#include "command/script.h"
#include "front/clock.h"
#include "lang/formula.h"
#include "scene/scene.h"
#include "sim/sim.h"
#include "view/view.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the sum --- */

static uint64_t sum;

/* FNV-1a. Which NaN it is depends on the order of operands, and nobody can see it: one for all. */
static void add(double number)
{
    uint64_t bits = 0x7ff8000000000000u;
    if (!isnan(number))
        memcpy(&bits, &number, sizeof bits);
    for (int i = 0; i < 64; i += 8)
        sum = (sum ^ (bits >> i & 0xff)) * 0x100000001b3u;
}

static void begin(void)
{
    sum = 0xcbf29ce484222325u;
}

static void print(const char *kind, const char *name)
{
    printf("%s %s %016" PRIx64 "\n", kind, name, sum);
}

/* Ends the program: a checksum of nothing would compare well. */
static void require(bool good, const char *what, const struct error *error)
{
    if (good)
        return;
    fprintf(stderr, "checksum: %s: %s\n", what, error->text);
    exit(1);
}

/* xorshift: the same numbers everywhere. */
static uint64_t random_bits(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* From tiny to huge, both signs, with the special ones now and then. */
static double random_number(void)
{
    static const double special[] = {0.0, -0.0, 1, -1, INFINITY, -INFINITY, NAN, 5e-324};
    uint64_t bits = random_bits();
    if (bits % 64 == 0)
        return special[bits / 64 % (sizeof special / sizeof *special)];
    if (bits % 4 == 0)
        return ldexp((double)(bits >> 11), (int)(bits / 4 % 400) - 253);
    return ((double)(bits >> 11) - 0x1p52) * 0x1p-49;
}

/* --- surfaces and operations --- */

enum { COLUMNS = 67, ROWS = 45, LANES = COLUMNS * ROWS };

/* Value, gradient and Hessian, in blocks of lanes and lane by lane. */
static void add_surface(const struct surface_code *code, const double *x, const double *y)
{
    static double results[6][LANES], one[6];
    double *out[6];
    const double *in[] = {x, y};
    struct workspace workspace = {0};
    for (int i = 0; i < 6; i++)
        out[i] = results[i];
    program_run(code->hessian, &workspace, in, out, LANES);
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < LANES; k++)
            add(results[i][k]);
    for (int i = 0; i < 6; i++)
        out[i] = &one[i];
    for (int k = 0; k < LANES; k += 7) {
        in[0] = &x[k];
        in[1] = &y[k];
        program_run(code->hessian, &workspace, in, out, 1);
        for (int i = 0; i < 6; i++)
            add(one[i]);
    }
    workspace_free(&workspace);
}

static struct surface_code *compile(const char *formula)
{
    struct error error;
    struct surface_code *code = surface_compile(formula, &(struct scope){0}, &error);
    require(code, formula, &error);
    return code;
}

static void sum_surfaces(void)
{
    static double x[LANES], y[LANES];
    for (int i = 0; i < surface_row_count; i++) {
        const struct surface_row *row = &surface_rows[i];
        for (int k = 0; k < LANES; k++) {
            x[k] = row->x0 + (row->x1 - row->x0) * (k % COLUMNS) / (COLUMNS - 1);
            y[k] = row->y0 + (row->y1 - row->y0) * (k / COLUMNS) / (ROWS - 1);
        }
        struct surface_code *code = compile(row->formula);
        begin();
        add_surface(code, x, y);
        print("surface", row->name);
        surface_code_free(code);
    }
}

/* Each operation alone, with its derivatives, over numbers of all sizes. */
static void sum_operations(void)
{
    static const char *const more[] = {"x + y", "x - y",  "x*y",   "x/y",   "x^y",        "x^2",
                                       "y^-7",  "x^0.37", "1.7^y", "x < y", "x*y + x^3*y"};
    static double x[LANES], y[LANES];
    for (int k = 0; k < LANES; k++) {
        x[k] = random_number();
        y[k] = random_number();
    }
    enum { FIRST = OP_SQRT, MORE = OP_HYPOT + 1 };
    for (int i = FIRST; i < MORE + (int)(sizeof more / sizeof *more); i++) {
        struct text formula = {0};
        if (i >= MORE)
            text_add(&formula, "%s", more[i - MORE]);
        else
            text_add(&formula, op_infos[i].arity == 1 ? "%s(x) + 0*y" : "%s(x, y)",
                     op_infos[i].name);
        struct surface_code *code = compile(formula.bytes);
        begin();
        add_surface(code, x, y);
        print("operation", formula.bytes);
        surface_code_free(code);
        text_free(&formula);
    }
}

/* --- runs --- */

enum { ITERATIONS = 200 };

static void add_run(struct sim *sim)
{
    for (int i = 0; i < ITERATIONS; i++) {
        const struct row *row = sim_row(sim, 0);
        const double numbers[] = {
            row->x,   row->y,   row->loss, row->eta,           row->gx,           row->gy,
            row->hxx, row->hxy, row->hyy,  row_sharpness(row), (double)row->event};
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            add(numbers[k]);
        if (row->diverged)
            break;
        sim_step(sim);
    }
}

/* One ball with a rule and a schedule on every surface, alone and with noise. */
static void add_runs(const struct formula_row *optimizer, const struct formula_row *schedule)
{
    struct error error;
    for (int i = 0; i < surface_row_count; i++) {
        const struct surface_row *row = &surface_rows[i];
        const struct region domain = {row->x0, row->x1, row->y0, row->y1};
        struct sim *sim = sim_new();
        require(sim_set_surface(sim, row, row->formula, &domain, NULL, &error), row->name, &error);
        sim_set_start(sim, row->start);
        if (optimizer)
            require(sim_set_optimizer(sim, 0, optimizer, optimizer->rule, NULL, 0, &error),
                    optimizer->name, &error);
        if (schedule) {
            const struct schedule_choice choice = {.row = schedule, .text = schedule->formula};
            int wrong;
            require(sim_set_schedule(sim, 0, "", &choice, 1, &wrong, &error), schedule->name,
                    &error);
        }
        add_run(sim);
        sim_reset(sim);
        require(sim_set_noise(sim, 0, 0.1, 0, &error), "noise", &error);
        add_run(sim);
        sim_free(sim);
    }
}

static const struct data *make_data(void)
{
    enum { DATA_ROWS = 333 };
    struct data *data = data_new("");
    data->rows = DATA_ROWS;
    data->column_count = 2;
    for (int k = 0; k < 2; k++) {
        memcpy(data->columns[k].name, k ? "v" : "u", 2);
        data->columns[k].values = memory_new(DATA_ROWS, sizeof(double));
        for (int i = 0; i < DATA_ROWS; i++)
            data->columns[k].values[i] = (double)(random_bits() % 4001) / 1000 - 2;
    }
    return data;
}

/* Losses over data: in lanes, and of a ball with all rows and with mini-batches. */
static void sum_data(void)
{
    static const char *const losses[] = {"mean((x*u + y - v)^2)", "mean(log1p(exp(-(x*u + y)*v)))",
                                         "mean(abs(tanh(x*u) - y*v)) + sum(u*v)*x^2"};
    static const char chance[] = "v = 0.5*v - eta*g + 0.1*normal()*uniform(); theta += v + "
                                 "where(uniform() < 0.3, normal(), (uniform(), 0))*eta";
    static double x[LANES], y[LANES];
    const struct region domain = {-3, 3, -3, 3};
    const struct data *data = make_data();
    struct error error;
    for (int k = 0; k < LANES; k++) {
        x[k] = 6.0 * (k % COLUMNS) / (COLUMNS - 1) - 3;
        y[k] = 6.0 * (k / COLUMNS) / (ROWS - 1) - 3;
    }
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
        struct sim *sim = sim_new();
        require(sim_set_data(sim, data, &error), "data", &error);
        require(sim_set_surface(sim, NULL, losses[i], &domain, NULL, &error), losses[i], &error);
        begin();
        add_surface(sim_problem(sim)->code, x, y);
        add_run(sim);
        sim_reset(sim);
        require(sim_set_batch(sim, 0, 16, false, 0, &error), "batch", &error);
        add_run(sim);
        require(sim_set_optimizer(sim, 0, NULL, chance, NULL, 0, &error), chance, &error);
        add_run(sim);
        print("data", losses[i]);
        sim_free(sim);
    }
    data_release(data);
}

static enum name_kind find_parameter(const struct scope *scope, const char *name, double *number)
{
    (void)number;
    return parameter_find(scope->context, name) ? NAME_PARAMETER : NAME_UNKNOWN;
}

/* A crowd of balls in lanes, as a map of basins has it. */
static void add_crowd(const struct formula_row *row)
{
    enum { CROWD = 150, TURNS = 40 };
    static double now[2 + STATE_MAX][CROWD], next[2 + STATE_MAX][CROWD];
    const double eta = 0.01;
    double n = 0, unused[CROWD] = {0};
    struct error error;
    struct surface_code *surface = compile("(x^2 + y - 11)^2 + (x + y^2 - 7)^2");
    const struct scope scope = {
        .find = find_parameter, .context = row->parameters, .surface = surface};
    struct formula_code *code = formula_compile(LANGUAGE_RULE, row->rule, &scope, &error);
    require(code, row->name, &error);
    const double **in = memory_new((size_t)code->graph->input_count, sizeof *in);
    double *out[2 + STATE_MAX];
    for (int i = 0; i < code->graph->input_count; i++) {
        const struct input *input = &code->graph->inputs[i];
        in[i] = unused;
        if (input->kind == INPUT_X || input->kind == INPUT_Y)
            in[i] = now[input->kind == INPUT_X ? 0 : 1];
        else if (input->kind == INPUT_STATE)
            in[i] = now[2 + input->index];
        else if (input->kind == INPUT_ETA || input->kind == INPUT_ETA0)
            in[i] = &eta;
        else if (input->kind == INPUT_N || input->kind == INPUT_EPOCH)
            in[i] = &n;
        else if (input->kind == INPUT_PARAMETER)
            in[i] = &parameter_find(row->parameters, input->name)->value;
    }
    memset(now, 0, sizeof now);
    for (int k = 0; k < CROWD; k++) {
        now[0][k] = -5 + 10.0 * (k % 15) / 14;
        now[1][k] = -5 + 10.0 * (k / 15) / 9;
    }
    for (int i = 0; i < 2 + code->state_count; i++)
        out[i] = next[i];
    struct workspace workspace = {0};
    for (int turn = 0; turn < TURNS; turn++) {
        n = turn;
        program_run(code->program, &workspace, in, out, CROWD);
        memcpy(now, next, sizeof now);
    }
    for (int i = 0; i < 2 + code->state_count; i++)
        for (int k = 0; k < CROWD; k++)
            add(now[i][k]);
    workspace_free(&workspace);
    free(in);
    formula_code_free(code);
    surface_code_free(surface);
}

static void sum_runs(void)
{
    for (int i = 0; i < optimizer_row_count; i++) {
        begin();
        add_runs(&optimizer_rows[i], NULL);
        add_crowd(&optimizer_rows[i]);
        print("optimizer", optimizer_rows[i].name);
    }
    for (int i = 0; i < schedule_row_count; i++) {
        begin();
        add_runs(NULL, &schedule_rows[i]);
        print("schedule", schedule_rows[i].name);
    }
}

/* --- pictures --- */

static void sum_frames(void)
{
    const struct display display = {.colors = COLORS_DIRECT, .unicode = true, .phase = 0.5};
    struct error error;
    for (int i = 0; i < surface_row_count; i++) {
        struct session *session = session_new();
        struct text line = {0};
        text_add(&line, "surface %s", surface_rows[i].name);
        require(command_execute(session, line.bytes, &error), line.bytes, &error);
        for (int k = 0; k < 20; k++)
            require(script_tick(session, &error), "tick", &error);
        struct view *view = view_new();
        struct frame *frame = frame_new(80, 24);
        view_draw(view, frame, session, &display);
        begin();
        for (int k = 0; k < 80 * 24; k++) {
            const struct cell *cell = &frame->cells[k];
            add(cell->glyph);
            add(cell->fg);
            add(cell->bg);
        }
        print("frame", surface_rows[i].name);
        frame_free(frame);
        view_free(view);
        text_free(&line);
        session_free(session);
    }
}

/* --- recorded sessions --- */

/* What somebody did at random, and what was the same again. */
static void sum_sessions(void)
{
    enum { SESSIONS = 1000, PRINTED = 100 };
    struct error error;
    int line;
    for (int i = 0; i < SESSIONS; i++) {
        struct session *session = session_new(), *other = session_new();
        struct scene_failure failure;
        char name[20];
        if (i % PRINTED == 0)
            begin();
        wander_begin((uint32_t)i);
        for (int k = 0; k < WANDER_STEPS; k++)
            wander(session);
        struct text text = wander_taped(session);
        for (size_t k = 0; k < text.length; k++)
            add(text.bytes[k]);
        snprintf(name, sizeof name, "%d-%d", i / PRINTED * PRINTED, i);
        require(scene_read(other, "", text.bytes, text.length, &failure), name, &failure.error);
        require(clock_finish(other, -1, &error, &line), name, &error);
        error_set(&error, 0, "another run when it is played again");
        require(journal_check(session->sim) == journal_check(other->sim), name, &error);
        if (i % PRINTED == PRINTED - 1)
            print("sessions", name);
        text_free(&text);
        session_free(session);
        session_free(other);
    }
}

int main(void)
{
    sum_operations();
    sum_surfaces();
    sum_runs();
    sum_data();
    sum_frames();
    sum_sessions();
    return 0;
}
