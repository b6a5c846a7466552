#ifndef OVERSHOOT_LANG_BYTECODE_H
#define OVERSHOOT_LANG_BYTECODE_H

/* What a program is inside: between the compiler (lower.c, program.c) and the executor (execute.c).
 *
 * A register is uniform (one double) or a lane register (one double per lane of the block). Their
 * numbers form one sequence: constants, uniform inputs, other uniform registers, then inputs that
 * vary, outputs that are computed in place, and temporaries. */

#include "program.h"

#include <stdint.h>

/* Lanes that an instruction is executed for before the next one. */
enum { BLOCK_SIZE = 128 };

/* What a step or an instruction does: an operation of the graph or one that only programs have. */
enum action {
    ACTION_END = OP_CONSTANT, /* of the instructions */
    ACTION_COPY = OP_COUNT,
    ACTION_SQUARE,
    ACTION_CUBE,
    ACTION_MULADD,    /* a*b + c, the product rounded, as in all of these */
    ACTION_MULSUB,    /* a*b - c */
    ACTION_SUBMUL,    /* c - a*b */
    ACTION_MULADDMUL, /* a*b + c*e */
    ACTION_MULSUBMUL, /* a*b - c*e */
    ACTION_SINCOS,    /* d: sine, c: cosine */
    /* Of fused programs: */
    ACTION_SQRTADD,      /* sqrt(a) + b */
    ACTION_SUBDIV,       /* c - a/b */
    ACTION_DIVMUL,       /* a/b*c */
    ACTION_SQUAREADDMUL, /* a*a*b + c*e */
    ACTION_MULADDSUB,    /* a*b + c - e */
    ACTION_LOOP_BEGIN,   /* a: the loop's number; from here on: see step_is_fixed */
    ACTION_LOOP_END,     /* d: variable, a: condition, b: next value, c: the loop's number */
    ACTION_PASS,         /* a: an argument, number b of sums c */
    ACTION_SUMS,         /* a: the sums' number */
    ACTION_SUMS_IF, /* so, if uniform b holds (c: 1) or not (c: 0); else the next steps, which take
                       them, give 0 */
    ACTION_TAKE,    /* d: total number a of sums c */
    ACTION_READ,    /* the reader is told of part a of b of the block's lanes */
    ACTION_COUNT
};

/* The form of an instruction: which operands are uniform (S) and not lane registers (V), of a, b
 * and c; of a sum of two products, of the second factors: b where b is, e where c is. On a single
 * lane both are the same: there is VVV alone, and in SVV's place the twin, which is this
 * instruction and the next, with the same action. There choosing an instruction costs more than
 * executing it, and vectors have two components. */
enum form { VVV = 0, SVV = 1, VSV = 2, VVS = 4, VSS = 6, TWIN = SVV };

/* Of VVV it is the action. The executor has cases for some codes; all others are operations for
 * op_evaluate. */
#define CODE(action, form) (ACTION_COUNT * (form) + (action))

struct instruction {
    uint16_t code, d, a, b, c, e;
};

/* How often it reads a register, or more; and whether it writes it. */
static inline int instruction_reads(const struct instruction *in, int reg)
{
    if (in->code == ACTION_READ)
        return 0;
    return (in->a == reg) + (in->b == reg) + (in->c == reg) + (in->e == reg);
}

static inline bool instruction_writes(const struct instruction *in, int reg)
{
    return in->d == reg || (in->code % ACTION_COUNT == ACTION_SINCOS && in->c == reg);
}

struct bound_input {
    int input;
    uint16_t reg;
};

enum output_kind {
    OUTPUT_IN_PLACE, /* the register is the caller's array */
    OUTPUT_COPIED,   /* from a lane register: an input, or the second output of one node */
    OUTPUT_FILLED    /* from a uniform register */
};

struct bound_output {
    enum output_kind kind;
    uint16_t reg;
};

/* The sums over the rows of the data that are computed together: for a single lane with the rows as
 * lanes, for a block with a loop over the rows. Row r is added to part r % TOTAL_PARTS of a sum,
 * and the parts are added at last: so both give the same bits, and neither waits for all sums. */
enum { TOTAL_PARTS = 16 };
struct sum {
    int first, second; /* outputs of by_row: the total is of their product, or second is -1 */
};
struct sums {
    struct program *by_row;  /* the columns vary over lanes, the arguments do not */
    struct program *by_lane; /* the other way round; an output for each total */
    struct sum *totals;
    struct input *inputs; /* of both: columns of the data, and what ACTION_PASS gave */
    int input_count, argument_count, total_count;
    bool all; /* over all rows of the program's data, whatever rows a run is given */
};

/* Where the parts of a run are in the workspace, in doubles from its begin on. */
struct layout {
    int64_t stamp; /* of all runs with it */
    size_t rounds, places, lanes, totals, size;
};

/* Constants are copied to their registers in groups, the last of which may reach beyond them. */
enum { CONSTANTS_AT_ONCE = 4 };

struct program {
    /* Each to its ACTION_END. What is computed for one lane has no forms for uniform operands, but
     * twins. */
    struct instruction *single;  /* all, for a single lane */
    struct instruction *uniform; /* the uniform part, once for all lanes of a call */
    struct instruction *lanes;   /* the lane part, for a block */
    double *constants;           /* of the first registers */
    int constant_count;
    struct bound_input *uniform_inputs, *lane_inputs; /* those behind these */
    int uniform_input_count, lane_input_count;
    struct bound_output *outputs;
    int output_count;
    int array_count;                   /* inputs of lanes, and outputs in place */
    bool has_given;                    /* there are outputs of the other kinds */
    bool is_read_early;                /* there are instructions that tell the reader */
    int told_first, told_count;        /* outputs that its readers need */
    int uniform_count, register_count; /* registers below uniform_count are uniform */
    int *loop_lengths; /* how far before a loop's ACTION_LOOP_END its ACTION_LOOP_BEGIN is */
    int loop_count;
    struct sums *sums;
    int sums_count;
    const struct data *data;    /* of the rows, shared */
    int64_t length, row_length; /* instructions of a lane; of one at a row of the data */
    struct layout layouts[2];   /* for a block, for a single lane */
};

/* halfway.c: the lane with which a run begins, in its turn; whether it is left before a later one,
 * as it can be if it is read; room for one more pass over the rows, behind the others. */
size_t halfway_begin(struct halfway *halfway, bool is_read);
bool halfway_leaves(struct workspace *workspace, size_t lane);
double *halfway_room(struct halfway *halfway, size_t length);

/* To be called when everything else of the program is there (execute.c). */
void program_lay_out(struct program *program);

enum { VALUE_NONE = -1 };

/* A number that a step computes, an input or a constant. */
struct lowered_value {
    bool lane;
    int input;       /* index, or -1 */
    bool constant;   /* with its number: */
    double number;   /* of a constant */
    int first, last; /* the steps that define and last use it */
    int reg;
};

/* A program before its values have registers: d, a, b, c, e are values (or a loop's number). */
struct step {
    int action;
    int d, a, b, c, e;
};

struct lowered {
    struct step *steps;
    int step_count, step_capacity;
    int lane_begin; /* the first step of the lane part */
    struct lowered_value *values;
    int value_count, value_capacity;
    int *outputs; /* the values of the outputs */
    int output_count;
    int loop_count;
    struct sums *sums; /* the program's from then on */
    int sums_count;
};

/* Whether other steps must stay on their side of it. */
static inline bool step_is_fixed(const struct step *step)
{
    return step->action >= ACTION_LOOP_BEGIN;
}

/* Chooses the steps for the outputs of a graph, and their order (lower.c). */
struct lowered lower(const struct graph *graph, const node_id *outputs, int output_count,
                     const bool *varies);
void lowered_free(struct lowered *lowered);

#endif
