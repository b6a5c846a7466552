/* Runs programs: an instruction for a whole block of lanes, then the next, so that the cost of
 * choosing an instruction is shared and the compiler's vector code does the rest. */

#include "bytecode.h"
#include "levels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/stamp.h"
#include "vmath.h"
#include "vmath_kernel.h"

#if __has_attribute(fallthrough)
#define FALL_THROUGH __attribute__((fallthrough))
#else
#define FALL_THROUGH (void)0
#endif

enum { ALIGNMENT = 64 / sizeof(double) };

/* Where the parts of a run are in the workspace. */
struct memory_map {
    double *file;    /* a number per register: all of a single lane, the uniform ones of a block */
    double *rounds;  /* a counter per loop */
    double *lanes;   /* BLOCK_SIZE numbers per lane register */
    double **places; /* the numbers of a register in the present block */
    double *totals;  /* of the sums over data rows; see sums_memory */
    struct workspace *workspace;
    const struct data *data;             /* whose rows are summed */
    const struct program_reader *reader; /* or NULL */
    size_t from;                         /* the block's first lane */
};

/* What a pass over the data rows reads and gives, each BLOCK_SIZE numbers. */
struct sums_memory {
    double *arguments;
    double *values; /* of the totals' operands in a row, or of their factors */
    double *parts;  /* TOTAL_PARTS of each total */
};

static size_t round_up(size_t count)
{
    return (count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static size_t sums_size(const struct sums *sums)
{
    return ((size_t)sums->argument_count + (size_t)sums->total_count * (2 + TOTAL_PARTS)) *
           BLOCK_SIZE;
}

static struct sums_memory sums_memory(const struct program *program, const struct memory_map *map,
                                      int number)
{
    double *at = map->totals;
    for (int i = 0; i < number; i++)
        at += sums_size(&program->sums[i]);
    const struct sums *sums = &program->sums[number];
    double *values = at + (size_t)sums->argument_count * BLOCK_SIZE;
    return (struct sums_memory){at, values, values + 2 * (size_t)sums->total_count * BLOCK_SIZE};
}

static struct layout lay_out(const struct program *program, bool single)
{
    struct layout layout = {.stamp = stamp_new(),
                            .rounds = round_up((size_t)program->register_count + 1)};
    layout.places = layout.rounds + round_up((size_t)program->loop_count);
    layout.lanes = layout.totals = layout.places;
    if (!single) {
        size_t lane_registers = (size_t)(program->register_count - program->uniform_count);
        layout.lanes += layout.rounds;
        layout.totals = layout.lanes + lane_registers * BLOCK_SIZE;
    }
    layout.size = layout.totals;
    for (int i = 0; i < program->sums_count; i++)
        layout.size += sums_size(&program->sums[i]);
    return layout;
}

void program_lay_out(struct program *program)
{
    program->layouts[0] = lay_out(program, false);
    program->layouts[1] = lay_out(program, true);
}

/* Where a register of lanes is, unless it is an input or computed in place. */
static void place_registers(const struct program *program, const struct memory_map *map)
{
    for (int r = 0; r < program->uniform_count; r++)
        map->places[r] = map->file + r;
    for (int r = program->uniform_count; r < program->register_count; r++)
        map->places[r] = map->lanes + (size_t)(r - program->uniform_count) * BLOCK_SIZE;
}

/* What only the program decides is still there if it is the one that ran before. Returns whether it
 * is, and its uniform registers with it. */
static inline bool map_workspace(struct memory_map *map, const struct program *program,
                                 struct workspace *workspace, bool single)
{
    const struct layout *layout = &program->layouts[single];
    if (layout->size + ALIGNMENT > workspace->size) {
        workspace->size = layout->size + ALIGNMENT;
        workspace->memory = memory_resize(workspace->memory, workspace->size, sizeof(double));
    }
    size_t misplaced = (uintptr_t)workspace->memory / sizeof(double) % ALIGNMENT;
    double *file = workspace->memory + (ALIGNMENT - misplaced);
    map->file = file;
    map->rounds = file + layout->rounds;
    map->places = (double **)(void *)(file + layout->places);
    map->lanes = file + layout->lanes;
    map->totals = file + layout->totals;
    map->workspace = workspace;
    map->data = program->data;
    map->reader = NULL;
    if (workspace->of == layout->stamp)
        return true;
    workspace->of = layout->stamp;
    for (int i = 0; i < program->constant_count; i += CONSTANTS_AT_ONCE)
        memcpy(file + i, program->constants + i, CONSTANTS_AT_ONCE * sizeof *file);
    if (!single)
        place_registers(program, map);
    return false;
}

void workspace_free(struct workspace *workspace)
{
    if (workspace->sums) {
        workspace_free(workspace->sums);
        free(workspace->sums);
    }
    free(workspace->memory);
    *workspace = (struct workspace){0};
}

/* Operations that have no case of their own. A uniform operand is the same number for all lanes. */
static void run_generic(const struct program *program, const struct instruction *in, double *d,
                        const double *a, const double *b, const double *c, size_t count)
{
    size_t step_a = in->a < program->uniform_count ? 0 : 1;
    size_t step_b = in->b < program->uniform_count ? 0 : 1;
    size_t step_c = in->c < program->uniform_count ? 0 : 1;
    enum op op = (enum op)(in->code % ACTION_COUNT);
    for (size_t i = 0; i < count; i++)
        d[i] = op_evaluate(op, a[i * step_a], b[i * step_b], c[i * step_c]);
}

/* pow has branches, so it is no vector code; but it is frequent, so op_evaluate is left out. */
static void run_power(const struct program *program, const struct instruction *in, double *d,
                      const double *a, const double *b, size_t count)
{
    size_t step_b = in->b < program->uniform_count ? 0 : 1;
    if (in->a < program->uniform_count) {
        struct vmath_base base = {0};
        for (size_t i = 0; i < count; i++)
            d[i] = vmath_pow_kept(&base, *a, b[i * step_b]);
        return;
    }
    for (size_t i = 0; i < count; i++)
        d[i] = vmath_pow(a[i], b[i * step_b]);
}

/* The base of a power is often one number for the whole run, as beta in beta^t. */
static double power_of_uniform(struct vmath_base *bases, double x, double y)
{
    return vmath_pow_kept(&bases[bits_of(x) * 0x9e3779b97f4a7c15u >> 60], x, y);
}
_Static_assert(WORKSPACE_BASES == 1 << (64 - 60), "the bits that choose a base");

/* sin and cos where one of the arguments needs the long reduction. */
static void circular_slow(int code, double *d, double *c, const double *a, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double x = a[i];
        d[i] = code == OP_COS ? vmath_cos(x) : vmath_sin(x);
        if (code == ACTION_SINCOS)
            c[i] = vmath_cos(x);
    }
}

/* Of one of so many parts of a block's lanes. */
static void tell_reader(const struct memory_map *map, size_t part, size_t parts, size_t count)
{
    size_t size = BLOCK_SIZE / parts, from = part * size;
    size_t end = from + size < count ? from + size : count;
    if (map->reader && from < end)
        map->reader->read(map->reader->context, map->from + from, end - from);
}

static void run_sums_single(const struct program *program, const struct memory_map *outer,
                            int number);
static void run_sums_block(const struct program *program, const struct memory_map *outer,
                           int number, size_t count);

#define SINGLE
#define MAP map
#define RUN_SUMS run_sums_single(program, map, in->a)
#define REGISTER(r) (file + (r))
#define LANES for (size_t i = 0; i < 1; i++)
#define LANES_ANY(sum) LANES
#define LANE_COUNT ((size_t)1)
#define POWER                                                                                      \
    file[in->d] = in->a < program->uniform_count                                                   \
                      ? power_of_uniform(map->workspace->bases, file[in->a], file[in->b])          \
                      : vmath_pow(file[in->a], file[in->b])
static void run_single(const struct program *program, const struct instruction *in,
                       const struct memory_map *map)
{
    double *const file = map->file, *const rounds = map->rounds;
#include "execute_body.h"
}
#undef SINGLE
#undef MAP
#undef RUN_SUMS
#undef POWER
#undef REGISTER
#undef LANES
#undef LANES_ANY
#undef LANE_COUNT

#define MAP map
#define RUN_SUMS run_sums_block(program, map, in->a, count)
#define REGISTER(r) (places[r])
#define LANES _Pragma("omp simd") for (size_t i = 0; i < count; i++)
#define PRAGMA(text) _Pragma(#text)
#define LANES_ANY(sum) PRAGMA(omp simd reduction(+ : sum)) for (size_t i = 0; i < count; i++)
#define LANE_COUNT count
#define POWER run_power(program, in, places[in->d], places[in->a], places[in->b], count)
CPU_LEVELS
/* NOLINTNEXTLINE(readability-function-size): a loop over the lanes for each operation */
static void run_block(const struct program *program, const struct memory_map *map, size_t count)
{
    double *const *const places = map->places;
    double *const rounds = map->rounds;
    const struct instruction *in = program->lanes;
    /* It never is more; compilers that know this unroll the loops, which takes a third of the time
     * of short ones. */
    count = count < BLOCK_SIZE ? count : BLOCK_SIZE;
#include "execute_body.h"
}

static void run_one_lane(const struct program *program, const struct memory_map *map,
                         const double *const *inputs, double *const *outputs, size_t lane)
{
    for (int i = 0; i < program->lane_input_count; i++) {
        struct bound_input bound = program->lane_inputs[i];
        map->file[bound.reg] = inputs[bound.input][lane];
    }
    run_single(program, program->single, map);
    if (map->workspace->is_left)
        return;
    int told_end = program->told_first + program->told_count;
    for (int k = program->told_first; k < told_end; k++)
        outputs[k][lane] = map->file[program->outputs[k].reg];
    if (map->reader && program->is_read_early)
        map->reader->read(map->reader->context, lane, 1);
    for (int k = 0; k < program->output_count; k++)
        outputs[k][lane] = map->file[program->outputs[k].reg];
}

/* What the caller has, inputs and then outputs that are computed in place, are the first registers
 * of lanes, one behind the other. They are where the first block begins. */
static void place_arrays(const struct program *program, const struct memory_map *map,
                         const double *const *inputs, double *const *outputs)
{
    for (int i = 0; i < program->lane_input_count; i++) {
        struct bound_input bound = program->lane_inputs[i];
        /* The array is only read: no instruction has an input as its result. */
        map->places[bound.reg] = (double *)(uintptr_t)inputs[bound.input];
    }
    for (int k = 0; k < program->output_count; k++)
        if (program->outputs[k].kind == OUTPUT_IN_PLACE)
            map->places[program->outputs[k].reg] = outputs[k];
}

static void go_to_next_block(const struct program *program, const struct memory_map *map)
{
    double **arrays = map->places + program->uniform_count;
    for (int i = 0; i < program->array_count; i++)
        arrays[i] += BLOCK_SIZE;
}

/* Outputs that no instruction computed where they belong. */
static void give(const struct program *program, const struct memory_map *map,
                 double *const *outputs, size_t from, size_t count)
{
    for (int k = 0; k < program->output_count; k++) {
        const double *from_register = map->places[program->outputs[k].reg];
        if (program->outputs[k].kind == OUTPUT_COPIED && outputs[k] + from != from_register)
            memcpy(outputs[k] + from, from_register, count * sizeof(double));
        else if (program->outputs[k].kind == OUTPUT_FILLED)
            for (size_t i = 0; i < count; i++)
                outputs[k][from + i] = *from_register;
    }
}

static void run_lanes(const struct program *program, struct memory_map *map,
                      const double *const *inputs, double *const *outputs, size_t count)
{
    const struct program_reader *late = program->is_read_early ? NULL : map->reader;
    place_arrays(program, map, inputs, outputs);
    for (map->from = 0; map->from < count; map->from += BLOCK_SIZE) {
        size_t left = count - map->from, lanes = left < BLOCK_SIZE ? left : BLOCK_SIZE;
        if (map->from > 0)
            go_to_next_block(program, map);
        run_block(program, map, lanes);
        if (program->has_given)
            give(program, map, outputs, map->from, lanes);
        if (late)
            late->read(late->context, map->from, lanes);
    }
}

/* --- sums over data rows --- */

/* Where a program of rows works: constants are there, and all registers have their places. */
static struct memory_map begin_rows(const struct program *inner, struct workspace *workspace)
{
    if (!workspace->sums)
        workspace->sums = memory_new(1, sizeof *workspace->sums);
    struct memory_map map;
    map_workspace(&map, inner, workspace->sums, false);
    return map;
}

/* The totals' operands are computed in `values`; one that is just a column is read where it is. */
static void place_values(const struct program *inner, struct memory_map map, double *values)
{
    for (int k = 0; k < inner->output_count; k++)
        if (inner->outputs[k].kind == OUTPUT_IN_PLACE)
            map.places[inner->outputs[k].reg] = values + (size_t)k * BLOCK_SIZE;
}

static void place_columns(const struct data *data, const struct sums *sums,
                          const struct program *inner, struct memory_map map, size_t from)
{
    for (int i = 0; i < inner->lane_input_count; i++) {
        struct bound_input bound = inner->lane_inputs[i];
        /* Only read, as all inputs are. */
        map.places[bound.reg] = data->columns[sums->inputs[bound.input].index].values + from;
    }
}

/* What is uniform in this row. */
static void read_row(const struct data *data, const struct sums *sums, const struct program *inner,
                     struct memory_map map, const double *arguments, size_t row)
{
    for (int i = 0; i < inner->uniform_input_count; i++) {
        struct bound_input bound = inner->uniform_inputs[i];
        const struct input *input = &sums->inputs[bound.input];
        map.file[bound.reg] = input->kind == INPUT_COLUMN
                                  ? data->columns[input->index].values[row]
                                  : arguments[(size_t)input->index * BLOCK_SIZE];
    }
}

/* Adds a, or a*b where they are products. Row r is in part r % TOTAL_PARTS; the first of these is
 * in part 0. */
KERNEL void add_to_parts(double *parts, const double *a, const double *b, bool products,
                         size_t count)
{
    if (count == BLOCK_SIZE) {
        _Pragma("omp simd") for (size_t k = 0; k < TOTAL_PARTS; k++)
        {
            double sum = parts[k];
            for (size_t i = 0; i < BLOCK_SIZE; i += TOTAL_PARTS)
                sum += products ? a[k + i] * b[k + i] : a[k + i];
            parts[k] = sum;
        }
        return;
    }
    for (size_t i = 0; i < count; i++)
        parts[i % TOTAL_PARTS] += products ? a[i] * b[i] : a[i];
}

CPU_LEVELS
static void add_rows(double *parts, const double *a, size_t count)
{
    add_to_parts(parts, a, a, false, count);
}

CPU_LEVELS
static void add_row_products(double *parts, const double *a, const double *b, size_t count)
{
    add_to_parts(parts, a, b, true, count);
}

static void add_total(double *parts, const struct program *inner, struct memory_map map,
                      struct sum total, size_t count)
{
    const double *first = map.places[inner->outputs[total.first].reg];
    if (total.second < 0)
        add_rows(parts, first, count);
    else
        add_row_products(parts, first, map.places[inner->outputs[total.second].reg], count);
}

/* The parts of a single lane's total stand together while they are added, then where ACTION_TAKE
 * finds them: those of lane 0. */
static void spread_parts(double *parts)
{
    for (size_t k = TOTAL_PARTS - 1; k > 0; k--)
        parts[k * BLOCK_SIZE] = parts[k];
}

/* So many rows from one on, which are the lanes, into the parts of each total. */
struct pass {
    const struct sums *sums;
    const struct data *data;
    struct memory_map map; /* of the program of a row */
    struct sums_memory memory;
};

enum { TOTAL_SIZE = TOTAL_PARTS * BLOCK_SIZE };

static void add_block(struct pass *pass, size_t from, size_t lanes)
{
    const struct sums *sums = pass->sums;
    place_columns(pass->data, sums, sums->by_row, pass->map, from);
    run_block(sums->by_row, &pass->map, lanes);
    for (int k = 0; k < sums->total_count; k++)
        add_total(pass->memory.parts + (size_t)k * TOTAL_SIZE, sums->by_row, pass->map,
                  sums->totals[k], lanes);
}

/* From a row on to the last, or as far as there is time; returns where it is then. */
static size_t add_blocks(struct pass *pass, struct workspace *workspace, size_t from)
{
    size_t count = (size_t)pass->data->rows;
    for (size_t lanes; from < count; from += lanes) {
        lanes = count - from < BLOCK_SIZE ? count - from : BLOCK_SIZE;
        add_block(pass, from, lanes);
        workspace->work += (int64_t)lanes * pass->sums->by_row->length;
        if (workspace_is_late(workspace))
            return from + lanes;
    }
    return count;
}

/* The parts of the totals where they are added, and where they are kept. */
static void keep_parts(const struct pass *pass, double *kept)
{
    for (int k = 0; k < pass->sums->total_count; k++)
        memcpy(kept + (size_t)k * TOTAL_PARTS, pass->memory.parts + (size_t)k * TOTAL_SIZE,
               TOTAL_PARTS * sizeof *kept);
}

static void return_parts(const struct pass *pass, const double *kept)
{
    for (int k = 0; k < pass->sums->total_count; k++)
        memcpy(pass->memory.parts + (size_t)k * TOTAL_SIZE, kept + (size_t)k * TOTAL_PARTS,
               TOTAL_PARTS * sizeof *kept);
}

/* A pass that was done is not done again, and one that was left is gone on with. After one that is
 * left now no sums are right. */
static void go_on_with_pass(struct pass *pass, struct workspace *workspace)
{
    struct halfway *halfway = workspace->halfway;
    size_t length = (size_t)pass->sums->total_count * TOTAL_PARTS;
    if (workspace->is_left)
        return;
    if (halfway->next < halfway->used) {
        return_parts(pass, halfway->sums + halfway->next);
        halfway->next += length;
        return;
    }
    double *kept = halfway_room(halfway, length);
    if (halfway->row > 0)
        return_parts(pass, kept);
    halfway->row = (int64_t)add_blocks(pass, workspace, (size_t)halfway->row);
    keep_parts(pass, kept);
    workspace->is_left = halfway->row < pass->data->rows;
    if (workspace->is_left)
        return;
    halfway->row = 0;
    halfway->used += length;
    halfway->next = halfway->used;
}

static void run_sums_single(const struct program *program, const struct memory_map *outer,
                            int number)
{
    const struct sums *sums = &program->sums[number];
    struct workspace *workspace = outer->workspace;
    struct pass pass = {sums, sums->all ? program->data : outer->data,
                        begin_rows(sums->by_row, workspace), sums_memory(program, outer, number)};
    read_row(pass.data, sums, sums->by_row, pass.map, pass.memory.arguments, 0); /* the arguments */
    run_single(sums->by_row, sums->by_row->uniform, &pass.map);
    for (int k = 0; k < sums->total_count; k++)
        memset(pass.memory.parts + (size_t)k * TOTAL_SIZE, 0, TOTAL_PARTS * sizeof(double));
    place_values(sums->by_row, pass.map, pass.memory.values);
    if (workspace->halfway)
        go_on_with_pass(&pass, workspace);
    else
        add_blocks(&pass, workspace, 0);
    for (int k = 0; k < sums->total_count; k++)
        spread_parts(pass.memory.parts + (size_t)k * TOTAL_SIZE);
}

CPU_LEVELS
static void add_lanes(double *sums, const double *values, size_t count)
{
    count = count < BLOCK_SIZE ? count : BLOCK_SIZE;
    _Pragma("omp simd") for (size_t i = 0; i < count; i++)
    {
        sums[i] += values[i];
    }
}

/* The lanes are those of the program; the columns are uniform, and change from row to row. */
static void run_sums_block(const struct program *program, const struct memory_map *outer,
                           int number, size_t count)
{
    const struct sums *sums = &program->sums[number];
    const struct program *inner = sums->by_lane;
    const struct data *data = sums->all ? program->data : outer->data;
    struct sums_memory memory = sums_memory(program, outer, number);
    struct memory_map map = begin_rows(inner, outer->workspace);
    for (int i = 0; i < inner->lane_input_count; i++) {
        struct bound_input bound = inner->lane_inputs[i];
        map.places[bound.reg] =
            memory.arguments + (size_t)sums->inputs[bound.input].index * BLOCK_SIZE;
    }
    place_values(inner, map, memory.values);
    memset(memory.parts, 0, (size_t)sums->total_count * TOTAL_SIZE * sizeof(double));
    outer->workspace->work += data->rows * (int64_t)count * sums->by_row->length;
    for (size_t row = 0; row < (size_t)data->rows; row++) {
        read_row(data, sums, inner, map, memory.arguments, row);
        run_single(inner, inner->uniform, &map);
        run_block(inner, &map, count);
        for (int k = 0; k < sums->total_count; k++) {
            size_t part = (size_t)k * TOTAL_PARTS + row % TOTAL_PARTS;
            add_lanes(memory.parts + part * BLOCK_SIZE, map.places[inner->outputs[k].reg], count);
        }
    }
}

/* Fewer lanes than these are done one by one where there are rows, as those are lanes then:
 * choosing an instruction for each row and a few lanes would cost more than to execute it. So are
 * all of a run that can be left where a block of them would take too long. */
enum { LANES_WITH_SUMS = 64, BLOCK_WORK = 1000000 };

static bool is_one_by_one(const struct program *program, const struct workspace *workspace,
                          size_t count)
{
    int64_t rows = program->data ? program->data->rows : 0;
    return count == 1 || (program->data && count < LANES_WITH_SUMS) ||
           (workspace->halfway && BLOCK_SIZE * program->row_length * rows > BLOCK_WORK);
}

void program_run(const struct program *program, struct workspace *workspace,
                 const double *const *inputs, double *const *outputs, size_t count)
{
    program_run_read(program, NULL, workspace, inputs, outputs, count, NULL);
}

void program_run_over(const struct program *program, const struct data *data,
                      struct workspace *workspace, const double *const *inputs,
                      double *const *outputs, size_t count)
{
    program_run_read(program, data, workspace, inputs, outputs, count, NULL);
}

void program_run_read(const struct program *program, const struct data *data,
                      struct workspace *workspace, const double *const *inputs,
                      double *const *outputs, size_t count, const struct program_reader *reader)
{
    if (count == 0 || workspace->is_left)
        return;
    bool single = is_one_by_one(program, workspace, count);
    size_t begin = workspace->halfway ? halfway_begin(workspace->halfway, reader != NULL) : 0;
    struct memory_map map;
    bool same = map_workspace(&map, program, workspace, single) && program->sums_count == 0;
    map.data = data ? data : program->data;
    map.reader = reader;
    workspace->work += (int64_t)(count - begin) * program->length;
    for (int i = 0; i < program->uniform_input_count; i++) {
        struct bound_input bound = program->uniform_inputs[i];
        same &= bits_of(map.file[bound.reg]) == bits_of(*inputs[bound.input]);
        map.file[bound.reg] = *inputs[bound.input];
    }
    if (single) {
        for (size_t lane = begin; lane < count && !workspace->is_left; lane++)
            if (lane == begin || !reader || !halfway_leaves(workspace, lane))
                run_one_lane(program, &map, inputs, outputs, lane);
        if (reader && !program->is_read_early && !workspace->is_left)
            reader->read(reader->context, 0, count);
        return;
    }
    if (!same)
        run_single(program, program->uniform, &map);
    run_lanes(program, &map, inputs, outputs, count);
}
